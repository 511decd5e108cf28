"""Plain text: one segment per line; a paragraph that was wrapped at a width is one segment."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate, pairwise
from operator import eq, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from mtfix.formats.placeables import Placeable, find_placeables, runs_between
from mtfix.formats.wrapping import Lines, wrapped
from mtfix.lazily import lazily
from mtfix.model import VERBATIM, Codec, Document, Run, RunKind, Segment, Segments, Span, Verbatim
from mtfix.newlines import dominant_newline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "text"
SUFFIXES = (".txt", ".text")
ABOUT = "lines, and paragraphs wrapped at a width; locked: URLs, code, paths, placeholders, tags"

_NEWLINE = lazily(re.compile, r"\r\n|\n|\r")
_TIMECODE = lazily(re.compile, r"(?:\d+:)?\d\d:\d\d[,.]\d{1,3} +--> +(?:\d+:)?\d\d:\d\d[,.]\d{1,3}")
_QUOTE = lazily(re.compile, r"(?:>[ \t]?){1,20}[ \t]*")
_ITEM = lazily(re.compile, r"(?:[-*+•‣◦–—·]|\(?(?:\d{1,3}|[A-Za-z])[.)])[ \t]+\S")
_PREFIXED = frozenset(">\ufeff")
_STOPS = frozenset(".!?…。！？")
_NOT_HEADING = frozenset(",;:")
_CLOSERS = "\"'”’»)]“*_"
_HEADING_LENGTH = 90


class _Reading(NamedTuple):
    """What all segments of one text share."""

    text: str
    placeables: Sequence[Placeable]
    codec: Codec
    language: str


class Piece(NamedTuple):
    """What becomes one segment: some lines, from the first to the last of them."""

    lines: Lines
    first: int
    last: int


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    r"""Read plain text. `\n`, `\r\n` and `\r` end a line, U+2028 and form feeds do not."""
    newline = dominant_newline(text)
    codec = VERBATIM if newline == "\n" else Verbatim(newline)
    reading = _Reading(text, find_placeables(text), codec, language)
    lines, blocks = _blocks(text)
    firsts, lasts, numbers = _pieces(lines, blocks)
    starts, cores = lines.starts, lines.cores
    spans = [(starts[a], starts[b] + len(cores[b])) for a, b in zip(firsts, lasts, strict=True)]
    plain = list(map(eq, firsts, lasts))
    for index in _holding(spans, reading.placeables):
        plain[index] = False
    texts = [cores[first] for first in firsts]
    for index in [i for i, free in enumerate(plain) if not free]:
        piece = Piece(lines, firsts[index], lasts[index])
        texts[index] = _segment(reading, index, "", piece, 0).text
    sizes = Counter(numbers)
    headed = len(firsts) > 1 and _heads(lines, firsts, lasts, numbers)

    def make(index: int) -> Segment:
        first, last, number = firsts[index], lasts[index], numbers[index]
        alone = sizes[number] == 1 and number + 1 < len(blocks)
        kind = "paragraph" if last > first else _kind(cores[first], alone=alone)
        kind = "heading" if headed and index == 0 else kind
        return _segment(reading, index, kind, Piece(lines, first, last), number)

    segments = Segments(texts, spans, plain, make)
    return Document(text, NAME, segments, path=path, newline=newline, language=language)


def _pieces(lines: Lines, blocks: list[range]) -> tuple[list[int], list[int], list[int]]:
    """The first and the last line of each piece, and the number of the block it belongs to."""
    firsts: list[int] = []
    lasts: list[int] = []
    numbers: list[int] = []
    for number, (block, whole) in enumerate(zip(blocks, wrapped(lines, blocks), strict=True)):
        firsts += block[:1] if whole else block
        lasts += block[-1:] if whole else block
        numbers += [number] * (1 if whole else len(block))
    return firsts, lasts, numbers


def _lines(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield (start, line, start of the next) for each line, without its line end."""
    at = 0
    if "\r" not in text:
        for line in text.split("\n"):
            following = at + len(line) + 1
            yield at, line, following
            at = following
        return
    for match in _NEWLINE.finditer(text):
        yield at, text[at : match.start()], match.end()
        at = match.end()
    yield at, text[at:], len(text)


def _blocks(text: str) -> tuple[Lines, list[range]]:
    """The lines with prose, in blocks that blank lines and a change of quote depth part."""
    lines = starts, cores, ats, followings, prefixes = Lines([], [], [], [], [])
    edges = [0]
    size = len(text)
    depth = 0
    for at, line, following in _lines(text):
        core = line.strip()
        start, prefix = at, ""
        if core is not line:
            start += len(line) - len(line.lstrip())
        if core and core[0] in _PREFIXED:
            start, prefix, core = _without_prefix(start, core)
        level = prefix.count(">") if prefix else 0
        if not core or level != depth:
            edges.append(len(starts))
        if core or prefix:
            depth = level
        if core:
            starts.append(start)
            cores.append(core)
            ats.append(at)
            followings.append(following if following < size else size)
            prefixes.append(prefix)
    edges.append(len(starts))
    blocks = [range(a, b) for a, b in pairwise(edges) if a < b]
    return _without_timing(lines, blocks) if "-->" in text else (lines, blocks)


def _without_prefix(start: int, core: str) -> tuple[int, str, str]:
    """Part a line from its byte order mark or from the `> ` of a quoted mail."""
    match = _QUOTE.match(core)
    length = match.end() if match else 1
    prefix, rest = core[:length], core[length:]
    core = rest.lstrip()
    return start + length + len(rest) - len(core), prefix, core


def _without_timing(lines: Lines, blocks: list[range]) -> tuple[Lines, list[range]]:
    """Drop the numbers and time codes of subtitles: they are no prose."""
    cores = lines.cores
    gone: set[int] = set()
    sizes = [0]
    for block in blocks:
        timed = [n for n in block if _TIMECODE.match(cores[n])]
        numbers = [n - 1 for n in timed if n > block.start and cores[n - 1].isdecimal()]
        gone.update(timed, numbers)
        sizes.append(len(block) - len({*timed, *numbers}))
    kept = [n for n in range(len(cores)) if n not in gone]
    rest = Lines(*([column[n] for n in kept] for column in lines))  # type: ignore[arg-type]
    return rest, [range(a, b) for a, b in pairwise(accumulate(sizes)) if a < b]


def _kind(core: str, *, alone: bool) -> str:
    """What a single line is: an item, a paragraph, a heading or just a line."""
    last = core[-1]
    if _ITEM.match(core):
        return "item"
    if last in _STOPS or (last in _CLOSERS and core.rstrip(_CLOSERS)[-1:] in _STOPS):
        return "paragraph"
    if alone and _looks_like_heading(core):
        return "heading"
    return "line"


def _looks_like_heading(core: str) -> bool:
    return len(core) < _HEADING_LENGTH and core[-1] not in _NOT_HEADING and not core[0].islower()


def _heads(
    lines: Lines, firsts: Sequence[int], lasts: Sequence[int], numbers: Sequence[int]
) -> bool:
    """Whether the first line is a title above paragraphs that no blank line parts from it."""
    first, second = lines.cores[firsts[0]], lines.cores[firsts[1]]
    after = "paragraph" if lasts[1] > firsts[1] else _kind(second, alone=False)
    return (
        firsts[0] == lasts[0]
        and numbers[0] == numbers[1]
        and _kind(first, alone=False) == "line"
        and after == "paragraph"
        and _looks_like_heading(first)
    )


def _segment(reading: _Reading, index: int, kind: str, piece: Piece, block: int) -> Segment:
    lines, first, last = piece
    start, end = lines.starts[first], lines.starts[last] + len(lines.cores[last])
    runs: tuple[Run, ...]
    if first == last and _is_free(reading.placeables, start, end):
        runs = (Run(RunKind.PROSE, Span(start, end), lines.cores[first], codec=reading.codec),)
    else:
        runs = tuple(_runs(reading, piece))
    removal = _removal(reading.text, piece)
    return Segment(index, kind, runs, removal, reading.language, block=block)


def _removal(text: str, piece: Piece) -> Span:
    """What goes with a segment: a paragraph of its own takes one of its blank lines along."""
    lines, first, last = piece
    at, end = lines.ats[first], lines.followings[last]
    start = at + (lines.prefixes[first] == "\ufeff")
    before = text[max(0, at - 4) : at].replace("\r\n", "\n")
    if at and not before.endswith("\n\n"):
        return Span(start, end)
    for newline in ("\r\n", "\n"):
        if text.startswith(newline, end):
            return Span(start, end + len(newline))
        if at and end == len(text) and text.endswith(newline, 0, at):
            return Span(start - len(newline), end)
    return Span(start, end)


def _holding(spans: Sequence[tuple[int, int]], placeables: Sequence[Placeable]) -> Iterator[int]:
    """The indexes of the stretches in which a placeable starts."""
    for placeable in placeables:
        index = bisect_right(spans, placeable.start, key=itemgetter(0)) - 1
        if index >= 0 and placeable.start < spans[index][1]:
            yield index


def _is_free(placeables: Sequence[Placeable], start: int, end: int) -> bool:
    """Whether no placeable starts in a stretch."""
    if not placeables:
        return True
    i = bisect_left(placeables, (start,))
    return i == len(placeables) or placeables[i].start >= end


def _runs(reading: _Reading, piece: Piece) -> Iterator[Run]:
    end = -1
    for n in range(piece.first, piece.last + 1):
        start = piece.lines.starts[n]
        if end >= 0:
            yield Run(RunKind.BREAK, Span(end, start), " ", codec=reading.codec)
        end = start + len(piece.lines.cores[n])
        yield from runs_between(start, end, reading.text, reading.placeables, reading.codec)
