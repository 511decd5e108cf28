"""What is reviewed: three faults that the test engine finds, and a line that needs room."""

TEXT = "A zork sang.\n\nOne blip left.\n\nA second zork came.\n"
LONG = "These are the first words of a text that has some more of them, as most texts have.\n"
