"""How the edge of a quotation should look, and what is wrong with the one at hand.

Each edge is brought to one normal form: mark, punctuation and spaces in the order that the
document's own style asks for. The faults are what the normal form differs in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from mtfix.analysis.attribution import Attribution, attribution_at
from mtfix.analysis.lexicon import is_word
from mtfix.analysis.marks import CLOSERS, OPENERS
from mtfix.analysis.quotations import is_foreign, open_single
from mtfix.analysis.sentences import starts_sentence
from mtfix.model import Applicability

if TYPE_CHECKING:
    from mtfix.analysis import Analysis
    from mtfix.analysis.balance import Reading
    from mtfix.analysis.quotations import Quotation, QuotedSegment

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
SURE = 1.0  # the margin from which a mark's role is beyond doubt

_SPACES = " \u00a0\u202f\u2009\u200a\u2060"
_WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Ltd|Jr|Sr|Co|Corp|etc|a\.m|p\.m))\.$")
_SUFFIX = re.compile(r"(?:s|es|ed|ing|ish|er|ness|like|style|type|d|th|ly)\b")
_QUOTE_AHEAD = re.compile(r"\s?[,:]\s?[“\"‘]")


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


@dataclass(frozen=True, slots=True)
class Repair:
    """Replace [start, end) of the visible text by `text`, for the faults named."""

    start: int
    end: int
    text: str
    faults: frozenset[Fault]


@dataclass(frozen=True)
class Edge:
    """A mark in its segment, with all that the normal form depends on."""

    analysis: Analysis
    quoted: QuotedSegment
    quotation: Quotation | None
    reading: Reading

    @property
    def text(self) -> str:
        return self.quoted.segment.text

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
    mark = _glyph(edge, faults, level)
    after = end
    while after < len(text) and text[after] in _SPACES:
        after += 1
    if sure and end < after < len(text) and text[after] not in "‘’'":
        faults.add(Fault.INNER)
    else:
        after = end
    before = text[at - 1 : at]
    lead = ""
    if sure and (before.isalnum() or (before and before in ",;:!?.”")) and _stands_alone(text, at, after):
        lead = " "
        faults.add(Fault.OUTER)
    if not faults:
        return None
    return Repair(at, after, lead + (mark or char), frozenset(faults))


def closing(edge: Edge, level: Applicability) -> Repair | None:
    """The repair of a closing mark, its punctuation and the first letter of its attribution."""
    form = _Closing(edge, level)
    form.run()
    if not form.faults:
        return None
    return Repair(form.start, form.stop, form.result(), frozenset(form.faults))


def _glyph(edge: Edge, faults: set[Fault], level: Applicability) -> str:
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
        faults.add(Fault.FOREIGN)
        return ("’" if closes else "‘") if deep and not style.straight else right
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
    known = sum(is_word(w.lower()) for w in words)
    if not words:
        return SAFE if is_word(edge.content.strip().lower()) else UNSAFE
    return SAFE if 2 * known >= len(words) else Applicability.DISPLAY


def _stands_alone(text: str, at: int, after: int) -> bool:
    """Whether the words left and right of an unspaced opening mark are words of their own."""
    left = re.search(r"[\w’'-]+$", text[max(0, at - 40) : at])
    right = re.match(r"[\w’'-]+", text[after : after + 40])
    if left is None:
        return True
    word = left[0].lower()
    return right is not None and (len(word) > 2 or word in ("a", "an", "in", "of", "to", "is", "as")) and (
        is_word(word) or left[0][0].isupper()
    )


class _Closing:
    """Builds the normal form of one closing edge."""

    def __init__(self, edge: Edge, level: Applicability) -> None:
        self.edge, self.level = edge, level
        self.faults: set[Fault] = set()
        text, self.at = edge.text, edge.at
        self.text = text
        inner = self.at
        while inner > 0 and text[inner - 1] in _SPACES:
            inner -= 1
        self.gap = text[inner : self.at]
        self.stop_mark = text[inner - 1 : inner] if inner else ""
        if self.stop_mark not in (",", ".") or text[inner - 2 : inner - 1] in (".", ","):
            self.inner = self.stop_mark if self.stop_mark in "!?…’—–-.," else ""
            self.body = inner
            self.fixed_inner = bool(self.inner)
        else:
            self.inner, self.body, self.fixed_inner = self.stop_mark, inner - 1, False
        after = edge.end
        while after < len(text) and text[after] in _SPACES:
            after += 1
        self.gap_before_stop = text[edge.end : after]
        self.outer = ""
        if text[after : after + 1] in (",", ".", ";", ":") and text[after + 1 : after + 2] not in (".", ","):
            if not text[after + 1 : after + 2].isdigit():
                self.outer = text[after]
                after += 1
        rest = after
        while rest < len(text) and text[rest] in _SPACES:
            rest += 1
        self.gap_after = text[after:rest] if self.outer else self.gap_before_stop
        self.next = rest
        self.said: Attribution | None = attribution_at(text, rest) if rest < len(text) else None
        self.mark = edge.reading.mark.char
        self.new_inner, self.new_outer = self.inner, self.outer
        self.nested = ""
        self.space = False
        self.lower = False
        self.sure = edge.reading.margin >= SURE

    def run(self) -> None:
        self._mark()
        self._spaces()
        self._period()
        self._order()
        self._comma()
        self._capital()
        self._inner_quote()

    # The stretch that the repair replaces, and what replaces it.

    @property
    def start(self) -> int:
        return self.body if not self.fixed_inner else self.at - len(self.gap)

    @property
    def stop(self) -> int:
        return self.next + (1 if self.lower else 0)

    def result(self) -> str:
        inner = "" if self.fixed_inner else self.new_inner
        gap = "" if Fault.INNER in self.faults else self.gap
        tail = self.text[self.next].lower() if self.lower else ""
        dropped = self.outer and not self.new_outer and not self.gap_after
        space = " " if self.space else self.gap_after
        if dropped and self.next < len(self.text) and self.text[self.next].isalnum():
            space = " "
        outer_gap = "" if Fault.OUTER in self.faults or not self.outer else self.gap_before_stop
        return inner + self.nested + gap + self.mark + outer_gap + self.new_outer + space + tail

    def _mark(self) -> None:
        style = self.edge.analysis.quotations.style
        if not self.mark:
            self.mark = style.closer
            self.faults.add(Fault.LOST)
            return
        self.mark = _glyph(self.edge, self.faults, self.level) or self.mark

    def _spaces(self) -> None:
        if not self.sure and Fault.LOST not in self.faults:
            return
        opener = self.edge.quotation.opener if self.edge.quotation else None
        if self.gap and self.body > 0 and (opener is None or opener.mark.offset + 1 < self.body):
            if self.stop_mark != "’":  # books set a thin space between two closing marks
                self.faults.add(Fault.INNER)
        if self.outer and self.gap_before_stop:
            self.faults.add(Fault.OUTER)
        if self.next >= len(self.text) or self.gap_after:
            return
        char = self.text[self.next]
        if not (char.isalnum() or char in "“‘([") or self.outer and self.outer in ":.":
            return
        if self.said is None and _SUFFIX.match(self.text, self.next) and not self.outer:
            return
        if char.isalpha() and self.said is None and not self._word_follows():
            return
        self.space = True
        self.faults.add(Fault.OUTER)

    def _word_follows(self) -> bool:
        """Whether what follows the mark, and what stands before it, are words of their own."""
        right = re.match(r"[\w’'-]+", self.text[self.next : self.next + 40])
        left = re.search(r"[\w’'-]+$", self.text[max(0, self.body - 40) : self.body])
        known = right is not None and (is_word(right[0].lower()) or right[0][0].isupper() or len(right[0]) == 1)
        whole = left is None or left[0][0].isupper() or len(left[0]) > 2 and is_word(left[0].lower())
        return known and whole

    def _order(self) -> None:
        if self.outer not in (",", ".") or not self.outer:
            return
        if self.inner in (",", ".") and not self.fixed_inner:
            if self.new_inner == self.outer or self.new_inner == ",":
                self._double()
            return
        if self.fixed_inner:
            if self.inner in ("!", "?") and self.outer == "," and self.said and self.level <= UNSAFE:
                self._double()
            return
        level = order_level(self.edge, self.said is not None)
        if level is not None and level >= self.level and not _literal(self.edge.content):
            self.new_inner, self.new_outer = self.outer, ""
            self.faults.add(Fault.ORDER)

    def _double(self) -> None:
        self.new_outer = ""
        self.faults.add(Fault.DOUBLE)

    def _period(self) -> None:
        said = self.said
        if said is None or self.fixed_inner or self.inner != "." or self.outer not in ("", ","):
            return
        if _ABBREVIATED.search(self.text[max(0, self.body - 12) : self.body + 1]):
            return
        if self.outer == ",":
            self.new_inner = ","
        elif _period_level(said, self) >= self.level:
            self.new_inner = ","
            self.faults.add(Fault.PERIOD)

    def _comma(self) -> None:
        said = self.said
        if said is None or self.inner or self.outer or self.fixed_inner:
            return
        if self._comma_level(said) >= self.level:
            self.new_inner = ","
            self.faults.add(Fault.COMMA)

    def _comma_level(self, said: Attribution) -> Applicability:
        opener = self.edge.quotation.opener if self.edge.quotation else None
        if Fault.LOST in self.faults:
            return SAFE
        if opener is None or not starts_sentence(self.text, opener.mark.offset + len(opener.mark.char)):
            return Applicability.DISPLAY
        if len(self.edge.content.split()) < 3 or _leads_on(self.text, said):
            return Applicability.DISPLAY
        broken = self.space or Fault.INNER in self.faults or self._capital_verb(said)
        if said.core_verb and (broken or said.kind != "bare-verb" and said.closed):
            return SAFE
        return UNSAFE

    def _capital_verb(self, said: Attribution) -> bool:
        return said.kind != "subject-verb" and self.text[said.start].isupper()

    def _capital(self) -> None:
        said = self.said
        if said is None or not self.text[said.start].isupper() or said.start != self.next:
            return
        ends = self.new_inner if not self.fixed_inner else self.inner
        comma = ends == "," or self.new_outer == ","
        if not comma and ends not in ("?", "!"):
            return
        if _leads_on(self.text, said) or not self._common_start(said):
            return
        level = SAFE if comma and (said.kind != "bare-verb" or said.core_verb) else UNSAFE
        if level >= self.level and (comma or said.closed and said.core_verb or said.kind == "verb-subject"):
            self.lower = True
            self.faults.add(Fault.CAPITAL)

    def _common_start(self, said: Attribution) -> bool:
        """Whether the attribution begins with a word that has no capital of its own."""
        word = re.match(r"[\w’']+", self.text[said.start :])
        if word is None or word[0] == "I":
            return False
        if said.kind == "subject-verb":
            return said.pronoun or word[0].lower() in ("the", "a", "an", "his", "her", "their", "its", "one")
        follower = re.match(r"[\w’'-]+(?:\s[\w’'-]+){1,2}\s(\w+)", self.text[said.start :])
        return not (follower and follower[1] in ("said", "says", "replied", "added", "was", "is", "has"))

    def _inner_quote(self) -> None:
        """A single quotation inside that nothing closed ends where the outer one ends."""
        opener = self.edge.quotation.opener if self.edge.quotation else None
        if opener is None or self.inner == "’" or self.edge.analysis.profile.single_quotes:
            return
        if open_single(self.text, opener.mark.offset + 1, self.body) >= 0 and not self.fixed_inner:
            self.nested = "’"
            self.faults.add(Fault.LOST_INNER)


def order_level(edge: Edge, attributed: bool) -> Applicability | None:
    """How sure it is that this document sets comma and full stop inside the mark, or None."""
    profile, straight = edge.analysis.profile, edge.reading.mark.char == '"'
    if profile.variety == "gb" or profile.single_quotes:
        return None
    evidence = profile.strong_inside > 0
    logical = profile.outside >= 3 and not evidence
    if straight and not attributed:
        return UNSAFE if evidence else None
    if evidence and 3 * profile.strong_inside + profile.inside >= profile.outside:
        return SAFE
    if profile.variety == "us" and not logical and not straight:
        return SAFE
    return UNSAFE


def _period_level(said: Attribution, form: _Closing) -> Applicability:
    if _leads_on(form.text, said):
        return Applicability.DISPLAY
    lower = form.text[said.start].islower()
    if lower and said.kind != "subject-verb":
        return SAFE if said.core_verb else UNSAFE
    if lower and said.pronoun:
        return SAFE if said.core_verb or said.closed else UNSAFE
    if said.kind == "subject-verb" and said.core_verb and said.closed:
        return SAFE if form.space or Fault.INNER in form.faults else UNSAFE
    return Applicability.DISPLAY


def _leads_on(text: str, said: Attribution) -> bool:
    """Whether the attribution belongs to a quotation that follows: `He added, “Now.”`"""
    end = max(said.verb[1], said.subject[1] if said.subject else 0)
    return bool(_QUOTE_AHEAD.match(text, end)) and text[said.start].isupper()


def _literal(content: str) -> bool:
    """Whether the words in quotes are a literal whose edge must stay exact: a file, a key."""
    bare = content.strip()
    return " " not in bare and bool(re.search(r"[\d._/\\=<>{}$*#@]|[a-z][A-Z]", bare))


def faults_in_order(faults: frozenset[Fault]) -> Iterator[Fault]:
    """The faults, the one that names the finding first."""
    return (f for f in Fault if f in faults)
