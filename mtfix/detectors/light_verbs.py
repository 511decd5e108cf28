"""A noun with the light verb of the source: `made a long walk`, `did a mistake`, `says the truth`.

Why machine translation makes this error: the verb means next to nothing, so that the dictionary's
first word for “hacer”, “machen” or “делать” is taken, and the noun would have asked for another.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from mtfix.analysis.inflection import gerund_of, third_of
from mtfix.analysis.lexicon import rows
from mtfix.analysis.word_classes import participle_of, past_of
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
        "light-verb-of-the-source",
        "vf-light-verb",
        "this noun takes another verb",
        "The verb of the source means little, and is translated by itself.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("We made a long walk by the sea.", "We took a long walk by the sea."),
            Example("She has done a serious mistake.", "She has made a serious mistake."),
            Example("He always says the truth.", "He always tells the truth."),
            Example("The girl makes her homework now.", "The girl does her homework now."),
            Example("Put attention to the steps.", "Pay attention to the steps."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Make sports fun again.",
                "They made a walk-in closet and did mistakes no harm.",
                "He said the truth was plain.",
                "She made a break shot.",
                "To say the truth, I was cold.",
            )
        ),
        origin="detectors/light_verbs.py",
    ),
)
(_RULE,) = RULES
_VERB = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<verb>(?:[Mm]ak|[Dd]o|[Pp]ut|[Ss]ay|[Gg]iv|[Ll]os)(?:e|es|s|ing|ting)?|[Mm]ade|[Dd]id|[Dd]one|[Ss]aid|[Gg]ave|[Gg]iven|[Ll]ost) "
    r"(?:(?P<det>an?|another|one|two|three|the|my|your|his|her|our|their|many|some|any|no|more|new|much|several) )?",
)
_NOUN = lazily(
    regex.compile,
    r"(?:(?P<quality>\p{Ll}+) )?(?P<noun>\p{Ll}[\p{Ll}-]*(?: \p{Ll}+){0,3})",
)
_QUALITIES = (
    "short long small little quick big great serious terrible huge grave bad good nice beautiful wonderful hot cold new "
    "important difficult wrong stupid silly grammatical big final last whole same interesting long funny strange"
)
_ENDS = lazily(
    regex.compile,
    r"[.,;:!?)”\"]|$|\n| (?:in|on|at|for|with|by|to|and|but|or|about|along|through|around|after|before|during|because|when|every|"
    r"twice|together|again|today|yesterday|tomorrow|there|here|outside|until|so|of the|from|over|near|between|than|if)\b",
)
_PERFECT = lazily(
    regex.compile,
    r"(?i)(?:\b(?:have|has|had|having|been|be|was|were|is|are|being)|[’'](?:ve|s|d))(?: (?:not|never|always|already|also|just|only|ever))?(?: (?:a|the|one|my|his|her|their)(?: \p{Ll}+)+)? $",
)
_TO_SAY = lazily(regex.compile, r"(?i)\bto $")
_PERSON = lazily(regex.compile, r"\b(?:[Hh]e|[Ss]he|[Ii]t) $")
_FORMULA = lazily(regex.compile, r" (?:the truth,|sport (?:for|of)\b|a break for\b)")
_KINDS = {
    "": "bare",
    **dict.fromkeys(("a", "an", "another", "one", "two", "three"), "a"),
    "the": "the",
    **dict.fromkeys(("my", "your", "his", "her", "our", "their"), "poss"),
    **dict.fromkeys(("many", "some", "any", "no", "more", "new", "much", "several"), "bare"),
}


class _Right(NamedTuple):
    verb: str
    must_end: bool


@cache
def _nouns() -> dict[tuple[str, str, str], _Right]:
    """The English verb by the verb of the source, the kind of determiner and the noun."""
    return {
        (wrong, kind, noun): _Right(right, end == "end")
        for wrong, right, kinds, end, nouns in rows("light-verbs")
        for kind in kinds.split()
        for noun in nouns.split("|")
    }


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """For each form of a verb of the source, its base and the name of the form."""
    found = {}
    for base in {wrong for wrong, *_ in rows("light-verbs")}:
        for name in ("participle", "past", "base", "third", "gerund"):
            found[_form(base, name)] = (base, name)
    return found


def _form(base: str, name: str) -> str:
    match name:
        case "past":
            return past_of(base)
        case "participle":
            return participle_of(base)
        case "third":
            return third_of(base)
        case "gerund":
            return gerund_of(base)
    return base


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each verb that its noun does not take."""
    if not worth_a_close_search(analysis):
        return
    text = analysis.visible
    for match in _VERB.finditer(text):
        new = _mended(text, match)
        if new:
            verb = match["verb"]
            cased = new[0].upper() + new[1:] if verb[0].isupper() else new
            yield from mended(analysis, _RULE, match.span("verb"), cased)


def _mended(text: str, match: regex.Match[str]) -> str:
    base, name = _forms().get(match["verb"].lower(), ("", ""))
    right = _right(text, match, base) if base else ""
    if not right:
        return ""
    before = text[max(0, match.start() - 40) : match.start()]
    if _FORMULA.match(text, match.end("verb")) and (base == "make" or _TO_SAY.search(before)):
        return ""  # `to say the truth, I was cold`, `make sport of him`
    if base == "put" and name == "base" and _PERSON.search(before):
        name = "past"  # `she put attention to it`
    if name == "past" and past_of(base) == participle_of(base):
        name = "participle" if _PERFECT.search(before) else "past"
    return _form(right, name)


def _right(text: str, match: regex.Match[str], base: str) -> str:
    """The verb of English for what follows, or ""."""
    kind = _KINDS[match["det"] or ""]
    phrase = _NOUN.match(text, match.end())
    if phrase is None:
        return ""
    words = text[match.end() : phrase.end()].split(" ")
    skips = (0, 1) if words[0] in _QUALITIES.split() else (0,)
    for skip in skips:
        for count in (3, 2, 1):
            noun = " ".join(words[skip : skip + count])
            found = _nouns().get((base, kind, noun))
            end = match.end() + len(" ".join(words[: skip + count]))
            if found and (_ENDS.match(text, end) or not found.must_end):
                return "" if text[end : end + 1] in set("-’'") else found.verb
    return ""
