"""What is wrong with a rule file is said with file, rule and field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtfix.checkers import load_rules
from mtfix.model import MtfixError
from mtfix.rulebook.sources import builtin_sources

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
[[rule]]
id = "colour-of-the-sky"
class = "ff-lexical"
message = "the sky is blue"
pattern = '\\bgreen sky\\b'
replace = 'blue sky'
examples = [["A green sky.", "A blue sky."], ["The green sky fell.", "The blue sky fell."]]
keep = ["A green field.", "A blue sky."]
"""


def message_of(tmp_path: Path, text: str) -> str:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MtfixError) as caught:
        load_rules([file])
    return str(caught.value)


def test_a_good_file_adds_its_rules(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(GOOD, encoding="utf-8")
    rules = load_rules([tmp_path]).rules
    assert rules[-1].id == "colour-of-the-sky"
    assert len(rules) == len(load_rules().rules) + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("message", "mesage", ["field 'mesage'", "did you mean 'message'"]),
        ("ff-lexical", "ff-lexica", ["class", "did you mean 'ff-lexical'"]),
        ("\\bgreen sky\\b'", "(green sky'", ["field 'pattern'", "bad pattern", "position"]),
        ("\\bgreen", "\\L<greens> green", ["unknown list 'greens'"]),
        ("'blue sky'", "'{2} sky'", ["field 'replace'", "no group 2"]),
        ("'blue sky'", "'{0|lowr} sky'", ["unknown function 'lowr'", "did you mean 'lower'"]),
        ("'blue sky'", "'{ sky'", ["field 'replace'", "single '{'"]),
        ('keep = ["A green field.", "A blue sky."]', "", ["field 'keep'", "needs at least 2"]),
        ("message = ", 'guards = ["heding"]\nmessage = ', ["guard", "did you mean 'heading'"]),
        ("message = ", 'guards = ["kind"]\nmessage = ', ["needs something behind a colon"]),
        ("message = ", "priority = 'high'\nmessage = ", ["field 'priority'", "whole number"]),
        ("message = ", "hint = 'perhaps {0}'\nmessage = ", ["field 'hint'", "only advice"]),
        ("message = ", "within = 'cod'\nmessage = ", ["field 'within'", "code:LANGUAGE"]),
        (
            "message = ",
            "within = 'code'\nguards = ['heading']\nmessage = ",
            ["field 'guards'", "takes none"],
        ),
        ("message = ", "preview = 1\nmessage = ", ["field 'preview'", "true or false"]),
        ("message = ", 'applicability = "sage"\nmessage = ', ["did you mean 'safe'"]),
        ('"colour-of-the-sky"', '"Colour"', ["field 'id'", "kebab-case"]),
        ('["A green sky.", "A blue sky."]', '["A green sky."]', ["'examples'", "number 1"]),
        ("id = ", "id = = ", ["not valid TOML"]),
        ('"colour-of-the-sky"', '"repeated-in"', ["field 'id'", "already taken"]),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    assert old in GOOD
    text = message_of(tmp_path, GOOD.replace(old, new, 1))
    assert "own.toml" in text
    assert all(part in text for part in said), text


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MtfixError, match="no such rule file"):
        load_rules([tmp_path / "none.toml"])


def test_no_list_of_the_built_in_rules_hides_another() -> None:
    seen: dict[str, str] = {}
    for source in builtin_sources():
        data = source.parse()
        for name in data if source.holds_lists else data.get("list", {}):
            assert name not in seen, f"{name}: {seen[name]} and {source.name}"
            seen[name] = source.name
    assert len(seen) > 100
