"""*Maria and his husband*: the possessive of the other gender, where a spouse tells whose it is.

Why machine translation makes this error: *son*, *su*, *suo* agree with the noun that is owned, so that
a wife's husband is *son mari* like anybody's; the engine gives the possessive the gender of the noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import first_names, is_first_name
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "spouse-of-other-gender",
        "pro-gender",
        "a husband or wife stands beside the name of the owner",
        "The possessive of the source agrees with what is owned.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "Maria and his husband live in Lyon.",
                "Maria and her husband live in Lyon.",
            ),
            Example(
                "They dined with Peter Holm and her wife.",
                "They dined with Peter Holm and his wife.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Maria and her husband live in Lyon.",
                "Maria and his brother live in Lyon.",
                "Peter, Maria and his husband live in Lyon.",
                "Peter and his husband live in Lyon.",
            )
        ),
        origin="detectors/spouse_gender.py",
    ),
)
_RULE = RULES[0]

_PAIR = lazily(
    regex.compile,
    r"(?:^|(?<=[.!?“”]\s?)|(?<=\b(?:by|with|to|of|for|from|when|that|but|because|while|if|where)\s))(?P<name>\p{Lu}\p{L}+)(?:\s\p{Lu}[\p{L}’'-]+){0,2}\sand\s(?P<word>his|her)\s(?:(?:new|late|second|first|young|former|then)\s)?(?:ex-)?(?P<spouse>husband|wife|boyfriend|girlfriend|fiancé|fiancée)\b",
)
_KINDS = {"his": "f", "her": "m"}
_OTHER = {"his": "her", "her": "his"}
_OF = {"husband": "his", "boyfriend": "his", "fiancé": "his", "wife": "her", "girlfriend": "her"}


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each possessive that its name and its spouse both speak against."""
    text = analysis.visible
    for pair in ("and his ", "and her "):
        for at in analysis.literal(pair):
            if not text.startswith(tuple(_OF), at + len(pair)) and "x-" not in text[at : at + 24]:
                continue
            segment = analysis.document.segments[analysis.segment_at(at)]
            begin = at - analysis.start_of(segment.index)
            for match in _PAIR.finditer(segment.text, max(0, begin - 80)):
                if match.start("word") == begin + 4:
                    yield from _judged(analysis, segment.index, match)


def _judged(analysis: Analysis, index: int, match: regex.Match[str]) -> Iterator[Finding]:
    name, word = match["name"], match["word"]
    if not is_first_name(name) or first_names().get(name) != _KINDS[word]:
        return
    if _OF.get(match["spouse"], "her") != word:
        return  # “Maria and his wife”: another man’s
    segment = analysis.document.segments[index]
    extent = Extent(*match.span("word"))
    yield finding(segment, _RULE, extent, Change(extent, _OTHER[word]))
