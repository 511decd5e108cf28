"""*He* for *my mother*: the subject of the sentence before is a woman, and nobody else is there.

Why machine translation makes this error: Finnish, Turkish, Hungarian, Persian and Chinese have one
word for he and she, and Spanish leaves it out; the sentence is translated apart from the one with the
noun. No name helps here: what is asked is that the text has no other person at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import first_names, is_first_name, word_list, word_set
from mtfix.analysis.people import gendered_nouns
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.lexicon import Gender
    from mtfix.model import Finding, Segment

RULES = (
    Rule(
        "pronoun-after-lone-noun",
        "pro-gender",
        "the only person of this text is of the other gender",
        "The source has one pronoun or none for both genders.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "My mother is a nurse. He works at night.",
                "My mother is a nurse. She works at night.",
            ),
            Example(
                "The queen waved to the crowd, and then he entered the palace.",
                "The queen waved to the crowd, and then she entered the palace.",
            ),
            Example(
                "My uncle lives in Lund. She has a garden.",
                "My uncle lives in Lund. He has a garden.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "My mother is a nurse. She works at night.",
                "In the palace it was quiet.",
                "The garden lay in the sun.",
                "My mother is a nurse. My father is old. He works at night.",
                "My mother has a dog. He barks at night.",
                "The queen waved to the king, and then he entered the palace.",
                "My uncle has a ship. She was built in Lund.",
                "My aunt met Peter Holm. He works at night.",
                "“My mother is a nurse. He works at night.”",
            )
        ),
        origin="detectors/lone_noun.py",
    ),
)
_RULE = RULES[0]

_OTHER = {"he": "she", "she": "he"}
_GENDER: dict[str, Gender] = {"he": "m", "she": "f"}
_LONG = 3_000  # code points in which nobody else may have been named
_REACH = 170  # code points in which the sentence before has to begin
# `The queen waved to the crowd, and then he …`
_SUBJECT = lazily(
    regex.compile,
    r"(?:^|[.!?]\s)(?:My|Our|Your|The|This|An?)\s(?:(?:old|young|new|little|older|younger|elder|eldest|late|dear|best|poor|only)\s)?(?P<noun>\p{Ll}[\p{Ll}-]+)\s(?P<rest>[^.!?;:“”]{2,130})(?:[.!?]\s|,\sand\s(?:then\s|so\s|later\s)?|,\sbut\s(?:then\s)?|,\sso\s)$",
)
_WORD = lazily(regex.compile, r"[\p{L}\p{M}’'-]+")
# “My mother is a nurse”: the nurse is nobody else
_IS = lazily(
    regex.compile,
    r"\b(?:is|was|becomes?|became|works?\sas|worked\sas|been)\s(?:also\s|not\s)?(?:an?\s)?(?:[\p{Ll}-]+\s){0,2}$",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pronoun that the one person of the text cannot own."""
    text = analysis.visible
    if len(analysis.whole) > _LONG:
        return
    for pronoun in ("he", "she", "He", "She"):
        for at in analysis.spaced(pronoun):
            segment = analysis.document.segments[analysis.segment_at(at + 1)]
            begin = at + 1 - analysis.start_of(segment.index)
            if begin <= 0 or text[at] == "\n" or analysis.in_quotation(segment, begin):
                continue
            if _other_gender(segment, begin, pronoun.lower()) and _alone(analysis, pronoun.lower()):
                yield _finding(segment, pronoun, begin)


def _finding(segment: Segment, pronoun: str, begin: int) -> Finding:
    extent = Extent(begin, begin + len(pronoun))
    new = _OTHER[pronoun.lower()]
    change = Change(extent, new.capitalize() if pronoun[0].isupper() else new)
    return finding(segment, _RULE, extent, change, priority=-3)


def _other_gender(segment: Segment, at: int, pronoun: str) -> bool:
    """Whether the subject before is of the other gender."""
    before = _SUBJECT.search(segment.text, max(0, at - _REACH), at)
    gender = gendered_nouns().get(before["noun"]) if before else None
    return gender is not None and gender != _GENDER[pronoun]


def _alone(analysis: Analysis, pronoun: str) -> bool:
    """Whether the whole text has no other person, animal or thing that the pronoun may mean."""
    own = _GENDER[pronoun]
    nouns, people = gendered_nouns(), word_list("person-nouns")
    others = word_set(f"{pronoun}-may-mean")
    women: set[str] = set()
    for match in _WORD.finditer(analysis.evidence):
        word = match[0]
        lower = word.lower()
        if nouns.get(lower) == own or lower in others or _names(word):
            return False
        if lower in nouns:
            women.add(lower)
        elif lower in people or lower.removesuffix("s") in people:
            start = match.start()
            if not _IS.search(analysis.evidence, max(0, start - 40), start):
                return False
    return len(women) == 1


def _names(word: str) -> bool:
    """Whether a word may be somebody’s name."""
    return word[0].isupper() and (is_first_name(word) or word in first_names())
