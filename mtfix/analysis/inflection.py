"""The forms of an English word, by rule and by a table of those that follow none."""

from __future__ import annotations

from functools import cache

import regex

from mtfix.analysis.lexicon import table
from mtfix.lazily import lazily

_DOUBLING = lazily(regex.compile, r"[^aeiou]*[aeiou][bdgklmnprtz]")
_HISSING = ("s", "x", "ch", "sh", "o", "z")
_EITHER_WAY = frozenset({"burn", "smell", "sew"})  # “burnt” and “burned”


def noun_forms(word: str) -> set[str]:
    """A noun in the singular and the plural: `tooth` and `teeth`."""
    return {word, *_irregular().get(word, (_with_s(word),))}


def verb_forms(word: str) -> set[str]:
    """All forms of a verb; of a noun or an adjective, too, with some that nobody uses."""
    irregular = _irregular().get(word, ())
    found = {word, _with_s(word), *irregular, _with_ending(word, "ing")}
    if not irregular or word in _EITHER_WAY:
        found.add(_with_ending(word, "ed"))
    return found


def third_of(verb: str) -> str:
    """The third person of a verb, not of “be” and “have”."""
    return _with_s(verb)


def gerund_of(verb: str) -> str:
    """The form of a verb in -ing."""
    return _with_ending(verb, "ing")


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {base: tuple(forms.split(", ")) for base, forms in table("irregular-forms").items()}


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_HISSING) else "s")


def _with_ending(word: str, ending: str) -> str:
    if word.endswith("e") and not word.endswith(("ee", "ie")):
        return word[:-1] + ending
    if ending == "ed" and word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ied"
    return word + (word[-1] if _DOUBLING.fullmatch(word) else "") + ending
