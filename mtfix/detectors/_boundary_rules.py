"""The rules of the edges of quotations, with the examples that prove them."""

from __future__ import annotations

from mtfix.detectors._examples import keep as _keep
from mtfix.model import Applicability, Example, Rule

_AMERICAN = "The mayor called it “a long day for the harbor,” and the clerk agreed."
_ORIGIN = "detectors/quote_boundaries.py"


def _fixes(*pairs: tuple[str, str], context: str = "") -> tuple[Example, ...]:
    return tuple(Example(bad, good, context) for bad, good in pairs)


RULES = (
    Rule(
        "quote-foreign-marks",
        "q-foreign-marks",
        "quotation marks of another language in English text",
        "The decoder copies the quotation mark of the source, and French adds spaces inside.",
        examples=_fixes(
            ("« The bread is ready », she said.", "“The bread is ready,” she said."),
            (
                "He called it „a small miracle“ and sat down.",
                "He called it “a small miracle” and sat down.",
            ),
            ("They chose «the longer road» this time.", "They chose “the longer road” this time."),
            context=_AMERICAN,
        ),
        keep=_keep(
            "Use the marks of the language, such as 。 and 「」 in Japanese.",
            "The shop sign read «Chez l’ami Jojo» in blue letters.",
            "He shouted “all aboard” and the train left.",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-lost-mark",
        "q-unbalanced",
        "the closing mark before the attribution is lost",
        "Mark, comma and space vanish where the quotation was a bold or linked segment.",
        certain="The mark is open, and an attribution is fused to the last word of the quotation.",
        examples=_fixes(
            (
                "“The well is dry and nobody will helpShe said. “We will dig another.”",
                "“The well is dry and nobody will help,” she said. “We will dig another.”",
            ),
            (
                "“Our roof has leaked since the stormHe explained to the insurer.",
                "“Our roof has leaked since the storm,” he explained to the insurer.",
            ),
        ),
        keep=_keep(
            "“The well is dry,” she said. “We will dig another.”",
            "The band HeSaid toured with “Second Wind” last year.",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-lost-inner-mark",
        "q-unbalanced",
        "the closing mark of the inner quotation is lost",
        "Of two closing marks side by side the decoder keeps one.",
        certain="The inner quotation is open where the outer one ends.",
        examples=_fixes(
            (
                "“My uncle told me, ‘Buy the boat and sail. ”Marta said.",
                "“My uncle told me, ‘Buy the boat and sail,’” Marta said.",
            ),
            (
                "“She only wrote, ‘I am leaving in May.” That was all.",
                "“She only wrote, ‘I am leaving in May.’” That was all.",
            ),
        ),
        keep=_keep(
            "“My uncle told me, ‘Buy the boat and sail,’” Marta said.",
            "“Those were the ‘70s, after all,” Marta said.",
            "“We loved rock ‘n’ roll back then,” Marta said.",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-wrong-direction",
        "q-wrong-glyph",
        "the quotation mark points the wrong way",
        "A style pass curls the marks after translation, when the spaces already stand wrong.",
        certain="The other marks of the paragraph leave the mark no other role.",
        examples=_fixes(
            ("“The river is rising, “he explained.", "“The river is rising,” he explained."),
            ("We saw ”a thousand lamps” on the hill.", "We saw “a thousand lamps” on the hill."),
            ("The sign said “closed for good“ in red.", "The sign said “closed for good” in red."),
        ),
        keep=_keep(
            "“The river is rising,” he explained. “We must go.”",
            "“It was the first of many nights.\n“The second was colder,” he said.",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-period-before-attribution",
        "q-period-before-attribution",
        "a full stop before the attribution where English has a comma",
        "Russian, Spanish and Chinese close the quoted sentence before they name the speaker.",
        certain="What follows is an attribution without an object of its own.",
        examples=_fixes(
            ("“We will see about that.” she added.", "“We will see about that,” she added."),
            ("“The dam held all night.”Keller said.", "“The dam held all night,” Keller said."),
            ("“Nobody was hurt.” said the captain.", "“Nobody was hurt,” said the captain."),
        ),
        keep=_keep(
            "“No.” She left without her coat.",
            "“The dam held.” Keller said nothing else.",
            "“They moved to the U.S.,” she added.",
            "“I am done.” He said, “Call my sister.”",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-missing-comma",
        "q-outer-space",
        "the comma between quotation and attribution is missing",
        "Quotation and attribution were two segments; the comma between them got lost.",
        certain="What follows is an attribution without an object of its own.",
        examples=_fixes(
            (
                "“The harvest was poor this year”said Ilse.",
                "“The harvest was poor this year,” said Ilse.",
            ),
            (
                "“We baked the bread at night” said the widow.",
                "“We baked the bread at night,” said the widow.",
            ),
            (
                "“The bridge will open on Monday” he said.",
                "“The bridge will open on Monday,” he said.",
            ),
        ),
        keep=_keep(
            "The man they called “the quiet one” said nothing.",
            "“A Winter in Porto” tells the story of a baker.",
            "“Why would they close the school?” said the widow.",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-punctuation-outside",
        "q-punct-outside",
        "comma or full stop outside the mark, unlike the rest of the document",
        "Spanish, Italian, German and Russian put comma and full stop behind the closing mark.",
        examples=_fixes(
            ("“The vote was fair”, said the observer.", "“The vote was fair,” said the observer."),
            (
                "She described the plan as “a leap in the dark”.",
                "She described the plan as “a leap in the dark.”",
            ),
            context=_AMERICAN,
        ),
        keep=(
            *_keep(
                "Save the file as “notes.txt”, then close it.",
                "Was it “a leap in the dark”?",
                "He called it “a leap in the dark”; nobody laughed.",
                context=_AMERICAN,
            ),
            *_keep(
                "‘The vote was fair’, said the observer, and the colour of the hall was grey.",
                "He coined ‘slow news’. The neighbours liked it.",
            ),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-doubled-punctuation",
        "typo-double-punct",
        "punctuation on both sides of the closing mark",
        "The stop of the source stays inside, and the decoder adds one outside.",
        certain="English never sets both marks.",
        examples=_fixes(
            (
                "“We have no other plan.”, said the coach.",
                "“We have no other plan,” said the coach.",
            ),
            ("“It took us nine years,”, she said.", "“It took us nine years,” she said."),
            (
                "The letter ended with “see you in spring.”.",
                "The letter ended with “see you in spring.”",
            ),
        ),
        keep=_keep(
            "“It took us nine years,” she said.",
            "Did she really write “see you in spring.”?",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-inner-space",
        "q-inner-space",
        "a space just inside the quotation mark",
        "The mark is a token of its own and is hung on the wrong neighbour.",
        examples=_fixes(
            ("They call it “ the long sleep” here.", "They call it “the long sleep” here."),
            ("It is “a matter of patience ” for us.", "It is “a matter of patience” for us."),
            ("“The tide turns at noon, ”she said.", "“The tide turns at noon,” she said."),
        ),
        keep=_keep(
            "They call it “the long sleep” here.",
            "“He said ‘no’ ” is how the book prints it.",
            'The shelf is 6 ft 2" high.',
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-outer-space",
        "q-outer-space",
        "the space outside the quotation mark is missing or misplaced",
        "The space at the end of a bold or linked quotation is dropped with its tag.",
        examples=_fixes(
            ("He painted “the last ship”in a week.", "He painted “the last ship” in a week."),
            ("They speak of“a new beginning” in town.", "They speak of “a new beginning” in town."),
            ("Her “great plan”failed within a month.", "Her “great plan” failed within a month."),
        ),
        keep=_keep(
            "He got three “A”s in a row.",
            "The “Harbor Post”’s editor wrote it.",
            "They “re”open the same wound.",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "attribution-capital",
        "q-attribution-capital",
        "the attribution begins with a capital",
        "The attribution was a segment of its own, so its first word was set as a sentence's.",
        certain="What follows is an attribution, and its word is no name.",
        examples=_fixes(
            (
                "“The ferry is late again,” Said the harbormaster.",
                "“The ferry is late again,” said the harbormaster.",
            ),
            ("“The ferry is late again,” She adds.", "“The ferry is late again,” she adds."),
        ),
        keep=_keep(
            "“The ferry is late.” She left the pier.",
            "“The ferry is late,” Said Ahmadi replied.",
            "“The ferry is late,” I said.",
            "“Where to?” She asked the driver for a light.",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-unbalanced",
        "q-unbalanced",
        "this quotation mark has no partner; find where the other one stood",
        "One of two marks is lost, and only the sense tells where it was.",
        applicability=Applicability.DISPLAY,
        examples=(
            Example("She called it “a day to remember and went home.", ""),
            Example("It was late when he came home” and nobody spoke.", ""),
        ),
        keep=_keep(
            "“The night was long.\n“The morning was longer,” she said.",
            "She called it “a day to remember” and went home.",
        ),
        origin=_ORIGIN,
    ),
)
