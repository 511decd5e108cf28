"""The cells of AsciiDoc's tables that hold plain prose; the bars and all else are locked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BAR = re.compile(r"(?<!\\)\|")
# What may stand before the bar that opens a cell: `2+`, `.3+^.>`, `3*`, `h`.
_SPEC = re.compile(r"(?:(?:\d+(?:\.\d+)?|\.\d+)[*+])?(?:[<^>](?:\.[<^>])?|\.[<^>])?[a-z]?\Z")
_TAIL = re.compile(r"(?:\A|[ \t\r\n])(\S{1,12})\Z")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r(?!\n))(?:[ \t]*(?:\r\n|\n|\r(?!\n)))+")
# Cells that are parted by something else than bars.
_OTHERWISE = re.compile(r"\b(?:format|separator)\b|,(?:csv|dsv|tsv)\b")
_COLUMNS = re.compile(r"\bcols=[\"']?([^\"'\]]*)")
_NO_PROSE = re.compile(r"(?:\A|[^a-z])[almv](?=[,;]|\Z)")  # columns of code, verse or blocks
_MACHINERY = re.compile(r"^(?:include|ifdef|ifndef|ifeval|endif)::|^//", re.MULTILINE)
_PLAIN = frozenset("dehs")  # the styles of cells that are read as any paragraph


def is_plain(attributes: str, body: str) -> bool:
    """Whether the cells of a table are prose, by the attributes above it and what is in it."""
    columns = _COLUMNS.search(attributes)
    if columns and _NO_PROSE.search(columns[1].strip()):
        return False
    return not _OTHERWISE.search(attributes) and not _MACHINERY.search(body)


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of the cells in [start, end), which lies between the fences."""
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    for n, bar in enumerate(bars):
        stop = bars[n + 1] if n + 1 < len(bars) else end
        if _style(text, bars[n - 1] + 1 if n else start, bar) not in _PLAIN:
            continue
        if n + 1 < len(bars):
            stop -= _spec(text, bar + 1, stop)
        yield from _parted(text, bar + 1, stop)


def _style(text: str, start: int, bar: int) -> str:
    """The letter of the cell that a bar opens; `d` where none is told."""
    size = _spec(text, start, bar)
    letter = text[bar - 1 : bar] if size else ""
    return letter if letter.isalpha() else "d"


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
