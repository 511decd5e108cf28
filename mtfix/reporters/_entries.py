"""Every finding of a patch once, with what became of it: applied, held and why, or advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from mtfix.model import Applicability, Edit, Finding, Span
    from mtfix.patch import Applied, Patch


class Entry(Struct, frozen=True):
    """A finding as a reader meets it. Edits and span are those of the text before."""

    finding: Finding
    span: Span
    edits: tuple[Edit, ...]
    applied: Applied | None = None
    held: str = ""
    excluded: str = ""  # the filter that took it out, and why

    @property
    def rule(self) -> str:
        return self.finding.rule

    @property
    def message(self) -> str:
        return self.finding.message

    @property
    def applicability(self) -> Applicability:
        return self.finding.applicability

    @property
    def also(self) -> tuple[str, ...]:
        return self.finding.also

    @property
    def note(self) -> str:
        return self.finding.note


def entries(patch: Patch, *, excluded: bool = False) -> list[Entry]:
    """What was found and done, in the order of the text; what filters took out only if asked for.

    A fix of a later round has no finding in the text before; it comes in by its edits.
    """
    out = [Entry(a.finding, a.finding.span, a.edits, applied=a) for a in patch.applied]
    credited = {(a.edits, rule) for a in patch.applied for rule in (a.rule, *a.finding.also)}
    reasons = {(h.finding.rule, h.finding.span): h.reason for h in patch.held}
    for found in patch.findings:
        edits = found.fix.edits if found.fix else ()
        if (edits, found.rule) not in credited:
            reason = reasons.pop((found.rule, found.span), "")
            out.append(Entry(found, found.span, edits, held=reason))
    for one in patch.excluded if excluded else ():
        edits = one.finding.fix.edits if one.finding.fix else ()
        out.append(Entry(one.finding, one.finding.span, edits, excluded=f"{one.by}: {one.reason}"))
    out.sort(key=lambda e: (e.span, e.rule))
    return out
