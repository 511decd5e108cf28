"""The preposition of the source: `included into the price`, `he hopes on a new bridge`.

Why machine translation makes this error: a verb and its preposition are one thing in a dictionary,
and two in a sentence. An engine that finds “на” or “auf” at some distance from its verb translates it
by itself, as “on”.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.inflection import verb_forms
from mtfix.analysis.lexicon import rows, word_set
from mtfix.detectors._place import free, place_in
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "preposition-word-by-word",
        "fw-preposition-frame",
        "the word takes another preposition",
        "The preposition of the source is translated by itself.",
        applicability=Applicability.UNSAFE,
        sources=(
            "de",
            "nl",
            "ru",
            "uk",
            "pl",
            "cs",
            "sk",
            "sv",
            "no",
            "da",
            "es",
            "it",
            "fr",
            "pt",
        ),
        by_source=True,
        examples=(
            Example("Breakfast is included into the price.", "Breakfast is included in the price."),
            Example("The coach hopes on a dry summer.", "The coach hopes for a dry summer."),
            Example("She was surprised on his answer.", "She was surprised by his answer."),
            Example("The twins resembled to their aunt.", "The twins resembled their aunt."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "She pinned her hopes on a dry summer.",
                "They were surprised on the first day.",
                "He was angry on Monday, and included in the price of it.",
                "She is proud of her son and interested in everything.",
            )
        ),
        origin="detectors/calqued_prepositions.py",
    ),
)
(_RULE,) = RULES
_FRAME = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<word>\p{L}\p{Ll}{2,}) (?P<preposition>on|in|at|for|from|of|to|with|about|after|by|over|"
    r"against|into|before|like|as|than)(?= (?:(?:the|an?|his|her|its|their|our|my|your|this|these|those|it|"
    r"them|him|us|me|you|all|everything|everyone|what|which|whom|such|many|several|two|three|four|five)\b|\p{Lu}\p{Ll}))"
    r"(?! \p{Lu}\p{Ll}+day\b)(?=(?P<object>(?: [\p{L}’-]+){1,3}))",
)
_BEFORE = lazily(regex.compile, r"(\p{L}+) $")


@cache
def _frames() -> dict[tuple[str, str], tuple[str, bool]]:
    """What stands behind a word, not this preposition, and whether it is a verb: `depended from`, ` on`."""
    found = {}
    for word, kind, prepositions, right in rows("calqued-prepositions"):
        for form in verb_forms(word) if kind == "v" else (word,):
            for wrong in prepositions.split("/"):
                found[form, wrong] = ("" if right == "-" else f" {right}", kind == "v")
    return found


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each word with a preposition that it never has in English."""
    if not worth_a_close_search(analysis):
        return
    frames = _frames()
    for match in _FRAME.finditer(analysis.visible):
        frame = frames.get((match["word"].lower(), match["preposition"]))
        if frame is None or not _governed(analysis.visible, match, verb=frame[1]):
            continue
        segment, extent = place_in(analysis, match.start(), len(match[0]))
        if segment.kind == "heading" or not free(segment, extent):
            continue
        begin = extent.start + len(match["word"])
        change = Change(Extent(begin, extent.end), frame[0])
        yield finding(segment, _RULE, extent, change)


def _governed(text: str, match: regex.Match[str], *, verb: bool) -> bool:
    """Whether the phrase belongs to the word: no time, place or fixed phrase, no noun before it."""
    if word_set("loose-objects").intersection(match["object"].lower().split()):
        return False
    before = _BEFORE.search(text, max(0, match.start() - 20), match.start()) if verb else None
    return before is None or before[1].lower() not in word_set("noun-openers")
