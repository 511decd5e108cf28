"""What the classes of words tell, and what the detectors that read them make of fresh sentences."""

from __future__ import annotations

import pytest

import mtfix
from mtfix.analysis.people import is_person
from mtfix.analysis.subject import MANY, ONE, subject_at
from mtfix.analysis.word_classes import base_of, main_classes, only, participle_of, past_of


def test_classes_tell_nouns_from_verbs() -> None:
    assert only("sell", "b")
    assert not only("plant", "b")
    assert main_classes("plant") == "n"
    assert main_classes("no-such-word-here") == ""


@pytest.mark.parametrize(
    ("form", "base"),
    [("took", "take"), ("taken", "take"), ("carries", "carry"), ("stopped", "stop"), ("stone", "")],
)
def test_base_of_a_form(form: str, base: str) -> None:
    assert base_of(form) == base


def test_parts_of_a_verb() -> None:
    assert (past_of("write"), participle_of("write")) == ("wrote", "written")
    assert (past_of("carry"), participle_of("carry")) == ("carried", "carried")


def test_a_rare_form_is_known_by_its_verb() -> None:
    assert only("forbade", "d")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("the roofs of the old house", MANY),
        ("the roof of the old houses", ONE),
        ("plates", MANY),
        ("a plate in the kitchen", ONE),
        ("the doors of the school on Canal Street", MANY),
    ],
)
def test_subject(words: str, number: str) -> None:
    found = subject_at(words.split(), 0)
    assert found is not None
    assert (found.number, found.end) == (number, len(words.split()))


@pytest.mark.parametrize("words", ["the number of the houses", "these house", "people", "quickly"])
def test_no_subject_where_it_is_not_certain(words: str) -> None:
    assert subject_at(words.split(), 0) is None


def test_who_is_a_person() -> None:
    assert is_person("teachers")
    assert is_person("women")
    assert not is_person("agency")
    assert not is_person("teapot")


REPAIRED = [
    ("The pumps of the new fountain was broken.", "The pumps of the new fountain were broken."),
    ("Parcels was left at the gate.", "Parcels were left at the gate."),
    ("There is three lamps in the hall.", "There are three lamps in the hall."),
    ("The smell of the kitchens make him hungry.", "The smell of the kitchens makes him hungry."),
    ("The shepherd counted 40 lamb that night.", "The shepherd counted 40 lambs that night."),
    ("One of the nurse was late.", "One of the nurses was late."),
    ("Each rooms has a stove.", "Each room has a stove."),
    ("He has forget his umbrella.", "He has forgotten his umbrella."),
    ("The fever does not goes down.", "The fever does not go down."),
    ("The farmers which have no water left.", "The farmers who have no water left."),
    ("He asked Teresa, that had the keys.", "He asked Teresa, who had the keys."),
    ("He praised the plan enormous of the city.", "He praised the enormous plan of the city."),
    ("They went out without say a word.", "They went out without saying a word."),
    ("The bridge it was built in May.", "The bridge was built in May."),
    ("Cut thinly the carrots.", "Cut the carrots thinly."),
]


@pytest.mark.parametrize(("bad", "good"), REPAIRED)
def test_repairs(bad: str, good: str) -> None:
    assert mtfix.fix(bad, unsafe=True).after == good
    assert mtfix.fix(good, unsafe=True).after == good


@pytest.mark.parametrize(
    "text",
    [
        "Twenty miles is a long way, and ten minutes was all they had.",
        "“All the money I had went to my brother,” she said.",
        "It was a two hour walk, and the three person tent was wet.",
        "Between the barn and the stables is a well.",
        "The team have lost, and the staff were tired.",
        "He met the queen, which surprised everybody.",
        "The man he sold the cows to had no land.",
        "They painted the doors green and left the windows open.",
        "The day it rained was a Monday; the house they left was cold.",
        "He suggested that the captain of the ships stay.",
        "Whatever he had began to rot. If the roofs of the house were lower, we could see.",
        "On bended knee, each in turn, the eldest of the sons swore the oath.",
        "In chapter 3 problem solving begins; the 4 page letter lies on the desk.",
    ],
)
def test_good_english_stays(text: str) -> None:
    assert mtfix.fix(text, unsafe=True).after == text
