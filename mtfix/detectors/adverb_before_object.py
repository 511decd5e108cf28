"""An adverb between a verb and its object: `Chop finely the onion`, `He closed slowly the door`.

Why machine translation makes this error: in Romance languages and German the adverb stands right
behind the verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import word_set
from mtfix.analysis.word_classes import classes, main_classes
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
        "manner-parts-object",
        "wo-adverb-object",
        "the adverb stands behind the object",
        "The source puts the adverb right behind the verb.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("Rinse thoroughly the rice.", "Rinse the rice thoroughly."),
            Example("Mix well the yeast and the sugar.", "Mix the yeast and the sugar well."),
            Example("Rinse well the beans and dry them.", "Rinse the beans well and dry them."),
            Example("She shut gently the lid, and left.", "She shut the lid gently, and left."),
            Example(
                "You have to fold well the paper before use.",
                "You have to fold the paper well before use.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "He walked slowly the whole way.",
                "She speaks well the day after.",
                "Read carefully the terms that the firm sent you.",
                "It works well the first time.",
            )
        ),
        origin="detectors/adverb_before_object.py",
    ),
)
(_RULE,) = RULES
_THING = r"(?:the|your|his|her|their|its|our|my|all the|a|an|this|these) (?:\p{Ll}+ )?\p{Ll}{3,}"
_ORDER = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<verb>\p{L}\p{Ll}{2,}) (?P<adverb>(?:very )?(?:\p{Ll}+ly|well)|again) "
    rf"(?P<object>{_THING})(?P<other> and (?:{_THING}|\p{{Ll}}{{3,}}))?(?=[.,;:!?)]|$| (?:and|with|in|on|before|after|until|for|from|into|to|by|at|so)\b)",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each adverb of manner that parts a verb from its object."""
    if not worth_a_close_search(analysis):
        return
    for match in _ORDER.finditer(analysis.visible):
        verb, adverb, thing = match["verb"], match["adverb"], match["object"]
        told = verb[0].isupper() or match.string[: match.start()].endswith(("to ", "and ", ", "))
        if adverb.removeprefix("very ") not in word_set("manner-adverbs") or not _takes_object(
            verb, thing, told=told
        ):
            continue
        joined = _joined(match["other"] or "", match.string[match.end() :])
        if joined is None:
            continue
        end = match.end("other") if joined else match.end("object")
        new = f"{thing}{joined} {adverb}"
        yield from mended(analysis, _RULE, (match.start("adverb"), end), new)


def _joined(other: str, rest: str) -> str | None:
    """The second object behind `and`, "" where a clause follows, or None where it may be either."""
    words = other.split()
    if not words:
        return None if _lists(rest) else ""
    last = classes(words[-1])
    if len(words) > 2:
        return other if "n" in last.lower() else None
    if last[:1] in tuple("bdzpfr"):
        return ""
    return other if last[:1] in ("n", "N") and rest[:1] in (*".,;!", "") else None


def _lists(rest: str) -> bool:
    """Whether another object follows: `Mix well the flour, the eggs and the milk`."""
    comma, words = rest.startswith(", "), regex.findall(r"\p{L}+", rest[:40])
    if not words:
        return False
    if comma or words[0] != "and":
        return comma and words[0] in word_set("determiners-of-all-kinds")
    return not set("bdfr") & set(classes(words[1])) if words[1:] else False


def _takes_object(written: str, thing: str, *, told: bool) -> bool:
    """Whether the word before is a verb, and what follows is a thing and no time.

    `told`: where it stands is a place for a base form, as in `Chop finely the onion`.
    """
    verb = written.lower()
    noun = thing.rpartition(" ")[2]
    if verb in word_set("verbs-before-adverbs") or noun in word_set("nouns-of-clauses"):
        return False
    base = told and ("b" in classes(verb) or verb in word_set("verbs-of-recipes"))
    return (base or main_classes(verb)[:1] in tuple("bdzgp")) and "n" in classes(noun).lower()
