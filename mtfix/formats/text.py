"""Plain text: one segment per line; a paragraph that was wrapped at a width is one segment."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from mtfix.formats.placeables import Placeable, find_placeables, runs_between
from mtfix.formats.wrapping import Block, Line, Piece, unwrap
from mtfix.model import VERBATIM, Codec, Document, Run, RunKind, Segment, Segments, Span, Verbatim
from mtfix.newlines import dominant_newline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "text"
SUFFIXES = (".txt", ".text")
ABOUT = "lines, and paragraphs wrapped at a width; locked: URLs, code, paths, placeholders, tags"

_NEWLINE = re.compile(r"\r\n|\n|\r")
_TIMECODE = re.compile(r"(?:\d+:)?\d\d:\d\d[,.]\d{1,3} +--> +(?:\d+:)?\d\d:\d\d[,.]\d{1,3}")
_QUOTE = re.compile(r"(?:>[ \t]?){1,20}[ \t]*")
_ITEM = re.compile(r"(?:[-*+•‣◦–—·]|\(?(?:\d{1,3}|[A-Za-z])[.)])[ \t]+\S")
_PREFIXED = frozenset(">\ufeff")
_STOPS = frozenset(".!?…。！？")
_NOT_HEADING = frozenset(",;:")
_CLOSERS = "\"'”’»)]“*_"
_HEADING_LENGTH = 90
_new = tuple.__new__  # what a named tuple does, without its own step in between


class _Reading(NamedTuple):
    """What all segments of one text share."""

    text: str
    placeables: Sequence[Placeable]
    codec: Codec
    language: str


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    r"""Read plain text. `\n`, `\r\n` and `\r` end a line, U+2028 and form feeds do not."""
    newline = dominant_newline(text)
    codec = VERBATIM if newline == "\n" else Verbatim(newline)
    reading = _Reading(text, find_placeables(text), codec, language)
    blocks = _blocks(text)
    pieces, numbers = _pieces(blocks)
    spans = [(p[0].start, p[-1].start + len(p[-1].core)) for p in pieces]
    plain = [len(piece) == 1 for piece in pieces]
    for index in _holding(spans, reading.placeables):
        plain[index] = False
    texts = [piece[0].core for piece in pieces]
    for index in [i for i, free in enumerate(plain) if not free]:
        texts[index] = _segment(reading, index, "", pieces[index], 0).text
    sizes = Counter(numbers)
    headed = len(pieces) > 1 and _heads(pieces, numbers)

    def make(index: int) -> Segment:
        piece, number = pieces[index], numbers[index]
        alone = sizes[number] == 1 and number + 1 < len(blocks)
        kind = "paragraph" if len(piece) > 1 else _kind(piece[0].core, alone=alone)
        return _segment(reading, index, "heading" if headed and index == 0 else kind, piece, number)

    segments = Segments(texts, spans, plain, make)
    return Document(text, NAME, segments, path=path, newline=newline, language=language)


def _pieces(blocks: list[Block]) -> tuple[list[Piece], list[int]]:
    """The pieces of all blocks, and the number of the block that each belongs to."""
    pieces: list[Piece] = []
    numbers: list[int] = []
    for number, found in enumerate(unwrap(blocks)):
        pieces += found
        numbers += [number] * len(found)
    return pieces, numbers


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


def _blocks(text: str) -> list[Block]:
    """The lines with prose, in blocks that blank lines and a change of quote depth part."""
    blocks: list[Block] = []
    block: Block = []
    size = len(text)
    depth = 0
    for at, line, following in _lines(text):
        core = line.strip()
        if core is line and depth == 0 and core and core[0] not in _PREFIXED:
            block.append(_new(Line, (at, core, at, following if following < size else size, "")))
            continue
        if not core:
            if block:
                blocks.append(block)
                block = []
            continue
        start, prefix = at, ""
        if core is not line:
            start += len(line) - len(line.lstrip())
        if core[0] in _PREFIXED:
            start, prefix, core = _without_prefix(start, core)
        level = prefix.count(">") if prefix else 0
        if block and (not core or level != depth):
            blocks.append(block)
            block = []
        depth = level
        if core:
            block.append(Line(start, core, at, following if following < size else size, prefix))
    if block:
        blocks.append(block)
    return _without_timing(blocks) if "-->" in text else blocks


def _without_prefix(start: int, core: str) -> tuple[int, str, str]:
    """Part a line from its byte order mark or from the `> ` of a quoted mail."""
    match = _QUOTE.match(core)
    length = match.end() if match else 1
    prefix, rest = core[:length], core[length:]
    core = rest.lstrip()
    return start + length + len(rest) - len(core), prefix, core


def _without_timing(blocks: list[Block]) -> list[Block]:
    """Drop the numbers and time codes of subtitles: they are no prose."""
    out: list[Block] = []
    for block in blocks:
        timed = [n for n, line in enumerate(block) if _TIMECODE.match(line.core)]
        gone = {*timed, *(n - 1 for n in timed if n and block[n - 1].core.isdecimal())}
        rest = [line for n, line in enumerate(block) if n not in gone]
        if rest:
            out.append(rest)
    return out


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


def _heads(pieces: Sequence[Piece], numbers: Sequence[int]) -> bool:
    """Whether the first line is a title above paragraphs that no blank line parts from it."""
    first, second = pieces[0], pieces[1]
    after = "paragraph" if len(second) > 1 else _kind(second[0].core, alone=False)
    return (
        len(first) == 1
        and numbers[0] == numbers[1]
        and _kind(first[0].core, alone=False) == "line"
        and after == "paragraph"
        and _looks_like_heading(first[0].core)
    )


def _segment(reading: _Reading, index: int, kind: str, piece: Piece, block: int) -> Segment:
    first, last = piece[0], piece[-1]
    start, end = first.start, last.start + len(last.core)
    runs: tuple[Run, ...]
    if len(piece) == 1 and _is_free(reading.placeables, start, end):
        runs = (Run(RunKind.PROSE, Span(start, end), first.core, codec=reading.codec),)
    else:
        runs = tuple(_runs(reading, piece))
    removal = _removal(reading.text, first, last)
    return Segment(index, kind, runs, removal, reading.language, block=block)


def _removal(text: str, first: Line, last: Line) -> Span:
    """What goes with a segment: a paragraph of its own takes one of its blank lines along."""
    start, end = first.at + (first.prefix == "\ufeff"), last.following
    before = text[max(0, first.at - 4) : first.at].replace("\r\n", "\n")
    if first.at and not before.endswith("\n\n"):
        return Span(start, end)
    for newline in ("\r\n", "\n"):
        if text.startswith(newline, end):
            return Span(start, end + len(newline))
        if first.at and end == len(text) and text.endswith(newline, 0, first.at):
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
    for line in piece:
        if end >= 0:
            yield Run(RunKind.BREAK, Span(end, line.start), " ", codec=reading.codec)
        end = line.start + len(line.core)
        yield from runs_between(line.start, end, reading.text, reading.placeables, reading.codec)
