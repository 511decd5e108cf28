"""What a text is written with: its lines, what ends them, and bytes that are no text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = lazily(re.compile, r"\r\n|\n|\r")
_FOREIGN = lazily(re.compile, "[\udc80-\udcff]")


def dominant_newline(text: str) -> str:
    r"""The line end that the text uses most, `\n` where it has none."""
    if "\r" not in text:
        return "\n"
    pairs = text.count("\r\n")
    counts = {"\r\n": pairs, "\n": text.count("\n") - pairs, "\r": text.count("\r") - pairs}
    return max(counts, key=lambda end: counts[end])


def is_foreign(text: str) -> bool:
    """Whether a text has bytes that are no UTF-8: what is inserted should be ASCII then."""
    return not text.isascii() and _FOREIGN.search(text) is not None


def lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield where each line starts, and the line without its end: `\r\n`, `\n` or `\r`.

    >>> list(lines("a\r\n\u2028b\n"))
    [(0, 'a'), (3, '\u2028b'), (6, '')]
    """
    at = 0
    if text.count("\r") == text.count("\r\n"):
        for line in text.split("\n"):
            yield at, line.removesuffix("\r")
            at += len(line) + 1
        return
    for match in _END.finditer(text):
        yield at, text[at : match.start()]
        at = match.end()
    yield at, text[at:]
