"""Where two rows of paragraphs part: the first that has no counterpart on the other side.

Translations of one text are about as long, in the same order, and share their numbers; so the
cheapest way to pair them shows which paragraph was left out or added.
"""

from __future__ import annotations

import re
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"\d+")
_ALONE = 1.2  # what a paragraph without a counterpart costs
_REACH = 60  # how far apart counterparts may stand


def parting(sources: Sequence[str], targets: Sequence[str]) -> tuple[int, bool]:
    """The index of the first paragraph without a counterpart, and whether it is a target.

    >>> parting(["Eins und zwei", "12 Boote", "Ende gut"], ["One and two", "The end"])
    (1, False)
    """
    rows, columns = len(sources), len(targets)
    if not rows or not columns:
        return 0, not rows
    far = max(_REACH, abs(rows - columns) + _REACH // 2)
    costs = {(0, 0): 0.0}
    steps: dict[tuple[int, int], str] = {}
    for i in range(rows + 1):
        for j in range(max(0, i - far), min(columns, i + far) + 1):
            if i or j:
                ways = [
                    (costs.get((i - 1, j - 1), 1e9) + _cost(sources, targets, i, j), "both"),
                    (costs.get((i - 1, j), 1e9) + _ALONE, "source"),
                    (costs.get((i, j - 1), 1e9) + _ALONE, "target"),
                ]
                costs[i, j], steps[i, j] = min(ways)
    i, j = rows, columns
    first = (0, rows < columns)
    while i or j:
        step = steps[i, j]
        i, j = i - (step != "target"), j - (step != "source")
        if step != "both":
            first = (j, True) if step == "target" else (i, False)
    return first


def _cost(sources: Sequence[str], targets: Sequence[str], i: int, j: int) -> float:
    """How little two paragraphs look like translations of each other."""
    if not i or not j:
        return 1e9
    ours, theirs = sources[i - 1], targets[j - 1]
    length = abs(log((len(ours) + 5) / (len(theirs) + 5)))
    numbers = set(_NUMBER.findall(ours)) ^ set(_NUMBER.findall(theirs))
    return length + min(len(numbers), 3) * 0.4
