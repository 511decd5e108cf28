"""Where whole words stand in a text: one word by search, many by one scan."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mtfix.automaton import Automaton

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_FEW = 3  # up to so many words, searching for each is faster than building an automaton


def places_of(text: str, word: str) -> Iterator[int]:
    """Yield the offsets at which a word stands as a whole word."""
    at = text.find(word)
    while at >= 0:
        if _whole(text, at, at + len(word)):
            yield at
        at = text.find(word, at + 1)


def places_of_all(text: str, words: Collection[str]) -> dict[str, list[int]]:
    """The offsets of each word, for all words in one scan of the text."""
    if len(words) <= _FEW:
        return {word: list(places_of(text, word)) for word in words}
    known, found = list(words), {word: list[int]() for word in words}
    for number, start, end in Automaton(known).hits(text):
        if _whole(text, start, end):
            found[known[number]].append(start)
    return found


_SUBJECTS = ("He", "She", "he", "it", "said", "says", "she", "that")


def spaced_words(text: str) -> dict[str, list[int]]:
    """Where the words stand that say who speaks of whom, each between two spaces or lines.

    Many checkers look for them; the offsets are those of the space before.
    """
    found: dict[str, list[int]] = {word: [] for word in _SUBJECTS}
    for number, start, _ in _spaced().hits(text):
        found[_SUBJECTS[number // 2]].append(start)
    return found


@cache
def _spaced() -> Automaton:
    return Automaton(f"{before}{word} " for word in _SUBJECTS for before in " \n")


def _whole(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]
    return not (left.isalnum() or left == "_") and not (right.isalnum() or right == "_")
