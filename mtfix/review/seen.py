"""What a reader sees of a stretch of a file, and where in it what he sees stands."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from mtfix.model import Extent, MtfixError, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.model import Document, Segment


def visible(document: Document, span: Span) -> str:
    """The prose of a stretch of the file: no markup, no escapes, nothing between segments."""
    return "".join(
        segment.text[extent.start : extent.end] for segment, extent in _parts(document, span)
    )


def _parts(document: Document, span: Span) -> Iterator[tuple[Segment, Extent]]:
    for at in range(document.index_at(span.start), len(document.segments)):
        segment = document.segments[at]
        if segment.span.start >= span.end:
            return
        yield segment, extent_of(segment, span)


def extent_of(segment: Segment, span: Span) -> Extent:
    """What of a segment's visible text stands in a stretch of the document."""
    starts = segment.char_starts
    lo, hi = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return Extent(lo, max(lo, hi))


def holder(document: Document, span: Span) -> Segment:
    """The segment that holds a whole stretch. Raises MtfixError where none does."""
    segment = document.segment_holding(span)
    if segment is None or span.end > segment.span.end:
        raise MtfixError("the place is not inside one paragraph")
    return segment
