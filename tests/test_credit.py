"""One fault, one finding, whoever sees it."""

from __future__ import annotations

import pytest

from mtfix.credit import shared
from mtfix.model import Applicability, Edit, Finding, Fix, Span

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
