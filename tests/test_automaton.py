"""Literals are found wherever they stand, and told by characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtfix.automaton import Automaton

_LETTERS = "ab?é“中😀"


def _found(literals: list[str], text: str) -> list[tuple[int, int, int]]:
    """The same, one literal and one place after the other."""
    hits = [
        (number, at, at + len(literal))
        for number, literal in enumerate(literals)
        for at in range(len(text))
        if text.startswith(literal, at)
    ]
    return sorted(hits, key=lambda hit: hit[1:])


@given(
    st.lists(st.text(_LETTERS, min_size=1, max_size=3), min_size=1, max_size=5, unique=True),
    st.text(_LETTERS + "\ud800", max_size=30),
)
def test_every_occurrence_is_found(literals: list[str], text: str) -> None:
    hits = Automaton(literals).hits(text)
    assert sorted(hits, key=lambda hit: hit[1:]) == _found(literals, text)
    assert [end for _, _, end in hits] == sorted(end for _, _, end in hits)


def test_a_character_that_has_no_byte_is_no_question_mark() -> None:
    assert Automaton(["?"]).hits("中?") == [(0, 1, 2)]
