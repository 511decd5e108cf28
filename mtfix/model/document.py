"""A text as a whole: its segments, its parts, and what of it may not change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import overload

from msgspec import Struct
from msgspec.structs import replace

from mtfix.model.runs import COLUMN, RunKind, Span
from mtfix.model.segment import Segment
from mtfix.model.unit import NO_UNITS, Units


class Part(Struct, frozen=True):
    """A named member of a container file, as a stretch of the document's text."""

    name: str
    span: Span


class Listing(Struct, frozen=True):
    """A stretch of the document's text that is no prose: `code` or `html`, in some language."""

    span: Span
    kind: str
    language: str = ""


class Segments(Sequence[Segment]):
    """The segments of a long text, each made when first asked for.

    `texts` has the visible text of each segment, `spans` its stretch of the document, and `plain`
    says whether it is one run of prose; `make` makes the segment with an index.
    """

    def __init__(
        self,
        texts: Sequence[str],
        spans: Sequence[tuple[int, int]],
        plain: Sequence[bool],
        make: Callable[[int], Segment],
    ) -> None:
        self.texts = texts
        self.spans = spans
        self.plain = plain
        self._make = make
        self._made: dict[int, Segment] = {}

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> list[Segment]: ...

    def __getitem__(self, index: int | slice) -> Segment | list[Segment]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]


def segments_of(made: Sequence[Segment]) -> Segments:
    """Segments that are made already, with what a document asks of them."""
    spans = [(s.span.start, s.span.end) if s.runs else (0, 0) for s in made]
    plain = [len(s.runs) == 1 and s.runs[0].kind is RunKind.PROSE for s in made]
    return Segments([s.text for s in made], spans, plain, made.__getitem__)


class Document(Struct, frozen=True, dict=True):
    """A text, what is prose in it, and how its bytes come back.

    A container file's parts stand one after the other in `text`; any other file is one part.
    `records` has the indexes of the segments that are a document of their own, as the lines of
    JSON Lines are: none is evidence for another. Without any, the whole is one document.
    """

    text: str
    format: str
    segments: Sequence[Segment]
    path: str = ""
    parts: tuple[Part, ...] = ()
    newline: str = "\n"
    language: str = "en"
    units: Units = NO_UNITS
    records: Sequence[range] = ()
    listings: tuple[Listing, ...] = ()

    @cached_property
    def _ends(self) -> list[int]:
        # cells of several lines end later than the cells beside them
        return list(accumulate((end for _, end in self._segments.spans), max))

    @cached_property
    def _segments(self) -> Segments:
        made = self.segments
        return made if isinstance(made, Segments) else segments_of(made)

    def record(self, number: int) -> tuple[int, Document]:
        """A record as a document of its own, and the offset at which it begins here."""
        members, known = self.records[number], self._segments
        lo, hi = members.start, members.stop
        start, end = known.spans[lo][0], known.spans[hi - 1][1]
        spans = [(a - start, b - start) for a, b in known.spans[lo:hi]]
        segments = Segments(
            known.texts[lo:hi],
            spans,
            known.plain[lo:hi],
            lambda index: known[lo + index].moved(-start, index),
        )
        own = replace(
            self, text=self.text[start:end], segments=segments, records=(), units=NO_UNITS
        )
        return start, own

    def record_at(self, index: int) -> int:
        """The number of the record that holds the segment with an index."""
        return bisect_right(self.records, index, key=lambda members: members.start) - 1

    @property
    def texts(self) -> Sequence[str]:
        """The visible text of each segment."""
        return self._segments.texts

    @property
    def plain(self) -> Sequence[bool]:
        """Whether each segment is one run of prose, without markup, code or a break."""
        return self._segments.plain

    def index_at(self, offset: int) -> int:
        """The index of the first segment that ends at or behind an offset."""
        return bisect_left(self._ends, offset)

    def segment_holding(self, span: Span) -> Segment | None:
        """The segment that holds the start of a stretch of the document."""
        at, spans = self.index_at(span.start), self._segments.spans
        while at < len(spans) and spans[at][0] <= span.start:
            if self.segments[at].holds(span.start):
                return self.segments[at]
            at += 1
        return None

    def around(self, span: Span, reach: int) -> Span:
        """The part of the segment that holds `span`, at most `reach` code points on either side."""
        segment = self.segment_holding(span)
        if segment is None:
            return span
        start, end = (
            max(segment.span.start, span.start - reach),
            min(segment.span.end, span.end + reach),
        )
        return Span(start, max(start, end))

    def skeleton(self) -> tuple[tuple[str, str], ...]:
        """What may not change: each locked run, and all that stands outside the segments.

        White space outside does not count, so that a paragraph may go with the blank line
        after it; prose that an edit turned into code, a heading or an item does.
        """
        text, known = self.text, self._segments
        if all(known.plain):
            return (("outside", _outside(text, known.spans)),)
        locked: list[tuple[str, str]] = []
        inside: list[tuple[int, int]] = []
        for index, (start, end) in enumerate(known.spans):
            if known.plain[index]:
                inside.append((start, end))
                continue
            for r in known[index].runs:
                if r.role == COLUMN:  # what stands in it belongs to other cells
                    inside.append((start, r.span.start))
                    start = r.span.end
                elif r.kind in (RunKind.MARKUP, RunKind.PLACEABLE) or (
                    r.kind is RunKind.BREAK and r.role
                ):
                    locked.append((r.role or r.kind.value, text[r.span.start : r.span.end]))
            inside.append((start, end))
        return (*locked, ("outside", _outside(text, inside)))


def differing(one: Document, other: Document) -> list[Span]:
    """The parts of one document in which all lies that its skeleton has other than another's."""
    ours, theirs = list(_landmarks(one)), list(_landmarks(other))
    if len(ours) == len(theirs):
        ends = [*(start for start, _ in ours[1:]), len(one.text)]
        return [
            Span(ours[max(0, n - 1)][0], ends[n])
            for n, (mine, its) in enumerate(zip(ours, theirs, strict=True))
            if mine[1] != its[1]
        ]
    most = min(len(ours), len(theirs))
    same = 0
    while same < most and ours[same][1] == theirs[same][1]:
        same += 1
    tail = 0
    while tail < most - same and ours[-1 - tail][1] == theirs[-1 - tail][1]:
        tail += 1
    start = ours[same - 1][0] if same else 0
    return [Span(start, ours[-tail][0] if tail else len(one.text))]


def _landmarks(document: Document) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield for each segment, and what lies behind the last, where it begins and what is locked."""
    at, text = 0, document.text
    for segment in sorted((s for s in document.segments if s.runs), key=lambda s: s.span):
        start, end = segment.span.start, segment.span.end
        locked = [
            text[run.span.start : run.span.end]
            for run in segment.runs
            if run.kind is not RunKind.PROSE and (run.kind is not RunKind.BREAK or run.role)
        ]
        yield start, (" ".join(text[at:start].split()), *locked)
        at = max(at, end)
    yield at, (" ".join(text[at:].split()),)


def _outside(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    """The words that stand in none of the stretches."""
    return " ".join(" ".join(_between(text, stretches)).split())


def _between(text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield what stands in none of the stretches."""
    at = 0
    for start, end in sorted(stretches):
        if at < start:
            yield text[at:start]
        at = max(at, end)
    yield text[at:]
