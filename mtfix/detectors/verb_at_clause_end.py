"""A verb at the end of its clause: `because he sick was`, `We have the house last year bought`.

Why machine translation makes this error: German and Dutch put the verb of a clause and every participle
at the end, Turkish, Japanese and Korean all verbs; pronouns stand before the verb in Romance languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import word_set
from mtfix.analysis.word_classes import base_of, classes, main_classes, only, past_of
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
        "verb-at-end-of-clause",
        "wo-verb-final",
        "the verb stands behind its subject",
        "The source has the verb at the end of the clause.",
        applicability=Applicability.UNSAFE,
        sources=("de", "nl", "tr", "ja", "ko", "es", "fr", "it"),
        examples=(
            Example("She stayed because she tired was.", "She stayed because she was tired."),
            Example("If the oven hot is, open it.", "If the oven is hot, open it."),
            Example("We have the boat last year sold.", "We sold the boat last year."),
            Example("I have my umbrella forgotten.", "I have forgotten my umbrella."),
            Example("The mill was in 1890 built.", "The mill was built in 1890."),
            Example(
                "When he yesterday home came, it rained.", "When he came home yesterday, it rained."
            ),
            Example("I her know well.", "I know her well."),
            Example("He it sold in Lund.", "He sold it in Lund."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "I have my hair cut.",
                "He is who he always was.",
                "If the oven is hot, open it.",
                "The mill was in the town, built of stone.",
                "Had I him by me, all would be well.",
                "He knew what the old was.",
                "I thought it bought us time.",
                "He asked how tired she was.",
            )
        ),
        origin="detectors/verb_at_clause_end.py",
    ),
)
(_RULE,) = RULES
_TIME = r"(?:yesterday|today|tomorrow|last (?:year|week|month|night|summer|winter|Sunday|Monday)|this (?:morning|year|week|month)|in (?:1[0-9]|20)\d\d|on \p{Lu}\p{Ll}+day)"
_THING = r"(?:the|an?|his|her|its|their|our|my|your|this|these|those) (?:\p{Ll}+ )?\p{Ll}{3,}"
_END = r"(?=[.!;]|, (?:and|but|so|because)\b|$)"
# `because he sick was`
_COPULA = lazily(
    regex.compile,
    r"\b(?P<head>(?:[Bb]ecause|[Aa]lthough|[Ii]f|[Ww]hen|[Ww]hile|[Ss]ince|[Aa]s soon as|that) (?:he|she|it|they|we|you|I|(?:the|his|her|my|our|their|this) \p{Ll}{3,})) "
    r"(?P<state>(?:(?:very|so|too|not|already|still|not yet) )?\p{Ll}{3,}) (?P<verb>is|are|was|were|am)(?=[.,;!])",
)
# `We have the boat last year sold`
_TIMED = lazily(
    regex.compile,
    rf"\b(?P<who>I|[Ww]e|[Tt]hey|[Yy]ou|[Hh]e|[Ss]he) (?:have|has) (?P<object>{_THING}) (?P<time>{_TIME}) (?P<done>\p{{Ll}}{{3,}}){_END}",
)
# `I have my umbrella forgotten`
_PERFECT = lazily(
    regex.compile,
    rf"\b(?P<who>(?:I|[Ww]e|[Tt]hey|[Yy]ou|[Hh]e|[Ss]he) (?:have|has|had)) (?P<object>{_THING}) (?P<done>\p{{Ll}}{{3,}}){_END}",
)
# `The mill was in 1890 built`
_BUILT = lazily(
    regex.compile,
    rf"(?P<verb>\b(?:was|were|been)) (?P<time>{_TIME}) (?P<done>\p{{Ll}}{{4,}}){_END}",
)
# `When he yesterday home came`
_HOME = lazily(
    regex.compile,
    rf"\b(?P<who>(?:[Ww]hen|[Bb]ecause|that|[Aa]s|[Ii]f|[Aa]fter|[Bb]efore) (?:he|she|they|we|you|I|it|(?:the|his|her|my|our|their) \p{{Ll}}{{3,}})) (?P<time>{_TIME}|late|early|alone)(?P<place> (?:home|there|back|to (?:the \p{{Ll}}{{3,}}|\p{{Lu}}\p{{Ll}}+))) (?P<verb>\p{{Ll}}{{3,}})(?=[.,;!])",
)
# `I her know well`, `He it sold in Lund`
_PRONOUN = lazily(
    regex.compile,
    r"(?m)(?:^|(?<=[.!?“\"] |[“\"]|, (?:and|but) |\bthat |\bbecause ))(?P<who>I|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|My \p{Ll}{3,}) (?P<whom>him|them|me|us|it|you|her) (?P<verb>\p{Ll}{3,})(?=[.,;!]| (?:the|an?|in|on|at|to|from|for|with|very|well|yesterday|every|again|because|and|but|so|when|always|last|since|too)\b)",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each verb at the end of its clause."""
    if not worth_a_close_search(analysis) or analysis.facts.dialect:
        return
    text = analysis.visible
    for pattern, mend in (
        (_COPULA, _copula),
        (_TIMED, _timed),
        (_PERFECT, _perfect),
        (_BUILT, _built),
        (_HOME, _home),
        (_PRONOUN, _pronoun),
    ):
        for match in pattern.finditer(text):
            new = mend(match)
            if new:
                yield from mended(analysis, _RULE, match.span(), new)


def _copula(match: regex.Match[str]) -> str:
    state = match["state"].rpartition(" ")[2]
    holds = only(state, "j") or state in word_set("states-of-people")
    return f"{match['head']} {match['verb']} {match['state']}" if holds else ""


def _timed(match: regex.Match[str]) -> str:
    base = base_of(match["done"])
    if not base or not only(match["done"], "pd") or match["object"].split()[-1] in ("been", "had"):
        return ""
    return f"{match['who']} {past_of(base)} {match['object']} {match['time']}"


def _perfect(match: regex.Match[str]) -> str:
    if match["done"] not in word_set("participles-of-having"):
        return ""
    return f"{match['who']} {match['done']} {match['object']}"


def _built(match: regex.Match[str]) -> str:
    holds = only(match["done"], "pd") and "p" in classes(match["done"])
    return f"{match['verb']} {match['done']} {match['time']}" if holds else ""


def _home(match: regex.Match[str]) -> str:
    if not only(match["verb"], "dpz") or not base_of(match["verb"]):
        return ""
    return f"{match['who']} {match['verb']}{match['place']} {match['time']}"


def _pronoun(match: regex.Match[str]) -> str:
    verb, whom = match["verb"], match["whom"]
    many = match["who"] in ("I", "we", "We", "they", "They")
    past = only(verb, "dpj") and "d" in classes(verb) and verb not in word_set("verbs-of-clauses")
    present = only(verb, "b") if many else only(verb, "z")
    if whom == "you" and match["who"] in ("I", "We"):
        present = "b" in main_classes(verb)
    if not past and not present:
        return ""
    return f"{match['who']} {verb} {whom}"
