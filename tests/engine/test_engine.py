"""The engine's laws, shown with checkers that try to break them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from msgspec import Struct
from msgspec.structs import replace

from mtfix.engine import clean
from mtfix.formats import markdown, text
from mtfix.look import Job
from mtfix.model import Applicability, Change, Document, Extent, Finding, Rule, Trouble
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


class Swap(Struct, frozen=True):
    """A checker that replaces what a pattern matches."""

    name: str
    pattern: str
    new: str
    level: Applicability = SAFE
    touches: frozenset[str] = frozenset()

    @property
    def rules(self) -> tuple[Rule, ...]:
        return (
            Rule(self.name, "rep-word", self.name, applicability=self.level, touches=self.touches),
        )

    def check(self, analysis: Analysis) -> Iterator[Finding | Trouble]:
        for segment in analysis.document.segments:
            for match in re.finditer(self.pattern, segment.text):
                extent = Extent(*match.span())
                new = match.expand(self.new)
                changes = [Change(extent, new)] if self.level is not DISPLAY else []
                yield finding(segment, self.rules[0], extent, *changes)


def job(*checkers: Swap, level: Applicability = SAFE, format_: str = "text") -> Job:
    def read(content: str) -> Document:
        return markdown.read(content) if format_ == "markdown" else text.read(content)

    return Job(read, checkers, level)


def held(checkers: Job, content: str) -> dict[str, str]:
    return {h.finding.rule: h.reason for h in clean(checkers, content).held}


def test_later_rounds_finish_what_earlier_ones_began() -> None:
    patch = clean(job(Swap("one", "a", "b"), Swap("two", "b", "c")), "a thing")
    assert patch.after == "c thing"
    assert [(a.rule, a.round, set(a.requires)) for a in patch.applied] == [
        ("one", 0, set()),
        ("two", 1, {0}),
    ]
    assert patch.subset([0]).after == "b thing"


def test_two_rules_that_undo_each_other_change_nothing() -> None:
    patch = clean(job(Swap("there", "a", "b"), Swap("back", "b", "a")), "a thing and b thing")
    assert patch.after == patch.before
    assert {h.reason for h in patch.held} == {"does not settle"}


def test_a_rule_that_never_settles_changes_nothing() -> None:
    patch = clean(job(Swap("growing", r"(x+)$", r"\1x"), Swap("fine", "a", "b")), "a x")
    assert patch.after == "b x"
    assert [(h.finding.rule, h.reason) for h in patch.held] == [("growing", "does not settle")]


def test_a_safe_fix_that_raises_something_less_certain_is_held() -> None:
    checkers = job(Swap("safe", "a", "b"), Swap("risky", "b", "c", UNSAFE))
    assert clean(checkers, "a thing").after == "a thing"
    assert held(checkers, "a thing") == {"safe": "would raise risky"}


def test_a_fix_that_raises_advice_is_held() -> None:
    checkers = job(Swap("safe", "a", "b"), Swap("advice", "b", "", DISPLAY))
    assert held(checkers, "a thing") == {"safe": "would raise advice"}


def test_a_fix_that_raises_what_is_then_fixed_stands() -> None:
    checkers = job(Swap("safe", "a", "b"), Swap("also-safe", "b", "c"))
    assert clean(checkers, "a thing").after == "c thing"


def test_what_stood_there_before_does_not_hold_a_fix() -> None:
    checkers = job(Swap("safe", "a (?=b)", ""), Swap("advice", "b", "", DISPLAY))
    assert clean(checkers, "a b").after == "b"


@pytest.mark.parametrize(
    ("pattern", "new", "reason"),
    [
        (r"1,5", "1.5", "would change a number"),
        (r"12 men", "men", "would change a number"),
        (r"Okafor left", "she left", "would change the name Okafor"),
    ],
)
def test_numbers_and_names_need_a_licence(pattern: str, new: str, reason: str) -> None:
    content = "We met Lena Okafor at 1,5 km with 12 men. Then Okafor left."
    assert held(job(Swap("bold", pattern, new)), content) == {"bold": reason}
    kind = "names" if "name" in reason else "numbers"
    licensed = job(Swap("bold", pattern, new, touches=frozenset({kind})))
    assert clean(licensed, content).after == re.sub(pattern, new, content)


def test_a_fix_may_not_change_the_structure() -> None:
    checkers = job(Swap("bold", r"3\) ", "3. "), format_="markdown")
    content = "Some words.\n\nStep 3) here.\n"
    assert clean(checkers, content).after == "Some words.\n\nStep 3. here.\n"
    breaking = job(Swap("bold", r"Step \d\) ", "1. "), format_="markdown")
    assert set(held(breaking, content)) == {"bold"}


def test_one_fix_that_damages_does_not_stop_the_others() -> None:
    checkers = job(
        Swap("harmful", "^Step", "# Step"), Swap("fine", "here", "now"), format_="markdown"
    )
    assert clean(checkers, "Step here.\n").after == "Step now.\n"


def test_what_damages_is_found_with_few_readings_however_many_fixes_there_are() -> None:
    checkers = job(
        Swap("harmful", "^Step", "# Step"), Swap("fine", "here", "now"), format_="markdown"
    )
    readings = []

    def read(text: str) -> Document:
        readings.append(text)
        return checkers.read(text)

    content = "Come here.\n\n" * 150 + "Step here.\n\n" + "Stay here.\n\n" * 150
    patch = clean(replace(checkers, read=read), content)
    assert patch.after == content.replace("here", "now")
    assert [h.reason for h in patch.held] == ["would change the structure"]
    assert len(readings) < 15


def test_the_same_place_is_told_in_held() -> None:
    checkers = job(Swap("first", "abc", "x"), Swap("second", "bcd", "y"))
    patch = clean(checkers, "abcd")
    assert patch.after == "xd"
    assert [(h.finding.rule, h.reason) for h in patch.held] == [("second", "same place as first")]


def test_a_long_text_gives_what_a_short_one_gives() -> None:
    checkers = job(
        Swap("one", "qa", "qb"), Swap("two", "qb", "qc"), Swap("risky", "qz", "qy", UNSAFE)
    )
    filler = "Nothing to see in this line of prose.\n" * 4000
    patch = clean(checkers, f"{filler}qa thing\n{filler}qz thing\n{filler}qa end")
    assert patch.after == f"{filler}qc thing\n{filler}qz thing\n{filler}qc end"
    assert [h.finding.rule for h in patch.held] == ["risky"]
    where = patch.held[0].finding.span
    assert patch.before[where.start : where.end] == "qz"
