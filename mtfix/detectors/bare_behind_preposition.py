"""The base form of a verb behind a preposition: `without say a word`, `looking for improve`.

Why machine translation makes this error: the source has an infinitive there (“sin decir”, “para
mejorar”, “ohne zu sagen”), and the engine dropped its particle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.inflection import verb_forms
from mtfix.analysis.lexicon import word_set
from mtfix.analysis.word_classes import main_classes, mostly, only
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
        "base-form-behind-preposition",
        "fw-nonfinite-frame",
        "a verb behind a preposition ends in -ing",
        "The source has an infinitive behind the preposition.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("She left without tell anybody.", "She left without telling anybody."),
            Example("We are looking for improve our work.", "We are looking to improve our work."),
            Example("Before eat, wash your hands.", "Before eating, wash your hands."),
            Example("They live from sell fish.", "They live from selling fish."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "From begin to end, it was dark.",
                "Please, before, tell me.",
                "The people they live for care about them.",
                "She left without telling anybody.",
            )
        ),
        origin="detectors/bare_behind_preposition.py",
    ),
)
(_RULE,) = RULES
_FRAME = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<preposition>[Ww]ithout|[Bb]y|[Bb]efore|[Aa]fter|of|from|[Ff]or|about|[Ii]nstead of|[Bb]esides|[Dd]espite|at) "
    r"(?P<verb>\p{Ll}{3,})(?![\p{L}’'-])(?P<object> (?:an?|the|his|her|its|their|our|my|your|it|them|him|us|me|you|this|that|anything|anyone|anybody|nothing|everything|all|more|to|in|\p{Ll}+)\b|[.,;])",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each base form behind a preposition."""
    if not worth_a_close_search(analysis):
        return
    for match in _FRAME.finditer(analysis.visible):
        verb = match["verb"]
        if main_classes(verb) != "b" or verb in word_set("bare-nouns-too"):
            continue
        if not _takes_object(match):
            continue
        new = _mended(match["preposition"], verb)
        yield from mended(analysis, _RULE, (match.start(), match.end("verb")), new)


def _takes_object(match: regex.Match[str]) -> bool:
    """Whether an object follows, without which the word may be a noun: `kind of gather`, `of git`."""
    if match["preposition"].lower() in ("without", "instead of", "before", "after", "despite"):
        return only(match["verb"], "b") or match["object"].strip() in word_set("objects-of-verbs")
    loose = match.string[: match.start()].endswith(("kind ", "sort ", "not "))
    found = match["object"].strip()
    ends = match.string[match.end() : match.end() + 1] in (".", ",", ";", "")
    return not loose and (found in word_set("objects-of-verbs") or (ends and mostly(found, "nN")))


def _mended(preposition: str, verb: str) -> str:
    if preposition.lower() == "for":
        return f"{'To' if preposition[0] == 'F' else 'to'} {verb}"
    gerund = next(f for f in verb_forms(verb) if f.endswith("ing") and f != verb)
    return f"{preposition} {gerund}"
