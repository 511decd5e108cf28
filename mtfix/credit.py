"""One fault, one finding: where two checkers see the same, one finding stands and names both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mtfix.model import Applicability, Finding, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mtfix.model import Rule

DISPLAY = Applicability.DISPLAY
# Classes that tell of the same fault, whatever shows it.
UNTRANSLATED = frozenset({"src-untranslated", "left-content-word", "left-foreign-script"})


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


def once(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """All findings, but of overlapping advices of one kind only the longest, with the names of all.

    A hunch is worth less than what is known.

    “Words stayed in the source language” is told once, whether the list of words, their letters or
    the source at hand shows it; and no advice stands on what a fix of its kind changes whole.
    """
    kinds = [_kind(rules, found) for found in findings]
    fixed = _Reach(kinds, findings)
    kept: dict[str, list[tuple[Span, int]]] = {}
    out, gone = list(findings), set()
    order = sorted(enumerate(findings), key=lambda p: (_hunch(rules, p[1]), _size(p[1])))
    for number, found in order:
        if found.applicability > DISPLAY:
            continue
        near = kept.setdefault(kinds[number], [])
        other = _overlapping(near, found.span)
        if other is None and not fixed.covers(kinds[number], found.span):
            insort(near, (found.span, number))
            continue
        gone.add(number)
        if other is not None:
            out[other] = replace(out[other], also=_names(out[other], found))
    return [found for number, found in enumerate(out) if number not in gone]


class _Reach:
    """How far the fixes of each kind reach that begin up to some place."""

    def __init__(self, kinds: Sequence[str], findings: Sequence[Finding]) -> None:
        self._spans: dict[str, list[Span]] = {}
        for kind, found in zip(kinds, findings, strict=True):
            if found.applicability > DISPLAY:
                self._spans.setdefault(kind, []).append(found.span)
        for kind, spans in self._spans.items():
            ends = accumulate((s.end for s in sorted(spans)), max)
            starts = (s.start for s in sorted(spans))
            self._spans[kind] = [Span(s, e) for s, e in zip(starts, ends, strict=True)]

    def covers(self, kind: str, span: Span) -> bool:
        spans = self._spans.get(kind, [])
        at = bisect_right(spans, span.start, key=lambda s: s.start)
        return at > 0 and spans[at - 1].end >= span.end


def _overlapping(apart: Sequence[tuple[Span, int]], span: Span) -> int | None:
    """The number of the stretch that overlaps this one, of some that are apart and in order."""
    at = bisect_left(apart, (span, 0))
    for other, number in apart[max(0, at - 1) : at + 1]:
        if other.start < span.end and span.start < other.end:
            return number
    return None


def _kind(rules: Mapping[str, Rule], found: Finding) -> str:
    category = rules[found.rule].category if found.rule in rules else found.rule
    return "untranslated" if category in UNTRANSLATED else category


def _hunch(rules: Mapping[str, Rule], found: Finding) -> bool:
    return found.rule in rules and rules[found.rule].hunch


def _size(found: Finding) -> tuple[int, int, str]:
    """The longest first, then the first in the text."""
    return found.span.start - found.span.end, found.span.start, found.rule


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
