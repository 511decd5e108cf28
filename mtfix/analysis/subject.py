"""The subject at the beginning of a clause, and the verb behind it, read from the classes of words.

Read forwards from where a clause surely begins: a noun phrase, what is hung on it by prepositions,
and then the verb. Wherever a word could be something else, nothing is said.
"""

from __future__ import annotations

from typing import NamedTuple

from mtfix.analysis.lexicon import word_set
from mtfix.analysis.word_classes import classes, main_classes, mostly

ONE, MANY = "one", "many"
_LONGEST = 4  # phrases joined by prepositions
_ADJECTIVES = 3


class Subject(NamedTuple):
    """Whether it is `one` or `many`, and the index of the word behind it."""

    number: str
    end: int
    phrases: int  # how many noun phrases hang together


class _Phrase(NamedTuple):
    number: str
    end: int


def number_at(words: list[str], at: int) -> str:
    """Whether the noun phrase that begins at an index is `one` or `many`; "" if unsure."""
    phrase = _phrase(words, at)
    return phrase.number if phrase else ""


def _behind_name(words: list[str], at: int) -> int:
    """The index behind a name in capitals, as in `on Canal Street`; 0 where none is."""
    at += words[at : at + 1] == ["the"]
    start = at
    while at < len(words) and words[at][0].isupper():
        at += 1
    return at if at > start else 0


def subject_at(words: list[str], at: int) -> Subject | None:
    """The subject that begins with the word at an index, of words in lower case; None if unsure."""
    head = _phrase(words, at)
    if head is None or words[head.end - 1] in word_set("quantity-heads"):
        return None
    end, count = head.end, 1
    while end < len(words) and words[end] in word_set("chaining-prepositions"):
        other = _phrase(words, end + 1)
        behind = other.end if other else _behind_name(words, end + 1)
        if not behind or count == _LONGEST:
            return None
        end, count = behind, count + 1
    return Subject(head.number, end, count)


def _phrase(words: list[str], at: int) -> _Phrase | None:
    """A noun phrase: determiner, adjectives, noun."""
    if at >= len(words):
        return None
    determiner = words[at] if words[at] in word_set("any-determiners") else ""
    wanted = MANY if words[at] in word_set("plural-determiners") else ""
    wanted = ONE if words[at] in word_set("single-determiners") else wanted
    at += bool(determiner or wanted)
    start = at
    while at < len(words) and at - start < _ADJECTIVES and _qualifies(words, at):
        at += 1
    number = _number(words[at]) if at < len(words) else ""
    if not number or (wanted and number != wanted):
        return None
    if number == ONE and not determiner and not wanted:
        return None
    return _Phrase(number, at + 1)


def _qualifies(words: list[str], at: int) -> bool:
    """An adjective, or a noun before another noun."""
    word = words[at]
    if mostly(word, "jlkp") or word in word_set("countable-qualities"):
        return True
    if word in word_set("ordering-qualities"):
        return True
    following = words[at + 1] if at + 1 < len(words) else ""
    return mostly(word, "n") and bool(_number(following)) and mostly(following, "nN")


def _number(word: str) -> str:
    found = main_classes(word)
    if not found or found[0] not in "nN" or "-" in word or word in word_set("either-number"):
        return ""
    if found == "n" and "N" not in classes(word):
        return ONE
    if found == "N" and "n" not in classes(word):
        return MANY
    if set(found) == {"n", "b"} and found[0] == "n":
        return ONE
    return MANY if set(found) == {"N", "z"} and found[0] == "N" else ""
