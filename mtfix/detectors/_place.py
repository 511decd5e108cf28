"""What several detectors do with a word's place: find its segment, and see whether it is glued."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.lazily import lazily
from mtfix.model import Change, Extent, Segment
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Rule

_GLUE = "@#/\\_.-’'&=:~<$`+"
_GLUED_AFTER = lazily(re.compile, r"[@/\\_=~`<(+]|[.:’'-]\w|::")


def place_in(analysis: Analysis, offset: int, length: int) -> tuple[Segment, Extent]:
    """The segment that holds a stretch of `visible`, and the stretch as it counts there."""
    index = analysis.segment_at(offset)
    at = offset - analysis.start_of(index)
    return analysis.document.segments[index], Extent(at, at + length)


def glued(text: str, extent: Extent) -> bool:
    """Whether the stretch is part of an address, a handle, a file name, code or a compound."""
    left = text[extent.start - 1 : extent.start]
    return bool(left and left in _GLUE) or bool(_GLUED_AFTER.match(text, extent.end))


def free(segment: Segment, extent: Extent) -> bool:
    """Whether the stretch stands for itself and may be edited."""
    return not glued(segment.text, extent) and not segment.locked(extent)


def mended(analysis: Analysis, rule: Rule, span: tuple[int, int], new: str) -> Iterator[Finding]:
    """Yield a finding that puts other words for a stretch of `visible`; none in headings and code."""
    start, end = span
    segment, extent = place_in(analysis, start, end - start)
    if segment.kind != "heading" and free(segment, extent):
        yield finding(segment, rule, extent, Change(extent, new))
