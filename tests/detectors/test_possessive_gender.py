"""*His* for hers: only where nobody else around can be the owner."""

import pytest

import mtfix


@pytest.mark.parametrize(
    "text",
    [
        "Peter Holm was ill. Carmen Soler sold his house in May.",
        "He was ill.\n\nCarmen Soler sold his house in May.",
        "The baker was ill. She sold his house in May.",
        "Carmen Soler met the author and his dog.",
        "She leaned towards him, and he took her in his arms.",
    ],
)
def test_a_man_or_a_stranger_may_be_the_owner(text: str) -> None:
    assert mtfix.fix(text, unsafe=True).after == text


def test_a_woman_alone_is_the_owner() -> None:
    found = mtfix.fix("It rained. Carmen Soler, a young nurse, sold his house.", unsafe=True)
    assert found.after == "It rained. Carmen Soler, a young nurse, sold her house."


@pytest.mark.parametrize(
    "text",
    [
        "My sister found his phone on the train and gave it to him.",
        "The actress answered his question at once.",
        "She completely forgot his birthday.",
    ],
)
def test_what_is_often_another_mans_stays(text: str) -> None:
    assert mtfix.fix(text, unsafe=True).after == text
