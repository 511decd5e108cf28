"""A second opening mark in the middle of one quotation of several sentences.

Why machine translation makes this error: a quotation of several sentences is cut into sentences,
each is translated by itself, and the engine opens what looks like the start of a quotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.attribution import is_speech_verb
from mtfix.analysis.marks import Role
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.quotations import QuotedSegment
    from mtfix.model import Finding

RULES = (
    Rule(
        "quote-opened-twice",
        "q-unbalanced",
        "the quotation is open already",
        "Each sentence of the quotation was translated by itself.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "He was blunt: “The road is bad. “Nobody will mend it this year.”",
                "He was blunt: “The road is bad. Nobody will mend it this year.”",
            ),
            Example(
                "“It has been a hard week. “We lost two good men,” she said.",
                "“It has been a hard week. We lost two good men,” she said.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "“The road is bad.” “Nobody will mend it.”",
                "“The road is bad, he said. “Nobody will mend it.”",
                "“The road is bad.\n\n“Nobody will mend it.”",
                "“She told me: “Go home!” and I went.”",
            )
        ),
        origin="detectors/reopened_quotes.py",
    ),
)
_SENTENCE_END = lazily(re.compile, r"[\w)%][.!?…]+ \Z")
_WORD = lazily(re.compile, r"[^\W\d_]+")
_LONGEST = 600  # code points from the first opening mark to the second


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each mark that opens what is open."""
    for quoted in analysis.quotations:
        yield from _twice(quoted)


def _twice(quoted: QuotedSegment) -> Iterator[Finding]:
    text, readings = quoted.text, quoted.readings
    for first, second, third in zip(readings, readings[1:], readings[2:], strict=False):
        if first.role is not Role.OPEN or not second.lost_closer or third.role is not Role.CLOSE:
            continue
        at = second.mark.offset
        between = text[first.mark.offset + 1 : at]
        if len(between) > _LONGEST or not _SENTENCE_END.search(between):
            continue
        if any(is_speech_verb(w) for w in _WORD.findall(between)):
            continue
        extent = Extent(at, at + len(second.mark.char))
        if not quoted.segment.locked(extent):
            yield finding(quoted.segment, RULES[0], extent, Change(extent, ""))
