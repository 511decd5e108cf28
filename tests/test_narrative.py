"""What a text tells of: what was, or what is."""

import pytest

from mtfix.analysis.narrative import surely_past, tense_of


@pytest.mark.parametrize(
    "text",
    ["The gate was shut, and the men went home.", "He opened the gate and walked in."],
)
def test_a_story_tells_what_was(text: str) -> None:
    assert tense_of(text) == "past"


@pytest.mark.parametrize(
    "text",
    [
        "The gate is opened by hand and can be locked; the key is kept in the house.",
        "Put the required key into the provided hole, the enclosed bolt into the marked one. "
        "The gate is heavy, and the handle has a spring. It can stick. Added oil does no harm.",
    ],
)
def test_participles_make_no_story_of_a_manual(text: str) -> None:
    assert tense_of(text) != "past"


def test_only_a_past_that_is_no_participle_is_sure() -> None:
    assert surely_past("The gate was shut.")
    assert not surely_past("The gate needs the required key.")
