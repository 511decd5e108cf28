"""Many literals searched for in one pass over a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEW = 1_000  # a table for every character pays only for so many literals
_SURROGATE = re.compile("[\ud800-\udfff]")


class Automaton:
    """Finds every occurrence of its literals, those inside others too. Immutable."""

    def __init__(self, literals: Iterable[str]) -> None:
        """Take the literals, none of them empty; hits tell them by their number here."""
        known = list(literals)
        small = len(known) <= _FEW
        kind = Implementation.DFA if small else Implementation.ContiguousNFA
        self._search = AhoCorasick(known, implementation=kind, store_patterns=False)

    def hits(self, text: str) -> list[tuple[int, int, int]]:
        """(number of the literal, start, end) of each occurrence, in the order of the ends."""
        try:
            return self._search.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate, which no literal has
            return self._search.find_matches_as_indexes(
                _SURROGATE.sub("\ufffd", text), overlapping=True
            )
