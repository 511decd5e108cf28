"""Whether a bare verb without its ending stands for the past or for the present."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.origin import UNIT, traces
from mtfix.analysis.sentences import sentence_begin
from mtfix.detectors._place import place_in
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from mtfix.analysis import Analysis

# Languages whose verbs have no endings for an engine to lose: a bare verb may be of any time.
_TENSELESS = frozenset({"zh", "ja", "ko", "vi", "th"})
_DATED = lazily(
    regex.compile,
    r"\b(?i:yesterday|ago|last (?:week|month|year|night|time|spring|summer|autumn|fall|winter|\p{Lu}\p{Ll}+day)"
    r"|in (?:1[5-9]|20[01])\d\d|at that time|in those days|in the past|once|earlier|then)\b",
)


def is_past(analysis: Analysis, begin: int, verb: str, *, linked: bool = False) -> bool:
    """Whether the bare verb at an offset of `visible` tells of the past.

    What only lost the ending of its person is in the present, whatever is told around it, but for
    a clause `linked` to what is told: `after`, `when`.
    """
    segment, extent = place_in(analysis, begin, len(verb))
    if analysis.tense_at(segment, extent.start) != "past":
        return False
    if linked:
        return True
    start = sentence_begin(segment.text, extent.start)
    start = max(start, segment.text.rfind(";", start, extent.start))
    if _DATED.search(segment.text, start, start + 200):
        return True
    found = traces(analysis)
    return any(found[code] > UNIT for code in _TENSELESS)
