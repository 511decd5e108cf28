"""The quotations of a document: which mark opens, which closes, and what lies between.

Why a machine: machine translation decodes quotation marks as words of their own, so they come
back on the wrong side of a space, in the wrong shape, or not at all; a mark can only be judged
together with the others of its paragraph and with the attribution around it.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import regex
from msgspec import Struct

from mtfix.analysis.balance import Reading, read_marks
from mtfix.analysis.marks import FOREIGN, Mark, Role, marks_of
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.analysis import Analysis
    from mtfix.model import Document, Segment

_SINGLE_OPEN = lazily(
    regex.compile,
    r"(?<![\p{L}\p{N}])‘(?=[\p{L}\p{N}¿¡])(?!(?:em|tis|twas|cause|til|bout|n)\b|\d0s)",
)
_SINGLE_CLOSE = lazily(regex.compile, r"(?<=[^\s‘“(])’(?![\p{L}\p{N}])")


class Quotation(Struct, frozen=True):
    """A stretch of a segment inside quotation marks, marks included. None: runs on."""

    start: int
    end: int
    opener: Reading | None
    closer: Reading | None
    depth: int = 1


class QuotedSegment(Struct, frozen=True, dict=True):
    """A segment with quotation marks, as the machine reads them."""

    document: Document
    index: int
    text: str
    readings: tuple[Reading, ...]
    quotations: tuple[Quotation, ...]
    open_before: bool
    open_after: bool

    @property
    def segment(self) -> Segment:
        """The segment itself; most that is asked of it `text` tells, which costs less."""
        return self.document.segments[self.index]

    @cached_property
    def is_data(self) -> bool:
        """Whether the marks are those of data, as in `{"page":1}` or `coding = "text" ; 4`."""
        return any(sign in self.text for sign in _SIGNS_OF_DATA)

    def opener_of(self, closer: Reading) -> Reading | None:
        """The mark that opens what `closer` closes, where it stands in this segment."""
        return next((q.opener for q in self.quotations if q.closer is closer), None)


_SIGNS_OF_DATA = ('{"', '["', '" : "', '": "', '= "', '" : :', 'printf("')
_SPEECH = 4  # words from which on a quotation is more than a title or a term


class Style(Struct, frozen=True):
    """The marks that this document quotes with."""

    opener: str
    closer: str
    straight: bool


class Quotations:
    """All quoted segments of a document, by segment index."""

    def __init__(self, analysis: Analysis) -> None:
        evidence, marks = analysis.evidence, analysis.facts.marks
        self.style = _style(marks)
        self._one_shape = bool(marks[self.style.closer]) and not (marks["“"] or marks["„"])
        first, last = marks["«"], marks["»"]
        turned = bool(first and last) and last[0] < first[0]
        self._reversed = turned and " »" in evidence
        places = chain.from_iterable(analysis.marks.values())
        found = sorted(set(map(analysis.segment_at, places)))
        self.by_index = dict(self._read(analysis.document, found))

    def __iter__(self) -> Iterator[QuotedSegment]:
        return iter(self.by_index.values())

    def inside(self, index: int, offset: int) -> bool:
        """Whether an offset of a segment lies inside quotation marks."""
        quoted = self.by_index.get(index)
        return quoted is not None and any(q.start < offset < q.end for q in quoted.quotations)

    def speaks(self, index: int, offset: int) -> bool:
        """Whether an offset lies in quoted words that are long and not set like a title."""
        quoted = self.by_index.get(index)
        if quoted is None or "`" in quoted.document.text:
            return False  # a manual quotes what a program shows
        around = [q for q in quoted.quotations if q.start < offset < q.end]
        return bool(around) and all(_is_speech(quoted.text[q.start : q.end]) for q in around)

    def _read(self, document: Document, found: list[int]) -> Iterator[tuple[int, QuotedSegment]]:
        segments, texts, plain = document.segments, document.texts, document.plain
        marks = {
            i: marks_of(
                texts[i],
                None if plain[i] else segments[i],
                one_shape=self._one_shape,
                reversed_guillemets=self._reversed,
            )
            for i in found
        }
        before: QuotedSegment | None = None
        for i in found:
            if not marks[i]:
                continue
            carried = before is not None and before.open_after and _next_to(before.index, i, texts)
            after = next((j for j in range(i + 1, min(i + 3, len(texts))) if texts[j]), None)
            continued = after is not None and bool(marks.get(after)) and _reopens(texts[after])
            before = _quoted(document, i, marks[i], carried=carried, continued=continued)
            yield i, before


def _next_to(before: int, index: int, texts: Sequence[str]) -> bool:
    return not any(texts[i].strip() for i in range(before + 1, index))


def _reopens(text: str) -> bool:
    return text[:1] in "“«„\"'‘"


def _quoted(
    document: Document, index: int, marks: list[Mark], *, carried: bool, continued: bool
) -> QuotedSegment:
    text = document.texts[index]
    readings = read_marks(marks, carried=carried, continued=continued)
    real = tuple(r for r in readings if r.role is not Role.SKIP)
    state = readings[0].before if readings else 0
    end = readings[-1].after if readings else 0
    pairs = tuple(_pairs(text, real))
    return QuotedSegment(document, index, text, real, pairs, state > 0, end > 0)


def _pairs(text: str, readings: Sequence[Reading]) -> Iterator[Quotation]:
    stack: list[Reading | None] = [None] * (readings[0].before if readings else 0)
    for r in readings:
        if r.role is Role.OPEN:
            if r.lost_closer and stack:
                opener = stack.pop()
                yield Quotation(opener.mark.offset if opener else 0, r.mark.offset, opener, None)
            stack.append(r)
        elif stack:
            opener = stack.pop()
            start = opener.mark.offset if opener else 0
            yield Quotation(start, r.mark.offset + len(r.mark.char), opener, r, len(stack) + 1)
        else:
            yield Quotation(0, r.mark.offset + len(r.mark.char), None, r)
    for depth, opener in enumerate(stack):
        yield Quotation(opener.mark.offset if opener else 0, len(text), opener, None, depth + 1)


def _is_speech(quoted: str) -> bool:
    words = quoted.split()
    low = sum(word[0].islower() for word in words)
    return len(words) >= _SPEECH and 2 * low > len(words)


def _style(marks: dict[str, list[int]]) -> Style:
    """The marks of the document's majority; curly American ones where it has none of either."""
    if len(marks['"']) > len(marks["“"]) + len(marks["”"]):
        return Style('"', '"', straight=True)
    return Style("“", "”", straight=False)


def open_single(text: str, start: int, end: int) -> int:
    """The offset of a `‘` in [start, end) that nothing closes, or -1."""
    if text.find("‘", start, end) < 0:
        return -1
    opened = [m.start() for m in _SINGLE_OPEN.finditer(text, start, end)]
    if not opened:
        return -1
    at = opened[-1]
    return -1 if _SINGLE_CLOSE.search(text, at + 1, end) else at


def is_foreign(char: str) -> bool:
    """Whether a mark is not used for quotations in English."""
    return char in FOREIGN and char != ""
