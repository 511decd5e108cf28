"""Which paragraphs of two texts are counterparts, where one has a paragraph that the other has not.

Translations of one text say the same in the same order: their paragraphs are about as long, of the
same kind, and share numbers, addresses, names and what else is copied. The cheapest way to pair
them, as Gale and Church found it by length alone, shows what was left out or added. A pair counts
only if every other way is clearly worse: beside a gap two short paragraphs may well be mistaken.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"\d+")
_ANCHOR = re.compile(r"[A-Za-z]+://[^\s<>()\"]+|`[^`\n]+`|[^\W\d_]{4,}|\d[\d.,:]*")
_ALONE = 1.2  # what a paragraph without a counterpart costs
_ALONE_IN_KIND = 1.5  # what it costs if a heading faces an item
_SHARED = 0.4  # what a word that both have, and no other paragraph, takes off
_ODD = 0.4  # what a number costs that only one of two has
_MOST_SHARED = 3
_OTHER_SCRIPT = 1.8  # a text this many times as long is one in another script
_TELLING = 300  # characters from which on the lengths of two texts can be set side by side
_REACH = 60  # how far apart counterparts may stand
_CLEARLY = 0.5  # how much worse every other way has to be
_FOREVER = 1e9
_FEWEST = 4  # paragraphs below which one without a counterpart is a quarter of the text
_FIT = 0.7  # what a pair of a translation may cost on the average
_MOST_CELLS = 4_000_000
_LONE_SHARE = 0.2  # of the paragraphs may have no counterpart


class Paragraph(NamedTuple):
    """The text of a paragraph and what kind it is: a heading, an item."""

    text: str
    kind: str = ""


class Pairing(NamedTuple):
    """For each target its source, None where it has none for sure, -1 where that is uncertain."""

    sources: list[int | None]
    lost: list[int]  # sources without a target
    fits: bool  # whether the two are translations of each other at all


class Counterparts:
    """The cheapest way to pair two rows of paragraphs."""

    def __init__(self, sources: Sequence[Paragraph], targets: Sequence[Paragraph]) -> None:
        self.sources, self.targets = sources, targets
        self.rows, self.columns = len(sources), len(targets)
        self.far = max(_REACH, abs(self.rows - self.columns) + _REACH // 2)
        sizes = [sum(len(p.text) for p in side) + 1 for side in (sources, targets)]
        ratio = sizes[1] / sizes[0] if min(sizes) > _TELLING else 1.0
        # Chinese says in a third of the letters what English does
        self._scale = ratio if not 1 / _OTHER_SCRIPT < ratio < _OTHER_SCRIPT else 1.0
        self._known: dict[tuple[int, int], float] = {}

    @cached_property
    def _numbers(self) -> list[list[frozenset[str]]]:
        sides = (self.sources, self.targets)
        return [[frozenset(_NUMBER.findall(p.text)) for p in side] for side in sides]

    @cached_property
    def _anchors(self) -> list[list[frozenset[str]]]:
        """The words of each paragraph that it alone has on its side, and one on the other."""
        sides = [[_words(p.text) for p in side] for side in (self.sources, self.targets)]
        counted = [Counter(w for p in side for w in p) for side in sides]
        both = {w for w, n in counted[0].items() if n == counted[1][w] == 1}
        return [[p & both for p in side] for side in sides]

    def cost(self, i: int, j: int) -> float:
        """How little a source and a target look like translations of each other."""
        if (i, j) not in self._known:
            self._known[i, j] = self._cost(i, j)
        return self._known[i, j]

    def _cost(self, i: int, j: int) -> float:
        ours, theirs = self.sources[i], self.targets[j]
        length = abs(log((len(ours.text) * self._scale + 8) / (len(theirs.text) + 8)))
        odd = len(self._numbers[0][i] ^ self._numbers[1][j])
        shared = len(self._anchors[0][i] & self._anchors[1][j])
        kind = 0.0 if ours.kind == theirs.kind else _ALONE_IN_KIND
        return length + min(odd, 3) * _ODD - min(shared, _MOST_SHARED) * _SHARED + kind

    @cached_property
    def _forward(self) -> dict[tuple[int, int], float]:
        """What the first paragraphs of both cost, by how many of each there are."""
        costs = {(0, 0): 0.0}
        for i in range(self.rows + 1):
            for j in self._band(i):
                if i or j:
                    paired = self.cost(i - 1, j - 1) if i and j else _FOREVER
                    costs[i, j] = min(
                        costs.get((i - 1, j), _FOREVER) + _ALONE,
                        costs.get((i, j - 1), _FOREVER) + _ALONE,
                        costs.get((i - 1, j - 1), _FOREVER) + paired,
                    )
        return costs

    @cached_property
    def _backward(self) -> dict[tuple[int, int], float]:
        """What the paragraphs from these on cost."""
        costs = {(self.rows, self.columns): 0.0}
        for i in range(self.rows, -1, -1):
            for j in reversed(self._band(i)):
                if i < self.rows or j < self.columns:
                    both = i < self.rows and j < self.columns
                    paired = self.cost(i, j) if both else _FOREVER
                    costs[i, j] = min(
                        costs.get((i + 1, j), _FOREVER) + _ALONE,
                        costs.get((i, j + 1), _FOREVER) + _ALONE,
                        costs.get((i + 1, j + 1), _FOREVER) + paired,
                    )
        return costs

    @property
    def _is_vain(self) -> bool:
        """Whether both are so long and so unlike that a look for pairs would take minutes."""
        return abs(self.rows - self.columns) > max(self.rows, self.columns) * _LONE_SHARE and (
            self.rows * self.columns > _MOST_CELLS
        )

    def _band(self, i: int) -> range:
        return range(max(0, i - self.far), min(self.columns, i + self.far) + 1)

    @cached_property
    def steps(self) -> list[tuple[int | None, int | None]]:
        """The cheapest way: pairs, and paragraphs without a counterpart, from the first on."""
        i, j = self.rows, self.columns
        costs, back = self._forward, list[tuple[int | None, int | None]]()
        while i or j:
            paired = self.cost(i - 1, j - 1) if i and j else _FOREVER
            if costs[i, j] == costs.get((i - 1, j - 1), _FOREVER) + paired:
                i, j = i - 1, j - 1
                back.append((i, j))
            elif costs[i, j] == costs.get((i - 1, j), _FOREVER) + _ALONE:
                i -= 1
                back.append((i, None))
            else:
                j -= 1
                back.append((None, j))
        return back[::-1]

    def certain(self, i: int, j: int) -> bool:
        """Whether a target could have no other source but at a clearly higher price."""
        best = self._forward[self.rows, self.columns] + _CLEARLY
        return all(self._through(k, j) >= best for k in range(i - 3, i + 4) if k != i) and all(
            self._through(i, m) >= best for m in range(j - 3, j + 4) if m != j
        )

    def _through(self, i: int, j: int) -> float:
        """What the cheapest way costs that pairs these two."""
        if not (0 <= i < self.rows and 0 <= j < self.columns):
            return _FOREVER
        before = self._forward.get((i, j), _FOREVER)
        return before + self.cost(i, j) + self._backward.get((i + 1, j + 1), _FOREVER)

    def pairing(self) -> Pairing:
        """Who is whose counterpart, as far as that is certain."""
        if self._is_vain:
            return Pairing([None] * self.columns, [], fits=False)
        pairs = [(i, j) for i, j in self.steps if i is not None and j is not None]
        sources: list[int | None] = [None] * self.columns
        sure = 0
        for i, j in pairs:
            known = self.certain(i, j)
            sources[j] = i if known else -1
            sure += known
        lost = [i for i, j in self.steps if i is not None and j is None]
        fit = sum(self.cost(i, j) for i, j in pairs) <= _FIT * len(pairs)
        most = max(self.rows, self.columns)
        few = most - sure <= max(1, most * _LONE_SHARE)
        return Pairing(sources, lost, fit and few and most >= _FEWEST)

    def parting(self) -> tuple[int, bool]:
        """The first paragraph without a counterpart, and whether it is a target."""
        if self._is_vain:
            least = min(self.rows, self.columns)
            return (least, True) if self.columns > self.rows else (least, False)
        for i, j in self.steps:
            if i is None or j is None:
                return (j or 0, True) if i is None else (i, False)
        return 0, False


def are_facing(sources: Sequence[Paragraph], targets: Sequence[Paragraph]) -> bool:
    """Whether each paragraph of two rows of one length may be the counterpart of its neighbour."""
    numbers = [
        (set(_NUMBER.findall(ours.text)), set(_NUMBER.findall(theirs.text)))
        for ours, theirs in zip(sources, targets, strict=True)
    ]
    both = [ours.isdisjoint(theirs) for ours, theirs in numbers if ours and theirs]
    if sum(both) > max(2, len(both) * _LONE_SHARE):
        return False
    return all(
        ours.kind == theirs.kind and not _much_longer(ours.text, theirs.text)
        for ours, theirs in zip(sources, targets, strict=True)
    )


def _much_longer(one: str, other: str) -> bool:
    return abs(log((len(one) + 30) / (len(other) + 30))) > 1.6


def _words(text: str) -> frozenset[str]:
    return frozenset(_ANCHOR.findall(text))
