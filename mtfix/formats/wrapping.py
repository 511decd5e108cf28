"""Tells paragraphs that were wrapped at a fixed width from lines that stand for themselves.

A program that wraps breaks a line only where the next word would not have fitted. Verse, lists,
dialogue and subtitles break elsewhere, and a wrongly joined line costs more than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

Block = list["Line"]
Piece = Sequence["Line"]

_NARROWEST, _WIDEST = 50, 100
_STOPS = (".", "!", "?", "…", ":", ";", ".”", '."', "?”", "!”", '?"', '!"', ".’")
_MARKED = re.compile(r"(?:[-*+•‣◦–—·|]|\(?(?:\d{1,3}|[A-Za-z])[.)])[ \t]|—|–|-->|#|\|")


class Line(NamedTuple):
    """One line of a text, without the white space and the quote prefix around it."""

    start: int  # where its prose starts
    core: str
    at: int  # where the line starts
    following: int  # where the next line starts
    prefix: str  # `> ` of a quoted mail

    @property
    def width(self) -> int:
        return self.start - self.at + len(self.core)


def unwrap(blocks: Sequence[Block]) -> list[list[Piece]]:
    """Split each block into pieces: a wrapped block is one, else each line is one."""
    widths = [_width(block) if len(block) > 1 else 0 for block in blocks]
    known = list(zip(blocks, widths, strict=True))
    sure = [len(block) > 2 and _is_wrapped(block, own, own) for block, own in known]
    width = max((own for own, wrapped in zip(widths, sure, strict=True) if wrapped), default=0)
    out: list[list[Piece]] = []
    for (block, own), wrapped in zip(known, sure, strict=True):
        if wrapped or (width and len(block) > 1 and _is_wrapped(block, own, width)):
            out.append([block])
        else:
            out.append([(line,) for line in block])
    return out


def _width(block: Block) -> int:
    return max([line.width for line in block])


def _is_wrapped(block: Block, own: int, width: int) -> bool:
    """Whether every line but the last was as full as `width` allows, and reads on.

    `own` is the width of its longest line.
    """
    if not _NARROWEST <= width <= _WIDEST or own > width:
        return False
    low = stops = 0
    for line, after in pairwise(block):
        word = after.core.split(None, 1)[0]
        if line.width + 1 + len(word) <= width or _MARKED.match(after.core):
            return False
        low += word[0].islower()
        stops += line.core.endswith(_STOPS)
    pairs = len(block) - 1
    return low * 2 >= pairs and stops * 2 <= pairs
