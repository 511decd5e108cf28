"""A noun subject named twice: `The decisive hour it came after midnight`.

Why machine translation makes this error: Arabic and Chinese put the topic first and the sentence
behind it; in Spanish and Italian the verb alone is a sentence. The engine translates that sentence
with a pronoun of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex

from mtfix.analysis.lexicon import any_of, word_list, word_set
from mtfix.analysis.people import gendered_nouns
from mtfix.analysis.sentences import starts_sentence
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment

RULES = (
    Rule(
        "resumptive-after-noun",
        "pro-duplicate-subject",
        "the pronoun repeats the subject",
        "The verb was translated apart from its subject and got one of its own.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "The long winter it ended in a single night.",
                "The long winter ended in a single night.",
            ),
            Example(
                "They moved because the old bakery it needed a new roof.",
                "They moved because the old bakery needed a new roof.",
            ),
            Example(
                "The old mill it was sold in 2011 by its owner.",
                "The old mill was sold in 2011 by its owner.",
            ),
            Example(
                "The program it listens on the first port and answers at once.",
                "The program listens on the first port and answers at once.",
            ),
            Example(
                "My cousin, for instance, she sold the house in a week.",
                "My cousin, for instance, sold the house in a week.",
            ),
            Example(
                "The council, after a long night, it voted for the plan.",
                "The council, after a long night, voted for the plan.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The moment it ended, everybody left.",
                "They knew that defeating it required a longer war.",
                "The house it needed was never built.",
                "The last prize it gave the winner was a goat.",
                "“My cousin, for instance, she sold the house.”",
                "In the old bakery it needed a new roof.",
                "The company said it bought the mill in May.",
                "The port it listens on was busy, and the shelf it stands on the left of is new.",
                "The book he wrote the summer before is lost.",
                "The next morning, after a long night, it rained.",
                "The council, before the vote, it seems, had no plan.",
            )
        ),
        origin="detectors/resumptive_noun.py",
    ),
)
_RULE = RULES[0]

_DETERMINER = r"(?:[Tt]he|[Tt]his|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)"
_ADVERB = r"(?:(?:no\slonger|also|already|still|never|finally|suddenly|always|\p{Ll}+ly)\s)?"
_ALONE = f"(?:{any_of('finite-verbs-without-object')})"
_WITH_OBJECT = (
    r"(?:(?:will|would|can|could|must|should)\s(?:not\s)?\p{Ll}{3,}|\p{Ll}{2,}ed"
    rf"|{any_of('verbs-with-object')})\s"
    r"(?=(?:the|a|an|its|their|his|her|all|no|more|many|two|three|four|five|to\sthe|in\sthe|by|from)\b)"
)
# Behind a preposition a noun has to follow: *the port it listens on* is no fault.
_WITH_PLACE = (
    rf"(?:(?:{any_of('verbs-with-place')})"
    rf"|(?:was|is|were|are)\s(?:\p{{Ll}}{{2,}}ed|{any_of('passive-participles')}))\s"
    r"(?=(?:in|by|at|on|for|from|to|with|of|during|after|before)\s(?:\d|the|a|an|its|their|his|her|this|these|\p{Lu})|(?:when|if|as|while)\s)"
)
_CLAUSE = rf"{_ADVERB}(?P<verb>{_ALONE}\b|{_WITH_OBJECT}|{_WITH_PLACE})"
_VERB = lazily(regex.compile, _CLAUSE)
_NOUN = lazily(
    regex.compile,
    rf"(?P<lead>\b(?:because|since|although|though|that|but|and|until|when|if|while|after|before)\s|\bAccording\sto\s[^,.;:]{{3,60}},\s)?{_DETERMINER}\s(?P<words>(?:\p{{Ll}}[\p{{L}}-]*\s){{1,3}})"
    rf"(?P<drop>it\s){_CLAUSE}",
)
_ADVERBIALS = r"(?:for\sexample|for\sinstance|of\scourse|in\sturn|however|on\sthe\sother\shand|meanwhile|instead)"
_LED = r"(?:after|before|during|despite|because\sof|according\sto|following|without|together\swith|along\swith|thanks\sto|as\swell\sas|since|in\s\d{4})"
_ASIDE = lazily(
    regex.compile,
    rf"{_DETERMINER}\s(?P<words>(?:\p{{Ll}}[\p{{L}}-]*\s)?\p{{Ll}}[\p{{L}}-]*),\s(?:{_ADVERBIALS}|{_LED}\b[^,.;:!?()“”\"]{{2,60}}),\s"
    rf"(?P<drop>(?P<pronoun>he|she|it)\s)(?P<verb>\p{{Ll}}++)(?!,)",
)
_BEHIND_ASIDE = lazily(regex.compile, rf",\s(?:{_ADVERBIALS}|{_LED}\b[^,.;:!?()“”\"]{{2,60}}),$")
_FINITE = lazily(regex.compile, r"\b(?:was|is|were|are|has|had|will|would|can|could)\b")
_END = lazily(regex.compile, r"[.!?;]")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pronoun that repeats a noun before it."""
    text, seen = analysis.visible, set()
    for pronoun in ("he", "it", "she"):
        for at in analysis.spaced(pronoun):
            left = text[at - 1 : at]
            if left == ",":
                if _BEHIND_ASIDE.search(text, max(0, at - 70), at):
                    seen.add(at - 1)
            elif pronoun == "it" and left.islower() and _VERB.match(text, at + 4):
                seen.add(at)
    for index in sorted({analysis.segment_at(at) for at in seen if _likely(text, at)}):
        yield from _in_segment(analysis, analysis.document.segments[index])


def _likely(text: str, at: int) -> bool:
    """Whether a determiner stands a few words before: most pronouns are ruled out here."""
    return bool(_NEAR.search(text, max(0, at - 100), at))


_NEAR = lazily(regex.compile, rf"\b{_DETERMINER}\s[\p{{Ll}}\s,-]+$")


def _in_segment(analysis: Analysis, segment: Segment) -> Iterator[Finding]:
    for pattern in (_NOUN, _ASIDE):
        for match in pattern.finditer(segment.text):
            if _holds(analysis, segment, match):
                extent = Extent(*match.span("drop"))
                yield finding(segment, _RULE, extent, Change(extent, ""))


def _holds(analysis: Analysis, segment: Segment, match: Any) -> bool:
    text, groups = segment.text, match.groupdict()
    begins = bool(groups.get("lead")) or starts_sentence(text, match.start())
    if not begins or analysis.in_quotation(segment, match.start("drop")):
        return False
    words = match["words"].split()
    if groups.get("pronoun"):
        frame = words[-1] in word_set("nouns-before-asides") or match["verb"] in word_set(
            "weather-verbs"
        )
        return not frame and _fits(words[-1], groups["pronoun"])
    if words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is")):
        return False  # `the benefits it can bring to the town`
    if words[-1] in word_set("nouns-before-asides") or words[-1] in word_list("person-nouns"):
        return False
    if any(w in word_list("function-words") for w in words) or words[-1] in word_set(
        "report-verbs"
    ):
        return False  # `The company said it bought the mill.`
    end = _END.search(text, match.end())
    rest = text[match.end("verb") : end.start() if end else len(text)]
    return not _FINITE.search(rest.partition(",")[0])


def _fits(noun: str, pronoun: str) -> bool:
    """Whether a pronoun can stand for a noun."""
    gender = gendered_nouns().get(noun)
    person = gender is not None or noun in word_list("person-nouns")
    if pronoun == "it":
        return not person
    return gender in (None, "m" if pronoun == "he" else "f") and (
        person or noun in word_set("either-gender-nouns")
    )
