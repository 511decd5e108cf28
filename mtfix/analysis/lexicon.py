"""What is known of English words and first names: data files, read once and when first asked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from mtfix.rulebook.sources import builtin_root

if TYPE_CHECKING:
    from collections.abc import Iterator

Gender = Literal["m", "f", "u"]


@cache
def english_words() -> frozenset[str]:
    """English words in lower case, American and British."""
    return frozenset(_lines("en/lexicon/words.txt"))


@cache
def first_names() -> dict[str, Gender]:
    """First names with their usual gender, `u` where both are common."""
    names: dict[str, Gender] = {}
    for line in _lines("en/lexicon/first-names.tsv"):
        name, _, gender = line.partition("\t")
        names[name] = "m" if gender == "m" else "f" if gender == "f" else "u"
    return names


def is_first_name(word: str) -> bool:
    """Whether a capitalised word is a first name and hardly ever anything else."""
    lower = word.lower()
    return word in first_names() and (not is_word(lower) or lower in word_list("name-like-words"))


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `rules/en/lexicon`, one entry a line."""
    return frozenset(_lines(f"en/lexicon/{name}.txt"))


@cache
def table(name: str) -> dict[str, str]:
    """A table of `rules/en/lexicon`: two columns with a tab between them."""
    rows = (line.partition("\t") for line in _lines(f"en/lexicon/{name}.tsv"))
    return {key: value for key, _, value in rows}


def parts_of_words(pieces: list[str]) -> Iterator[tuple[str, set[str], set[str]]]:
    """For each piece, what stands before it in the words that end in it, and behind it likewise."""
    if not pieces:
        return
    from ahocorasick import Automaton  # texts without unknown words never need it

    automaton, text = Automaton(), _word_text()
    for piece in pieces:
        automaton.add_word(f"{piece}\n", (piece, 0))
        automaton.add_word(f"\n{piece}", (piece, 1))
    automaton.make_automaton()
    found: dict[str, tuple[set[str], set[str]]] = {piece: (set(), set()) for piece in pieces}
    for last, (piece, side) in automaton.iter(text):
        if side:
            found[piece][1].add(text[last + 1 : text.index("\n", last + 1)])
        else:
            start = last - len(piece)
            found[piece][0].add(text[text.rindex("\n", 0, start) + 1 : start])
    yield from ((piece, *found[piece]) for piece in pieces)


@cache
def _word_text() -> str:
    return "\n".join(("", *english_words(), ""))


def is_word(text: str) -> bool:
    """Whether the text is an English word in some inflection, in lower case."""
    words = english_words()
    return text in words or (text.endswith(("’s", "'s")) and text[:-2] in words)


def _lines(path: str) -> list[str]:
    """The entries of a file, one a line, behind the `#` lines that say where they come from."""
    text = (builtin_root() / path).read_text(encoding="utf-8")
    start = 0
    while text.startswith("#", start):
        start = text.index("\n", start) + 1
    return text[start:].rstrip("\n").split("\n")
