"""A sentence over several lines, broken where a link or bold type stood.

Why machine translation makes this error: a page is scraped element by element, and every inline
element becomes a line of its own, with the punctuation behind it on the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_word, word_list
from mtfix.detectors._examples import keep as _keep
from mtfix.lazily import lazily
from mtfix.model import Applicability, Edit, Example, Extent, Finding, Fix, Rule, Span
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Segment

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
_LONG_LINE = (
    "The committee of the harbour, which had met three times in the old town hall of the village, "
    "looked at the"
)


RULES = (
    Rule(
        "line-broken-in-sentence",
        "split-line-inline",
        "the sentence goes on in the next line",
        "A link or bold type was scraped as a line of its own.",
        certain="Where a fix is safe, the line begins with a mark that closes something, as no line does.",
        touches=frozenset({"markup"}),
        examples=(
            Example(
                f"{_LONG_LINE}\nnew plan\n, and then it went home. Nobody said a word about it.",
                f"{_LONG_LINE} new plan, and then it went home. Nobody said a word about it.",
            ),
            Example(
                f"{_LONG_LINE}\nplan of the engineers\n. It was late, and the lamps were out in the street.",
                f"{_LONG_LINE} plan of the engineers. It was late, and the lamps were out in the street.",
            ),
            Example(
                "The\nbest soup of the valley is made by Lena\n.\nIt is thick.",
                "The best soup of the valley is made by Lena.\nIt is thick.",
            ),
        ),
        keep=_keep(
            "the moon over the\nriver\n, a boat\n. and nobody",
            "Marta Okonkwo\n12 Harbour Road\nCork",
            f"{_LONG_LINE}\n\nNew plan",
            f"{_LONG_LINE}\n- new plan\n- old plan",
            "00:01:02,000 --> 00:01:04,000\nand then I went to the\nharbour, you know.",
        ),
        origin="detectors/broken_lines.py",
    ),
)
_RULE = RULES[0]
# a smiley and a lone “?” of a chat are lines of their own
_MARK_FIRST = lazily(re.compile, r"(?![?!]+$|:[-)(|/DPp])[,.;:!?)”’](?!\w)(?!\.)")
_LABEL = lazily(re.compile, r"[a-z_-]+:")
_LOWER_FIRST = lazily(re.compile, r"[a-z]+(?:[’'][a-z]+)?\b")
_LAST_WORD = lazily(re.compile, r"(?:^|\s)([A-Za-z][a-z]*)$")
_MARKS_ALONE = frozenset([".", ",", ";", ":", "!", "?", ").", "),"])
_PROSE = 100  # a line of prose that no verse, address or subtitle has


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each line break inside a sentence. Only plain text has lines."""
    if analysis.document.format != "text":
        return
    texts = analysis.document.texts
    low = [
        i
        for i in analysis.scope
        if i and ((c := texts[i][:1]).islower() or c in ",.;:!?)”’") and not _ends(texts[i - 1])
    ]
    for index in low:
        yield from _break(analysis, index)


def _ends(text: str) -> bool:
    """Whether a line ends in a mark that may close a sentence or a row."""
    return text[-1:] in '.!?…:;,|-–—*_”"’)' or not text


def _break(analysis: Analysis, index: int) -> Iterator[Finding]:
    segments = analysis.document.segments
    upper, lower = segments[index - 1], segments[index]
    gap = Span(upper.span.end, lower.span.start)
    between = analysis.document.text[gap.start : gap.end]
    if upper.block != lower.block or between.strip() or "item" in (upper.kind, lower.kind):
        return
    if not _in_prose(analysis, index):
        return
    mark = _MARK_FIRST.match(lower.text)
    if not mark and (between not in ("\n", "\r\n") or _LABEL.match(lower.text)):
        return  # an indented row, a key and its value
    joint, level = ("", SAFE) if mark else (" ", _goes_on(upper.text, lower.text))
    if level is None or (upper.kind == "heading" and not mark):
        return
    found = finding(lower, _RULE, Extent(0, 1))
    fix = Fix((Edit(gap, joint),), level, "join the lines", priority=2)
    yield Finding(found.rule, found.span, found.message, fix, touches=found.touches)


def _goes_on(upper: str, lower: str) -> Applicability | None:
    """How sure it is that a line in lower case goes on from the one above."""
    last, first = _LAST_WORD.search(upper), _LOWER_FIRST.match(lower)
    if not last or not first or not is_word(first[0]) or first[0] in word_list("lower-case-names"):
        return None
    return UNSAFE  # verse breaks its lines after any word


def _in_prose(analysis: Analysis, index: int) -> bool:
    """Whether the lines of this block are prose: one is long and few are short, or one is a mark."""
    segments = analysis.document.segments
    block = segments[index].block
    around = range(max(0, index - 4), min(len(segments), index + 5))
    near = [segments[i].text for i in around if _of(segments[i], block)]
    long = sum(len(text) >= _PROSE for text in near)
    return (long > 0 and long * 3 >= len(near)) or any(text in _MARKS_ALONE for text in near)


def _of(segment: Segment, block: int) -> bool:
    return segment.block == block
