"""Applies filters to a patch: what they take out goes, with all that has no meaning without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from mtfix.model import Excluded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mtfix.filters import Filter, Subject
    from mtfix.model import Finding, Span
    from mtfix.patch import Applied, Patch

NEEDS = "needs a fix that is left out: "


def everything(patch: Patch) -> tuple[Finding, ...]:
    """Each finding of a patch once: those of the text before, and those of later rounds.

    Spans and edits count in the text before.
    """
    first = _first(patch)
    later = (*(a.finding for a in patch.applied), *(h.finding for h in patch.held))
    found = {f.fingerprint: f for f in patch.findings}
    for finding in later:
        if _place(finding) not in first:
            found.setdefault(finding.fingerprint, finding)
    return tuple(sorted(found.values(), key=lambda f: (f.span, f.rule)))


def _place(found: Finding) -> tuple[str, Span]:
    return found.rule, found.span


def _first(patch: Patch) -> dict[tuple[str, Span], str]:
    """The fingerprints of what was found in the text before, by rule and place.

    In a later round the same finding has other words around it, so its fingerprint may differ.
    """
    return {_place(found): found.fingerprint for found in patch.findings}


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
    first = _first(patch)

    def known(found: Finding) -> str:
        return first.get(_place(found), found.fingerprint)

    left = {
        a.index: a.finding if known(a.finding) not in reasons else _left(a.finding, patch, reasons)
        for a in patch.applied
    }
    gone = {a.index for a in patch.applied if left[a.index] is None}
    needs = _dependents(patch.applied, gone)
    why = {known(a.finding): needs[a.index] for a in patch.applied if a.index in needs}
    why |= reasons
    out = [f for f in everything(patch) if f.fingerprint in why]
    kept = patch.subset(a for a in patch.applied if a.index not in gone and a.index not in needs)
    applied = tuple(replace(a, finding=left[a.index] or a.finding) for a in kept.applied)
    return replace(
        kept,
        applied=applied,
        held=tuple(h for h in patch.held if known(h.finding) not in why),
        findings=tuple(f for f in patch.findings if f.fingerprint not in why),
        excluded=(*patch.excluded, *(Excluded(f, name, why[f.fingerprint]) for f in out)),
    )


def _left(found: Finding, patch: Patch, reasons: Mapping[str, str]) -> Finding | None:
    """What other rules leave of a finding that goes, where they share it; else None."""
    edits = found.fix.edits if found.fix else ()
    for other in patch.findings if found.also else ():
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
