"""Rule files: what they may say, how they are read, and when a rule has to run."""
