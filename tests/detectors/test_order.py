"""The detectors of word order, on sentences that are not among their examples."""

from __future__ import annotations

import pytest

import mtfix

ORDER = (
    "adjective-left-behind-noun",
    "manner-parts-object",
    "phrase-before-object",
    "question-in-order-of-source",
    "embedded-question-order",
    "verb-before-its-subject",
    "verb-at-end-of-clause",
)


def mended(text: str) -> str:
    return mtfix.Cleaner(mtfix.Config(unsafe=True, select=ORDER)).fix(text).after


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("It was a cheese salty and hard.", "It was a salty and hard cheese."),
        ("The farmers local protested.", "The local farmers protested."),
        ("The bank offers credits agricultural.", "The bank offers agricultural credits."),
        ("Stir well the cream and the cheese.", "Stir the cream and the cheese well."),
        ("Pour into the mould the dough and wait.", "Pour the dough into the mould and wait."),
        ("She bought on Friday the tickets.", "She bought the tickets on Friday."),
        ("Where is buried the king?", "Where is the king buried?"),
        ("Which train you took?", "Which train did you take?"),
        ("Tell me where works your sister.", "Tell me where your sister works."),
        ("Were rescued three sailors.", "Three sailors were rescued."),
        ("In 1912 was opened the theatre.", "In 1912 the theatre was opened."),
        ("Then take they the bus.", "Then they take the bus."),
        ("He left because he hungry was.", "He left because he was hungry."),
        ("We have our flat last month sold.", "We sold our flat last month."),
    ],
)
def test_unseen_sentences_are_mended(bad: str, good: str) -> None:
    assert mended(bad) == good
    assert mended(good) == good


@pytest.mark.parametrize(
    "text",
    [
        "The people responsible were dismissed, and the rules applicable are strict.",
        "They elected a woman president and took a man hostage.",
        "What time works for you? How many of us are there? How come you never called?",
        "How long you stay is up to you, isn’t it?",
        "Is free speech in danger? Were broken windows the reason?",
        "Here come the boys. Now comes the hard part. Often have I seen the lake.",
        "Entered the room and closed the door. In 2010 was the first time we met.",
        "He had his car repaired yesterday. She has her hair cut in town.",
        "She knew that he it was who called. I said it meant nothing.",
        "Add to this the cost of the fuel. Turn to page five the next time.",
        "He announced on Monday the deal was off.",
    ],
)
def test_good_order_stays(text: str) -> None:
    assert mended(text) == text
