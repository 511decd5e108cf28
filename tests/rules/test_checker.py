"""Rule files at work: time limit, evidence, removal, locked text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.checkers import load_rules, rulefile
from mtfix.cleaner import Cleaner
from mtfix.config import Config
from mtfix.trial import try_files

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SLOW = """
[[rule]]
id = "slow-rule"
class = "ff-lexical"
message = "slow"
pattern = '(?:a|aa|[ab])+$(?<=c)|zebra'
replace = 'x'
triggers = ["a"]
examples = [["zebra", "x"], ["A zebra", "A x"]]
keep = ["horse", "donkey"]
"""


def test_a_slow_rule_is_trouble_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rulefile, "TIME_LIMIT", 0.2)
    (tmp_path / "slow.toml").write_text(SLOW, encoding="utf-8")
    cleaner = Cleaner(Config(rules=(str(tmp_path),)))
    patch = cleaner.fix("The the house. zebra\n\n" + "a" * 60 + "!")
    assert patch.after.startswith("The house. zebra")
    assert any("slow-rule" in t for t in patch.troubles)


def test_counter_evidence_keeps_a_rule_away() -> None:
    cleaner = Cleaner(Config(select=("leftover-spanish-and",), unsafe=True))
    text = "They sold the house y the garden."
    assert cleaner.fix(text).after == "They sold the house and the garden."
    assert cleaner.fix(text, context="Plot x against y.").after == text


def test_code_is_left_alone_in_markdown() -> None:
    text = "Run `git add .` and then `print ( x )` , please."
    after = Cleaner().fix(text, format="markdown").after
    assert "`git add .`" in after
    assert "`print ( x )`" in after


def test_a_rule_of_another_language_stays_silent() -> None:
    text = "She opened the the door."
    assert Cleaner().fix(text, language="fr").after == text


def test_a_file_on_trial_names_its_breach(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(SLOW.replace('["horse"', '["a zebra here"'), encoding="utf-8")
    count, breaches = try_files([str(file)])
    assert count == 1
    assert any("keep must stay" in b.law for b in breaches)


def test_rules_are_cached_and_immutable() -> None:
    assert load_rules() is load_rules()


ADVICE = """
[list.sayings]
source = "made up"
[list.sayings.table]
"(?:pay|paid) the (?:blue )?goose" = "take the blame"

[[rule]]
id = "saying-of-the-goose"
class = "ff-idiom-literal"
message = "a saying, word by word"
hint = 'perhaps “{0|map:sayings}”'
pattern = '\\b\\L<sayings>\\b'
applicability = "display"
"""


def test_advice_says_what_a_phrase_may_stand_for(tmp_path: Path) -> None:
    (tmp_path / "advice.toml").write_text(ADVICE, encoding="utf-8")
    cleaner = Cleaner(Config(rules=(str(tmp_path),)))
    text = "In the end my uncle paid the goose. I pay the blue goose."
    found = [f for f in cleaner.check(text) if f.rule == "saying-of-the-goose"]
    assert [text[f.span.start : f.span.end] for f in found] == [
        "paid the goose",
        "pay the blue goose",
    ]
    assert found[0].message == "a saying, word by word: perhaps “take the blame”"
