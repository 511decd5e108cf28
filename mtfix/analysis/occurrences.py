"""Where whole words stand in a text: one word by search, many by one scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from ahocorasick import Automaton  # small texts never need it

    automaton = Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    found: dict[str, list[int]] = {word: [] for word in words}
    for last, word in automaton.iter(text):
        start = last - len(word) + 1
        if _whole(text, start, last + 1):
            found[word].append(start)
    return found


_SUBJECTS = ("He", "She", "he", "it", "said", "says", "she", "that")


def spaced_words(text: str) -> dict[str, list[int]]:
    """Where the words stand that say who speaks of whom, each between two spaces or lines.

    Many checkers look for them; the offsets are those of the space before.
    """
    from ahocorasick import Automaton

    found: dict[str, list[int]] = {word: [] for word in _SUBJECTS}
    automaton = Automaton()
    for word in _SUBJECTS:
        automaton.add_word(f" {word} ", found[word])
        automaton.add_word(f"\n{word} ", found[word])
    automaton.make_automaton()
    for end, places in automaton.iter(text):
        places.append(end)
    return {word: [end - len(word) - 1 for end in ends] for word, ends in found.items()}


def _whole(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]
    return not (left.isalnum() or left == "_") and not (right.isalnum() or right == "_")
