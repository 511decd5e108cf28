"""How the other entries of a catalogue translate a word: what two texts with one translation tell.

“Invalid extension name” and “Invalid permission syntax” cannot both be *Nevalida dbus-nomo*, if
*name* is *nomo* and *syntax* is *sintakso* elsewhere. Two wordings of one message can.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtfix.analysis.pairs import Pair

_LONG = 4  # letters of a word that says something, and of a stem
_SEEN = 3  # entries that show how a word is translated
_MOSTLY = 0.7  # of these have it
_ITS_OWN = 0.25  # of the entries with the translation have the word
_FIRST_EAST = "\u2e80"  # scripts that do not part words begin about here


class Habits:
    """What stands for a word of the source, as the pairs of a document have it."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self._known: dict[str, str] = {}

    def unlike(self, pair: Pair, other: Pair) -> tuple[str, str] | None:
        """A word of a pair's source that its translation lacks, and what it is elsewhere.

        The words of the other source, too, have been looked up, and its translation has them.
        """
        ours, theirs = words_of(pair), words_of(other)
        own, others = self._lacking(ours - theirs, pair), self._lacking(theirs - ours, pair)
        return own[0] if own and not others else None

    def _lacking(self, words: Iterable[str], pair: Pair) -> list[tuple[str, str]]:
        there = set(stems(pair))
        found = ((word, self._of(word)) for word in sorted(words))
        return [(word, stem) for word, stem in found if stem and stem not in there]

    def _of(self, word: str) -> str:
        if word not in self._known:
            self._known[word] = self._found(word)
        return self._known[word]

    def _found(self, word: str) -> str:
        """The stem that mostly stands where the word does, and seldom elsewhere; or ""."""
        targets = {" ".join(self._stems[n]): self._stems[n] for n in self._places[word]}
        if len(targets) < _SEEN:
            return ""
        counts = Counter(stem for stems in targets.values() for stem in set(stems))
        best = max(sorted(counts), key=lambda stem: counts[stem] / self._totals[stem] ** 0.5)
        many = counts[best] >= len(targets) * _MOSTLY
        return best if many and counts[best] >= self._totals[best] * _ITS_OWN else ""

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for n, pair in enumerate(self._pairs):
            for word in words_of(pair):
                places[word].append(n)
        return places

    @cached_property
    def _stems(self) -> list[list[str]]:
        return [list(stems(pair)) for pair in self._pairs]

    @cached_property
    def _totals(self) -> Counter[str]:
        different = {" ".join(stems): stems for stems in self._stems}
        return Counter(stem for stems in different.values() for stem in set(stems))


def words_of(pair: Pair) -> set[str]:
    """The words of a source that say something, without menu keys."""
    return {w for piece in pair.source_pieces if len(w := piece.casefold()) >= _LONG}


def stems(pair: Pair) -> Iterator[str]:
    """How the words of a translation begin; in Chinese, each two signs."""
    for piece in pair.pieces:
        word = piece.casefold()
        if word >= _FIRST_EAST:
            yield from (word[n : n + 2] for n in range(len(word) - 1))
        elif len(word) >= _LONG:
            yield word[:_LONG]
