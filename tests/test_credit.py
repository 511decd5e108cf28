"""One fault, one finding, whoever sees it."""

from __future__ import annotations

import pytest

import mtfix
from mtfix.credit import once, shared
from mtfix.model import Applicability, Edit, Finding, Fix, Rule, Span

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


def found(
    rule: str, start: int, end: int, text: str | None = None, level: Applicability = SAFE
) -> Finding:
    fix = None if text is None else Fix((Edit(Span(start, end), text),), level)
    return Finding(rule, Span(start, end), "message", fix)


def brief(findings: list[Finding]) -> list[tuple[str, tuple[str, ...], str]]:
    return [(f.rule, f.also, f.applicability.label) for f in findings]


@pytest.mark.parametrize(
    ("ours", "theirs", "left"),
    [
        # the same edit
        (found("a", 3, 5, "x"), found("b", 3, 5, "x"), [("a", ("b",), "safe")]),
        (found("a", 3, 5, "x", UNSAFE), found("b", 3, 5, "x"), [("b", ("a",), "safe")]),
        # advice on a place that is changed anyway, or that ours advise on, too
        (found("a", 3, 5, "x"), found("b", 0, 9), [("a", ("b",), "safe")]),
        (found("a", 3, 5, "x"), found("b", 4, 9, "y", DISPLAY), [("a", ("b",), "safe")]),
        (found("a", 3, 9), found("b", 4, 5), [("a", ("b",), "display")]),
        # another repair of the same place: the better trusted one, ours of two equals
        (found("a", 3, 5, "x"), found("b", 3, 5, "y", UNSAFE), [("a", ("b",), "safe")]),
        (found("a", 3, 5, "x"), found("b", 3, 5, "y"), [("a", ("b",), "safe")]),
        (
            found("a", 3, 5, "x", UNSAFE),
            found("b", 3, 5, "y"),
            [("a", (), "unsafe"), ("b", (), "safe")],
        ),
        # other places
        (found("a", 3, 5, "x"), found("b", 5, 9), [("a", (), "safe"), ("b", (), "display")]),
        (found("a", 3, 5, "x"), found("b", 6, 7, "y"), [("a", (), "safe"), ("b", (), "safe")]),
    ],
)
def test_what_remains(
    ours: Finding, theirs: Finding, left: list[tuple[str, tuple[str, ...], str]]
) -> None:
    assert brief(shared([ours], [theirs])) == left


def test_many_places() -> None:
    ours = [found("a", n * 10, n * 10 + 5, "x") for n in range(100)]
    theirs = [found("b", n * 10 + 2, n * 10 + 3) for n in range(0, 100, 2)]
    both = shared(ours, theirs)
    assert len(both) == 100
    assert [f.also for f in both] == [("b",) if n % 2 == 0 else () for n in range(100)]


def rule(name: str, kind: str) -> Rule:
    return Rule(name, kind, "message", "why")


def test_advice_of_one_kind_on_one_place_is_one_finding_that_names_both() -> None:
    rules = {r.id: r for r in (rule("a", "k"), rule("b", "k"), rule("c", "other"))}
    seen = [found("a", 3, 9), found("b", 4, 6), found("c", 4, 6), found("b", 20, 22)]
    assert brief(once(seen, rules)) == [
        ("a", ("b",), "display"),
        ("c", (), "display"),
        ("b", (), "display"),
    ]


def test_no_advice_stands_on_what_a_fix_of_its_kind_changes() -> None:
    rules = {r.id: r for r in (rule("a", "k"), rule("b", "k"))}
    seen = [
        found("a", 0, 2, "x"),
        found("a", 3, 9, "x", UNSAFE),
        found("b", 4, 6),
        found("b", 8, 12),
    ]
    assert [(f.rule, f.span.start) for f in once(seen, rules)] == [("a", 0), ("a", 3), ("b", 8)]


def test_words_that_stayed_in_the_source_language_are_told_once() -> None:
    text = (
        "The crew of the boat had been at the harbour for an hour when the last guests came. "
        "Click here pour ouvrir la page avec les photos dans cette maison, and wait. Nobody "
        "believed him, and that was the end of the day for all of them."
    )
    kinds = [
        f for f in mtfix.check(text) if f.rule in ("left-untranslated", "untranslated-sentence")
    ]
    assert len(kinds) == 1
    assert "ouvrir la page" in text[kinds[0].span.start : kinds[0].span.end]
