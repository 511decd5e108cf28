"""Which preposition a word governs: what the columns of the table can say."""

import pytest

import mtfix
from mtfix.analysis.inflection import noun_forms, verb_forms
from mtfix.analysis.lexicon import rows

_CONDITIONS = {
    *("bare", "any", "pronoun", "person", "plural", "him", "them", "end"),
    *("passive", "active", "clause", "capital"),
}
_LISTS = {"after", "not-after", "opens", "only", "not"}


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        # a noun without an article
        ("The plant is allergic at frost.", "The plant is allergic to frost."),
        # the object is a person
        ("The nurse helped to the old man.", "The nurse helped the old man."),
        ("The bridge was built from the Romans.", "The bridge was built by the Romans."),
        ("He answered to her, and she laughed.", "He answered her, and she laughed."),
        # something stands in between
        ("The law protects them of fraud.", "The law protects them from fraud."),
        ("She introduced her sister with the mayor.", "She introduced her sister to the mayor."),
        # a preposition is lost
        ("They were waiting the bus.", "They were waiting for the bus."),
        ("The boy looked her and left.", "The boy looked at her and left."),
        ("It belongs me.", "It belongs to me."),
        # behind a form of “be”
        ("The glass is full with water.", "The glass is full of water."),
        # the word before
        ("Thousands took part at the march.", "Thousands took part in the march."),
        ("He sat in front to the fire.", "He sat in front of the fire."),
        # the head of a sentence
        ("Due the storm, we stayed.", "Due to the storm, we stayed."),
        # one of its words
        ("He reached to the summit.", "He reached the summit."),
        ("We returned to home late.", "We returned home late."),
        ("The tourists looked the mountains.", "The tourists looked at the mountains."),
    ],
)
def test_a_condition_holds(bad: str, good: str) -> None:
    assert mtfix.fix(bad, unsafe=True).after == good


@pytest.mark.parametrize(
    "text",
    [
        "He reached to the back of the shelf.",
        "He looked her age, and she looked the part.",
        "She looked me up and down.",
        "He waited a little while.",
        "The rent due the landlord was small.",
        "It was the most capable of the machines.",
        "The alloy is more resistant of steel.",
        "The animals answered to their names.",
        "The street was built from the stones of the abbey.",
        "He did not respond at all.",
        "They were shooting on the Dutch front.",
        "He was interested on hearing of it.",
        "Rob Worthy from Leeds came.",
        "Her hopes on this point were high.",
        "It is what he helped to build.",
        "They returned to home base.",
        "She was deprived from the first day.",
        "I hope to God that he comes.",
    ],
)
def test_a_condition_does_not_hold(text: str) -> None:
    assert mtfix.fix(text, unsafe=True).after == text


def test_a_name_at_the_head_of_a_sentence_is_left_alone() -> None:
    text = "Faith on the hill is a novel. We met Grant of the Times."
    assert mtfix.fix(text, unsafe=True).after == text


def test_every_row_is_in_order() -> None:
    for words, kind, wrong, right, *last in rows("calqued-prepositions"):
        assert kind in {"v", "p", "n", "w"}
        assert right == "-" or right.isalpha()
        assert all(one == "-" or one.isalpha() for one in wrong.split("/")), words
        assert right not in wrong.split("/"), words
        assert len(last) <= 1
        for condition in " ".join(last).split():
            name, equals, listed = condition.partition("=")
            assert name in (_LISTS if equals else _CONDITIONS), (words, condition)
            assert bool(listed) == bool(equals)
            assert name != "after" or listed == listed.lower()
        if right == "-":
            assert "-" not in wrong


def test_no_word_takes_two_prepositions_under_the_same_conditions() -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for words, kind, wrong, right, *last in rows("calqued-prepositions"):
        for word in words.split("/"):
            forms = {"v": verb_forms, "n": noun_forms}.get(kind, lambda w: {w})(word)
            for form in forms:
                for one in wrong.split("/"):
                    key = (form, one, " ".join(last))
                    assert seen.setdefault(key, right) == right, key
