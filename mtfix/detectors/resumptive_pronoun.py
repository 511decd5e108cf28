"""A subject named twice: `Name, Speaker of the House, he denounced …`.

Why machine translation makes this error: the verb stands in another segment than its subject, or
far behind it; the source verb has no pronoun, so the engine supplies one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex

from mtfix.analysis.lexicon import any_of, is_first_name, is_word, without_possessive, word_list
from mtfix.analysis.people import gender_of, gendered_nouns
from mtfix.analysis.sentences import starts_sentence
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE

RULES = (
    Rule(
        "resumptive-pronoun",
        "pro-duplicate-subject",
        "the pronoun repeats the subject",
        "The verb was translated apart from its subject and got one of its own.",
        certain="A full name and a pronoun of its gender stand before one verb at the head of the sentence.",
        examples=(
            Example(
                "Ewa Lisowska, director of the city archive, she opened the old vault.",
                "Ewa Lisowska, director of the city archive, opened the old vault.",
            ),
            Example(
                "A deputy of the lower house, Tomas Havel, the he asked for a recount.",
                "A deputy of the lower house, Tomas Havel, asked for a recount.",
            ),
            Example(
                "The owner of the mill Tomas Havel, he left it in May.",
                "The owner of the mill Tomas Havel left it in May.",
            ),
            Example(
                "According to the police, Carlo Dal Monte he left the country.",
                "According to the police, Carlo Dal Monte left the country.",
            ),
            Example(
                "Carlo Dal Monte he was clear about the date.",
                "Carlo Dal Monte was clear about the date.",
            ),
            Example(
                "A woman called Rosa Diaz, she has sold fruit here for years.",
                "A woman called Rosa Diaz has sold fruit here for years.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "“My father, he was a miner,” said Tomas Havel.",
                "When Ewa Lisowska, the director, spoke, she opened the vault.",
                "In Warsaw, the capital, she opened the vault.",
                "Ewa Lisowska, 43, she said, had opened the vault.",
                "After the war, Tomas Havel, a deputy, left; he was tired.",
                "The rest, he knew, would follow.",
                "William Shakespeare he was not.",
            )
        ),
        origin="detectors/resumptive_pronoun.py",
    ),
)
_RULE = RULES[0]

_TOKEN = r"\p{Lu}[\p{L}\p{M}’'-]*\p{L}"
_NAME = (
    rf"{_TOKEN}(?:\s(?:(?:de|del|della|dal|van|von|der|bin|al|el|la|y|da|dos)\s)*{_TOKEN}){{1,4}}"
)
_FINITE = rf"(?:\p{{Ll}}+ed|{any_of('finite-behind-name')})"
# A clause of its own may not stand between subject and pronoun.
_NO_CLAUSE = rf"(?!\b(?:{any_of('clause-words')})\b)"
_APPOSITION = rf"(?P<apposition>(?:{_NO_CLAUSE}[^,.!?;:“”\"()—–]){{3,90}})"
_PRONOUN = r"(?P<pronoun>he|she)"


def _compiled() -> tuple[tuple[Any, Applicability], ...]:
    return (
        (
            lazily(
                regex.compile,
                rf"(?P<name>{_NAME}),\s{_APPOSITION},\s(?P<drop>(?:the\s)?{_PRONOUN}\s)(?P<verb>{_FINITE})\b",
            ),
            SAFE,
        ),
        (
            lazily(
                regex.compile,
                rf"(?P<role>{_APPOSITION}),\s(?P<name>{_NAME}),\s(?P<drop>(?:the\s)?{_PRONOUN}\s)(?P<verb>{_FINITE})\b",
            ),
            SAFE,
        ),
        (
            lazily(
                regex.compile,
                rf"(?P<name>{_NAME})(?P<drop>\s{_PRONOUN})\s(?P<verb>{_FINITE})\b(?!\s(?:not|once)\b)(?![.,])",
            ),
            SAFE,
        ),
        (
            lazily(
                regex.compile,
                rf"(?:A|An|One)\s(?P<head>\p{{Ll}}+)\s(?:called|named)\s(?P<name>{_TOKEN}(?:\s{_TOKEN})*)"
                rf"(?P<drop>,\s{_PRONOUN})\s(?P<verb>{_FINITE})\b",
            ),
            SAFE,
        ),
        (
            lazily(
                regex.compile,
                rf"(?P<role>(?P<apposition>(?:The|A|An)\s(?:{_NO_CLAUSE}[^,.!?;:“”\"()—–]){{3,90}}?))\s(?P<name>{_NAME})"
                rf"(?P<drop>,\s{_PRONOUN})\s(?P<verb>{_FINITE})\b",
            ),
            UNSAFE,
        ),
    )


_PATTERNS = _compiled()  # all but the third want a comma before the pronoun
# `According to the police, Tomas Havel he left`
_OPENER = lazily(
    regex.compile,
    r"(?:^|[.!?]\s)(?:According|In|On|At|After|Before|Since|During|By|Today|Yesterday|Meanwhile|Then|Later|However"
    r"|Also|Earlier|Recently|Finally)\b[^.,;:!?]{0,80},\s$|\b(?:said|says|explained|added)\sthat\s$",
)
_VERB = lazily(regex.compile, rf"{_FINITE}\b")
_BEHIND_COMMA = (", he ", ", she ", ", the he ", ", the she ")
# What stands before the pronoun in one of the patterns: most pronouns are ruled out here.
_BEFORE = lazily(regex.compile, rf"{_TOKEN}(?: |(?:,\s[^,.!?;:“”\"()—–]{{3,90}})?,\s(?:the\s)?)$")
_REACH = 150  # code points in which that stands


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pronoun that repeats its subject."""
    text = analysis.visible
    seen: set[int] = set()
    for pronoun in ("he", "she"):
        for at in analysis.spaced(pronoun):
            if _VERB.match(text, at + len(pronoun) + 2) and _BEFORE.search(
                text, max(0, at - _REACH), at + 1
            ):
                seen.add(analysis.segment_at(at))
    for index in sorted(seen):
        yield from _in_segment(analysis, analysis.document.segments[index])


def _in_segment(analysis: Analysis, segment: Segment) -> Iterator[Finding]:
    done: set[int] = set()
    behind_comma = any(words in segment.text for words in _BEHIND_COMMA)
    for pattern, level in _PATTERNS if behind_comma else _PATTERNS[2:3]:
        for match in pattern.finditer(segment.text):
            at = match.start("drop")
            if at in done or not _holds(analysis, segment, match):
                continue
            done.add(at)
            extent = Extent(at, match.end("drop"))
            # the engine's pronoun may be of the wrong gender, too
            agrees = _agrees(analysis, match.groupdict())
            first = starts_sentence(segment.text, match.start())
            sure = level if agrees and first else UNSAFE
            yield finding(segment, _RULE, extent, Change(extent, ""), applicability=sure)


def _holds(analysis: Analysis, segment: Segment, match: Any) -> bool:
    groups = match.groupdict()
    if analysis.facts.dialect:
        return False  # “Mary Jane she went for him”
    if not _begins_clause(segment.text, match) or analysis.in_quotation(
        segment, match.start("drop")
    ):
        return False
    if groups.get("apposition") and not _is_apposition(
        groups["apposition"], role_first="role" in groups
    ):
        return False
    if segment.text[match.end("verb") :].lstrip().startswith((",", ".")):
        return False  # `…, he said, …` is an attribution of its own
    return _is_person(analysis, groups) and (
        bool(groups.get("apposition")) or _agrees(analysis, groups)
    )


def _begins_clause(text: str, match: Any) -> bool:
    """Whether the subject begins a sentence, or stands alone behind words that say when or who says it."""
    if starts_sentence(text, match.start()):
        return True
    alone = not {"apposition", "role", "head"} & {k for k, v in match.groupdict().items() if v}
    return alone and bool(_OPENER.search(text, 0, match.start()))


def _is_apposition(words: str, *, role_first: bool) -> bool:
    """Whether the words name what somebody is and hold no verb of their own."""
    parts = words.split()
    low = [without_possessive(w.lower()) for w in parts]
    if any(regex.fullmatch(_FINITE, w) and w not in ("left", "held") for w in low):
        return False
    roles = word_list("person-nouns") | gendered_nouns().keys()
    known = any(w in roles or w.rpartition("-")[2] in roles for w in low)
    if role_first:
        return known and low[0] in ("the", "a", "an", "his", "her", "their", "our", "its")
    return known or low[0] in ("the", "a", "an", "his", "her")


def _is_person(analysis: Analysis, groups: dict[str, str]) -> bool:
    words = groups["name"].split()
    first = without_possessive(words[0])
    if groups.get("head"):
        return groups["head"] in gendered_nouns() or groups["head"] in word_list("person-nouns")
    if first.lower() in word_list("function-words") or first.lower() in word_list("calendar"):
        return False
    if is_first_name(first):
        return True
    return bool(groups.get("apposition")) and not is_word(words[-1].lower())


def _agrees(analysis: Analysis, groups: dict[str, str]) -> bool:
    gender = gender_of(analysis, groups["name"])
    return gender == "u" or gender == ("m" if groups["pronoun"] == "he" else "f")
