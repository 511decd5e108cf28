"""Two words of an idiom of the source: `he lowered at last both arms`, `they lifted two hundred signatures`.

Why machine translation makes this error: an engine translates an idiom that it has not seen often
word by word. Articles, prepositions and what stands between come out differently each time, and the
verb and the noun remain; so it is their company that is looked for. A few of these pairs are good
English now and then; so this is a hunch, given only in texts that show that they are translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        "idiom-pair",
        "ff-idiom-literal",
        "these words may be an idiom of the source, word by word",
        "Engines translate idioms that they have not seen often word by word.",
        applicability=Applicability.DISPLAY,
        hunch=True,
        examples=(
            Example("The minister lowered at last both arms.", ""),
            Example("They have lifted two hundred signatures.", ""),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The minister gave up at last.",
                "They have collected two hundred signatures.",
                "The price was lower. Both arms hurt.",
            )
        ),
        origin="detectors/idiom_pairs.py",
    ),
)
(_RULE,) = RULES


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place where two such words stand together."""
    if not worth_a_close_search(analysis):
        return
    for pair in analysis.idioms:
        segment, extent = place_in(analysis, pair.start, pair.end - pair.start)
        if free(segment, extent):
            message = f"{_RULE.message}: perhaps “{pair.meaning}”" if pair.meaning else ""
            yield finding(segment, _RULE, extent, message=message)
