"""Rounds of edits, told against the first text, apply in any closed subset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtfix.ledger import Ledger, Shift, between
from mtfix.model import Applicability, Edit, Finding, Fix, Span, apply_edits, by_place
from mtfix.patch import Applied, Patch

Round = list[list[Edit]]


@st.composite
def rounds(draw: st.DrawFn) -> tuple[str, list[Round]]:
    """A text and up to four rounds of fixes, each fix with edits that keep apart from others."""
    text = draw(st.text("abc ", min_size=1, max_size=30))
    now, out = text, []
    for _ in range(draw(st.integers(1, 4))):
        points = sorted(draw(st.sets(st.integers(0, len(now)), max_size=8)))
        pairs = list(zip(points[::2], points[1::2], strict=False))
        edits = [Edit(Span(a, b), draw(st.text("xyz", max_size=3))) for a, b in pairs]
        following = [*edits[1:], None][: len(edits)]
        edits = [e for e, f in zip(edits, following, strict=True) if _apart(e, f)]
        fixes: Round = [edits[i::2] for i in range(2) if edits[i::2]]
        out.append(fixes)
        now = apply_edits(now, sorted((e for f in fixes for e in f), key=lambda e: e.span))
    return text, out


def _apart(edit: Edit, following: Edit | None) -> bool:
    return following is None or edit.span.end < following.span.start


def _patch(text: str, given_rounds: list[Round]) -> Patch:
    ledger = Ledger(text)
    for fixes in given_rounds:
        ledger.apply([(edits, []) for edits in fixes])
    applied = []
    for index, entry in enumerate(ledger.entries):
        edits = tuple(entry.edits)
        found = Finding("a-rule", edits[0].span, "", Fix(edits, Applicability.SAFE))
        applied.append(Applied(index, found, edits, frozenset(entry.requires), entry.round))
    return Patch(text, ledger.text, tuple(applied))


@given(rounds())
def test_all_fixes_together_give_the_last_text(case: tuple[str, list[Round]]) -> None:
    text, fixes = case
    patch = _patch(text, fixes)
    now = text
    for found in fixes:
        now = apply_edits(now, sorted((e for f in found for e in f), key=lambda e: e.span))
    assert patch.after == now
    assert patch.subset(a.index for a in patch.applied).after == now


@given(rounds(), st.data())
def test_any_closed_subset_applies(case: tuple[str, list[Round]], data: st.DataObject) -> None:
    patch = _patch(*case)
    indexes = [a.index for a in patch.applied]
    chosen = patch.closure(data.draw(st.sets(st.sampled_from(indexes))) if indexes else [])
    part = patch.subset(chosen)
    assert {a.index for a in part.applied} == set(chosen)
    rest = [h.reason for h in part.held]
    assert rest == ["not chosen"] * (len(indexes) - len(chosen))


@given(rounds())
def test_first_round_fixes_apply_alone(case: tuple[str, list[Round]]) -> None:
    text, fixes = case
    patch = _patch(text, fixes)
    for applied in patch.applied:
        if applied.round == 0 and not applied.requires:
            own = sorted(applied.edits, key=lambda e: e.span)
            assert patch.subset([applied]).after == apply_edits(text, own)


@given(rounds())
def test_steps_lead_from_before_to_after(case: tuple[str, list[Round]]) -> None:
    patch = _patch(*case)
    now, seen = patch.before, []
    for fixes, step in patch.steps():
        assert step.before == now
        now = step.after
        seen += [a.index for a in fixes]
    assert now == patch.after
    assert sorted(seen) == [a.index for a in patch.applied]


def test_a_later_edit_at_the_same_place_needs_the_earlier_one() -> None:
    patch = _patch("one two", [[[Edit(Span(3, 3), ",")]], [[Edit(Span(3, 4), ";")]]])
    assert patch.after == "one; two"
    assert patch.applied[1].requires == {0}
    assert patch.subset([0]).after == "one, two"


def test_deletions_side_by_side_stay_two_fixes() -> None:
    patch = _patch("a\nb\nc\n", [[[Edit(Span(0, 2), "")], [Edit(Span(2, 4), "")]]])
    assert patch.after == "c\n"
    assert [a.requires for a in patch.applied] == [frozenset(), frozenset()]
    assert patch.subset([1]).after == "a\nc\n"


def test_shift_moves_what_stands_behind_an_edit() -> None:
    shift = Shift([Edit(Span(2, 3), "xyz")])
    assert (shift.at(1), shift.at(3), shift.at(9)) == (1, 5, 11)
    assert shift.result(Edit(Span(2, 3), "xyz")) == Span(2, 5)


@st.composite
def plans(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    """A text and two plans for it, some of whose edits are the same."""
    text = draw(st.text("abc ", min_size=1, max_size=30))
    first, second = draw(_edits(text)), draw(_edits(text))
    kept = [e for e in first if draw(st.booleans())]
    apart = [e for e in second if all(_apart(*sorted((e, k), key=by_place)) for k in kept)]
    return text, first, sorted({*kept, *apart}, key=by_place)


@st.composite
def _edits(draw: st.DrawFn, text: str) -> list[Edit]:
    points = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(points[::2], points[1::2], strict=False)
    edits = [Edit(Span(a, b), draw(st.text("xyz", max_size=3))) for a, b in pairs]
    return [e for e, f in zip(edits, [*edits[1:], None], strict=False) if _apart(e, f)]


@given(plans())
def test_what_lies_between_two_plans_leads_from_one_to_the_other(
    case: tuple[str, list[Edit], list[Edit]],
) -> None:
    text, one, two = case
    change = between(text, one, two)
    assert apply_edits(apply_edits(text, one), change) == apply_edits(text, two)


def test_plans_with_deletions_side_by_side_differ_in_one_of_them() -> None:
    both = [Edit(Span(0, 2), ""), Edit(Span(2, 4), "")]
    assert between("a\nb\nc\n", both, both[:1]) == [Edit(Span(0, 0), "b\n")]
    assert between("a\nb\nc\n", both[1:], both) == [Edit(Span(0, 2), "")]
