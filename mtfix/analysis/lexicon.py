"""What is known of English words and first names: data files, read once and when first asked."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from mtfix.rulebook.sources import builtin_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Gender = Literal["m", "f", "u"]


@cache
def english_words() -> frozenset[str]:
    """English words in lower case, American and British."""
    return frozenset(_lines("en/lexicon/words.txt"))


@cache
def first_names() -> dict[str, Gender]:
    """First names with their usual gender, `u` where both are common."""
    cells = "\t".join(_lines("en/lexicon/first-names.tsv")).split("\t")
    genders = cast("list[Gender]", cells[1::2])
    return dict(zip(cells[::2], genders, strict=True))


def without_possessive(word: str) -> str:
    """A word without the *’s* of what somebody owns."""
    return word.removesuffix("’s").removesuffix("'s")


def is_first_name(word: str) -> bool:
    """Whether a capitalised word is a first name and hardly ever anything else."""
    lower = word.lower()
    return word in first_names() and (not is_word(lower) or lower in word_list("name-like-words"))


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `rules/en/lexicon`, one entry a line."""
    return frozenset(_lines(f"en/lexicon/{name}.txt"))


def word_set(name: str) -> frozenset[str]:
    """A small set of words of `rules/en/lexicon/word-sets.tsv`, where each says what it is for."""
    return _word_sets()[name]


def any_of(name: str) -> str:
    """The words of a small set as alternatives of a pattern."""
    return "|".join(sorted(word_set(name)))


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    rows = (r.split("\t") for r in _lines("en/lexicon/word-sets.tsv") if not r.startswith("#"))
    return {name: frozenset(words.split(", ")) for name, words in rows}


@cache
def table(name: str) -> dict[str, str]:
    """A table of `rules/en/lexicon`: two columns with a tab between them."""
    rows = (line.partition("\t") for line in _lines(f"en/lexicon/{name}.tsv"))
    return {key: value for key, _, value in rows}


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """A table of `rules/en/lexicon` of which a key has several rows, or a row several columns."""
    return tuple(tuple(line.split("\t")) for line in _lines(f"en/lexicon/{name}.tsv"))


def common_words_beginning(piece: str) -> Iterator[str]:
    """The common words that begin with a piece, in order."""
    return _beginning(_common_words(), piece)


def common_words_ending(piece: str) -> Iterator[str]:
    """The common words that end in a piece."""
    return (word[::-1] for word in _beginning(_mirrored_common_words(), piece[::-1]))


def _beginning(words: Sequence[str], piece: str) -> Iterator[str]:
    """The words that begin with a piece, of words in order."""
    at = bisect_left(words, piece)
    while at < len(words) and words[at].startswith(piece):
        yield words[at]
        at += 1


@cache
def _common_words() -> list[str]:
    return sorted(word_list("common-words"))


@cache
def _mirrored_common_words() -> list[str]:
    return sorted(word[::-1] for word in word_list("common-words"))


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
