"""Examples in short form, for the rules of detectors."""

from __future__ import annotations

from mtfix.model import Example


def keep(*texts: str, context: str = "") -> tuple[Example, ...]:
    """Texts that must stay as they are."""
    return tuple(Example(text, text, context) for text in texts)


def markdown(bad: str, good: str) -> Example:
    """A fault in Markdown, and what comes of it."""
    return Example(bad, good, format="markdown")


def keep_markdown(*texts: str) -> tuple[Example, ...]:
    """Texts in Markdown that must stay as they are."""
    return tuple(Example(text, text, format="markdown") for text in texts)
