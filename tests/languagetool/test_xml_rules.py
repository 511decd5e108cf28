"""Our XML rules, by their own examples: one text for all, checked by the real server."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from mtfix.languagetool import server
from mtfix.languagetool.classes import classes
from mtfix.languagetool.client import Client, Parameters
from mtfix.languagetool.ownrules import PREFIX, OwnRule, own_rules

if TYPE_CHECKING:
    from pathlib import Path

    from mtfix.languagetool.hit import Hit

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a rule, and where it stands in the text of all examples."""

    rule: OwnRule
    text: str
    start: int
    corrections: tuple[str, ...] = ()  # none: the example is right
    fault: tuple[int, int] = (0, 0)

    def __str__(self) -> str:
        return f"{self.rule.origin} {self.rule.id}: {self.text}"


def cases() -> list[Case]:
    """Every example of every rule, one behind the other."""
    out: list[Case] = []
    at = 0
    for rule in own_rules():
        for marked, corrections in rule.incorrect:
            before, _, rest = marked.partition("\1")
            old, _, after = rest.partition("\2")
            where = (at + len(before), at + len(before) + len(old))
            out.append(Case(rule, before + old + after, at, corrections, where))
            at += len(out[-1].text) + len(GAP)
        for text in rule.correct:
            out.append(Case(rule, text, at))
            at += len(text) + len(GAP)
    return out


def ours(hits: list[Hit], case: Case) -> list[Hit]:
    """What our rules say about an example."""
    end = case.start + len(case.text)
    return [h for h in hits if h.rule.startswith(PREFIX) and case.start <= h.start < end]


@pytest.fixture
def hits(cache: Path) -> list[Hit]:
    known = classes()
    parameters = Parameters(
        "en-US", known.disabled_rules, known.enabled_rules, known.disabled_categories
    )
    text = GAP.join(case.text for case in cases())
    return Client(server.acquire().url).check(text, parameters)


def test_every_example_is_found_and_corrected_and_nothing_else(hits: list[Hit]) -> None:
    wrong = []
    for case in cases():
        found = ours(hits, case)
        if not case.corrections:
            wrong += [f"{case}\n    stays, but {h.rule} gives {h.replacements}" for h in found]
        elif not any(
            (h.rule, h.start, h.end) == (case.rule.id, *case.fault)
            and h.replacements == case.corrections
            for h in found
        ):
            seen = [(h.rule, h.replacements) for h in found]
            wrong.append(f"{case}\n    wanted {case.corrections}, not {seen}")
    assert not wrong, "\n".join(wrong)


def test_a_corrected_example_does_not_match_its_rule_again(cache: Path) -> None:
    spans, at, texts = [], 0, []
    for case in (c for c in cases() if c.corrections):
        lo, hi = (n - case.start for n in case.fault)
        texts.append(case.text[:lo] + case.corrections[0] + case.text[hi:])
        spans.append((case.rule.id, at, at + len(texts[-1])))
        at += len(texts[-1]) + len(GAP)
    hits = Client(server.acquire().url).check(GAP.join(texts), Parameters("en-US"))
    assert [
        h for h in hits for name, lo, hi in spans if h.rule == name and lo <= h.start < hi
    ] == []


def test_every_rule_has_examples_enough_and_no_two_are_alike() -> None:
    few = [r.id for r in own_rules() if len(r.incorrect) < 2 or len(r.correct) < 2]
    assert few == []
    twice = [text for text, n in Counter(case.text for case in cases()).items() if n > 1]
    assert twice == []


def test_every_rule_has_a_class_of_its_own() -> None:
    known = classes().rules
    assert [r.id for r in own_rules() if r.id not in known] == []
    assert [name for name in known if name.startswith(PREFIX)] == [
        name for name in known if name in {r.id for r in own_rules()}
    ]
