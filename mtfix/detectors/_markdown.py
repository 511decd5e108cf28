"""What detectors of Markdown's own marks share: where code lies, and findings in the file."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from mtfix.model import Edit, Finding, Fix, Rule, Span

if TYPE_CHECKING:
    from mtfix.model import Document


class Hidden:
    """The parts of a file that are code."""

    def __init__(self, document: Document) -> None:
        spans = [(item.span.start, item.span.end) for item in document.listings]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def holds(self, offset: int) -> bool:
        """Whether an offset of the file lies in code."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]


def found_in_file(rule: Rule, span: Span, *edits: Edit) -> Finding:
    """A finding with a fix that stands in no segment, since the marks are outside the prose."""
    fix = Fix(edits, rule.applicability, rule.message)
    return Finding(rule.id, span, rule.message, fix, touches=rule.touches)
