"""*His* for hers: `Ada Lind sold his house`, where no man has been spoken of.

Why machine translation makes this error: *su*, *suo*, *son*, *seu* agree with the thing and not with
its owner, Turkish and Persian know no gender at all; the engine takes the commoner pronoun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import (
    first_names,
    is_first_name,
    is_word,
    without_possessive,
    word_list,
    word_set,
)
from mtfix.analysis.people import gender_of, gendered_nouns, mentions
from mtfix.analysis.sentences import sentence_begin
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment

RULES = (
    Rule(
        "possessive-of-other-gender",
        "pro-gender",
        "the owner is the subject of this sentence, and no man has been named",
        "The possessive of the source agrees with the thing that is owned, or with nothing.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "Carmen Soler sold his house in May.",
                "Carmen Soler sold her house in May.",
            ),
            Example(
                "The actress came to the meeting with his dog.",
                "The actress came to the meeting with her dog.",
            ),
            Example(
                "The residents have lost his patience.",
                "The residents have lost their patience.",
            ),
            Example(
                "She opened the door and put down his bag.",
                "She opened the door and put down her bag.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Carmen Soler sold her house in May.",
                "“She sold his house,” they said.",
                "The nun slept.",
            )
        ),
        origin="detectors/possessive_gender.py",
    ),
)
_RULE = RULES[0]

_POSSESSIVE = lazily(regex.compile, r"\s(?P<word>his)\s\p{Ll}")
_WOMEN = "|".join(sorted(noun for noun, gender in gendered_nouns().items() if gender == "f"))
_SEVERAL = "|".join(
    sorted([*(f"{noun}s" for noun in word_list("person-nouns")), "people", "women"])
)
_SUBJECT = lazily(
    regex.compile,
    rf"(?:(?:The|A|An|My|Our|Their)\s(?:\p{{Ll}}+\s)?(?P<noun>{_WOMEN})|(?P<pronoun>She)"
    rf"|(?:The|Many|Most|Some|All|These|Our|Their)\s(?:\p{{Ll}}+\s)?(?P<many>{_SEVERAL})"
    r"|(?P<name>\p{Lu}[\p{L}\p{M}’'-]*\p{L}(?:\s\p{Lu}[\p{L}\p{M}’'-]*\p{L}){0,3}))"
    r"(?:,\s[^,.;!?“”]{2,40},)?\s(?P<verb>\p{Ll}+)",
)
_BREAK = lazily(
    regex.compile,
    r"[;:“”()]|\b(?:who|which|that|of|he|him|himself)\b|(?<!\b(?:in|at|to|from|near|into|on|for)\s)(?<=\s)\p{Lu}",
)
_AUXILIARIES = frozenset({"has", "have", "had", "will", "would", "could", "can", "must"})
_OWNED = lazily(regex.compile, r"his\s(?P<noun>\p{Ll}+)")
_END = lazily(regex.compile, r"[.!?;]")
_HIM = lazily(regex.compile, r"\b(?:him|he)\b")
_BEFORE = 4  # paragraphs before this one in which an owner may have been named
_CAPITAL = lazily(regex.compile, r"(?<![.!?:“‘\"]\s)(?<=\s)\p{Lu}[\p{L}\p{M}’'-]+")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each *his* that only a woman named here can own."""
    places = analysis.literal(" his ")
    for index in dict.fromkeys(map(analysis.segment_at, places)):
        segment = analysis.document.segments[index]
        for match in _POSSESSIVE.finditer(segment.text):
            if owner := _owner(analysis, segment, match.start("word")):
                extent = Extent(*match.span("word"))
                yield finding(segment, _RULE, extent, Change(extent, owner), priority=-1)


def _owner(analysis: Analysis, segment: Segment, at: int) -> str:
    """`her` or `their` where the subject of the sentence must be the owner, else ""."""
    if analysis.in_quotation(segment, at):
        return ""
    begin = sentence_begin(segment.text, at)
    match = _SUBJECT.match(segment.text, begin, at)
    if not match or match["verb"] in word_list("function-words") - _AUXILIARIES:
        return ""
    if match["name"] and match["name"].lower() in word_list("function-words"):
        return ""
    if match["name"] and not _woman(analysis, match["name"]):
        return ""
    between = segment.text[match.end("verb") : at]
    if _BREAK.search(between) or _strangers(between):
        return ""
    if not match["many"] and _anothers(segment.text, at, direct=len(between.split()) < 2):
        return ""
    if _men(analysis, segment, match.start()):
        return ""
    return "their" if match["many"] else "her"


def _anothers(text: str, at: int, *, direct: bool) -> bool:
    """Whether a man is met here without being named: `read his letter`, `his phone … to him`."""
    owned = _OWNED.match(text, at)
    noun = owned["noun"] if owned else ""
    if direct and noun in word_set("often-of-another"):
        return True
    end = _END.search(text, at)
    return bool(_HIM.search(text, at, end.start() if end else len(text)))


def _woman(analysis: Analysis, name: str) -> bool:
    """Whether a name is a woman's; a surname alone may be that of her husband or brother."""
    if gender_of(analysis, name) != "f":
        return False
    if " " in name or is_first_name(name):
        return True
    shared = regex.compile(rf"\b(?:Mr|Mrs|Miss|Ms)\.?\s{regex.escape(name)}\b")
    return analysis.names.follows_first_name(name) and not shared.search(analysis.evidence)


def _men(analysis: Analysis, segment: Segment, at: int) -> bool:
    """Whether somebody who may own it has been spoken of: a man, or one of unknown gender."""
    segments = analysis.document.segments
    first = max(0, segment.index - _BEFORE)
    for part in segments[first : segment.index + 1]:
        end = at if part is segment else len(part.text)
        if any(m.gender == "m" for m in mentions(analysis, part, 0, end)):
            return True
        if _strangers(part.text[:end]):
            return True
    return False


def _strangers(text: str) -> bool:
    """Whether the text has a person whose gender nothing tells: a role, an unknown name."""
    roles = word_list("person-nouns") - gendered_nouns().keys()
    if any(word in roles for word in regex.findall(r"\p{Ll}+", text)):
        return True
    known = first_names()
    return any(
        known.get(word) in ("m", "u") and not is_word(word.lower())
        for word in (without_possessive(m[0]) for m in _CAPITAL.finditer(text))
    )
