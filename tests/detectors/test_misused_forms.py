"""What the detectors of comparisons, light verbs and parts of speech make of fresh sentences."""

from __future__ import annotations

import pytest

import mtfix

_AROUND = "The the guests has slept .\n\n{}\n\nHe can to swim in in the lake .\n"


def _fixed(sentence: str) -> str:
    cleaner = mtfix.Cleaner(mtfix.Config(unsafe=True))
    after = cleaner.fix(_AROUND.format(sentence), format="text", languagetool="off").after
    return after.split("\n\n")[1]


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("Copper is softer that iron.", "Copper is softer than iron."),
        ("The shed is as old than the barn.", "The shed is as old as the barn."),
        ("The invade of the island failed.", "The invasion of the island failed."),
        ("We must discussion the plan.", "We must discuss the plan."),
        ("The pond was complete frozen.", "The pond was completely frozen."),
        ("They have made a long walk.", "They have taken a long walk."),
        ("He was saying lies about us.", "He was telling lies about us."),
    ],
)
def test_the_form_that_belongs_there(bad: str, good: str) -> None:
    assert _fixed(bad) == good


@pytest.mark.parametrize(
    "text",
    [
        "Let her choose for herself.",
        "She made him believe in luck.",
        "They made a break for the gate.",
        "That was an absolute good.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert _fixed(text) == text
