"""*Which* or *that* of a person: `the founders which are still alive`, `Dona Rosa, that was born here`.

Why machine translation makes this error: most languages have one relative pronoun for people and
things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import first_names, is_first_name, is_word, word_list, word_set
from mtfix.analysis.people import is_person
from mtfix.analysis.word_classes import classes, main_classes, only
from mtfix.detectors._place import mended
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "relative-of-person",
        "pro-relative-who-what",
        "the pronoun of a person is “who”",
        "The source has one relative pronoun for people and things.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "The teachers which are still here came.", "The teachers who are still here came."
            ),
            Example(
                "He wrote to Maria, that was born here.", "He wrote to Maria, who was born here."
            ),
            Example("She needs somebody which can cook.", "She needs somebody who can cook."),
            Example(
                "Our guests, that had left early, called.",
                "Our guests, who had left early, called.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "He met the queen, which surprised everybody.",
                "The teachers that are still here came.",
                "He is a farmer, that is, he has no time.",
                "He told the doctor which was the right one.",
                "The letter to the farmers which arrived late was long.",
            )
        ),
        origin="detectors/relative_pronouns.py",
    ),
)
(_RULE,) = RULES
_RELATIVE = lazily(
    regex.compile, r"(?: |, )(?P<pronoun>which|(?<=, )that) (?P<verb>\p{Ll}+(?:n[’']t)?)\b"
)
_BEFORE = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<before>(?:[\p{L}’'-]+ ){0,4})(?P<person>\p{L}[\p{L}’'-]+)(?P<comma>,?) $",
)
_REACH = 80  # code points before the pronoun
_ANYBODY = frozenset(
    {"somebody", "someone", "anybody", "anyone", "everybody", "everyone", "nobody"}
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each *which* and *that* which can only mean a person."""
    if not worth_a_close_search(analysis):
        return
    for match in _RELATIVE.finditer(analysis.visible):
        if _is_verb(match["verb"]) and _wrong(match):
            yield from mended(analysis, _RULE, match.span("pronoun"), "who")


def _wrong(match: regex.Match[str]) -> bool:
    """Whether the pronoun can only mean the person before it."""
    at = match.start("pronoun")
    before = _BEFORE.search(match.string, max(0, at - _REACH), at)
    if before is None or not _is_person(before["person"], before["before"].split()):
        return False
    pronoun: str = match["pronoun"]
    comma, verb = before["comma"], match["verb"]
    if comma and pronoun == "which":  # `He met the queen, which surprised everybody.`
        return verb in word_list("core-speech-verbs")
    if comma:  # `Come in, Lizzy, that is all.`
        born = verb == "was" and match.string[match.end() :].startswith(" born")
        return born or verb in ("has", "have", "had", "were") or only(verb, "dp")
    return pronoun == "which"


def _is_verb(word: str) -> bool:
    return word in word_set("finite-auxiliaries") or bool(
        only(word, "zdpb") and "b" not in classes(word)[:1]
    )


def _is_person(word: str, before: list[str]) -> bool:
    """Whether a noun or a name means a person, and nothing before it can be meant instead."""
    lower = word.lower()
    if lower in _ANYBODY:
        return True
    if word[0].isupper():
        return _is_name(word, before)
    if not is_person(lower):
        return False
    return bool(before) and not any(_hangs(before, i) for i in range(len(before)))


def _hangs(before: list[str], at: int) -> bool:
    """Whether a word hangs what follows on another noun: `the letter to …`."""
    if before[at].lower() not in word_set("noun-links"):
        return False
    return (
        not at or before[at - 1][0].isupper() or main_classes(before[at - 1])[:1] in ("n", "N", "")
    )


def _is_name(word: str, before: list[str]) -> bool:
    """Whether a capitalised word is a person’s name: a first name, or a surname behind one."""
    if is_word(word.lower()) and not is_first_name(word):
        return False
    if before and before[-1].lower() in word_set("named-like-persons"):
        return False  # `cyclone Ingrid`, `St Petersburg`, `a part of Harry`
    if word in word_set("places-like-persons"):
        return False
    if is_first_name(word):
        return not before or before[-1][0].islower() or is_first_name(before[-1])
    named = before and before[-1] in first_names() and is_first_name(before[-1])
    titled = before and before[-1].lower() in word_set("titles-of-people")
    return bool(named or titled)
