"""Calques: what a document's own language of origin says about the trust in a fix.

A frame such as “think in somebody” is doubtful by itself and certain in a text from Spanish. A rule
that says so (`applicability = "by-source"`) is SAFE where every language that comes into question
is one of those that cause the fault, and UNSAFE elsewhere.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mtfix.analysis.origin import faults, likely, traces
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
    doubtful = {f.rule for f in found if _in_doubt(f, rules)}
    if not doubtful:
        return list(found)
    causes = Counter(f.rule for f in found if f.rule in rules and rules[f.rule].sources)
    left = traces(analysis)
    from_: dict[str, frozenset[str]] = {}
    for rule in doubtful:
        others = (rules[id_].sources for id_ in causes.elements() if id_ != rule)
        from_[rule] = likely(analysis, left + faults(others))
    return [_settled(f, rules[f.rule], from_[f.rule]) if _in_doubt(f, rules) else f for f in found]


def _in_doubt(one: Finding, rules: Mapping[str, Rule]) -> bool:
    rule = rules.get(one.rule)
    if rule is None or not rule.by_source or one.fix is None:
        return False
    return one.fix.applicability is Applicability.UNSAFE


def _settled(one: Finding, rule: Rule, from_: frozenset[str]) -> Finding:
    if one.fix is None or not from_ or not from_ <= set(rule.sources):
        return one
    fix = replace(one.fix, applicability=Applicability.SAFE)
    return replace(one, fix=fix, evidence=f"translated from {', '.join(sorted(from_))}")
