"""One word in two pieces: `govern- ment`, `in stallation`.

Why machine translation makes this error: the source was a page with hyphenated lines or a scan;
and a subword that the decoder puts out alone is taken for a word of its own.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import (
    common_words_beginning,
    common_words_ending,
    english_words,
    is_word,
    word_list,
    word_set,
)
from mtfix.analysis.occurrences import places_of_all
from mtfix.detectors._examples import keep as _keep
from mtfix.detectors._place import free, place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


RULES = (
    Rule(
        "split-word-hyphen",
        "split-word",
        "a word with the hyphen of a line break inside",
        "The source was set in columns, and the hyphen at the end of its lines stayed.",
        certain="Neither piece is a word, the two together are one, and nothing else follows the hyphen.",
        examples=(
            Example("The govern- ment raised the tax.", "The government raised the tax."),
            Example("An inter- national team came first.", "An international team came first."),
            Example("The commu- nity agreed at once.", "The community agreed at once."),
        ),
        keep=_keep(
            "The pre- and post-war years were hard.",
            "A two- to three-day trip is enough.",
            "First- or second-class tickets are sold out.",
            "He said inter- and multinational firms pay less.",
            "A long- term plan is needed.",
        ),
        origin="detectors/split_words.py",
    ),
    Rule(
        "split-word-space",
        "split-word",
        "a word with a space inside",
        "The pieces of a word that the decoder puts out were not joined again.",
        applicability=UNSAFE,
        examples=(
            Example("The in stallation takes an hour.", "The installation takes an hour."),
            Example("A new depart ment was opened.", "A new department was opened."),
            Example("The infor mation is on the web.", "The information is on the web."),
        ),
        keep=_keep(
            "She works in vitro and in vivo.",
            "They paid ad hoc and pro rata.",
            "The firm Depart Ment was opened.",
            "He sang la la la and do re mi.",
            "Use `depart ment` as the key.",
        ),
        origin="detectors/split_words.py",
    ),
)
_HYPHEN, _SPACE = RULES
_HEAD = lazily(re.compile, r"(?<![\w’'-])[A-Za-z]?[a-z]+$")
_PARTED = lazily(re.compile, r"(?<![\w’'-])([A-Za-z]?[a-z]+)- ([a-z]{2,})(?![\w’'-])")
_BEFORE = lazily(re.compile, r"(?<![\w’'.-])([A-Za-z][a-z]+) $")
_AFTER = lazily(re.compile, r" ([a-z]{2,})(?![\w’'-])")
_SHORTEST = 7  # of the joined word
_FEW = 50_000  # pairs of a piece and a word; trying them all takes less than sorting a word list
_PIECE = 4  # the shortest piece that is looked up


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each word in two pieces."""
    if "- " in analysis.visible:
        yield from _hyphens(analysis)
    yield from _spaces(analysis)


def _hyphens(analysis: Analysis) -> Iterator[Finding]:
    for match in _parted(analysis.visible):
        left, right = match[1], match[2]
        joined = (left + right).lower()
        if (
            right in word_set("behind-suspended-hyphen")
            or left.lower() in word_set("prefixes")
            or not is_word(joined)
        ):
            continue
        if len(joined) < _SHORTEST or f"{left}-{right}" in analysis.words:
            continue
        segment, extent = place_in(analysis, match.start(), len(match[0]))
        gap = Extent(extent.start + len(left), extent.end - len(right))
        if not free(segment, extent):
            continue
        whole = is_word(left.lower()) and is_word(right) and joined not in word_list("common-words")
        level = UNSAFE if whole else SAFE
        yield finding(segment, _HYPHEN, extent, Change(gap, ""), applicability=level, title=joined)


def _parted(text: str) -> Iterator[re.Match[str]]:
    at = text.find("- ")
    while at >= 0:
        head = _HEAD.search(text, max(0, at - 20), at)
        if head and (match := _PARTED.match(text, head.start())):
            yield match
        at = text.find("- ", at + 1)


def _spaces(analysis: Analysis) -> Iterator[Finding]:
    """Unknown words that make a known one with the word before or behind them."""
    seen = analysis.words_in_scope
    pieces = sorted(
        w
        for w in seen - english_words()
        if len(w) >= _PIECE and w.isascii() and w.islower() and w.isalpha()
    )
    lookup = _ByText(seen) if len(pieces) * len(seen) <= _FEW else _ByList(seen)
    ends = {piece for piece in pieces if lookup.ends(piece)}
    begins = {piece for piece in pieces if lookup.begins(piece)}
    places = places_of_all(analysis.visible, ends | begins)
    for piece in sorted(places):
        if piece in ends:
            yield from _joined(analysis, piece, places[piece], before=True)
        if piece in begins:
            yield from _joined(analysis, piece, places[piece], before=False)


class _ByText:
    """Whether a word of the text and a piece make a common word: tries every word of the text."""

    def __init__(self, seen: frozenset[str]) -> None:
        self._common = word_list("common-words")
        self._seen = seen

    @cached_property
    def _heads(self) -> list[str]:
        return [w[0].lower() + w[1:] for w in self._seen if len(w) > 1]

    @cached_property
    def _tails(self) -> list[str]:
        return [w for w in self._seen if len(w) > 1]

    def ends(self, piece: str) -> bool:
        return any(x + piece in self._common for x in self._heads if _joins(x, piece))

    def begins(self, piece: str) -> bool:
        return any(piece + x in self._common for x in self._tails if _joins(x, piece))


class _ByList:
    """The same for long texts: tries every common word that ends in the piece or begins with it."""

    def __init__(self, seen: frozenset[str]) -> None:
        self._seen = seen

    def ends(self, piece: str) -> bool:
        words = (w for w in common_words_ending(piece) if len(w) >= _SHORTEST)
        befores = (w[: -len(piece)] for w in words)
        return any(
            len(x) > 1 and (x in self._seen or x.capitalize() in self._seen) for x in befores
        )

    def begins(self, piece: str) -> bool:
        words = (w for w in common_words_beginning(piece) if len(w) >= _SHORTEST)
        behinds = (w[len(piece) :] for w in words)
        return any(len(x) > 1 and x in self._seen for x in behinds)


def _joins(word: str, piece: str) -> bool:
    return len(word) + len(piece) >= _SHORTEST


def _joined(
    analysis: Analysis, piece: str, places: list[int], *, before: bool
) -> Iterator[Finding]:
    text = analysis.visible
    for offset in places:
        end = offset + len(piece)
        match = (
            _BEFORE.search(text, max(0, offset - 30), offset) if before else _AFTER.match(text, end)
        )
        if not match or not match[1]:
            continue
        word = match[1] + piece if before else piece + match[1]
        other_unknown = not is_word(match[1].lower())
        known = len(word) >= _SHORTEST and word.lower() in word_list("common-words")
        if not known or (not before and other_unknown):
            continue  # two unknown pieces are seen once, from the second
        start, stop = (match.start(1), end) if before else (offset, match.end())
        segment, extent = place_in(analysis, start, stop - start)
        if not free(segment, extent) or "\n" in text[start:stop]:
            continue
        gap = extent.start + (len(match[1]) if before else len(piece))
        change = Change(Extent(gap, gap + 1), "")
        yield finding(segment, _SPACE, extent, change, title=word)
