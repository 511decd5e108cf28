"""Applicability is earned: a safe rule has a reason, or was right often enough and never wrong."""

from __future__ import annotations

from functools import cache

import pytest

from mtfix.cleaner import Cleaner
from mtfix.config import Config
from mtfix.model import Applicability, Rule
from mtfix.rulebook.precision import records

SAFE = Applicability.SAFE
RIGHT, DOCUMENTS = 5, 3
CLEANER = Cleaner(Config(unsafe=True, preview=True))
RULES = {rule.id: rule for rule in CLEANER.rules}


@cache
def earned(name: str) -> bool:
    rule = RULES[name]
    seen = records().get(name)
    often = seen is not None and seen.right >= RIGHT and seen.documents >= DOCUMENTS
    return bool(rule.certain) or (often and seen is not None and seen.wrong == 0)


def test_every_safe_rule_has_a_reason_or_was_right_often_enough() -> None:
    assert [r.id for r in RULES.values() if r.applicability is SAFE and not earned(r.id)] == []


DETECTED = [r for r in RULES.values() if r.origin.startswith("detectors/") and r.examples]


@pytest.mark.parametrize("rule", DETECTED, ids=lambda r: r.id)
def test_a_detector_calls_nothing_safe_that_has_not_earned_it(rule: Rule) -> None:
    for example in rule.examples:
        findings = CLEANER.check(
            example.bad, format=example.format, context=example.context or None
        )
        safe = {f.rule for f in findings if f.applicability is SAFE and f.rule == rule.id}
        assert all(earned(name) for name in safe), example.bad
