"""Whether a word is a noun, and in which number, as far as lists and the dictionary tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SINGULARS = ("singular_nouns", "noun_plurals", "role_nouns", "mass_nouns")
_UNCLEAR = ("plural_amounts", "one_body", "loose_people")
_NO_NOUNS = (
    *("bare_verbs", "bare_thirds", "noun_thirds", "no_heads", "phrase_breakers"),
    *("any_determiners", "one_determiners", "many_determiners"),
)
_SHORTEST = 3  # letters of a noun that no list has
_ENDINGS = ("ing", "ly", "ed", "ss", "is", "us")
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")  # behind these the plural ends in -es
_NONE: frozenset[str] = frozenset()


class Words(NamedTuple):
    """What a reader of subjects has to know of the language and of the document."""

    lists: Mapping[str, frozenset[str]]
    is_word: Callable[[str], bool]
    is_name: Callable[[str], bool]
    is_first_name: Callable[[str], bool]

    def listed(self, word: str, name: str) -> bool:
        """Whether a list has a word; a list that is not there has none."""
        return word in self.lists.get(name, _NONE)


def noun_number(word: str, words: Words) -> str:
    """`one` or `many` for what is surely a noun, else ""."""
    if any(words.listed(word, name) for name in _UNCLEAR):
        return ""
    if words.listed(word, "plural_or_people") or words.listed(word, "plural_nouns"):
        return "many"
    if any(words.listed(word, name) for name in SINGULARS):
        return "one"
    return _by_dictionary(word, words)


def _by_dictionary(word: str, words: Words) -> str:
    """A noun that no list has, by the other number of it that the dictionary knows."""
    if len(word) < _SHORTEST or not words.is_word(word) or word.endswith(_ENDINGS):
        return ""
    if any(words.listed(word, name) for name in _NO_NOUNS):
        return ""
    one = any(words.is_word(w) for w in _plurals(word))
    many = word.endswith("s") and any(words.is_word(w) for w in _singulars(word))
    # *genes* is the plural of *gene*, and *geneses* one of *genesis*
    return "" if one and many else "one" if one else "many" if many else ""


def _plurals(word: str) -> tuple[str, ...]:
    regular = word[:-1] + "ies" if word.endswith("y") else word + "s"
    return (regular, word + "es") if word.endswith(_SIBILANTS) else (regular,)


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("ies"):
        return (word[:-1], word[:-3] + "y")
    return (word[:-1], word.removesuffix("es")) if len(word) > _SHORTEST else ()
