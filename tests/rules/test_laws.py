"""Every rule of every checker keeps the six laws on its own examples."""

from __future__ import annotations

import pytest

from mtfix.cleaner import Cleaner
from mtfix.config import Config
from mtfix.model import Applicability, Rule
from mtfix.rulebook import library
from mtfix.rulebook.soundness import pattern_problems
from mtfix.trial import Trial

# LanguageTool's own rules carry their examples elsewhere.
RULES = tuple(
    rule
    for rule in Cleaner(Config(unsafe=True, preview=True)).rules
    if "languagetool" not in (rule.category, *rule.origin.split("/"), *rule.id.split("/"))
)
TRIAL = Trial()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_keeps_the_laws(rule: Rule) -> None:
    broken = [str(b) for b in TRIAL.of([rule])]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_carries_its_proof(rule: Rule) -> None:
    assert rule.examples, "a rule needs an example"
    if rule.applicability is not Applicability.DISPLAY:
        assert len(rule.examples) >= 2
        assert len(rule.keep) >= 2
    assert rule.why
    assert rule.message
    assert rule.category in library.classes()


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(ids) == sorted(set(ids))


def test_patterns_of_rule_files_are_sound() -> None:
    specs = library.builtin()[0]
    assert len(specs) > 100
    assert [str(p) for spec in specs for p in pattern_problems(spec)] == []
