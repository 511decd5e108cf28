"""The preposition of the source: `included into the price`, `he hopes on a new bridge`.

Why machine translation makes this error: a verb and its preposition are one thing in a dictionary,
and two in a sentence. An engine that finds “на” or “auf” at some distance from its verb translates it
by itself, as “on”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.detectors._governed import places
from mtfix.detectors._place import free, place_in
from mtfix.hunches import worth_a_close_search
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
            Example(
                "My cousin was interested on old coins.", "My cousin was interested in old coins."
            ),
            Example("They accused him for the theft.", "They accused him of the theft."),
            Example("She was waiting the bus.", "She was waiting for the bus."),
            Example("The clerk helped to the old man.", "The clerk helped the old man."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "She pinned her hopes on a dry summer.",
                "They were surprised on the first day.",
                "He was angry on Monday, and included in the price of it.",
                "She is proud of her son and interested in everything.",
                "He looked the part and waited a while.",
                "He joined in the game and reached to the top shelf.",
            )
        ),
        origin="detectors/calqued_prepositions.py",
    ),
)
(_RULE,) = RULES


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each word with a preposition that it never has in English."""
    if not worth_a_close_search(analysis):
        return
    for place, change in places(analysis.visible):
        segment, extent = place_in(analysis, place.start, place.end - place.start)
        if segment.kind == "heading" or not free(segment, extent):
            continue
        shift = extent.start - place.start
        moved = Extent(change.extent.start + shift, change.extent.end + shift)
        yield finding(segment, _RULE, extent, Change(moved, change.text))
