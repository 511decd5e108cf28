"""From what a checker sees to a finding that the plan can weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.model import (
    Applicability,
    Change,
    Edit,
    Extent,
    Finding,
    Fix,
    LockedError,
    Rule,
    Segment,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def finding(
    segment: Segment,
    rule: Rule,
    extent: Extent,
    *changes: Change,
    message: str = "",
    applicability: Applicability | None = None,
    priority: int = 0,
    confidence: float = 1.0,
    title: str = "",
    removes_segment: bool = False,
) -> Finding:
    """Report a fault in the visible text of a segment, with its fix where there is one.

    A fix that would change locked text is dropped, and the finding says so in its note.
    `removes_segment` proposes to delete the whole segment as the format allows it.
    """
    level = rule.applicability if applicability is None else applicability
    fix, note = None, ""
    try:
        edits = _edits(segment, rule, changes, removes_segment=removes_segment)
    except LockedError as error:
        edits, note = (), str(error)
    if edits:
        fix = Fix(edits, level, title or rule.message, priority, confidence)
    return Finding(
        rule.id,
        segment.locate(extent),
        message or rule.message,
        fix,
        touches=rule.touches,
        note=note,
    )


def _edits(
    segment: Segment, rule: Rule, changes: tuple[Change, ...], *, removes_segment: bool
) -> tuple[Edit, ...]:
    if removes_segment:
        if segment.removal is None:
            raise LockedError("this format does not let the segment go")
        return (Edit(segment.removal, ""),)
    return _joined(segment.edits_of(changes, rule.touches))


def _joined(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Join edits that touch, so that a fix never has two edits at one point."""
    out: list[Edit] = []
    for edit in edits:
        if out and out[-1].span.end >= edit.span.start:
            last = out.pop()
            span = Span(last.span.start, max(last.span.end, edit.span.end))
            edit = Edit(span, last.text + edit.text)
        out.append(edit)
    return tuple(out)
