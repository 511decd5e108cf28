"""Quotation marks as characters: what a mark may be, from its shape and its neighbours."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import regex
from msgspec import Struct

from mtfix.analysis.attribution import attribution_at, is_speech_verb
from mtfix.lazily import lazily
from mtfix.model import RunKind, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENERS = "“„«‟「『"
CLOSERS = "”»」』"
STRAIGHT = '"＂'
FOREIGN = "„«»‟「」『』＂"
ANY = OPENERS + CLOSERS + STRAIGHT

_MARK = lazily(regex.compile, f"[{ANY}]")
_OPENING_CONTEXT = frozenset(" \t\u00a0\u202f([{—–-/¿¡‘'*_")
_STOPS = frozenset(".,;:!?…。，！？")


_FUSED = lazily(regex.compile, r"(?<=\p{Ll}{2})(?:He|She|They|It|We|I)\s(\p{L}+)\b")


def places_of_marks(text: str) -> dict[str, list[int]]:
    """The offsets of each mark; one search a mark is faster than a pattern for all."""
    return {char: list(_places(text, char)) for char in ANY}


def _places(text: str, char: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)


class Role(Enum):
    """What a mark does."""

    OPEN = "open"
    CLOSE = "close"
    SKIP = "skip"  # a place where a lost mark might have been, but was not


class Mark(Struct, frozen=True):
    """A quotation mark, or a place where one may have been lost (`char` is "").

    `costs` says how badly each role fits, by the mark's shape and its neighbours.
    """

    offset: int
    char: str
    costs: tuple[tuple[Role, float], ...]
    fits_close: bool = False  # an attribution follows


def marks_of(
    text: str, segment: Segment | None, *, one_shape: bool, reversed_guillemets: bool
) -> list[Mark]:
    """The double quotation marks in the text of a segment outside locked text, from the left.

    `segment` is None where nothing in it is locked. `one_shape` says that the document closes and
    opens with the same curly mark.
    """
    offsets = [
        m.start()
        for m in _MARK.finditer(text)
        if (segment is None or segment.run_at(m.start()).kind is RunKind.PROSE)
        and not _prime(text, m.start())
    ]
    if not (one_shape or reversed_guillemets) and _regular(text, offsets):
        return [Mark(at, text[at], _SOUND[n % 2]) for n, at in enumerate(offsets)]
    found = [
        _mark(text, at, one_shape=one_shape, reversed_guillemets=reversed_guillemets)
        for at in offsets
    ]
    if found:
        found += _lost(text)
        found.sort(key=lambda m: m.offset)
    return found


# The costs of marks that open and close in turn, each in its place: nothing else comes near.
_SOUND = (
    ((Role.OPEN, 0.0), (Role.CLOSE, 2.6)),
    ((Role.OPEN, 2.6), (Role.CLOSE, 0.0)),
)
_BEFORE_OPENER = frozenset(["", " ", "(", "[", "—", "–"])
_AFTER_CLOSER = frozenset(["", *" ,.;:!?)]—–’"])


def _regular(text: str, offsets: list[int]) -> bool:
    """Whether the marks open and close in turn with sound neighbours; most texts are so."""
    if len(offsets) % 2:
        return False
    for number, at in enumerate(offsets):
        char, left, right = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if number % 2 == 0:
            sound = char in '“"' and left in _BEFORE_OPENER and right.isalnum()
        else:
            sound = char in '”"' and (left.isalnum() or left in _STOPS) and right in _AFTER_CLOSER
        if not sound:
            return False
    return True


def attributed(text: str, after: int) -> bool:
    """Whether an attribution follows the mark that ends at `after`."""
    at = after
    while at < len(text) and text[at] in " ,.，\u00a0":
        at += 1
    return at - after <= 3 and attribution_at(text, at) is not None


def _prime(text: str, at: int) -> bool:
    """Whether a straight mark stands for inches or seconds: `6' 2"`.

    Then it follows a digit, and the marks that do not are in pairs.
    """
    if text[at] != '"' or not text[at - 1 : at].isdigit() or text[at + 1 : at + 2].isalnum():
        return False
    return sum(not text[i - 1 : i].isdigit() for i, c in enumerate(text) if c == '"') % 2 == 0


def _mark(text: str, at: int, *, one_shape: bool, reversed_guillemets: bool) -> Mark:
    char = text[at]
    left, right = text[at - 1 : at], text[at + 1 : at + 2]
    begins = not left and right.isupper()  # a paragraph
    follows = not begins and attributed(text, at + 1)
    opening, closing = _context_cost(left, right)
    if char in OPENERS and not (one_shape and char == "“"):
        closing += 1.0
    elif char in CLOSERS and not (one_shape and char == "”"):
        opening += 1.0
    if char in "«»" and reversed_guillemets:
        shape = -1.0 if char == "»" else 1.0
        opening, closing = opening + shape, closing - shape
    if follows:
        opening += 0.6
        closing = max(0.0, closing - 0.8)
    return Mark(at, char, ((Role.OPEN, opening), (Role.CLOSE, closing)), follows)


def _context_cost(left: str, right: str) -> tuple[float, float]:
    """How badly the neighbours fit an opening and a closing mark."""
    opening = closing = 0.0
    if right in ("", " ", "\u00a0", "\u202f"):
        opening += 1.0
    elif right in _STOPS or right in ")]}":
        opening += 1.4 if right != "…" and right != "." else 0.4
    if left and left not in _OPENING_CONTEXT:
        opening += 0.6
    if left in ("", " ", "\u00a0", "\u202f") or left in "([{":
        closing += 1.0
    if right and (right.isalnum() or right in "([{“‘"):
        closing += 0.6
    return opening, closing


def _lost(text: str) -> Iterator[Mark]:
    """Yield the places where a closing mark was swallowed: `repressHe said`."""
    for match in _FUSED.finditer(text):
        if is_speech_verb(match[1]):
            costs = ((Role.CLOSE, 0.4), (Role.SKIP, 0.0))
            yield Mark(match.start(), "", costs, fits_close=True)
