"""Phrases of a list, looked up where a trigger stands: a pattern of thousands is slow to make.

A phrase is found as whole words, as the list writes it or with more capitals.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import regex

from mtfix.lazily import lazily
from mtfix.rulebook.triggers import EDGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHORTEST = 4  # characters
_HEAD = 11  # characters of a phrase that are scanned for: what follows may be a name
_WORD = lazily(regex.compile, r"(?<![\p{L}’-])\p{L}")
_MANY = 50  # places: so many pay for an index
_JOINED = "’-"


def triggers(phrases: Iterable[str]) -> tuple[str, ...]:
    """Literals for phrases, without the first letter, which may be a capital."""
    cut = (phrase[1:] + EDGE if len(phrase) <= _HEAD else phrase[1:_HEAD] for phrase in phrases)
    return tuple(sorted(set(cut)))


class Phrases:
    """The phrases of one list. Threads may share it."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(phrases)
        self._sizes = sorted(set(map(len, self._phrases)), reverse=True)

    @cached_property
    def _by_head(self) -> dict[str, list[int]]:
        """The sizes of phrases by their first letters: it pays for many questions only."""
        found: dict[str, set[int]] = defaultdict(set)
        for phrase in self._phrases:
            found[phrase[:_HEAD].lower()].add(len(phrase))
        return {head: [*sorted(sizes, reverse=True), *self._short] for head, sizes in found.items()}

    @cached_property
    def _short(self) -> tuple[int, ...]:
        """The sizes of phrases that are no longer than what is scanned for, the longest first."""
        return tuple(size for size in self._sizes if size < _HEAD)

    def opened(self, text: str, hits: Sequence[int]) -> Sequence[int]:
        """The hits at which a phrase may stand. `text` may be longer than a paragraph."""
        if len(hits) < _MANY:
            return hits
        longer, short = self._by_head, self._short
        found = []
        for hit in hits:
            beginning = text[hit - 1 : hit - 1 + _HEAD].lower()
            if any(self._holds(text, hit - 1, size) for size in longer.get(beginning, short)):
                found.append(hit)
        return found

    def _holds(self, text: str, start: int, size: int) -> bool:
        """Whether a phrase stands there, as the list writes it or with more capitals."""
        words, known = text[start : start + size], self._phrases
        return words.lower() in known or words[:1].lower() + words[1:] in known

    def found(self, text: str, hits: Iterable[int]) -> Iterator[Any]:
        """Yield a match for each phrase in a text; `hits` are where triggers stand, if any do."""
        starts = sorted({hit - 1 for hit in hits}) or (m.start() for m in _WORD.finditer(text))
        end = 0
        for start in starts:
            size = self._size(text, start) if start >= end else 0
            if size:
                end = start + size
                yield _of_size(size).match(text, start)

    def _size(self, text: str, start: int) -> int:
        """The length of the longest phrase that begins there, 0 if there is none."""
        before = text[start - 1 : start]
        if not 0 <= start < len(text) or before.isalpha() or (before and before in _JOINED):
            return 0
        for size in self._sizes:
            end = start + size
            fits = end <= len(text) and not text[end : end + 1].isalnum()
            if fits and self._holds(text, start, size):
                return size
        return 0


@cache
def _of_size(size: int) -> Any:
    return regex.compile(rf"(?s:.{{{size}}})")
