"""One fault, one finding: where two checkers see the same, one finding stands and names both."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from mtfix.model import Applicability, Finding, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def shared(findings: Sequence[Finding], deferring: Iterable[Finding]) -> list[Finding]:
    """All findings, but of the deferring ones only those that see what no other does.

    The same edits are the same fault; so is a place that a better trusted fix changes anyway. Of
    two with the same edits the better trusted one stands.
    """
    out = list(findings)
    places = _Places(findings)
    extra: list[Finding] = []
    for found in deferring:
        number = places.same(found, out)
        if number is None:
            extra.append(found)
            continue
        first = out[number]
        if first.fix and found.fix and found.applicability > first.applicability:
            fix = replace(first.fix, applicability=found.applicability)
            out[number] = replace(found, fix=fix, also=_names(found, first))
        else:
            out[number] = replace(first, also=_names(first, found))
    return out + extra


def _names(first: Finding, second: Finding) -> tuple[str, ...]:
    names = dict.fromkeys((*first.also, second.rule, *second.also))
    return tuple(name for name in names if name != first.rule)


class _Places:
    """Where findings stand: what they edit, or what they point at."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._spans = sorted((s, n) for n, f in enumerate(findings) for s in _spans(f))
        self._longest = max((s.end - s.start for s, _ in self._spans), default=0)

    def same(self, found: Finding, known: Sequence[Finding]) -> int | None:
        """The number of the finding that sees the same fault, None without one."""
        near = [n for span in _spans(found) for n in self._near(span)]
        edits = found.fix.edits if found.fix else None
        for number in near:
            other = known[number]
            if edits is not None and other.fix is not None and other.fix.edits == edits:
                return number
        for number in near:
            if known[number].applicability >= max(found.applicability, Applicability.UNSAFE):
                return number
        return near[0] if near and edits is None else None

    def _near(self, span: Span) -> Iterable[int]:
        at = bisect_left(self._spans, (Span(span.start - self._longest, 0), 0))
        for other, number in self._spans[at:]:
            if other.start > span.end:
                return
            if (other.start < span.end and span.start < other.end) or other == span:
                yield number


def _spans(found: Finding) -> tuple[Span, ...]:
    """What the finding changes; what it points at where it changes nothing for sure."""
    if found.fix is not None and found.applicability > Applicability.DISPLAY:
        return tuple(edit.span for edit in found.fix.edits)
    return (found.span,)
