"""The edge of a quotation: its mark, what is wrong with it, and how an opening one should look.

Each edge is brought to one normal form: mark, punctuation and spaces in the order that the
document's own style asks for. The faults are what the normal form differs in.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.analysis.lexicon import is_word, word_list, word_set
from mtfix.analysis.marks import CLOSERS, OPENERS
from mtfix.analysis.quotations import is_foreign
from mtfix.lazily import lazily
from mtfix.model import Applicability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.balance import Reading
    from mtfix.analysis.quotations import Quotation, QuotedSegment

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
SURE = 1.0  # the margin from which a mark's role is beyond doubt

SPACES = " \u00a0\u202f\u2009\u200a\u2060"
JOINERS = "\u200a\u2060"  # books set them beside a mark, so that no line breaks there
_WORDS = lazily(re.compile, r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


class Fault(Enum):
    """What can be wrong with an edge, in the order in which it gives a finding its name."""

    FOREIGN = "quote-foreign-marks"
    LOST = "quote-lost-mark"
    LOST_INNER = "quote-lost-inner-mark"
    DIRECTION = "quote-wrong-direction"
    PERIOD = "quote-period-before-attribution"
    COMMA = "quote-missing-comma"
    ORDER = "quote-punctuation-outside"
    DOUBLE = "quote-doubled-punctuation"
    INNER = "quote-inner-space"
    OUTER = "quote-outer-space"
    CAPITAL = "attribution-capital"


class Repair(Struct, frozen=True):
    """Replace [start, end) of the visible text by `text`, for the faults named."""

    start: int
    end: int
    text: str
    faults: frozenset[Fault]


class Edge(Struct, frozen=True):
    """A mark in its segment, with all that the normal form depends on."""

    analysis: Analysis
    quoted: QuotedSegment
    quotation: Quotation | None
    reading: Reading

    @property
    def text(self) -> str:
        return self.quoted.text

    @property
    def at(self) -> int:
        return self.reading.mark.offset

    @property
    def end(self) -> int:
        return self.at + len(self.reading.mark.char)

    @property
    def content(self) -> str:
        """What the quotation says, as far as it stands in this segment."""
        if self.quotation is None:
            return ""
        opener, closer = self.quotation.opener, self.quotation.closer
        start = opener.mark.offset + len(opener.mark.char) if opener else self.quotation.start
        return self.text[start : closer.mark.offset if closer else self.quotation.end]


def opening(edge: Edge, level: Applicability) -> Repair | None:
    """The repair of an opening mark with the faults of at least this level."""
    text, at, end = edge.text, edge.at, edge.end
    faults: set[Fault] = set()
    char = edge.reading.mark.char
    sure = edge.reading.margin >= SURE
    mark = glyph_for(edge, faults, level)
    after = end
    while after < len(text) and text[after] in SPACES:
        after += 1
    if sure and end < after < len(text) and text[after] not in "‘’'\"”“" and _wide(edge, after):
        faults.add(Fault.INNER)
    else:
        after = end
    before = text[at - 1 : at]
    lead = ""
    glued = before.isalnum() or (before != "" and before in ",;:!?.”")
    if sure and glued and not _is_value(edge, after) and _stands_alone(text, at, after):
        lead = " "
        faults.add(Fault.OUTER)
    if not faults:
        return None
    return Repair(at, after, lead + (mark or char), frozenset(faults))


def _wide(edge: Edge, after: int) -> bool:
    """Whether the space behind an opening mark is one that does not belong there."""
    inches = edge.text[edge.at - 1 : edge.at].isnumeric()  # `¼" (6 mm) thick`
    space = edge.text[edge.end : after].strip(JOINERS)
    return bool(space) and not inches and any(c.isalnum() for c in edge.content)


def _is_value(edge: Edge, after: int) -> bool:
    """Whether an opening mark is that of a value in data: `label:"bug"`."""
    text, at = edge.text, edge.at
    if edge.reading.mark.char != '"':
        return False
    pair = text[at - 1 : at] == ":" and text[after : after + 1].islower()
    return pair or edge.quoted.is_data


def glyph_for(edge: Edge, faults: set[Fault], level: Applicability) -> str:
    """The mark that should stand there, or "" where the one at hand may stay."""
    char, style = edge.reading.mark.char, edge.analysis.quotations.style
    closes = edge.reading.role.value == "close"
    opener = edge.quotation.opener if edge.quotation else None
    foreign = is_foreign(char) or (closes and opener is not None and is_foreign(opener.mark.char))
    deep = edge.quotation is not None and edge.quotation.depth > 1
    right = style.closer if closes else style.opener
    if foreign:
        if _foreign_level(edge) < level or edge.reading.margin < SURE:
            return ""
        if not any(c.isalnum() for c in edge.content):  # the marks themselves are meant: `「」`
            return ""
        faults.add(Fault.FOREIGN)
        single = (
            deep != edge.analysis.profile.single_quotes
        )  # British books quote with single marks
        return ("’" if closes else "‘") if single and not style.straight else right
    wrong = char in (OPENERS if closes else CLOSERS)
    if wrong and not style.straight and char in "“”" and edge.reading.margin >= 0.5:
        certain = edge.reading.margin >= SURE
        if level <= (SAFE if certain else UNSAFE):
            faults.add(Fault.DIRECTION)
            return right
    return ""


def _foreign_level(edge: Edge) -> Applicability:
    """Foreign marks around English words go; around a foreign phrase they are meant."""
    if edge.quotation is None or edge.quotation.opener is None or edge.quotation.closer is None:
        return Applicability.DISPLAY
    words = [w for w in _WORDS.findall(edge.content) if w[0].islower()]
    known = sum(_is_english(w) for w in words)
    if not words:
        # a title: «Quiet Ring» is English, «Kommersant» may be anything
        title = _WORDS.findall(edge.content)
        return SAFE if title and all(is_word(w.lower()) for w in title) else UNSAFE
    return SAFE if 2 * known > len(words) else Applicability.DISPLAY


def _is_english(word: str) -> bool:
    """Whether a word is surely English; short ones are too often words of several languages."""
    common = word in word_list("common-words") or word in word_list("function-words")
    return common or (len(word) > 4 and is_word(word))


def _stands_alone(text: str, at: int, after: int) -> bool:
    """Whether the words left and right of an unspaced opening mark are words of their own."""
    left = re.search(r"[\w’'-]+$", text[max(0, at - 40) : at])
    right = re.match(r"[\w’'-]+", text[after : after + 40])
    if left is None:
        return True
    word = left[0].lower().rpartition("-")[2]
    return (
        right is not None
        and (len(word) > 2 or word in word_set("short-words"))
        and (is_word(word) or left[0][0].isupper())
    )


def faults_in_order(faults: frozenset[Fault]) -> Iterator[Fault]:
    """The faults, the one that names the finding first."""
    return (f for f in Fault if f in faults)
