"""The line ends of a text."""

from __future__ import annotations


def dominant_newline(text: str) -> str:
    r"""The line end that the text uses most, `\n` where it has none."""
    if "\r" not in text:
        return "\n"
    pairs = text.count("\r\n")
    counts = {"\r\n": pairs, "\n": text.count("\n") - pairs, "\r": text.count("\r") - pairs}
    return max(counts, key=lambda end: counts[end])
