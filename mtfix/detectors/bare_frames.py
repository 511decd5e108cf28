"""Two nouns without articles behind “in”: `the bridge is in phase of construction`.

Why machine translation makes this error: “en estado de”, “in fase di”, “w trakcie” are phrases of
the source, which an engine builds again word by word. English has a few such phrases, `in search of
water`, and hardly makes new ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import word_list
from mtfix.detectors._place import free, place_in
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "in-noun-of-noun",
        "fw-preposition-frame",
        "two bare nouns behind “in”: a phrase of the source, word by word",
        "Phrases without articles are built again word by word.",
        applicability=Applicability.DISPLAY,
        hunch=True,
        examples=(
            Example("The bridge is in phase of construction.", ""),
            Example("They sold it in regime of urgency.", ""),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "They went in search of water.",
                "The bridge is in the phase of construction.",
            )
        ),
        origin="detectors/bare_frames.py",
    ),
)
(_RULE,) = RULES
_DETERMINERS = (
    r"(?:the|an?|his|her|its|their|our|my|your|this|that|these|those|any|some|all|each|every|no|one|"
    r"what|which|such|having|being|both|many|much|more|most|several|few|two|three|four|five|ten)\b"
)
_FRAME = lazily(
    regex.compile,
    rf"\b[Ii]n (?!{_DETERMINERS})(\p{{Ll}}{{3,}}) of (?!{_DETERMINERS}|\p{{Ll}}+ing\b)\p{{Ll}}{{3,}}"
    r"(?=[.,;:!?”]|$| (?:and|in|on|with|for|that|which|the|is|was|at|by|to|from|but|or|as)\b)",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each such phrase that English does not have."""
    if not worth_a_close_search(analysis):
        return
    for match in _FRAME.finditer(analysis.visible):
        if match[1] in word_list("bare-in-of"):
            continue
        segment, extent = place_in(analysis, match.start(), len(match[0]))
        if segment.kind != "heading" and free(segment, extent):
            yield finding(segment, _RULE, extent)
