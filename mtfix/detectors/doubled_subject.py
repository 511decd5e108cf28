"""A pronoun right behind the noun that it repeats: `The soil it is dry`, `The workers they left`.

Why machine translation makes this error: Arabic, Persian, Swahili and spoken French take up a subject
with a pronoun, and engines that translate phrase by phrase keep both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import word_set
from mtfix.analysis.people import is_person
from mtfix.analysis.subject import MANY, subject_at
from mtfix.analysis.word_classes import classes, only
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
        "pronoun-behind-its-noun",
        "pro-duplicate-subject",
        "the pronoun repeats the subject",
        "The source takes up its subject with a pronoun.",
        applicability=Applicability.UNSAFE,
        sources=("ar", "fa", "fr", "sw", "he"),
        examples=(
            Example("The soil it is dry in May.", "The soil is dry in May."),
            Example("The old workers they left early.", "The old workers left early."),
            Example("The roof of the barn it needs repair.", "The roof of the barn needs repair."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The day it rained was a Monday.",
                "The soil is dry in May.",
                "The house it was built for is gone.",
                "The man he met was a farmer.",
                "The more it rains, the better.",
                "The workers they hired left early.",
            )
        ),
        origin="detectors/doubled_subject.py",
    ),
)
(_RULE,) = RULES
_SENTENCE = lazily(
    regex.compile,
    r"(?m)(?:(?<=[.!?:][”’\"]? )|(?<=“)|^)(?P<noun>(?:The|This|Our|His|Her|My|Their|These) (?:[\p{Ll}’-]+ ){1,7}?)(?P<pronoun>it|he|she|they) (?P<verb>\p{Ll}+)(?P<rest>[^.!?;:\n“”]*)",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pronoun between a subject and its only verb."""
    if not worth_a_close_search(analysis):
        return
    for match in _SENTENCE.finditer(analysis.visible):
        if not _repeats(match):
            continue
        yield from mended(analysis, _RULE, (match.start("pronoun"), match.start("verb")), "")


def _repeats(match: regex.Match[str]) -> bool:
    """Whether the pronoun can mean the noun, and its verb is the verb of the sentence."""
    words = match["noun"].lower().split()
    subject = subject_at(words, 0)
    if subject is None or subject.end != len(words):
        return False
    if (subject.number is MANY) != (match["pronoun"] == "they"):
        return False
    if match["pronoun"] in ("he", "she") and not is_person(words[-1]):
        return False  # `The courage he showed …`
    if word_set("nouns-of-clauses").intersection(words) or match["rest"].startswith(","):
        return False
    if not _finite(match["verb"]) and not set("zd") & set(classes(match["verb"])):
        return False
    return not any(
        "d" in classes(w) or _finite(w) or w in ("who", "that")
        for w in regex.findall(r"\p{L}+", match["rest"].partition(",")[0])
    )


def _finite(word: str) -> bool:
    return word in word_set("finite-auxiliaries") or only(word, "zd")
