"""Names are as close as the distance says that counts letters and changed places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from mtfix.analysis.variants import _within

_NAMES = st.text("abc", max_size=6)


@given(_NAMES, _NAMES, st.sampled_from([1, 2]))
def test_close_names_are_told_as_by_the_distance(one: str, two: str, limit: int) -> None:
    assert _within(one, two, limit) == (OSA.distance(one, two) <= limit)
