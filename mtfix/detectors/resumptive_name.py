"""A person named twice: `Berg he sold the mill`, `My wife, Ines, she carried the bag`.

Why machine translation makes this error: the name is a link or bold, or stands behind a role, and is
translated apart from its verb, which in Spanish, Italian and Arabic needs no pronoun; the engine adds
one. Names of one word and roles without a name are no matter of the detector for full names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import any_of, is_first_name, is_word, word_list
from mtfix.analysis.people import gender_of, gendered_nouns
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
        "resumptive-after-short-name",
        "pro-duplicate-subject",
        "the pronoun repeats the subject",
        "The verb was translated apart from its subject and got one of its own.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "They asked Havel again. Havel he sold the mill to his son.",
                "They asked Havel again. Havel sold the mill to his son.",
            ),
            Example(
                "The striker Tomas Havel he opened the door.",
                "The striker Tomas Havel opened the door.",
            ),
            Example(
                "My wife, Ewa, she carried the bag.",
                "My wife, Ewa, carried the bag.",
            ),
            Example(
                "The driver, a man with a scar, he helped them.",
                "The driver, a man with a scar, helped them.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "They asked Havel again. In Havel he saw a friend.",
                "“My wife, Ewa, she carried the bag,” he said.",
                "The striker, he said, opened the door.",
                "When the driver, a man with a scar, came, he helped them.",
                "The more Havel he saw, the less he knew.",
            )
        ),
        origin="detectors/resumptive_name.py",
    ),
)
_RULE = RULES[0]

_TOKEN = r"\p{Lu}[\p{L}\p{M}’'-]*\p{L}"
_NAME = rf"(?P<name>{_TOKEN}(?:\s{_TOKEN}){{0,3}})"
_HEAD = r"(?:The|A|An|My|Our|His|Her|Their)\s(?:\p{Ll}+\s)?(?P<head>\p{Ll}+)"
_TITLE = f"(?:{any_of('titles-before-names')})"
_ADVERB = r"(?:(?:also|already|still|always|never|now|then|often|finally|even)\s)?"
_VERB = rf"(?P<verb>{any_of('predicates-behind-names')}|\p{{Ll}}{{2,}}ed|\p{{Ll}}{{2,}}s)\b(?![.,])"
_PRONOUN = r"(?P<pronoun>he|she)"
_PATTERNS = tuple(
    lazily(regex.compile, pattern)
    for pattern in (
        rf"(?:(?:{_HEAD}|{_TITLE})\s)?{_NAME}(?P<drop>\s{_PRONOUN})\s{_ADVERB}{_VERB}",
        rf"{_HEAD},\s{_NAME},\s(?P<drop>{_PRONOUN}\s){_ADVERB}{_VERB}",
        rf"{_HEAD}(?:\s{_NAME})?,\s(?:an?|who|whose|aged|retired|born|now)\b\s?[^,.;:!?“”()]{{0,60}},\s"
        rf"(?P<drop>{_PRONOUN}\s){_ADVERB}{_VERB}",
    )
)
_NEAR = lazily(regex.compile, r"\p{Lu}[\p{L}\p{M}’'-]*\p{L} $|, $")
_LEAD = lazily(
    regex.compile,
    r"(?:^|[.!?]\s)(?:In|On|At|After|Before|During|For|With|By|From|Under|According\sto|Thanks\sto|Since|Despite)"
    r"\s[^.,;:!?“”]{3,90},\s$",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pronoun that repeats a short name or a role."""
    text, seen = analysis.visible, set()
    for pronoun in ("he", "she"):
        for at in analysis.spaced(pronoun):
            if _NEAR.search(text, max(0, at - 30), at + 1):
                seen.add(analysis.segment_at(at))
    for index in sorted(seen):
        segment = analysis.document.segments[index]
        for pattern in _PATTERNS:
            for match in pattern.finditer(segment.text):
                if _holds(analysis, segment, match):
                    extent = Extent(*match.span("drop"))
                    yield finding(segment, _RULE, extent, Change(extent, ""))


def _holds(analysis: Analysis, segment: Segment, match: regex.Match[str]) -> bool:
    text, start = segment.text, match.start()
    if analysis.facts.dialect or analysis.in_quotation(segment, match.start("drop")):
        return False
    if not starts_sentence(text, start) and not _LEAD.search(text, 0, start):
        return False
    groups = match.groupdict()
    if groups.get("head") and not _is_role(groups["head"], groups["pronoun"]):
        return False
    name = groups.get("name")
    return not name or _is_person(analysis, name, groups["pronoun"], alone=not groups.get("head"))


def _is_role(noun: str, pronoun: str) -> bool:
    """Whether a noun is a person's, and the pronoun can stand for it."""
    gender = gendered_nouns().get(noun)
    fits = gender in (None, "m" if pronoun == "he" else "f")
    return fits and (gender is not None or noun in word_list("person-nouns"))


def _is_person(analysis: Analysis, name: str, pronoun: str, *, alone: bool) -> bool:
    """Whether a name is one by the document's evidence, and its gender allows the pronoun."""
    words = name.split()
    if alone and any(is_word(w.lower()) and not is_first_name(w) for w in words):
        return False
    known = is_first_name(words[0]) or analysis.is_name(words[-1])
    return known and gender_of(analysis, name) in ("u", "m" if pronoun == "he" else "f")
