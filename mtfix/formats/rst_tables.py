"""The cells of reStructuredText's tables that stand on one line; the frame around them is locked.

A cell that goes over several lines shares each of them with its neighbours, so it is no stretch of
the file, and none is touched where columns are joined.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.formats.rst import Line

_GRID = re.compile(r"\+(?:[-=]+\+)+\Z")
_SIMPLE = re.compile(r"={2,}(?: +={2,})+\Z")
_JOINED = re.compile(r"-{2,}(?: +-{2,})*\Z")
_BLOCK = re.compile(r"(?:[-*+•#]|\d+\.|\.\.|\||>>>) |:[\w-]+:|.*::\Z")


class Cell(NamedTuple):
    """What a cell says, and how far it may reach; None: as far as it likes."""

    start: int
    end: int
    limit: int | None


def cells(lines: Sequence[Line]) -> Iterator[Cell]:
    """Yield the cells of a table, given all its lines, borders included."""
    if any(_is_wide(char) for line in lines for char in line.core if not char.isascii()):
        return
    yield from _grid(lines) if lines[0].core.startswith("+") else _simple(lines)


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF" or combining(char) > 0


def _grid(lines: Sequence[Line]) -> Iterator[Cell]:
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
            told = [line for line in row if line.core[left + 1 : right].strip()]
            if len(told) == 1:
                yield from _cell(told[0], left + 1, right, right - 1)


def _simple(lines: Sequence[Line]) -> Iterator[Cell]:
    border = lines[0]
    columns = [match.span() for match in re.finditer("=+", border.core)]
    found: list[list[Cell]] = []
    for line in lines:
        if _SIMPLE.match(line.core):
            if line.core != border.core or line.indent != border.indent:
                return
            continue
        if not line.core:
            continue
        offset = line.indent - border.indent
        if _JOINED.match(line.core) or offset < 0 or "\t" in line.core:
            return
        gaps = (line.core[max(0, a - offset) : b - offset] for (_, a), (b, _) in pairwise(columns))
        if any(gap.strip() for gap in gaps):
            return
        if offset:  # it goes on with the row above
            if found:
                found[-1] = []
            continue
        found.append([c for n in range(len(columns)) for c in _in_column(line, columns, n)])
    yield from (cell for row in found for cell in row)


def _in_column(line: Line, columns: Sequence[tuple[int, int]], n: int) -> Iterator[Cell]:
    start, end = columns[n]
    if n + 1 == len(columns):
        return _cell(line, start, len(line.core), None)
    return _cell(line, start, min(end, len(line.core)), end)


def _cell(line: Line, start: int, end: int, limit: int | None) -> Iterator[Cell]:
    """Yield the cell of a line between two columns, unless it is a block of its own."""
    text = line.core[start:end]
    body = text.strip()
    if not body or _BLOCK.match(body):
        return
    first = line.start + start + len(text) - len(text.lstrip())
    last = first + len(body)
    most = None if limit is None else max(last, line.start + min(limit, len(line.core)))
    yield Cell(first, last, most)
