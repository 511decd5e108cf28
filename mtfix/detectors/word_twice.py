"""A word that stands twice: `the wedding lasted three three days`.

Why machine translation makes this error: where a link or a bold word ends, both segments hold the
word at the seam, and each translates it; and decoders stutter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_word, word_list
from mtfix.detectors._place import free, place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment

RULES = (
    Rule(
        "word-twice",
        "rep-word",
        "the word stands twice",
        "Two segments each translated the word at their seam.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("The fair lasted three three days.", "The fair lasted three days."),
            Example("They opened the gate gate at noon.", "They opened the gate at noon."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "It was a long long way, and very very dark.",
                "What he had had was enough, and all that that meant.",
                "The drum went boom boom boom all night.",
                "He sang the tralala tralala of his youth.",
            )
        ),
        origin="detectors/word_twice.py",
    ),
    Rule(
        "word-and-word",
        "rep-synonym-collapse",
        "the same word on both sides: two synonyms of the source became one",
        "Two words of the source have one translation.",
        applicability=Applicability.DISPLAY,
        examples=(
            Example("The aim is to expand and expand the park.", ""),
            Example("Here they sell cutlets or cutlets.", ""),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "He walked for hours and hours, again and again, louder and louder.",
                "The aim is to widen and expand the park.",
            )
        ),
        origin="detectors/word_twice.py",
    ),
    Rule(
        "plural-by-doubling",
        "rep-identical-gloss",
        "a plural formed by doubling, as in Indonesian",
        "Indonesian doubles a noun to make its plural, and the engine kept both.",
        applicability=Applicability.DISPLAY,
        examples=(
            Example("The neighbors-neighbors sleep at the mosque.", ""),
            Example("All the visitors-visitors went home.", ""),
        ),
        keep=tuple(
            Example(t, t)
            for t in ("The neighbors sleep at the mosque.", "The neighbors-to-be went home.")
        ),
        origin="detectors/word_twice.py",
    ),
)
_RULE, _COLLAPSED, _REDUPLICATED = RULES
# Each begins with a space, which is found three times as fast as the edge of a word.
_LONGEST = 60  # code points before the hyphen
_JOINED = lazily(re.compile, r" (and|or) ([a-z]{4,}+)(?![\w’'-])")
_HYPHENED = lazily(re.compile, r" ([A-Za-z])([a-z]{3,}s)-[A-Za-z]\2(?![\w’'-])")
_TWICE = lazily(re.compile, r" ([a-z]{3,}+) \1(?![\w’'-])")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each second word."""
    text = analysis.visible
    for match in _TWICE.finditer(text):
        word = match[1]
        if word in word_list("doubled-words") or not is_word(word):
            continue
        near = (
            text[max(0, match.start() - 12) : match.start()],
            text[match.end() : match.end() + 16],
        )
        if near[0].lower().endswith(word) or near[1].lstrip(" ,.-").startswith(word):
            continue  # “Fold fold fold …”
        if text.startswith(f" {word}", match.end()) or text.endswith(word, 0, match.start()):
            continue  # three times is meant
        if text.startswith(f", but {word}", match.end()):
            continue  # `not good good, but good`
        segment, extent = place_in(analysis, match.start() + 1, len(match[0]) - 1)
        if free(segment, extent):
            gone = Extent(extent.start + len(word), extent.end)
            yield finding(segment, _RULE, gone, Change(gone, ""))
    if " and " in text or " or " in text:
        yield from _pairs(analysis)
    for start in dict.fromkeys(
        text.rfind(" ", max(0, at - _LONGEST), at) for at in analysis.literal("s-")
    ):
        hyphened = _HYPHENED.match(text, start) if start >= 0 else None
        if hyphened:
            yield finding(*_where(analysis, hyphened))


def _pairs(analysis: Analysis) -> Iterator[Finding]:
    text, done = analysis.visible, 0
    for match in _JOINED.finditer(text):
        word, start = match[2], match.start()
        begin = start - len(word)
        if begin <= done or not text.endswith(f" {word}", done, start):
            continue
        done = match.end()
        often = word in word_list("doubled-words") or word.endswith(("er", "ly", "ed", "ing"))
        if often or (match[1] == "and" and word.endswith("s")) or not is_word(word):
            continue
        segment, extent = place_in(analysis, begin, done - begin)
        yield finding(segment, _COLLAPSED, extent)


def _where(analysis: Analysis, match: re.Match[str]) -> tuple[Segment, Rule, Extent]:
    segment, extent = place_in(analysis, match.start() + 1, len(match[0]) - 1)
    return segment, _REDUPLICATED, extent
