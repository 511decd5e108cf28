"""Many literals searched for in one pass over a text.

A text is searched with one byte for each character, which takes half the time. Literals with
characters that have none are looked for only where the text has such characters, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_Hit = tuple[int, int, int]

_FEW = 1_000  # a table for every character pays only for so many literals
_PLAIN = "latin-1"  # encodes a text faster than any other
_ONE_BYTE = "cp1252"  # has the typographic quotation marks and dashes, too
_UNKNOWN = "?"  # what stands for any other character where a text is encoded so
_NOWHERE = b"\x81"  # a byte that stands for no character
_SURROGATE = lazily(re.compile, "[\ud800-\udfff]")
_DENSE = 20  # of so many characters one is beyond: then the whole text is searched


class Automaton:
    """Finds every occurrence of its literals, those inside others too. Immutable."""

    def __init__(self, literals: Iterable[str]) -> None:
        """Take the literals, none of them empty; hits tell them by their number here."""
        known = list(literals)
        beyond = [number for number, one in enumerate(known) if not is_simple(one)]
        parted = dict.fromkeys(beyond, _NOWHERE)
        plain = not beyond and all(max(one) <= "\xff" for one in known)
        self._code = _PLAIN if plain else _ONE_BYTE
        self._bytes = BytesAhoCorasick(
            [parted.get(n) or one.encode(self._code) for n, one in enumerate(known)],
            implementation=_kind(known),
        )
        self._beyond = _Beyond(beyond, [known[n] for n in beyond]) if beyond else None

    def hits(self, text: str) -> list[_Hit]:
        """(number of the literal, start, end) of each occurrence, in the order of the ends."""
        data = text.encode(self._code, "replace")
        found = self._bytes.find_matches_as_indexes(data, overlapping=True)
        more = self._beyond.hits(text, data) if self._beyond else None
        return sorted(found + more, key=_end) if more else found


class _Beyond:
    """Finds the literals that have a character without a byte."""

    def __init__(self, numbers: Sequence[int], literals: Sequence[str]) -> None:
        self._numbers = numbers
        self._search = AhoCorasick(literals, implementation=_kind(literals), store_patterns=False)
        self._telling = frozenset(c for one in literals for c in one if not is_simple(c))
        self._reach = max(map(len, literals))

    def hits(self, text: str, data: bytes) -> list[_Hit]:
        """The occurrences in a text, whose `data` has one byte for each character."""
        places = self._places(text, data)
        if len(places) > len(text) / _DENSE:
            return self._within(text, 0, len(text))
        return [
            hit for window in _windows(places, self._reach) for hit in self._within(text, *window)
        ]

    def _places(self, text: str, data: bytes) -> list[int]:
        """Where characters stand that only literals beyond have."""
        places = []
        at = data.find(_UNKNOWN.encode())
        while at >= 0:
            if text[at] in self._telling:
                places.append(at)
            at = data.find(_UNKNOWN.encode(), at + 1)
        return places

    def _within(self, text: str, start: int, end: int) -> list[_Hit]:
        part = text[max(start, 0) : end]
        try:
            found = self._search.find_matches_as_indexes(part, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate, which no literal has
            part = _SURROGATE.sub("\ufffd", part)
            found = self._search.find_matches_as_indexes(part, overlapping=True)
        numbers, at = self._numbers, max(start, 0)
        return [(numbers[number], at + lo, at + hi) for number, lo, hi in found]


def is_simple(literal: str) -> bool:
    """Whether a literal can be looked for in a text with one byte for each character."""
    return _UNKNOWN.encode() not in literal.encode(_ONE_BYTE, "replace")


def _windows(places: Iterable[int], reach: int) -> list[tuple[int, int]]:
    """Stretches that hold whatever is no longer than `reach` and has one of the places in it."""
    found: list[tuple[int, int]] = []
    for at in places:
        start, end = at - reach + 1, at + reach
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _kind(literals: Sequence[str]) -> Implementation:
    return Implementation.DFA if len(literals) <= _FEW else Implementation.ContiguousNFA


def _end(hit: _Hit) -> int:
    return hit[2]
