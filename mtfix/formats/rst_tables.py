"""The cells of reStructuredText's tables; the frame around them is locked.

A cell that goes over several lines shares each of them with its neighbours, so it is as many
stretches of the file as it has lines. No cell is touched where columns are joined.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtfix.formats.rst import Line

_GRID = re.compile(r"\+(?:[-=]+\+)+\Z")
_SIMPLE = re.compile(r"={2,}(?: +={2,})+\Z")
_JOINED = re.compile(r"-{2,}(?: +-{2,})*\Z")
_ITEM = re.compile(r"(?:[-*+•]|#\.|\d+\.) +(?=\S)")
_BLOCK = re.compile(
    r"(?:[-*+•#]|\d+\.|\.\.|\||>>>|__)(?: |\Z)|:[\w-]+:(?!`)|([!-/:-@\[-`{-~])\1{2,}\Z"
    r"|\+(?:[-=]+\+)+\Z|={2,}(?: +={2,})+\Z|.*::\Z"
)


class Piece(NamedTuple):
    """What one line of a cell says, and how far it may reach; None: as far as it likes."""

    start: int
    end: int
    limit: int | None


class _Part(NamedTuple):
    """A line between two columns, with the blanks before its words."""

    indent: int
    piece: Piece
    text: str


Paragraph = tuple[Piece, ...]


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of all cells of a table, given all its lines, borders included."""
    if any(_is_wide(char) for line in lines for char in line.core if not char.isascii()):
        return []
    found = _grid(lines) if lines[0].core.startswith("+") else _simple(lines)
    return sorted(found, key=lambda paragraph: paragraph[0].start)


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF" or combining(char) > 0


def _grid(lines: Sequence[Line]) -> Iterator[Paragraph]:
    bars = [n for n, char in enumerate(lines[0].core) if char == "+"]
    rows: list[list[Line]] = [[]]
    for line in lines:
        if _GRID.match(line.core):
            framed = [n for n, char in enumerate(line.core) if char == "+"] == bars
            rows.append([])
        else:
            framed = len(line.core) == bars[-1] + 1 and all(line.core[n] == "|" for n in bars)
            rows[-1].append(line)
        if not framed or line.indent != lines[0].indent:
            return
    if rows[-1]:
        return
    for row in rows:
        for left, right in pairwise(bars):
            yield from _parted(_part(line, left + 1, right, right - 1) for line in row)


def _simple(lines: Sequence[Line]) -> Iterator[Paragraph]:
    border = lines[0]
    columns = [match.span() for match in re.finditer("=+", border.core)]
    rows: list[list[Line]] = []
    for line in lines:
        if _SIMPLE.match(line.core):
            if line.core != border.core or line.indent != border.indent:
                return
            rows.append([])
            continue
        offset = line.indent - border.indent
        if line.core and not _is_framed(line, columns, offset):
            return
        goes_on = not line.core or offset >= columns[1][0]
        if goes_on and rows:
            rows[-1].append(line)
        elif offset == 0:
            rows.append([line])
        elif rows:
            rows[-1] = []  # the first cell goes on, which no table of this kind allows
    for row in rows:
        for n in range(len(columns)):
            parts = (_in_column(line, columns, n, line.indent - border.indent) for line in row)
            yield from _parted(parts)


def _is_framed(line: Line, columns: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether nothing stands between the columns."""
    if _JOINED.match(line.core) or offset < 0 or "\t" in line.core:
        return False
    shown = " " * offset + line.core
    return not any(shown[a:b].strip() for (_, a), (b, _) in pairwise(columns))


def _in_column(line: Line, columns: Sequence[tuple[int, int]], n: int, offset: int) -> _Part | None:
    start, end = (max(0, at - offset) for at in columns[n])
    if n + 1 == len(columns):
        return _part(line, start, len(line.core), None)
    return _part(line, start, min(end, len(line.core)), end)


def _part(line: Line, start: int, end: int, limit: int | None) -> _Part | None:
    """What stands in a line between two columns."""
    text = line.core[start:end]
    body = text.strip()
    if not body:
        return None
    indent = len(text) - len(text.lstrip())
    first = line.start + start + indent
    last = first + len(body)
    most = None if limit is None else max(last, line.start + min(limit, len(line.core)))
    return _Part(line.indent + start + indent, Piece(first, last, most), body)


def _parted(cell: Iterable[_Part | None]) -> Iterator[Paragraph]:
    """Yield the paragraphs and items of a cell, but no blocks of another kind."""
    found = [list(group) for there, group in groupby(cell, bool) if there]
    parts = [[part for part in group if part is not None] for group in found]
    base = min((part.indent for group in parts for part in group), default=0)
    literal = False
    for group in parts:
        if not (literal and group[0].indent > base):
            yield from _prose(group, base)
        literal = group[-1].text.endswith("::")


def _prose(group: Sequence[_Part], base: int) -> Iterator[Paragraph]:
    """Yield the paragraph that a group of lines is, or its items."""
    rest = list(group)
    while rest:
        first, *following = rest
        marker = _ITEM.match(first.text)
        width = marker.end() if marker else 0
        count = 0
        for part in following:
            if part.indent != base + width or _BLOCK.match(part.text):
                break
            count += 1
        if first.indent != base or (count < len(following) and not marker):
            return  # a quotation, a term with its meaning, code
        start, end, limit = first.piece
        if not _BLOCK.match(first.text[width:]):
            yield (Piece(start + width, end, limit), *(p.piece for p in following[:count]))
        elif not marker:
            return
        rest = following[count:]
