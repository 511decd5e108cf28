"""Findings to a plan: which fixes apply, which are held, and why."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from mtfix.model import Applicability, Edit, Finding, Fix, Held, Plan

Banned = Callable[[Finding], str]  # the reason why a finding may not apply, or ""


def make_plan(
    findings: Iterable[Finding], level: Applicability, banned: Banned = lambda _: ""
) -> Plan:
    """Choose the fixes that apply together.

    The higher applicability wins, then priority, confidence, the shorter edit and the place.
    Fixes with the same edits share the credit. A finding without a fix is advice, not held.
    """
    winners: dict[tuple[Edit, ...], Finding] = {}
    taken = _Taken()
    held: list[Held] = []
    for found in sorted(findings, key=_rank):
        fix = found.fix
        if fix is None:
            continue
        if fix.edits in winners:
            first = winners[fix.edits]
            if found.rule != first.rule and found.rule not in first.also:
                winners[fix.edits] = replace(first, also=(*first.also, found.rule))
            continue
        reason = _reason(fix, level) or banned(found)
        if not reason and (other := taken.rival(fix)):
            reason = f"same place as {other}"
        if reason:
            held.append(Held(found, reason))
            continue
        winners[fix.edits] = found
        taken.add(fix, found.rule)
    chosen = sorted(winners.values(), key=lambda f: f.fix.edits[0].span if f.fix else f.span)
    held.sort(key=lambda h: (h.finding.span, h.finding.rule))
    return Plan(tuple(chosen), tuple(held))


def _reason(fix: Fix, level: Applicability) -> str:
    if fix.applicability is Applicability.DISPLAY:
        return "advice only"
    if fix.applicability < level:
        return "unsafe"
    return ""


def _rank(found: Finding) -> tuple[object, ...]:
    fix, place = found.fix, found.span
    if fix is None:
        return (1, 0, 0, 0.0, 0, place.start, place.end, found.rule)
    size = sum(e.span.end - e.span.start + len(e.text) for e in fix.edits)
    trust = (-fix.applicability, -fix.priority, -fix.confidence)
    return (0, *trust, size, place.start, place.end, found.rule)


class _Taken:
    """The places that chosen fixes edit.

    Edits that touch are rivals: their order would matter. Deletions side by side are not.
    """

    def __init__(self) -> None:
        self._places: list[tuple[int, int, bool, str]] = []

    def rival(self, fix: Fix) -> str:
        for edit in fix.edits:
            lo, hi, gone = edit.span.start, edit.span.end, _deletes(edit)
            at = bisect_left(self._places, (lo, -1))
            for start, end, also_gone, rule in self._places[max(0, at - 2) : at + 2]:
                apart = (
                    (end <= lo or hi <= start) if gone and also_gone else (end < lo or hi < start)
                )
                if not apart:
                    return rule
        return ""

    def add(self, fix: Fix, rule: str) -> None:
        for edit in fix.edits:
            insort(self._places, (edit.span.start, edit.span.end, _deletes(edit), rule))


def _deletes(edit: Edit) -> bool:
    return not edit.text and edit.span.end > edit.span.start
