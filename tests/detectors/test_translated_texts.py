"""What is mended only where other faults show that a machine translated the text."""

from __future__ import annotations

import pytest

import mtfix

FAULTS = "The guests has seen the the old mill, and he can to swim there. She don’t wants it.\n\n"


def mended(text: str, before: str = FAULTS) -> str:
    """A paragraph as it comes out of a text full of faults."""
    return mtfix.Cleaner(mtfix.Config(unsafe=True)).fix(before + text).after.split("\n\n")[-1]


SLIPS = (
    ("It snowed, and the streets was white.", "It snowed, and the streets were white."),
    ("In this house she keep old maps.", "In this house she keeps old maps."),
    ("The gates, painted in June, is green.", "The gates, painted in June, are green."),
    ("The nurse and her sons becomes ill.", "The nurse and her sons become ill."),
    ("I met a farmer who sell honey.", "I met a farmer who sells honey."),
    ("Three of them was too late.", "Three of them were too late."),
    ("The tower, tall and grey, it fell in May.", "The tower, tall and grey, fell in May."),
    ("Pedro Lima, a clerk from Porto, he writes.", "Pedro Lima, a clerk from Porto, writes."),
    ("He asked us where did we live.", "He asked us where we lived."),
    ("Everybody asks me what is the reason.", "Everybody asks me what the reason is."),
    (
        "The road is wet. a truck lost its load there.",
        "The road is wet. A truck lost its load there.",
    ),
    ("This paint can damaged the wood.", "This paint can damage the wood."),
    ("Several peoples share the kitchen.", "Several people share the kitchen."),
    ("“Now we drinks tea in the garden,” he said.", "“Now we drink tea in the garden,” he said."),
)


@pytest.mark.parametrize(("bad", "good"), SLIPS)
def test_a_slip_is_mended_in_a_translated_text(bad: str, good: str) -> None:
    assert mended(bad) == good
    assert mended(good) == good


RIGHT = (
    "They asked that she keep the maps.",
    "One of the farmers who sell honey is my uncle.",
    "The tower he built fell in May.",
    "A clerk from Porto, he writes at night.",
    "Ten years is a long time, and bread and butter is all we had.",
    "“My brothers, they sell honey,” she said.",
    "She asked what was the matter.",
)


@pytest.mark.parametrize("text", RIGHT)
def test_good_english_stays_in_a_translated_text(text: str) -> None:
    assert mended(text) == text


def test_the_same_words_stay_in_a_text_without_other_faults() -> None:
    text = (
        "The two of them sat down.\n\n“We was robbed, I tell you, and we wants it back,” he said."
    )
    assert mended(text, before="") == text.split("\n\n")[-1]


def test_what_a_first_round_has_shown_holds_in_the_next() -> None:
    bad = "We closed the shop. informations about it is on the door."
    assert mended(bad) == "We closed the shop. Information about it is on the door."


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The fair opens on the 3 of June.", "The fair opens on June 3."),
        (
            "The theatre is grey. It is the colour of rain. The fair opens on the 3 of June.",
            "The theatre is grey. It is the colour of rain. The fair opens on 3 June.",
        ),
    ],
)
def test_a_date_follows_the_variety_of_the_text(text: str, good: str) -> None:
    assert mtfix.fix(text).after == good
