"""Tells paragraphs that were wrapped at a fixed width from lines that stand for themselves.

A program that wraps breaks a line only where the next word would not have fitted. Verse, lists,
dialogue and subtitles break elsewhere, and a wrongly joined line costs more than a missed one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROWEST, _WIDEST = 50, 100
_STOPS = (".", "!", "?", "…", ":", ";", ".”", '."', "?”", "!”", '?"', '!"', ".’")
_MARKED = lazily(re.compile, r"(?:[-*+•‣◦–—·|]|\(?(?:\d{1,3}|[A-Za-z])[.)])[ \t]|—|–|-->|#|\|")


class Lines(NamedTuple):
    """The lines of a text that hold prose, column by column, as a long text has very many.

    White space and the quote prefix around the prose do not belong to it.
    """

    starts: list[int]  # where the prose starts
    cores: list[str]  # the prose
    ats: list[int]  # where the line starts
    followings: list[int]  # where the next line starts
    prefixes: list[str]  # `> ` of a quoted mail

    def widths(self, block: range) -> list[int]:
        """How far each line of a block reaches."""
        starts, cores, ats = self.starts, self.cores, self.ats
        return [starts[n] - ats[n] + len(cores[n]) for n in block]


def wrapped(lines: Lines, blocks: Sequence[range]) -> list[bool]:
    """Whether each block, a range of lines, was wrapped and is one paragraph."""
    widths = [max(lines.widths(block)) if len(block) > 1 else 0 for block in blocks]
    known = list(zip(blocks, widths, strict=True))
    sure = [len(block) > 2 and _is_wrapped(lines, block, own, own) for block, own in known]
    width = max((own for own, one in zip(widths, sure, strict=True) if one), default=0)
    if not width:
        return sure
    return [
        one or (len(block) > 1 and _is_wrapped(lines, block, own, width))
        for (block, own), one in zip(known, sure, strict=True)
    ]


def _is_wrapped(lines: Lines, block: range, own: int, width: int) -> bool:
    """Whether every line but the last was as full as `width` allows, and reads on.

    `own` is the width of its longest line.
    """
    if not _NARROWEST <= width <= _WIDEST or own > width:
        return False
    low = stops = 0
    cores = lines.cores
    for size, (line, after) in zip(lines.widths(block), pairwise(block), strict=False):
        word = cores[after].split(None, 1)[0]
        if size + 1 + len(word) <= width or _MARKED.match(cores[after]):
            return False
        low += word[0].islower()
        stops += cores[line].endswith(_STOPS)
    pairs = len(block) - 1
    return low * 2 >= pairs and stops * 2 <= pairs
