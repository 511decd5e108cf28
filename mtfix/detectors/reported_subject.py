"""Reported speech that lost its subject or its listener: `announced that had sold the mill`.

Why machine translation makes this error: in Spanish, Italian and Portuguese the verb behind *que*
needs no pronoun, and one word serves for *say* and *tell*, for *that* and *who*. Where the verb is
translated apart from the sentence around it, nothing tells who is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from mtfix.analysis.lexicon import any_of, word_list, word_set
from mtfix.analysis.people import SUBJECT, gender_of, gendered_nouns, is_person
from mtfix.analysis.sentences import sentence_begin, starts_sentence
from mtfix.detectors._examples import keep as _keep
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment

_ORIGIN = "detectors/reported_subject.py"


RULES = (
    Rule(
        "reported-without-subject",
        "pro-dropped-subject",
        "the clause after “that” has no subject; it is the one who speaks",
        "The source needs no pronoun after *que*, and the engine did not see who speaks.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "The ministry explained that had received no letter from the town.",
                "The ministry explained that it had received no letter from the town.",
            ),
            Example(
                "Marta Ruiz said that was tired of waiting for the train.",
                "Marta Ruiz said that she was tired of waiting for the train.",
            ),
            Example(
                "They admitted that had lost the key of the barn.",
                "They admitted that they had lost the key of the barn.",
            ),
            Example(
                "The neighbors said that were worried about the noise.",
                "The neighbors said that they were worried about the noise.",
            ),
            Example(
                "The board announced that “Will pay” for the damage.",
                "The board announced that it “will pay” for the damage.",
            ),
        ),
        keep=_keep(
            "The ministry explained that it had received no letter.",
            "Marta Ruiz said that was the best day of the year.",
            "The letter that had arrived was lost.",
            "The board announced that will be a holiday.",
            "She said that had surprised her most of all.",
            "Marta Ruiz says that should help the mill.",
            "Tom Hale says that has left the town struggling to find grain.",
            "The letters that were lost had never been read.",
            "The ministry said that “paying the price” was hard.",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "possessive-of-institution",
        "pro-possessive-su",
        "an institution takes “its”",
        "Spanish *su* is *his*, *her* and *its*; the engine chose without the owner in view.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "The bank reported that it had sold his branch in May.",
                "The bank reported that it had sold its branch in May.",
            ),
            Example(
                "The company said that it will close her office in May.",
                "The company said that it will close its office in May.",
            ),
        ),
        keep=_keep(
            "The bank reported that the owner had sold his branch in May.",
            "The company said that it will pay his rent, as Tom Hale had asked.",
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "said-for-told",
        "vf-said-object",
        "*said* takes no listener: “told … that”",
        "*decir* and *dire* are both *say* and *tell*, and *que* is both *that* and *who*.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "Lena Okafor said Radio Norte who had a long talk with the miners.",
                "Lena Okafor told Radio Norte that she had a long talk with the miners.",
            ),
            Example(
                "Victor Sandoval said the newspaper that he would not run again.",
                "Victor Sandoval told the newspaper that he would not run again.",
            ),
            Example(
                "The cook said Maria Lopez that the kitchen was closed.",
                "The cook told Maria Lopez that the kitchen was closed.",
            ),
        ),
        keep=_keep(
            "Lena Okafor said the newspaper that broke the story is closed.",
            "Lena Okafor said Radio Norte was wrong.",
            "Lena Okafor said Tom that day was wrong.",
            "Lena Okafor asked the man who had a long talk with the miners.",
        ),
        origin=_ORIGIN,
    ),
)
_SUBJECT, _POSSESSIVE, _TOLD = RULES

_TOKEN = r"\p{Lu}[\p{L}\p{M}’'-]*"
_AUX = r"(?:had|has|have|was|is|were|will|would|could|can|should|must)"
_PARTICIPLE = rf"(?:\p{{Ll}}+ed|{any_of('irregular-participles')})"
_SAY = f"(?:{any_of('report-verbs')})"
_SPEAKER = r"(?P<subject>(?:(?:The|A|An)\s)?(?:[\p{L}\p{M}’'-]+\s){1,6}?)"
# how the words end that stand before *that*: a quick look that rules out most
_SAYING = frozenset(word[-3:] for word in ("yesterday", "today", *word_set("report-verbs")))
_SAYS = lazily(regex.compile, rf"\b(?:{_SAY}|yesterday|today)$")
_STATE = f"(?:{any_of('states-of-mind')})"
# After *that*: a finite verb that cannot have *that* itself as its subject.
_CLAUSE = lazily(
    regex.compile,
    rf"{_SPEAKER}(?P<say>{_SAY})\s(?:on\s\w+\s|yesterday\s|today\s)?that\s(?=(?:(?:had|has|have)\s(?:not\s|already\s|never\s)?{_PARTICIPLE}\b"
    rf"|(?:was|is|were)\s(?:not\s|very\s)?{_STATE}\b|(?:will|would|could|can|should|must)\s(?:not\s)?(?!be\b)\p{{Ll}}+\s(?:the|a|an|his|her|its|their|for|to|with|on|in)\b))",
)
_QUOTED = lazily(
    regex.compile,
    rf"(?P<subject>(?:[\p{{L}}\p{{M}}’'-]+\s){{1,8}}?)(?P<say>{_SAY})\sthat\s(?=[“\"](?i:will|would|has|had|could|can|should|must|does|did)\s\p{{Ll}})",
)
_LISTENER = r"(?P<listener>(?:the\s(?:{media})|reporters|journalists|{name}))".replace(
    "{name}", rf"{_TOKEN}(?:\s{_TOKEN}){{0,3}}"
).replace("{media}", any_of("media-behind-the"))
_SAID = lazily(
    regex.compile,
    rf"(?P<subject>(?:(?:The|A|An)\s(?:[\p{{L}}’'-]+\s){{0,2}}?[\p{{L}}’'-]+)|{_TOKEN}(?:\s{_TOKEN}){{0,3}})\s(?P<say>said|says)\s{_LISTENER}\s"
    rf"(?:(?P<who>who|what)\s(?={_AUX}\b)|that\s(?=(?:he|she|it|they|the|a|there|his|her|nobody|everyone)\b))",
)
_OWNER = lazily(
    regex.compile,
    rf"(?P<subject>(?:The\s)?(?:[\p{{L}}\p{{M}}’'-]+\s){{1,5}}?){_SAY}\sthat\sit\s(?:(?:{_AUX}|\p{{Ll}}+ed)\s){{1,3}}(?:\p{{Ll}}+\s)?(?P<whose>his|her)\s\p{{Ll}}",
)
# With what the clause begins in all three.
_BEGINS = lazily(regex.compile, rf"[“\"]|(?:it|{_AUX})\b")

# Speakers who stay themselves behind *that*.
_ITSELF = frozenset(("i", "he", "she", "we", "they"))
# What may open a phrase of several persons.
_FEW = frozenset(("the", "some", "many", "most", "several"))
_OF_ONE = frozenset(("was", "is", "has", "does"))
_PERFECT = frozenset(("had", "has", "have"))
_MODAL = frozenset(("will", "would", "could", "can", "should", "must"))
_OF_MANY = frozenset(("were", "are", "have", "do"))

# Somebody else to whom *his* or *her* may belong.
_SOMEBODY = lazily(regex.compile, rf"\b(?:he|she|him)\b|,[^,.]*{_TOKEN}\s{_TOKEN}")


class _Speaker(NamedTuple):
    """The pronoun for a subject, whether that is a body, and whether it is told by more than itself."""

    pronoun: str
    institution: bool
    told: bool = True


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each reported clause that lacks its subject or its listener's verb."""
    text = analysis.visible
    for at in analysis.spaced("that"):
        if (
            text[at - 3 : at] in _SAYING
            and _BEGINS.match(text, at + 6)
            and _SAYS.search(text, max(0, at - 14), at)
        ):
            segment, start = _sentence(analysis, at)
            yield from _subjects(analysis, segment, start)
            yield from _possessives(segment, start, analysis)
    for verb in ("said", "says"):
        for at in analysis.spaced(verb):
            segment, start = _sentence(analysis, at)
            yield from _told(analysis, segment, start)


def _sentence(analysis: Analysis, at: int) -> tuple[Segment, int]:
    """The segment that holds an offset, and where the sentence there begins."""
    index = analysis.segment_at(at)
    segment = analysis.document.segments[index]
    return segment, sentence_begin(segment.text, at - analysis.start_of(index))


def _starts(analysis: Analysis, segment: Segment, match: Any) -> bool:
    return starts_sentence(segment.text, match.start()) and not analysis.in_quotation(
        segment, match.start("say") if "say" in match.groupdict() else match.start()
    )


def _subjects(analysis: Analysis, segment: Segment, start: int) -> Iterator[Finding]:
    for pattern in (_CLAUSE, _QUOTED):
        if match := pattern.match(segment.text, start):
            speaker = (
                _speaker(analysis, match["subject"]) if _starts(analysis, segment, match) else None
            )
            at = match.end()
            if speaker is None or not _may_follow(speaker, segment.text, at):
                continue
            changes = [Change(Extent(at, at), f"{speaker.pronoun} ")]
            if pattern is _QUOTED:
                words = segment.text[at : at + 2]
                changes = [Change(Extent(at, at + 2), f"{speaker.pronoun} {words.lower()}")]
            yield finding(segment, _SUBJECT, Extent(match.start("say"), at), *changes, priority=3)


def _may_follow(speaker: _Speaker, text: str, at: int) -> bool:
    """Whether the clause at an offset has the number of its speaker, and is not about *that*.

    `She said that had changed everything` is whole: a fact did it. Few facts lose a key.
    """
    words = [w.lower() for w in text[at:].lstrip('“"').split(maxsplit=3)]
    many = speaker.pronoun in ("they", "we")
    if words[0] in _OF_ONE if many else words[0] in _OF_MANY and speaker.pronoun != "I":
        return False
    if words[0] in _MODAL and not word_set("effects-of-facts").isdisjoint(words[1:3]):
        return False  # `He says that should help the mill.`
    return (
        speaker.told
        or words[0] not in _PERFECT
        or not word_set("deeds-of-persons").isdisjoint(words[1:3])
    ) and not (words[0] in _PERFECT and words[1:2] == ["left"] and "ing " in text[at : at + 80])


def _possessives(segment: Segment, start: int, analysis: Analysis) -> Iterator[Finding]:
    if match := _OWNER.match(segment.text, start):
        speaker = _speaker(analysis, match["subject"])
        others = _SOMEBODY.search(segment.text, match.end())
        if speaker and speaker.institution and not others:
            extent = Extent(*match.span("whose"))
            yield finding(segment, _POSSESSIVE, extent, Change(extent, "its"))


def _told(analysis: Analysis, segment: Segment, start: int) -> Iterator[Finding]:
    if match := _SAID.match(segment.text, start):
        listener = match["listener"].lower().split()
        person = not match["who"] and gender_of(analysis, match["listener"]) != "u"
        common = listener[0] in ("the", "reporters", "journalists")
        medium = common or word_list("media-words") & set(listener)
        gender = gender_of(analysis, match["subject"])
        if (
            not (medium or person)
            or not _starts(analysis, segment, match)
            or (match["who"] and gender == "u")
        ):
            return
        say = Extent(*match.span("say"))
        changes = [Change(say, "told" if match["say"] == "said" else "tells")]
        if match["who"]:
            changes.append(Change(Extent(*match.span("who")), f"that {SUBJECT[gender]}"))
        yield finding(segment, _TOLD, Extent(say.start, match.end()), *changes)


def _speaker(analysis: Analysis, subject: str) -> _Speaker | None:
    """The pronoun that stands for a subject, None where the text does not tell."""
    words = subject.split()
    low = [w.lower() for w in words]
    if not words or any(
        w in word_list("speech-verbs") or w in ("when", "if", "as", "and", "that") for w in low
    ):
        return None
    head = low[-1]
    if head in _ITSELF and len(words) == 1:
        return _Speaker("I" if head == "i" else head, institution=False, told=False)
    if head in word_list("organisations"):
        return _Speaker("it", institution=True)
    if head in gendered_nouns():
        return _Speaker(SUBJECT[gendered_nouns()[head]], institution=False)
    if head.endswith("s") and (len(words) == 1 or low[0] in _FEW) and is_person(head):
        return _Speaker("they", institution=False, told=False)
    if words[-1][0].isupper():
        gender = gender_of(analysis, " ".join(w for w in words if w[0].isupper()))
        return _Speaker(SUBJECT[gender], institution=False) if gender != "u" else None
    return None
