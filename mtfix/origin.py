"""Calques: what a document's own language of origin says about the trust in a fix.

A frame such as “think in somebody” is doubtful by itself and certain in a text from Spanish. A rule
that says so (`applicability = "by-source"`) is SAFE where every language that comes into question
is one of those that cause the fault, and UNSAFE elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mtfix.analysis.origin import likely
from mtfix.model import Applicability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Rule


def settled(
    analysis: Analysis, found: Sequence[Finding], rules: Mapping[str, Rule]
) -> list[Finding]:
    """The findings, those of calque rules with the trust that the document's origin gives them.

    A rule is no witness for itself: only the faults that others find count for it.
    """
    return [_settled(analysis, one, found, rules) for one in found]


def _settled(
    analysis: Analysis, one: Finding, found: Sequence[Finding], rules: Mapping[str, Rule]
) -> Finding:
    rule = rules.get(one.rule)
    if rule is None or not rule.by_source or one.fix is None:
        return one
    if one.fix.applicability is not Applicability.UNSAFE:
        return one
    others = (rules[f.rule] for f in found if f.rule != one.rule and f.rule in rules)
    from_ = likely(analysis, [r.sources for r in others if r.sources])
    if not from_ or not from_ <= set(rule.sources):
        return one
    fix = replace(one.fix, applicability=Applicability.SAFE)
    return replace(one, fix=fix, evidence=f"translated from {', '.join(sorted(from_))}")
