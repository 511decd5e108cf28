"""*He* and *she* for a thing: `The table is old. She was made by my grandfather.`.

Why machine translation makes this error: a table is *she* in Spanish, French and Russian, and a lamp
in German; the sentence is translated apart from the one that names the thing, so that nothing tells
the engine that no person is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import any_of, is_first_name, word_list
from mtfix.analysis.people import gendered_nouns, mentions
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment

RULES = (
    Rule(
        "pronoun-for-a-thing",
        "pro-gender",
        "the sentence before is about a thing: “it”",
        "The noun of the source has a grammatical gender, and its pronoun with it.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "The table is old. She was made by my grandfather.",
                "The table is old. It was made by my grandfather.",
            ),
            Example(
                "I bought a lamp in Lund. She stands on the desk.",
                "I bought a lamp in Lund. It stands on the desk.",
            ),
            Example(
                "The book was printed in 1950. He was translated into ten languages.",
                "The book was printed in 1950. It was translated into ten languages.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The table is old. It was made by my grandfather.",
                "My aunt has an old table. She was founded on her own will.",
                "The book is by Anna Berg. She was published in ten languages.",
                "The author wrote a book. He was translated into ten languages.",
                "The ship is old. She was built in Lund.",
                "The window broke. He stood in the hall alone.",
            )
        ),
        origin="detectors/thing_gender.py",
    ),
)
_RULE = RULES[0]

_THINGS = rf"(?:{any_of('lifeless-things')})"
# What follows the pronoun: no person costs, consists, or is translated.
_DONE = lazily(
    regex.compile,
    rf"(?P<pronoun>He|She)\s(?:(?:is|was|has\sbeen|had\sbeen|(?:will|must|can|should|could)\sbe)\s(?:also\s|first\s|later\s|not\s|only\s)?(?:{any_of('things-done')})|(?P<weak>{any_of('things-do')}|(?:is|was)\s(?:very\s|also\s|quite\s)?(?:{any_of('things-are')})(?=[.,;!]|\s(?:and|but)\b)))\b",
)
# The whole sentence before: a thing is its subject, or the object of “I bought”.
_BEFORE = lazily(
    regex.compile,
    rf"(?:^|[.!?]\s)(?:(?:The|This|That|My|Our|Your|Their|An?)\s(?:\p{{Ll}}+\s){{0,2}}?(?P<subject>{_THINGS})\s\p{{Ll}}+\b[^.!?;:“”]{{0,90}}"
    rf"|(?:I|We|They|You)\s(?:\p{{Ll}}+\s){{1,3}}?(?:an?|the|this|our|my|your|their)\s(?:\p{{Ll}}+\s)?(?P<object>{_THINGS})(?:\s[^.!?;:“”,]{{0,60}})?)[.!?]\s$",
)
_NAME = lazily(regex.compile, r"(?<![.!?]\s)(?<=\s)\p{Lu}[\p{L}\p{M}’'-]+")
_REACH = 190  # code points in which the sentence before has to begin


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pronoun that stands for the thing just named."""
    text = analysis.visible
    for pronoun in ("He", "She"):
        for at in analysis.spaced(pronoun):
            if text[at - 1 : at] not in (".", "!", "?"):
                continue
            match = _DONE.match(text, at + 1)
            if match is None:
                continue
            segment = analysis.document.segments[analysis.segment_at(at + 1)]
            begin = at + 1 - analysis.start_of(segment.index)
            if _meant(analysis, segment, begin, weak=match["weak"] is not None):
                extent = Extent(begin, begin + len(pronoun))
                yield finding(segment, _RULE, extent, Change(extent, "It"), priority=1)


def _meant(analysis: Analysis, segment: Segment, at: int, *, weak: bool) -> bool:
    """Whether the sentence before names a thing and nobody."""
    text = segment.text
    before = _BEFORE.search(text, max(0, at - _REACH), at)
    if before is None or analysis.in_quotation(segment, at):
        return False
    begin = before.start()
    if _persons(text[begin:at]) or any(mentions(analysis, segment, begin, at)):
        return False
    # “stands on” fits a person, too, who may have been named earlier
    return not (weak and any(mentions(analysis, segment, 0, begin)))


def _persons(sentence: str) -> bool:
    """Whether a sentence has a word or name for a person."""
    people = word_list("person-nouns")
    for word in regex.findall(r"\p{Ll}+", sentence):
        if word in people or word.removesuffix("s") in people or word in gendered_nouns():
            return True
    return any(is_first_name(m[0]) for m in _NAME.finditer(sentence))
