"""Many literals searched for in one pass over a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEW = 1_000  # a table for every character pays only for so many literals
_SURROGATE = re.compile("[\ud800-\udfff]")
_ONE_BYTE = "latin-1"
_UNKNOWN = "?"  # what stands for any other character where a text is encoded so


class Automaton:
    """Finds every occurrence of its literals, those inside others too. Immutable."""

    def __init__(self, literals: Iterable[str]) -> None:
        """Take the literals, none of them empty; hits tell them by their number here."""
        known = list(literals)
        small = len(known) <= _FEW
        kind = Implementation.DFA if small else Implementation.ContiguousNFA
        self._bytes: BytesAhoCorasick | None = None
        if all(map(is_simple, known)):
            simple = [one.encode(_ONE_BYTE) for one in known]
            self._bytes = BytesAhoCorasick(simple, implementation=kind)
        else:
            self._search = AhoCorasick(known, implementation=kind, store_patterns=False)

    def hits(self, text: str) -> list[tuple[int, int, int]]:
        """(number of the literal, start, end) of each occurrence, in the order of the ends."""
        if self._bytes is not None:  # a third of the time that a search for characters takes
            data = text.encode(_ONE_BYTE, "replace")
            return self._bytes.find_matches_as_indexes(data, overlapping=True)
        try:
            return self._search.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate, which no literal has
            return self._search.find_matches_as_indexes(
                _SURROGATE.sub("\ufffd", text), overlapping=True
            )


def is_simple(literal: str) -> bool:
    """Whether a literal can be looked for in a text with one byte for each character."""
    return max(literal) <= "\xff" and _UNKNOWN not in literal
