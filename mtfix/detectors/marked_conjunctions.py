"""“And” and “Or” with a capital between two marked words: ``Choose **Open** Or **Close**``.

Why machine translation makes this error: each stretch of bold or code is a segment of its own,
and so is the word between two of them, which is given the capital of a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.occurrences import places_of
from mtfix.detectors._examples import keep_markdown as _keep
from mtfix.detectors._examples import markdown as _pair
from mtfix.detectors._place import place_in
from mtfix.lazily import lazily
from mtfix.model import Change, Extent, Rule, RunKind
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment


RULES = (
    Rule(
        "capital-between-marks",
        "case-mid-sentence",
        "no capital on “and” and “or” in mid-sentence",
        "Bold and code are segments of their own, and so is the word between two of them.",
        certain="what stands between two marked words of one sentence begins no sentence",
        examples=(
            _pair(
                "The button **Open** Or **Close** is red.",
                "The button **Open** or **Close** is red.",
            ),
            _pair("Give a `string` Or a `list`.", "Give a `string` or a `list`."),
            _pair(
                "See **one.txt** And **two.txt** there.", "See **one.txt** and **two.txt** there."
            ),
        ),
        keep=_keep(
            "Choose **And** Or **Or** as you like.",
            "He came with **Anna**. And **Otto** stayed.",
            "## **Lamps** And **Clocks**",
            "**Lamps And Clocks** is a shop.",
        ),
        origin="detectors/marked_conjunctions.py",
    ),
)
_RULE = RULES[0]
_ARTICLE = lazily(re.compile, r" (?:an? |the )?")
_OPERATOR = lazily(re.compile, r"(?i)(?:and|or|not|xor)\b")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each capital between two marked stretches."""
    text = analysis.visible
    if all(analysis.document.plain):
        return  # nothing is marked
    for word in ("And", "Or"):
        for at in places_of(text, word):
            if text[at - 1 : at] != " " or text[at + len(word) : at + len(word) + 1] != " ":
                continue
            segment, extent = place_in(analysis, at, len(word))
            if segment.kind != "heading" and _between(segment, extent):
                change = Change(Extent(extent.start, extent.start + 1), word[0].lower())
                yield finding(segment, _RULE, extent, change)


def _between(segment: Segment, extent: Extent) -> bool:
    """Whether a marked stretch ends right before the word, and another begins right behind it."""
    text, before = segment.text, extent.start - 1
    behind = _ARTICLE.match(text, extent.end)
    if len(segment.runs) < 3 or before < 2 or behind is None or behind.end() >= len(text):
        return False
    if text[before - 1] in ".!?:;" or segment.run_at(extent.start).kind is not RunKind.PROSE:
        return False
    if _OPERATOR.match(text, behind.end()) or segment.locked(extent):
        return False
    return segment.seam(before) and segment.seam(behind.end())
