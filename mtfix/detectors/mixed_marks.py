"""Pairs of quotation marks of two kinds: `“open"`, `"open”`, `‘open‘`.

Why machine translation makes this error: each mark is decoded by itself, and a style pass that
curls the straight ones skips those whose neighbours do not tell it the direction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.detectors._examples import keep as _keep
from mtfix.lazily import lazily
from mtfix.model import Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.quotations import Quotation, QuotedSegment
    from mtfix.model import Finding


RULES = (
    Rule(
        "quote-marks-of-two-kinds",
        "q-wrong-glyph",
        "a pair of quotation marks of two kinds",
        "Each mark is decoded by itself, and only one of the two was curled.",
        certain="Both marks of the pair are sure, and a pair is of one kind.",
        examples=(
            Example('She read “The old bridge" twice.', "She read “The old bridge” twice."),
            Example(
                'A “key” and a “lock” and a "door” are new.',
                "A “key” and a “lock” and a “door” are new.",
            ),
            Example('Press "Open", "Close" or “Stop".', 'Press "Open", "Close" or "Stop".'),
        ),
        keep=_keep(
            "She read “The old bridge” twice.",
            'The board is 8" long, and “the bridge” is old.',
            "“The bridge is old.\n\n“The road is new.”",
        ),
        origin="detectors/mixed_marks.py",
    ),
    Rule(
        "single-quote-opens-twice",
        "q-wrong-glyph",
        "an opening mark at the end of the quoted words",
        "The style pass took the mark for an opening one.",
        certain="An opening mark cannot stand behind a word.",
        examples=(
            Example("They call it ‘the box‘ there.", "They call it ‘the box’ there."),
            Example("Both ‘river‘ and ‘hill‘ are names.", "Both ‘river’ and ‘hill’ are names."),
        ),
        keep=_keep(
            "They call it ‘the box’ there.",
            "The ‘first and ‘second of them.",
        ),
        origin="detectors/mixed_marks.py",
    ),
    Rule(
        "single-quote-glued-to-word",
        "q-outer-space",
        "a space is missing behind the quoted words",
        "The quoted words were a segment of their own, and the space behind them was lost.",
        certain="A function word follows that is no ending.",
        examples=(
            Example("She starred in ‘Old Hills’a play of that year.", "She starred in ‘Old Hills’ a play of that year."),
            Example("They saw ‘The Bridge’and went home.", "They saw ‘The Bridge’ and went home."),
        ),
        keep=_keep(
            "They saw ‘The Bridge’ and went home.",
            "The boys’and the girls’ rooms are ‘closed’d.",
        ),
        origin="detectors/mixed_marks.py",
    ),
)  # fmt: skip
_TWO_KINDS, _TWICE, _GLUED = RULES

_SURE = 1.0  # the margin from which a mark's role is beyond doubt
_LONGEST = 300  # code points between the marks
_SINGLE_TWICE = lazily(
    re.compile, r"(?<![\w’])‘(?=\w)[^‘’“”\n]{1,60}(?<=[\w.!?])(‘)(?=[\s.,;:?!)]|$)"
)
_SINGLE_GLUED = lazily(
    re.compile,
    r"(?<![\w’])‘[^\W\d_][^‘’“”\n]{1,60}(?<=\w)(’)(?=(?:a|an|and|are|as|at|but|by|for|from|had|has"
    r"|he|in|is|it|of|on|or|she|that|the|they|to|was|were|which|who|will|with)\b)",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pair."""
    both = '"' in analysis.visible and ("“" in analysis.visible or "”" in analysis.visible)
    for quoted in analysis.quotations if both else ():
        for quotation in quoted.quotations:
            yield from _two_kinds(analysis, quoted, quotation)
    if "‘" in analysis.visible:
        yield from _singles(analysis)


def _two_kinds(
    analysis: Analysis, quoted: QuotedSegment, quotation: Quotation
) -> Iterator[Finding]:
    opener, closer = quotation.opener, quotation.closer
    if opener is None or closer is None or min(opener.margin, closer.margin) < _SURE:
        return
    first, last = opener.mark.char, closer.mark.char
    if '"' not in (first, last) or first == last or not {first, last} <= set('“”"'):
        return
    if closer.mark.offset - opener.mark.offset > _LONGEST:
        return
    style = analysis.quotations.style
    wrong, right = (opener, style.opener) if first != style.opener else (closer, style.closer)
    extent = Extent(wrong.mark.offset, wrong.mark.offset + 1)
    if not quoted.segment.locked(extent):
        yield finding(quoted.segment, _TWO_KINDS, extent, Change(extent, right))


def _singles(analysis: Analysis) -> Iterator[Finding]:
    for index in analysis.scope:
        text = analysis.document.texts[index]
        if "‘" not in text:
            continue
        segment = analysis.document.segments[index]
        for match in _SINGLE_TWICE.finditer(text):
            extent = Extent(*match.span(1))
            yield finding(segment, _TWICE, extent, Change(extent, "’"))
        for match in _SINGLE_GLUED.finditer(text):
            extent = Extent(*match.span(1))
            yield finding(segment, _GLUED, extent, Change(Extent(extent.end, extent.end), " "))
