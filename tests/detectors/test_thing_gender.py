"""*It* for a thing, *she* for a lone woman: only where nobody else can be meant."""

import pytest

import mtfix


@pytest.mark.parametrize(
    "text",
    [
        "The letter lay there. He was silent.",
        "Anna bought a lamp. She stands on the stage every night.",
        "The singer wrote a song. She was recorded in Lund.",
        "My mother met a man. He works at night.",
        "My mother is a nurse.\n\nPeter came. He works at night.",
    ],
)
def test_a_person_may_be_meant(text: str) -> None:
    assert mtfix.fix(text, unsafe=True).after == text


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (
            "We have a new oven. He was delivered on Monday.",
            "We have a new oven. It was delivered on Monday.",
        ),
        ("The soup is cold. She must be heated.", "The soup is cold. It must be heated."),
        ("Our aunt is old. He has a garden.", "Our aunt is old. She has a garden."),
        ("Paul and her wife came late.", "Paul and his wife came late."),
    ],
)
def test_nobody_else_can_be_meant(bad: str, good: str) -> None:
    assert mtfix.fix(bad, unsafe=True).after == good
