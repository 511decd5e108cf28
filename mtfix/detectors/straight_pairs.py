"""Straight quotation marks on the wrong side of a space: `the "open "and the" close "button`.

Why machine translation makes this error: a straight mark does not say whether it opens or closes,
so the detokenizer hangs it on either word. Where the marks of a paragraph come in pairs, the
first opens and the second closes, whatever the spaces say.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.analysis.lexicon import is_word
from mtfix.analysis.marks import ANY
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Document, Finding, Segment

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE

RULES = (
    Rule(
        "straight-quote-shifted",
        "q-inner-space",
        "the space belongs outside the quotation marks",
        "A straight mark does not say which word it belongs to.",
        examples=(
            Example('Set "name "to "open" there.', 'Set "name" to "open" there.'),
            Example('Click" OK "and then "Close".', 'Click "OK" and then "Close".'),
            Example('The "Data "tab and the" Log "tab.', 'The "Data" tab and the "Log" tab.'),
            Example('The value "open"is not "close".', 'The value "open" is not "close".'),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                'Set "name" to "open", then leave.',
                'The pipe is 6" wide and the board 8" long.',
                'She said "no", then "yes"; "s" and "t"s are letters.',
                'He began: "It rains. She added " and left." Nobody knew.',
                'Write {"door": "open"} and "x"y.',
            )
        ),
        origin="detectors/straight_pairs.py",
    ),
)

_MARK = lazily(re.compile, r'"')
_OTHER = lazily(re.compile, f"[{ANY.replace(chr(34), '')}]")
_SENTENCES = lazily(re.compile, r"[.!?…]\s+\w")
_LONGEST = 60  # code points between the marks of a pair
_WORD_BEFORE = lazily(re.compile, r"(?<![\w’'-])[A-Za-z]+\Z")
_WORD_AFTER = lazily(re.compile, r"[A-Za-z]+(?![\w’'-])")
_SUFFIXES = frozenset({"s", "es", "ed", "d", "th", "ing", "er"})
_STOPS = ",.;:!?)]}"


class _Pair(Struct, frozen=True):
    """A pair of marks in a segment's text, by the offsets of the marks."""

    text: str
    open: int
    close: int

    @property
    def inside(self) -> str:
        return self.text[self.open + 1 : self.close]

    @property
    def before(self) -> str:
        return self.text[self.open - 1 : self.open]

    @property
    def after(self) -> str:
        return self.text[self.close + 1 : self.close + 2]

    @property
    def opens_well(self) -> bool:
        return (not self.before or self.before in " \u00a0([{—–=") and self.inside[:1] != " "

    @property
    def closes_well(self) -> bool:
        return (not self.after or self.after in " \u00a0" + _STOPS) and self.inside[-1:] != " "

    @property
    def shows_a_space(self) -> bool:
        """Whether the space may belong to a string that is shown: `the prefix "RFC " in front`."""
        first, last = self.inside[:1] == " ", self.inside[-1:] == " "
        short = len(self.inside.split()) < 3
        return (last and not first and self.after == " " and short) or (
            first and not last and self.before == " " and short
        )

    @property
    def is_code(self) -> bool:
        """Whether the marks hold a string of a program: `printf(" %d")`, `" of " .. count`."""
        around = self.text[max(0, self.open - 3) : self.open] + self.text[self.close + 1 :][:3]
        return "%" in self.inside or "\\" in self.inside or ".." in around or self.before == "("


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pair with a space on the wrong side."""
    document, texts = analysis.document, analysis.document.texts
    marked = Counter(map(analysis.segment_at, analysis.marks['"']))
    for index, marks in marked.items():
        if marks > 1 and not _OTHER.search(texts[index]):
            locked = None if document.plain[index] else document.segments[index]
            if pairs := _pairs(texts[index], locked):
                yield from _shifted(document, index, pairs)


def _shifted(document: Document, index: int, pairs: list[_Pair]) -> Iterator[Finding]:
    sound = sum(p.opens_well + p.closes_well for p in pairs)
    for pair in pairs:
        changes = list(_changes(pair))
        if not changes:
            continue
        both = pair.inside[0] == pair.inside[-1] == " " and bool(pair.before + pair.after)
        sure = both or pair.opens_well or pair.closes_well
        if not sure or (sound < 2 and not both):
            continue
        extent = Extent(pair.open, pair.close + 1)
        segment = document.segments[index]
        if pair.is_code:
            continue
        level = UNSAFE if pair.shows_a_space else SAFE
        yield finding(segment, RULES[0], extent, *changes, applicability=level)


def _pairs(text: str, segment: Segment | None) -> list[_Pair]:
    """The marks two by two, or nothing where they do not come in plausible pairs.

    `segment` is None where nothing in it is locked.
    """
    marks = [
        m.start()
        for m in _MARK.finditer(text)
        if segment is None or not segment.locked(Extent(m.start(), m.start() + 1))
    ]
    if len(marks) % 2:
        return []
    pairs = [_Pair(text, a, b) for a, b in zip(marks[::2], marks[1::2], strict=True)]
    return pairs if all(_plausible(p) for p in pairs) else []


def _plausible(pair: _Pair) -> bool:
    inside = pair.inside
    core = inside.strip(" ")
    return (
        0 < len(core) <= _LONGEST
        and core[0] not in ",.;:)"
        and not pair.before.isdigit()
        and not _SENTENCES.search(core)
    )


def _changes(pair: _Pair) -> Iterator[Change]:
    """The edits that put the spaces of a pair where they belong, from the left."""
    inside, text = pair.inside, pair.text
    core = inside.strip(" ")
    lead = len(inside) - len(inside.lstrip(" "))
    tail = len(inside) - len(inside.rstrip(" "))
    parted_left = bool(_WORD_BEFORE.search(text[max(0, pair.open - 40) : pair.open])) and (
        lead > 0 or _known(_WORD_BEFORE.search(text[max(0, pair.open - 40) : pair.open]))
    )
    word = _WORD_AFTER.match(text, pair.close + 1)
    parted_right = word is not None and word[0] not in _SUFFIXES and (tail > 0 or _known(word))
    if parted_left or (pair.before in tuple(",;") and lead):
        yield Change(Extent(pair.open, pair.open), " ")
    if lead and (core[:1].isalnum() or core[:1] in "/.$<#-_@"):
        yield Change(Extent(pair.open + 1, pair.open + 1 + lead), "")
    if tail:
        yield Change(Extent(pair.close - tail, pair.close), "")
    if parted_right:
        yield Change(Extent(pair.close + 1, pair.close + 1), " ")


def _known(match: re.Match[str] | None) -> bool:
    """Whether it is a word that stands by itself, not a prefix such as the `f` of code."""
    return match is not None and len(match[0]) > 1 and is_word(match[0].lower())
