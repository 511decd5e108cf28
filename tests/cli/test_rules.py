"""`mtfix rules` beyond exact output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.rulebook import library

if TYPE_CHECKING:
    from conftest import Mtfix

WRONG = r"""
[[rule]]
id = "own-blap"
class = "rep-word"
message = "blap"
pattern = '\bblap\b'
replace = 'blop'
examples = [["A blap came.", "A blup came."], ["One blap left.", "One blop left."]]
keep = ["A blop came.", "A blapper came."]
"""


def test_a_rule_that_breaks_its_example(mtfix: Mtfix) -> None:
    mtfix.write("own.toml", WRONG)
    ran = mtfix("rules", "test", "own.toml")
    assert ran.code == 1
    assert "own-blap: bad must become good" in ran.text
    assert "wanted 'A blup came.'\n  got    'A blop came.'" in ran.text
    assert ran.err == "mtfix: rules tried: 1; not as their examples say: 1\n"


def test_a_file_of_the_built_in_rules(mtfix: Mtfix) -> None:
    place = library.builtin_file("rules/en/places.toml")
    of_file = sum(spec.rule.origin == "rules/en/places.toml" for spec in library.builtin()[0])
    ran = mtfix("rules", "test", str(place))
    assert ran.code == 0
    assert ran.err == f"mtfix: rules tried: {of_file}; not as their examples say: 0\n"
    mtfix.write("own.toml", WRONG)
    both = mtfix("rules", "test", str(place), "own.toml")
    assert both.code == 1
    assert both.err == f"mtfix: rules tried: {of_file + 1}; not as their examples say: 1\n"


def test_the_list_names_rules_of_every_kind(mtfix: Mtfix) -> None:
    lines = mtfix("rules", "list").text.splitlines()
    by_id = {line.split()[0]: line for line in lines}
    assert by_id["t-umbo"].endswith("umbo means two things [rep-word, display]")
    assert by_id["t-new"].endswith(", safe, preview]")
    assert "repeated-article" in by_id
    assert [line.split()[0] for line in lines] == sorted(by_id)


def test_the_version_names_the_hash_of_the_rules(mtfix: Mtfix) -> None:
    words = mtfix("--version").text.split()
    assert words[:3] == ["mtfix", "0.1.0", "(rules"]
    assert len(words[3].rstrip(")")) == 12
