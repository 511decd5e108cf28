"""Filters as such: what they take out is told once, and the rest applies as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from mtfix import Cleaner, Config
from mtfix.filters import Subject, Verdict
from mtfix.filters.lines import ChangedLines, compared
from mtfix.filters.screen import NEEDS, everything, screened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtfix.model import Finding
    from mtfix.patch import Patch

CLEANER = Cleaner(Config(unsafe=True))
SENTENCES = (
    "It came to the the end of a a long road.",
    "He said “ so it is ”and left.",
    "The prize went to Marco Bellandi. Then bellandi left the stage.",
    "Nothing is wrong with this one.",
    "“ Well ”, she said , “it it is late”.",
    "The the the end of the the story .",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n\n".join)


class Some(Struct, frozen=True):
    """Takes out the findings with these fingerprints."""

    gone: frozenset[str]
    name: str = "some"

    def judge(self, _subject: Subject, findings: Sequence[Finding]) -> Verdict:
        known = {f.fingerprint for f in findings} & self.gone
        return Verdict(dict.fromkeys(known, "not wanted"))


def subject(text: str) -> Subject:
    return Subject(text, lambda: CLEANER.read(text))


def places(patch: Patch) -> set[tuple[int, int, str]]:
    return {(e.span.start, e.span.end, e.text) for a in patch.applied for e in a.edits}


@settings(max_examples=80, deadline=None)
@given(text=TEXTS, data=st.data())
def test_what_goes_is_told_once_and_the_rest_applies(text: str, data: st.DataObject) -> None:
    planned = CLEANER.fix(text)
    found = everything(planned)
    names = sorted(f.fingerprint for f in found)
    gone = frozenset(data.draw(st.sets(st.sampled_from(names)) if names else st.just(set())))
    patch = screened(planned, subject(text), [Some(gone)])
    out = {e.finding.fingerprint: e.reason for e in patch.excluded}
    assert len(out) == len(patch.excluded)
    assert {name for name, reason in out.items() if not reason.startswith(NEEDS)} == gone
    assert {f.fingerprint for f in everything(patch)} == set(names) - out.keys()
    kept = {a.index for a in patch.applied}
    assert patch.after == planned.subset(kept).after
    assert all(a.requires <= kept for a in patch.applied)
    # two filters one after the other take out what one does that knows both
    half = frozenset(sorted(gone)[::2])
    twice = screened(planned, subject(text), [Some(half), Some(gone - half)])
    assert (twice.after, twice.findings) == (patch.after, patch.findings)


@settings(max_examples=80, deadline=None)
@given(text=TEXTS, data=st.data())
def test_fixes_touch_changed_lines_only(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    number = data.draw(st.integers(1, len(lines)))
    patch = screened(CLEANER.fix(text), subject(text), [ChangedLines(((number, number),), "HEAD")])
    after = patch.after.split("\n")
    if len(after) == len(lines):
        changed = [
            n for n, pair in enumerate(zip(lines, after, strict=True), 1) if len(set(pair)) > 1
        ]
        assert changed in ([], [number])
    everything_else = screened(CLEANER.fix(text), subject(text), [ChangedLines((), "HEAD")])
    assert everything_else.after == text
    assert everything_else.findings == ()


def test_a_line_has_its_own_findings_only() -> None:
    text = "He said “it is so.\n\nAnd we know it.\n\nIt is the the end.\n"
    for number, rules in ((3, set()), (5, {"repeated-article"})):
        one = ChangedLines(((number, number),), "HEAD")
        patch = screened(CLEANER.fix(text), subject(text), [one])
        assert {a.rule for a in patch.applied} == rules


@pytest.mark.parametrize(
    ("old", "new", "ranges"),
    [
        ("", "one", ((1, 1),)),
        ("a\nb\nc\n", "a\nb\nc\n", ()),
        ("a\nb\nc\n", "a\nc\n", ()),
        ("a\nb\n", "x\na\nb\ny\n", ((1, 1), (4, 4))),
        ("a\r\nb\r\n", "a\r\nB\r\n", ((2, 2),)),
    ],
)
def test_lines_by_comparison(old: str, new: str, ranges: tuple[tuple[int, int], ...]) -> None:
    assert compared(old, new) == ranges
