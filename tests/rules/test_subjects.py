"""What a reader would call the subject before a verb, and where nothing is certain."""

import pytest

from mtfix.analysis.lexicon import is_first_name, is_word
from mtfix.rulebook import library
from mtfix.rulebook.nouns import Words
from mtfix.rulebook.subjects import subject_before

WORDS = Words(library.builtin()[1].lists, is_word, lambda word: word == "Okello", is_first_name)


@pytest.mark.parametrize(
    ("before", "number"),
    [
        ("The clerk ", "one"),
        ("When the owner of the boats ", "one"),
        ("In the winter the river ", "one"),
        ("The harvest, according to the farmers, ", "one"),
        ("“The small “Bora” lamp ", "one"),
        ("Yesterday the mayor Ada Okello ", "one"),
        ("She sold the mill, which ", "one"),
        ("The two clerks ", "many"),
        ("He and his sister ", "many"),
        ("They know that the walls of the tower ", "many"),
        ("The readers, especially, ", "many"),
        ("They insist that the clerk ", ""),
        ("Let the clerk ", ""),
        ("The mill and the boats of the clerk, the owner and the ", ""),
        ("She saw the sun ", ""),
        ("The age of the mill and its walls ", ""),
        ("One of the boys who ", ""),
        ("A number of clerks ", ""),
        ("Ten years ", ""),
        ("She studies the genes that ", ""),
        ("He wants to address the clerk ", ""),
        ("The young ", ""),
        ("“Don’t ", ""),
    ],
)
def test_the_subject_of_a_verb_is_one_or_several_or_unknown(before: str, number: str) -> None:
    assert subject_before(before, len(before), WORDS) == number
