"""Who is he and who is she: the gender that a text gives to the people in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex
from msgspec import Struct

from mtfix.analysis.lexicon import (
    Gender,
    first_names,
    is_first_name,
    table,
    without_possessive,
    word_list,
    word_set,
)
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Segment

_NAME = lazily(
    regex.compile,
    r"\p{Lu}[\p{L}\p{M}’'-]*\p{L}(?:\s(?:(?:de|del|van|von|der|bin|al|el|la|y|da|dos)\s)*\p{Lu}[\p{L}\p{M}’'-]*\p{L})*",
)
_PRONOUN: dict[str, Gender] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
}
SUBJECT = {"m": "he", "f": "she"}


class Mention(Struct, frozen=True):
    """A word or name that tells a person's gender, and where it stands in a segment."""

    start: int
    end: int
    text: str
    gender: Gender
    pronoun: bool


def gender_of(analysis: Analysis, name: str) -> Gender:
    """The gender of a person named like this, `u` where the text does not tell."""
    words = name.replace("’s", "").split()
    known = first_names()
    for word in words[:-1] or words:
        gender = known.get(word)
        if gender and (len(words) > 1 or is_first_name(word)):
            return gender
    return analysis.facts.genders.get(words[-1].lower(), "u") if words else "u"


def is_person(noun: str) -> bool:
    """Whether a noun in lower case means a person, and never a thing or a firm."""
    word = table("plural-persons").get(noun) or noun.removesuffix("s")
    if word in word_set("persons-or-things"):
        return False
    known = word in word_list("person-nouns") or word in word_set("more-persons")
    return known or word in gendered_nouns()


def mentions(analysis: Analysis, segment: Segment, start: int, end: int) -> Iterator[Mention]:
    """Yield what tells a gender in [start, end) of a segment outside quotations."""
    text = segment.text
    nouns = gendered_nouns()
    for match in regex.finditer(r"[\p{L}\p{M}’'-]+", text, pos=start, endpos=end):
        word = without_possessive(match[0]).lower()
        gender = _PRONOUN.get(word) or nouns.get(word)
        if gender and not analysis.in_quotation(segment, match.start()):
            yield Mention(match.start(), match.end(), match[0], gender, word in _PRONOUN)
    for match in _NAME.finditer(text, pos=start, endpos=end):
        if analysis.in_quotation(segment, match.start()):
            continue
        gender = gender_of(analysis, match[0])
        if gender != "u":
            yield Mention(match.start(), match.end(), match[0], gender, pronoun=False)


@cache
def gendered_nouns() -> dict[str, Gender]:
    """Nouns for persons that tell their gender."""
    return {w: "m" if g == "m" else "f" for w, g in table("gendered-nouns").items()}
