"""A text as a page shows it: paragraphs of words, code, places that change, and advice."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from mtfix.model import Applicability, Extent, RunKind, Span
from mtfix.review.places import shown_edits
from mtfix.review.seen import extent_of, visible
from mtfix.review.signs import signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.model import Edit, Finding, Segment
    from mtfix.review.record import Record

TEXT, CODE, PLACE, ADVICE = "text", "code", "place", "advice"


class Part(Struct, frozen=True):
    """Some words, or by its number a place or a piece of advice."""

    kind: str
    text: str = ""
    number: int = -1


class Variant(Struct, frozen=True):
    """One edit of one fix at a place, shown with the whole words that it touches.

    `shown` is the stretch that goes for the eye, `new` what a reader sees come.
    """

    fix: int
    round: int
    edit: Edit
    shown: Span
    new: str


class Place(Struct, frozen=True):
    """A stretch where edits meet. `cells` is what a reader sees between its `bounds`."""

    span: Span
    variants: tuple[Variant, ...]
    bounds: tuple[int, ...]
    cells: tuple[str, ...]


class Block(Struct, frozen=True):
    """A paragraph, heading, item or whatever a format calls it."""

    kind: str
    parts: tuple[Part, ...]


class Running(Struct, frozen=True):
    """All of a text that a page shows."""

    blocks: tuple[Block, ...]
    places: tuple[Place, ...]
    advice: tuple[Finding, ...]


def running(record: Record) -> Running:
    """Take a file apart for a page."""
    places = tuple(_places(record))
    advice = tuple(f for f in record.patch.findings if f.applicability is Applicability.DISPLAY)
    return Running(tuple(_Writer(record, places, advice).blocks()), places, advice)


def _places(record: Record) -> Iterator[Place]:
    """Yield the places of all edits, those that overlap or touch as one."""
    shown = shown_edits(record)
    variants = [
        Variant(a.index, a.round, edit, edit.span, _line(shown[edit][1]))
        for a in record.patch.applied
        for edit in a.edits
    ]
    variants.sort(key=lambda v: (v.edit.span, v.round, v.fix))
    groups: list[list[Variant]] = []
    end = -1
    for variant in variants:
        if not groups or variant.edit.span.start > end:
            groups.append([])
        end = max(end, variant.edit.span.end)
        groups[-1].append(variant)
    floor = 0
    for number, group in enumerate(groups):
        ceiling = groups[number + 1][0].edit.span.start if number + 1 < len(groups) else None
        if len({v.edit for v in group}) == 1:  # several are shown as they are
            group = [_whole_words(record, v, floor, ceiling) for v in group]
        place = _place(record, group)
        floor = place.span.end
        yield place


def _whole_words(record: Record, variant: Variant, floor: int, ceiling: int | None) -> Variant:
    """Show the word that an edit cuts: `Will` to `will` reads better than W to w."""
    edit, new = variant.edit, variant.new
    segment = record.document.segment_holding(edit.span)
    if segment is None or edit.span.end > segment.span.end:
        return variant
    text, extent = segment.text, extent_of(segment, edit.span)
    lo, hi = extent.start, extent.end
    first, last = text[lo:hi][:1] + new[:1], text[lo:hi][-1:] + new[-1:]
    while first.isalnum() and lo > 0 and text[lo - 1].isalnum():
        lo -= 1
    while last.isalnum() and hi < len(text) and text[hi].isalnum():
        hi += 1
    shown = segment.locate(Extent(lo, hi)) if (lo, hi) != (extent.start, extent.end) else edit.span
    if shown.start < floor or (ceiling is not None and shown.end > ceiling):
        return variant  # another change stands in the same word
    whole = signs(text[lo : extent.start]) + new + signs(text[extent.end : hi])
    return replace(variant, shown=shown, new=whole)


def _place(record: Record, variants: Sequence[Variant]) -> Place:
    bounds = sorted({n for v in variants for n in (v.shown.start, v.shown.end)})
    cells = []
    for start, end in pairwise(bounds):
        raw = record.patch.before[start:end]
        cells.append(_line(visible(record.document, Span(start, end)) or raw))
    return Place(Span(bounds[0], bounds[-1]), tuple(variants), tuple(bounds), tuple(cells))


def _line(text: str) -> str:
    """Words of a change: line ends and tabs can be seen."""
    return signs(text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\t", "⇥"))


class _Writer(Struct, dict=True):
    """Goes once through the segments, the places and the advice."""

    record: Record
    places: Sequence[Place]
    advice: Sequence[Finding]
    _next: int = 0  # before it, all places have been written
    _written: set[int] = field(default_factory=set)

    @cached_property
    def _notes(self) -> list[tuple[int, int]]:
        """Where the advice ends, in order, and its number."""
        return sorted((self._last_word(f), n) for n, f in enumerate(self.advice))

    def blocks(self) -> Iterator[Block]:
        for segment in self.record.document.segments:
            yield from self._outside(segment.span.start)
            parts = list(_joined(self._segment(segment)))
            if parts:
                yield Block(segment.kind, tuple(parts))
        yield from self._outside(len(self.record.patch.before) + 1)

    def _outside(self, end: int) -> Iterator[Block]:
        """Yield the places that no segment holds, such as a line that goes."""
        while self._next < len(self.places) and self.places[self._next].span.end <= end:
            if self._next not in self._written:
                yield Block("line", (Part(PLACE, number=self._next),))
            self._next += 1

    def _segment(self, segment: Segment) -> Iterator[Part]:
        """Yield the parts of a segment; places stand where they begin."""
        marks = self._marks(segment)
        for run in segment.runs:
            if run.kind is RunKind.MARKUP or not run.text:
                continue
            for index, char in enumerate(run.text):
                at = run.at(index)
                while marks and marks[-1][0] <= at:
                    yield self._mark(marks.pop())
                if not self._inside_place(at):
                    yield Part(CODE if run.kind is RunKind.PLACEABLE else TEXT, char)
        while marks:
            yield self._mark(marks.pop())

    def _marks(self, segment: Segment) -> list[tuple[int, str, int]]:
        """What stands in a segment beside its words, the first last."""
        span = segment.span
        past = bisect_right(self.places, span.end, key=lambda p: p.span.start)
        begins = [(self.places[n].span.start, n) for n in range(self._next, past)]
        marks = [
            (at, PLACE, n)
            for at, n in begins
            if n not in self._written and (at < span.start or segment.holds(at))
        ]
        lo = bisect_right(self._notes, (span.start, len(self.advice)))
        hi = bisect_right(self._notes, (span.end, len(self.advice)))
        marks += [(end, ADVICE, n) for end, n in self._notes[lo:hi] if segment.holds(end)]
        return sorted(marks, reverse=True)

    def _last_word(self, found: Finding) -> int:
        """Where a finding ends, white space not counted."""
        text = self.record.patch.before[found.span.start : found.span.end]
        return found.span.start + len(text.rstrip())

    def _mark(self, mark: tuple[int, str, int]) -> Part:
        _, kind, number = mark
        if kind == PLACE:
            self._written.add(number)
            while self._next in self._written:
                self._next += 1
        return Part(kind, number=number)

    def _inside_place(self, offset: int) -> bool:
        at = bisect_right(self.places, offset, key=lambda p: p.span.start) - 1
        return at >= 0 and offset < self.places[at].span.end


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Join characters of one kind to words, with signs for what cannot be seen."""
    kind, chars = "", ""
    for part in parts:
        if part.number < 0 and part.kind == kind:
            chars += part.text
            continue
        if chars:
            yield Part(kind, signs(chars))
        kind, chars = (part.kind, part.text) if part.number < 0 else ("", "")
        if part.number >= 0:
            yield part
    if chars:
        yield Part(kind, signs(chars))
