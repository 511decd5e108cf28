"""`mtfix explain` tells all of a rule, and finds the rule that somebody means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from mtfix import Cleaner
from mtfix.detectors import background
from mtfix.explanation import markdown, plain

if TYPE_CHECKING:
    from conftest import Mtfix

    from mtfix.model import Rule

KINDS = ("rules/en/spacing.toml", "detectors/", "rules/en/languagetool/", "LanguageTool")


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    return Cleaner().rules


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_of_every_kind(mtfix: Mtfix, rules: tuple[Rule, ...], kind: str) -> None:
    rule = next(r for r in rules if r.origin.startswith(kind))
    ran = mtfix("explain", rule.id)
    assert ran.code == 0
    assert ran.text.startswith(f"{rule.id}: ")
    flat = " ".join(ran.text.split())
    assert rule.message in flat
    assert " ".join(rule.why.split()) in flat
    assert f"trust: {rule.applicability.label}: " in flat
    assert f"defined in: {rule.origin}" in flat
    for example in (*rule.examples, *rule.keep):
        assert example.good.replace("\n", "⏎") in ran.text
        assert example.bad.replace("\n", "⏎") in ran.text


def test_what_a_detector_knows_of_the_cause(mtfix: Mtfix) -> None:
    text = " ".join(mtfix("explain", "name-lower-case").text.split())
    assert "Why machine translation makes this error: the truecaser does not know" in text
    assert re.search(r"measured: right in \d+% of \d+ in \d+ documents", text)


def test_the_circumstances_of_a_rule(mtfix: Mtfix) -> None:
    mtfix.write(
        "more/x.toml",
        '[[rule]]\nid = "x-zork"\nclass = "rep-word"\nmessage = "zork"\nwhy = "So."\n'
        'pattern = "zork"\nreplace = "zark"\nevidence = "Zorkland"\n'
        'guards = ["outside-quotation", "not-kind:heading,cell"]\n'
        'examples = [["A zork of Zorkland.", "A zark of Zorkland."],'
        ' ["Zorkland has a zork.", "Zorkland has a zark."]]\n'
        'keep = ["A zark.", "A zork."]\n',
    )
    text = " ".join(mtfix("explain", "x-zork", "--rules", "more").text.split())
    assert (
        "only: outside quotations; not in: heading or cell; "
        "where something else in the document bears it out measured:"
    ) in text


def test_languages_and_known_misses(mtfix: Mtfix) -> None:
    mtfix.write(
        "more/x.toml",
        '[[rule]]\nid = "x-zork"\nclass = "rep-word"\nmessage = "zork"\nwhy = "So."\n'
        'from = ["es", "xx"]\npattern = "zork"\nreplace = "zark"\n'
        'examples = [["A zork.", "A zark."], ["One zork sang.", "One zark sang."]]\n'
        'keep = ["A zark.", "None."]\nmisses = [["A Zork.", "A Zark."]]\n',
    )
    text = mtfix("explain", "x-zork", "--rules", "more").text
    assert "caused by:  Spanish, xx\n" in text
    assert text.endswith("What it misses\n  - A Zork.\n  + A Zark.\n")


def test_the_beginning_of_an_id_and_a_class_list_rules(
    mtfix: Mtfix, rules: tuple[Rule, ...]
) -> None:
    listed = [line.split()[0] for line in mtfix("explain", "quote-").text.splitlines()]
    assert listed == [r.id for r in rules if r.id.startswith("quote-")]
    listed = [line.split()[0] for line in mtfix("explain", "case-name-lower").text.splitlines()]
    assert listed == [r.id for r in rules if r.category == "case-name-lower"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("name-lowercase", "did you mean 'name-lower-case', "),
        ("lower-case", "'name-lower-case'"),
        ("xyzzyx", "`mtfix rules list` shows them"),
        ("", "`mtfix rules list` shows them"),
    ],
)
def test_an_unknown_rule(mtfix: Mtfix, name: str, hint: str) -> None:
    ran = mtfix("explain", name)
    assert ran.code == 2
    assert hint in ran.err


def test_markdown_of_every_rule_shows_the_text_and_makes_no_tag(rules: tuple[Rule, ...]) -> None:
    """A page of a rule is read by a browser: nothing in its texts may become an element."""
    reader = MarkdownIt("commonmark")
    for rule in rules:
        page = markdown(rule, background(rule))
        tokens = reader.parse(page)
        inline = [t for token in tokens for t in token.children or ()]
        assert not [t for t in (*tokens, *inline) if "html" in t.type or "link" in t.type], rule.id
        fences = [token.content for token in tokens if token.type == "fence"]
        assert len(fences) == bool(rule.examples) + bool(rule.keep) + bool(rule.misses)
        assert all(e.good.replace("\n", "⏎") in "".join(fences) for e in rule.examples)
        assert plain(rule, background(rule)).startswith(rule.id)
