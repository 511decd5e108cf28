"""A short object behind a phrase of place: `he took from the shelf a plate`.

Why machine translation makes this error: Russian and Polish put what is new at the end of the
sentence, German the object behind time and place. English keeps a verb and a short object together.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.inflection import verb_forms
from mtfix.analysis.lexicon import word_set
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
        "phrase-before-object",
        "wo-adverb-object",
        "a short object stands behind its verb",
        "The source has the object at the end, where the weight of the sentence is.",
        applicability=Applicability.UNSAFE,
        sources=("ru", "uk", "pl", "cs", "bg", "de", "nl", "es", "it", "fr"),
        examples=(
            Example("She took from the shelf a plate.", "She took a plate from the shelf."),
            Example(
                "He carried to the window the lamp, and it fell.",
                "He carried the lamp to the window, and it fell.",
            ),
            Example(
                "You can forget for some days the noise.", "You can forget the noise for some days."
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "She took a plate from the shelf.",
                "She saw in the man a friend.",
                "He carried it to the house the next day.",
                "They took from the shelf the plate that she had painted.",
            )
        ),
        origin="detectors/phrase_before_object.py",
    ),
)
(_RULE,) = RULES
_DETERMINER = r"(?:the|an?|his|her|its|their|our|my|your)"
_ORDER = lazily(
    regex.compile,
    rf"(?<![\p{{L}}’'-])(?<!\b(?:be|been|being|is|are|was|were|a|the|an|his|her|my|their) )(?P<verb>\p{{Ll}}{{3,}})(?P<phrase> (?:from|to|on|into|under|for|at|in|over|behind|with) "
    rf"(?P<place>(?:{_DETERMINER}|some|two|three) (?:\p{{Ll}}+ )?\p{{Ll}}{{3,}}))"
    rf"(?P<object> {_DETERMINER} (?:\p{{Ll}}+ )?\p{{Ll}}{{3,}})(?=[.;!?]|, (?:and|but|\p{{Ll}}+ed)\b)",
)
_BREAKS = lazily(
    regex.compile,
    r" (?:and|or|but|as|than|that|which|who|is|was|were|are|had|has|not|of|all|both|like|in|over|with|by|from|to|at|on|for|around|better)\b",
)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(
        form for verb in word_set("verbs-of-moving-things") for form in verb_forms(verb)
    )


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each short object that a phrase parts from its verb."""
    if not worth_a_close_search(analysis):
        return
    verbs, times = _verbs(), word_set("loose-objects")
    for match in _ORDER.finditer(analysis.visible):
        if match["verb"] not in verbs or _BREAKS.search(match["place"] + match["object"]):
            continue
        if times.intersection(match["object"].split()):
            continue
        segment, extent = place_in(analysis, match.start(), len(match[0]))
        if segment.kind == "heading" or not free(segment, extent):
            continue
        begin = extent.start + len(match["verb"])
        change = Change(Extent(begin, extent.end), match["object"] + match["phrase"])
        yield finding(segment, _RULE, extent, change)
