"""A reviewer's own words in the place of a fix: where they stand, and what they may not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mtfix.ledger import Shift
from mtfix.model import Change, Edit, Extent, LockedError, MtfixError, Segment, Span, apply_edits
from mtfix.review.seen import extent_of, holder, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtfix.model import Document
    from mtfix.patch import Applied

LAST = 1_000  # the round of an edited fix: later than any, so that it supersedes what it covers


class Stretch(Struct, frozen=True):
    """Whole words of one segment that a fix touches, in the file and to the reader."""

    segment: Segment
    extent: Extent

    @property
    def span(self) -> Span:
        return self.segment.locate(self.extent)


def stretch_of(document: Document, edits: Sequence[Edit], others: Sequence[Edit]) -> Stretch:
    """The words that `edits` touch, with every edit of `others` that touches them, too.

    Raises MtfixError where they are not inside one paragraph.
    """
    hull = Span(edits[0].span.start, edits[-1].span.end)
    while True:
        segment = holder(document, hull)
        made = Stretch(segment, _whole_words(segment.text, extent_of(segment, hull)))
        if made.extent.start == made.extent.end:
            raise MtfixError("there are no words to edit at this place")
        span = made.span
        for edit in others:
            if edit.span.start <= span.end and span.start <= edit.span.end:
                span = Span(min(span.start, edit.span.start), max(span.end, edit.span.end))
        if span == made.span:
            return made
        hull = span


def _whole_words(text: str, extent: Extent) -> Extent:
    lo, hi = extent.start, extent.end
    while lo > 0 and not text[lo - 1].isspace():
        lo -= 1
    while hi < len(text) and not text[hi].isspace():
        hi += 1
    if lo == hi and lo > 0:  # at the end of the text, or between two spaces
        return _whole_words(text, Extent(lo - 1, hi))
    return Extent(lo, hi)


def proposal(
    document: Document,
    stretch: Stretch,
    edits: Sequence[Edit],
    read: Callable[[str], Document],
) -> str:
    """What a reader would see in the stretch with these edits, which are in order."""
    after = read(apply_edits(document.text, edits))
    shift, span = Shift(edits), stretch.span
    start = span.start + sum(_growth(e) for e in edits if e.span.end < span.start)
    return visible(after, Span(start, max(start, shift.at(span.end))))


def _growth(edit: Edit) -> int:
    return len(edit.text) - (edit.span.end - edit.span.start)


def edited(document: Document, applied: Applied, span: Span, replacement: str) -> Applied:
    """The fix with other words in its place, which needs no other fix any longer.

    Raises MtfixError where the place is none, is not the fix's, or is locked.
    """
    segment = holder(document, span)
    if span.end > len(document.text) or not _covers(span, applied.edits):
        raise MtfixError(f"[{span.start}, {span.end}] does not hold what the fix changes")
    extent = extent_of(segment, span)
    if segment.locate(extent) != span or not segment.char_starts:
        raise MtfixError(f"[{span.start}, {span.end}] cuts a character or markup in two")
    try:
        made = segment.edits(Change(extent, replacement), applied.finding.touches)
    except LockedError as error:
        raise MtfixError(str(error)) from None
    # an insertion at the end may go behind the markup that closes there
    lo = min([span.start, *(e.span.start for e in made)])
    hi = max([span.end, *(e.span.end for e in made)])
    whole = Edit(Span(lo, hi), apply_edits(document.text[:hi], made)[lo:])
    fix = replace(applied.finding.fix, edits=(whole,)) if applied.finding.fix else None
    finding = replace(applied.finding, fix=fix)
    return replace(applied, finding=finding, edits=(whole,), requires=frozenset(), round=LAST)


def _covers(span: Span, edits: Sequence[Edit]) -> bool:
    return all(span.start <= e.span.start and e.span.end <= span.end for e in edits)
