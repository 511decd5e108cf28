"""Which fix wins, which is held, and why."""

from __future__ import annotations

import pytest

from mtfix.model import Applicability, Edit, Finding, Fix, Span
from mtfix.plan import make_plan

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


def found(
    rule: str, start: int, end: int, text: str = "x", level: Applicability = SAFE, **weights: float
) -> Finding:
    span = Span(start, end)
    priority, confidence = int(weights.get("priority", 0)), weights.get("confidence", 1.0)
    return Finding(rule, span, rule, Fix((Edit(span, text),), level, rule, priority, confidence))


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (found("safe", 0, 5), found("unsafe", 3, 4, level=UNSAFE, priority=9)),
        (found("first", 0, 5, priority=2), found("second", 3, 4, priority=1)),
        (found("sure", 0, 5, confidence=0.9), found("doubtful", 3, 4, confidence=0.5)),
        (found("short", 3, 4), found("long", 0, 5)),
        (found("left", 2, 4), found("right", 3, 5)),
    ],
    ids=["applicability", "priority", "confidence", "length", "place"],
)
def test_the_better_fix_wins_whatever_the_order(winner: Finding, loser: Finding) -> None:
    for findings in ([winner, loser], [loser, winner]):
        plan = make_plan(findings, UNSAFE)
        assert [f.rule for f in plan.apply] == [winner.rule]
        assert [(h.finding.rule, h.reason) for h in plan.held] == [
            (loser.rule, f"same place as {winner.rule}")
        ]


def test_an_unsafe_fix_is_held_unless_wanted() -> None:
    fix = found("risky", 0, 1, level=UNSAFE)
    assert make_plan([fix], SAFE).held[0].reason == "unsafe"
    assert make_plan([fix], UNSAFE).apply == (fix,)


def test_advice_with_a_fix_never_applies() -> None:
    assert make_plan([found("advice", 0, 1, level=DISPLAY)], UNSAFE).held[0].reason == "advice only"


def test_a_finding_without_a_fix_is_neither_applied_nor_held() -> None:
    plan = make_plan([Finding("look-here", Span(0, 1), "look")], UNSAFE)
    assert (plan.apply, plan.held) == ((), ())


def test_the_same_edit_from_two_rules_shares_the_credit() -> None:
    plan = make_plan([found("b-rule", 0, 1), found("a-rule", 0, 1)], SAFE)
    assert [(f.rule, f.also) for f in plan.apply] == [("a-rule", ("b-rule",))]
    assert plan.held == ()


def test_edits_that_touch_are_rivals_but_deletions_side_by_side_are_not() -> None:
    touching = make_plan([found("a", 0, 2), found("b", 2, 4)], SAFE)
    assert [f.rule for f in touching.apply] == ["a"]
    gone = make_plan([found("a", 0, 2, ""), found("b", 2, 4, "")], SAFE)
    assert [f.rule for f in gone.apply] == ["a", "b"]


def test_a_banned_fix_is_held_with_its_reason() -> None:
    plan = make_plan([found("a", 0, 1)], SAFE, lambda f: f"not {f.rule}")
    assert [h.reason for h in plan.held] == ["not a"]
