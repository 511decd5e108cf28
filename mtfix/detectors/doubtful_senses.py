"""A word that is often the wrong sense: `two pensioners of the marine`, where sailors are meant.

Why machine translation makes this error: one word of the source stands for several of English, or
looks like one that means something else. Whether it does so here only the text can tell: where it
has a word that goes with the plain sense (`ship`, `fleet`), or speaks of the thing again and again,
nothing is said. The rest is a hunch, given only in texts that show that they are translated.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mtfix.analysis.inflection import noun_forms, verb_forms
from mtfix.analysis.lexicon import rows
from mtfix.detectors._place import free, place_in
from mtfix.hunches import worth_a_close_search
from mtfix.model import Applicability, Example, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "doubtful-sense",
        "ff-polysemy",
        "a word that is often the wrong sense in a translation",
        "One source word stands for several English ones, or looks like an English one.",
        applicability=Applicability.DISPLAY,
        hunch=True,
        examples=(
            Example("The driver was a former officer of the marine.", ""),
            Example("The roentgen of his arm showed nothing.", ""),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The ships of the fleet carried marine paint.",
                "The X-ray of his arm showed nothing.",
            )
        ),
        origin="detectors/doubtful_senses.py",
    ),
)
(_RULE,) = RULES
_OFTEN = 3  # times that a word stands in a text that does not speak of the thing itself

Senses = dict[str, tuple[str, frozenset[str]]]


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place of such a word."""
    if not worth_a_close_search(analysis):
        return
    senses = _senses()
    for word in sorted(analysis.words & senses.keys()):
        meaning, plain = senses[word]
        places = analysis.places(word)
        if len(places) > _OFTEN or not plain.isdisjoint(analysis.words):
            continue
        for at in places:
            segment, extent = place_in(analysis, at, len(word))
            if segment.kind != "heading" and free(segment, extent):
                message = f"{_RULE.message}: perhaps “{meaning}”"
                yield finding(segment, _RULE, extent, message=message)


@cache
def _senses() -> Senses:
    """What a word in any form may mean, and the words beside which it means what it says."""
    found: Senses = {}
    for words, meaning, *plain in rows("doubtful-senses"):
        beside = frozenset(", ".join(plain).split(", "))
        forms = verb_forms if words.startswith("~") else noun_forms
        for word in words.removeprefix("~").split("/"):
            found.update(dict.fromkeys(forms(word), (meaning, beside)))
    return found
