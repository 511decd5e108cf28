"""The cells of AsciiDoc's tables that hold prose; the bars and all else are locked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BAR = re.compile(r"(?<!\\)\|")
# What may stand before the bar that opens a cell: `2+`, `.3+^.>`, `3*`, `h`.
_SPEC = re.compile(r"(?:(?:\d+(?:\.\d+)?|\.\d+)[*+])?(?:[<^>](?:\.[<^>])?|\.[<^>])?[a-z]?\Z")
_JOINED = re.compile(r"(?:\A|\s)(?:\d+(?:\.\d+)?|\.\d+)[*+]\S{0,5}\Z")
_TAIL = re.compile(r"(?:\A|[ \t\r\n])(\S{1,12})\Z")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r(?!\n))(?:[ \t]*(?:\r\n|\n|\r(?!\n)))+")
# Cells that are parted by something else than bars.
_OTHERWISE = re.compile(r"\b(?:format|separator)\b|,(?:csv|dsv|tsv)\b")
_COLUMNS = re.compile(r"\bcols=[\"']?([^\"'\]]*)")
_COLUMN = re.compile(r"(?:(\d+)\*)?[^,;*]*?([a-z]?)\s*\Z")
_OWN = re.compile(r"(?:\A|[^a-z])[almv](?=\s*(?:[,;]|\Z))")  # columns of code, verse or blocks
_MACHINERY = re.compile(r"^(?:include|ifdef|ifndef|ifeval|endif)::|^//", re.MULTILINE)
_PLAIN = frozenset("dehs")  # the styles of cells that are read as any paragraph
BLOCKS = "a"  # the style of cells that hold a document of their own


class Cell(NamedTuple):
    """A stretch of a cell: a paragraph of its text, or the whole where it has blocks."""

    start: int
    end: int
    style: str


def is_plain(attributes: str, body: str) -> bool:
    """Whether the cells of a table are prose, by the attributes above it and what is in it."""
    columns = _told(attributes)
    if columns and _OWN.search(columns):
        # only where each bar opens one cell is it sure which column that is in
        heads = (body[max(0, bar.start() - 12) : bar.start()] for bar in _BAR.finditer(body))
        if any(_JOINED.search(head) for head in heads):
            return False
    return not _OTHERWISE.search(attributes) and not _MACHINERY.search(body)


def columns_of(attributes: str) -> str:
    """The style of each column, a letter each; "" where every one is plain, or none is told."""
    styles = ""
    columns = _told(attributes)
    if not _OWN.search(columns):
        return ""
    for column in re.split("[,;]", columns):
        match = _COLUMN.match(column.strip())
        styles += (match[2] or "d") * int(match[1] or 1) if match else "d"
    return styles


def _told(attributes: str) -> str:
    columns = _COLUMNS.search(attributes)
    return columns[1].strip() if columns else ""


def cells(text: str, start: int, end: int, columns: str = "") -> Iterator[Cell]:
    """Yield the prose of the cells in [start, end), which lies between the fences.

    `columns` has the style of each column, for cells that tell none of their own.
    """
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    for n, bar in enumerate(bars):
        stop = bars[n + 1] if n + 1 < len(bars) else end
        style = _style(text, bars[n - 1] + 1 if n else start, bar)
        style = style or (columns[n % len(columns)] if columns else "d")
        if n + 1 < len(bars):
            stop -= _spec(text, bar + 1, stop)
        if style == BLOCKS:
            yield Cell(bar + 1, stop, style)
        elif style in _PLAIN:
            yield from (Cell(*place, style) for place in _parted(text, bar + 1, stop))


def _style(text: str, start: int, bar: int) -> str:
    """The letter of the cell that a bar opens; "" where none is told."""
    size = _spec(text, start, bar)
    letter = text[bar - 1 : bar] if size else ""
    return letter if letter.isalpha() else ""


def _spec(text: str, start: int, bar: int) -> int:
    """How long what is told before a bar is; a word of the cell before it is none."""
    tail = _TAIL.search(text, max(start, bar - 14), bar)
    if tail is None or not _SPEC.match(tail[1]):
        return 0
    return len(tail[1])


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for blank in _BLANK_LINE.finditer(text, start, end):
        yield from _trimmed(text, at, blank.start())
        at = blank.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
