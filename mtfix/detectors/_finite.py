"""Finite verbs that their subject cannot have, and the form that it has."""

from __future__ import annotations

from functools import lru_cache

from mtfix.analysis.inflection import third_of
from mtfix.analysis.lexicon import word_set
from mtfix.analysis.subject import MANY
from mtfix.analysis.word_classes import base_of, classes, main_classes, only

_PAIRS = {"is": "are", "was": "were", "has": "have", "does": "do"}
MANY_FORMS = {one + n: many + n for one, many in _PAIRS.items() for n in ("", "n’t", "n't")}
ONE_FORMS = {new: old for old, new in MANY_FORMS.items()}
_PASSIVE = ("be", "been", "being", "get", "not")


@lru_cache(maxsize=8192)
def other_form(verb: str, number: str) -> tuple[str, bool]:
    """The form for a subject of this number, if the verb has another, and whether that is sure.

    Unsure is a word that may as well be a noun or an adjective, as *need* and *works*.
    """
    forms = MANY_FORMS if number == MANY else ONE_FORMS
    if verb in forms:
        return forms[verb], True
    found = classes(verb)
    if number == MANY:
        base = base_of(verb) if "z" in found else ""
        return base, base != "" and set(main_classes(verb)) <= {"z"}
    main = main_classes(verb)
    if "b" not in main or "d" in found or "f" in main or verb in word_set("verbs-of-one-form"):
        return "", False
    return third_of(verb), set(main) <= {"b"}


def goes_on(verb: str, rest: list[str], *, person: bool = False) -> bool:
    """Whether a word that may be a noun is a verb by what follows: an object, `to` and a verb."""
    if not rest:
        return False
    if finite_follows(rest):
        return False
    first, main = rest[0], main_classes(verb)
    if first == "to":
        leads = rest[1:] != [] and ("b" in classes(rest[1]) or rest[1][0].isdigit())
        return leads and (main[0] == "b" or rest[1][0].isdigit())
    if first == "that":
        return verb in word_set("reporting-bases")
    plain = first != "," and set(main_classes(first)) <= {"r"}
    behind = first in word_set("chaining-prepositions") and (person or not set(main) & set("nNj"))
    return first in word_set("object-openers") or behind or (plain and "z" in classes(verb))


def finite_follows(rest: list[str]) -> bool:
    """Whether a finite verb follows in the same clause, so that the word before was none."""
    before = ""
    for word in rest:
        if (
            word == ","
            or word in word_set("clause-openers")
            or word in ("and", "but", "who", "which")
        ):
            return False
        past = "d" in main_classes(word) and before not in _PASSIVE
        if past or word in word_set("finite-auxiliaries") or only(word, "z"):
            return True
        before = word
    return False
