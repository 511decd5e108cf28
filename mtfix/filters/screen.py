"""Applies filters to a patch: what they take out goes, with all that has no meaning without it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mtfix.model import Excluded, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mtfix.filters import Filter, Subject
    from mtfix.patch import Applied, Patch

NEEDS = "needs a fix that is left out: "


def everything(patch: Patch) -> tuple[Finding, ...]:
    """Each finding of a patch once: those of the text before, and those of later rounds.

    Spans and edits count in the text before.
    """
    found: dict[str, Finding] = {}
    held = (h.finding for h in patch.held)
    for finding in (*patch.findings, *(a.finding for a in patch.applied), *held):
        found.setdefault(finding.fingerprint, finding)
    return tuple(sorted(found.values(), key=lambda f: (f.span, f.rule)))


def screened(patch: Patch, subject: Subject, filters: Iterable[Filter]) -> Patch:
    """The patch without what the filters take out; that stands in its `excluded`, with reasons.

    A fix whose fault another rule sees, too, stays in that rule's name. A filter sees what those
    before it have left.
    """
    for one in filters:
        verdict = one.judge(subject, everything(patch))
        if verdict.reasons:
            patch = _without(patch, verdict.reasons, one.name)
        if verdict.remarks:
            patch = replace(patch, findings=(*patch.findings, *verdict.remarks))
    return patch


def _without(patch: Patch, reasons: Mapping[str, str], name: str) -> Patch:
    left = {a.index: _left(a.finding, reasons, patch.findings) for a in patch.applied}
    gone = {a.index for a in patch.applied if left[a.index] is None}
    needs = _dependents(patch.applied, gone)
    why = {a.finding.fingerprint: needs[a.index] for a in patch.applied if a.index in needs}
    why |= reasons
    out = [f for f in everything(patch) if f.fingerprint in why]
    kept = patch.subset(a for a in patch.applied if a.index not in gone and a.index not in needs)
    applied = tuple(replace(a, finding=left[a.index] or a.finding) for a in kept.applied)
    return replace(
        kept,
        applied=applied,
        held=tuple(h for h in patch.held if h.finding.fingerprint not in why),
        findings=tuple(f for f in patch.findings if f.fingerprint not in why),
        excluded=(*patch.excluded, *(Excluded(f, name, why[f.fingerprint]) for f in out)),
    )


def _left(
    found: Finding, reasons: Mapping[str, str], findings: Sequence[Finding]
) -> Finding | None:
    """What is left of a finding that several rules share; None where nothing is."""
    if found.fingerprint not in reasons:
        return found
    if not found.also:
        return None
    edits = found.fix.edits if found.fix else ()
    for other in findings:
        same = other.fix is not None and other.fix.edits == edits and other.rule in found.also
        if same and other.fingerprint not in reasons:
            also = tuple(rule for rule in found.also if rule != other.rule)
            return replace(other, fix=found.fix, also=also)
    return None


def _dependents(applied: Sequence[Applied], gone: set[int]) -> dict[int, str]:
    """The fixes that need one that goes, at first or second hand, each with the reason."""
    rules = {a.index: a.rule for a in applied}
    needs: dict[int, str] = {}
    while True:
        more = {
            a.index: NEEDS + rules[min(lacks)]
            for a in applied
            if a.index not in gone and a.index not in needs
            if (lacks := a.requires & (gone | needs.keys()))
        }
        if not more:
            return needs
        needs |= more
