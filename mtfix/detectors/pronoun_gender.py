"""*He* for a woman, *his* for hers: the only person around is of the other gender.

Why machine translation makes this error: Spanish *su*, Turkish *o*, Chinese *ta* and Indonesian *dia*
carry no gender, and the verb alone none in Spanish or Arabic; a sentence translated apart from the
one that names the person gets the engine's default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.attribution import is_speech_verb
from mtfix.analysis.people import gendered_nouns, mentions
from mtfix.detectors._strangers import strangers
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
        "pronoun-of-other-gender",
        "pro-gender",
        "the only person named here is of the other gender",
        "The source has one pronoun or none for both genders.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "The director, Dr. Carmen Soler, announced that he had found the letter.",
                "The director, Dr. Carmen Soler, announced that she had found the letter.",
            ),
            Example(
                "A police spokeswoman, Ana Duarte, said that he and his brother were safe.",
                "A police spokeswoman, Ana Duarte, said that she and her brother were safe.",
            ),
            Example(
                "I lived with my aunt, Greta. He was a nurse by day and a singer by night.",
                "I lived with my aunt, Greta. She was a nurse by day and a singer by night.",
            ),
            Example(
                "Minister Greta Holm spoke first. He told the press that the plan is ready.",
                "Minister Greta Holm spoke first. She told the press that the plan is ready.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The director, Dr. Carmen Soler, announced that she had found the letter.",
                "Carmen Soler met the minister. He said nothing.",
                "Carmen Soler and Peter Holm spoke first. He told the press that the plan is ready.",
                "Carmen Soler lost the keys. The dog wagged his tail.",
                "“Carmen Soler came,” he told the press.",
                "He waited. Then Carmen Soler came in, and he smiled.",
            )
        ),
        origin="detectors/pronoun_gender.py",
    ),
)
_RULE = RULES[0]

_OTHER = {
    "he": "she",
    "she": "he",
    "his": "her",
    "him": "her",
    "her": "his",
    "himself": "herself",
    "herself": "himself",
}
_GENDER: dict[str, Gender] = {
    "he": "m",
    "his": "m",
    "him": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
}
# Where the pronoun is the subject of a sentence or of what somebody says.
_SUBJECT = lazily(
    regex.compile,
    r"(?:(?<=[.!?] )|(?<=\bthat )|^)(?P<pronoun>[Hh]e|[Ss]he)(?= (?:and|had|has|was|is|will|would|could|\p{Ll}+ed|told|said|spoke|went|came|took|gave"
    r"|says|adds|explains|notes|tells|believes|hopes|emphasizes|stresses|recalls|admits|thinks|promises|warns|advises|recommends|points)\b)",
)
_POSSESSIVE = lazily(regex.compile, r"(?:,? and (?P<first>his|her) \p{Ll}+)")
_REPORT = lazily(regex.compile, r"\p{Lu}[\p{L}’'-]+,? (?P<verb>\p{Ll}+) that $")
# `Minister Greta Holm spoke first. He …`
_BEGINS = lazily(
    regex.compile,
    r"(?:^|[.!?]\s)(?:(?:The|A|An)\s)?(?:\p{L}+\s){0,2}\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+\s\p{Ll}+\b[^.!?,]*[.!?]\s$",
)
# `“We are late,” said the spokeswoman, Greta Holm. He added …`
_SPOKE = lazily(
    regex.compile,
    r"[”\"]\s?(?:[–—-]\s)?(?P<verb>\p{Ll}+)\s[^.!?“”]{3,140}\.\s$",
)
_SPEAKS_ON = lazily(
    regex.compile,
    r"\s(?:also\s|then\s|later\s)?(?:added|said|told|explained|noted|continued|stressed|pointed\sout|emphasized|stated|recalled"
    r"|admitted|warned|promised|announced|reminded|confirmed|concluded"
    r"|adds|says|tells|explains|notes|continues|stresses|points\sout|emphasizes|states|recalls|admits|warns|promises|hopes|believes)\b",
)
# `I visited my aunt, Greta. He is a nurse …`
_PRESENTED = lazily(
    regex.compile,
    r"\b(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir|the|an?)\s(?:\p{Ll}+\s)?(?P<noun>\p{Ll}+)(?:,|\s(?:named|called))?\s\p{Lu}[\p{L}’-]+(?:\s\p{Lu}[\p{L}’-]+)?[.!]\s$",
)
_IS = lazily(
    regex.compile, r"\s(?:is|was|has|had|works|worked|lives|lived|owns|makes|runs|teaches)\b"
)
_STOPS = (".", "!", "?")
_REACH = 2000  # code points before a pronoun in which it is told who is meant


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each subject pronoun that nobody named here can own."""
    found = _candidates(analysis)
    # where the text has persons of both genders, any of them may be meant
    absent = {"m", "f"} - set(analysis.facts.genders.values()) if found else set()
    for index in sorted(found):
        segment = analysis.document.segments[index]
        for match in _SUBJECT.finditer(segment.text):
            at, told = match.start("pronoun"), _GENDER[match["pronoun"].lower()]
            if analysis.in_quotation(segment, at):
                continue
            who = _presented(analysis, segment, at)
            if who == "u" and (told in absent or _reports(segment.text, at)):
                who = _referent(analysis, segment, at)
            if who not in ("u", told):
                yield _finding(segment, match["pronoun"], at)


def _reports(text: str, at: int) -> bool:
    """Whether the pronoun follows its person at once: `Marta Ruiz said that he …`, or next."""
    match = _REPORT.search(text, max(0, at - 60), at)
    if match is not None and is_speech_verb(match["verb"]):
        return True
    spoke = _SPOKE.search(text, max(0, at - 180), at)
    end = text.find(" ", at)
    if spoke is not None and is_speech_verb(spoke["verb"]) and _SPEAKS_ON.match(text, end):
        return True
    return _BEGINS.search(text, max(0, at - 160), at) is not None


def _presented(analysis: Analysis, segment: Segment, at: int) -> Gender:
    """The gender of who ends the sentence before, where the next one says who it is."""
    text = segment.text
    match = _PRESENTED.search(text, max(0, at - 80), at)
    gender = gendered_nouns().get(match["noun"]) if match else None
    if gender is None or not _IS.match(text, text.find(" ", at)):
        return "u"
    found = list(mentions(analysis, segment, max(0, at - _REACH), at))
    alone = {m.gender for m in found} == {gender}
    return gender if alone and not strangers(text[:at], max(0, at - _REACH), []) else "u"


def _candidates(analysis: Analysis) -> set[int]:
    text, found = analysis.visible, set()
    for pronoun in ("he", "she"):
        for at in analysis.spaced(pronoun):
            if text.endswith(" that", 0, at):
                found.add(analysis.segment_at(at))
    for pronoun in ("He", "She"):
        for at in analysis.spaced(pronoun):
            if text[at] == "\n" or text[at - 1 : at] in _STOPS:
                found.add(analysis.segment_at(at + 1))
    return found


def _finding(segment: Segment, pronoun: str, at: int) -> Finding:
    changes = [_swapped(pronoun, at)]
    owned = _POSSESSIVE.match(segment.text, at + len(pronoun))
    if owned and _GENDER[owned["first"]] == _GENDER[pronoun.lower()]:
        changes.append(_swapped(owned["first"], owned.start("first")))
    extent = Extent(at, at + len(pronoun))
    return finding(segment, _RULE, extent, *changes, priority=-1)


def _swapped(pronoun: str, at: int) -> Change:
    other = _OTHER[pronoun.lower()]
    new = other.capitalize() if pronoun[0].isupper() else other
    return Change(Extent(at, at + len(pronoun)), new)


def _referent(analysis: Analysis, segment: Segment, at: int) -> Gender:
    """The gender of the one person that the text before a pronoun is about, else `u`."""
    window = [(segment, at)]
    if segment.index > 0:
        before = analysis.document.segments[segment.index - 1]
        window.append((before, len(before.text)))
    for part, end in window:
        begin = max(0, end - _REACH)
        found = list(mentions(analysis, part, begin, end))
        # a surname alone may be somebody else's of the family
        named = [m for m in found if m.text[0].isupper() and " " in m.text]
        if strangers(part.text[:end], begin, named):
            return "u"
        if found:
            genders = {m.gender for m in found}
            return genders.pop() if named and len(genders) == 1 else "u"
    return "u"
