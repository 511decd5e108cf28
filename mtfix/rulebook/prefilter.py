"""One scan over a document decides which rules may fire in which segment."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import ahocorasick

from mtfix.rulebook.triggers import EDGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Letters that the regex module takes for an ASCII letter when it ignores case. Each maps to one
# character, so that offsets stay the same.
_FOLD = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "K": "k"})


def fold(text: str) -> str:
    """Lower case, character by character: the result is as long as the text."""
    if not text.isascii():
        text = text.translate(_FOLD) if any(c in text for c in "İıſK") else text
    return text.lower()


class Prefilter:
    """The triggers of a rule set, as two automata: letters as they are, and folded."""

    def __init__(self, triggers: Iterable[tuple[int, Iterable[str] | None, bool]]) -> None:
        """Take (rule number, its triggers or None for "always", whether case is ignored)."""
        exact: dict[str, set[int]] = defaultdict(set)
        folded: dict[str, set[int]] = defaultdict(set)
        always: list[int] = []
        for number, literals, ignore_case in triggers:
            if literals is None:
                always.append(number)
                continue
            for literal in literals:
                plain = literal.removeprefix(EDGE)
                cased = ignore_case and plain.upper() != plain
                (folded if cased else exact)[literal].add(number)
        self.always = tuple(always)
        self._exact, self._folded = _automaton(exact), _automaton(folded)

    def awake(self, text: str, starts: Sequence[int]) -> dict[int, set[int]]:
        """The segments in which each rule has to run. `starts` are the segments' offsets.

        A line break stands before and after the text, so that a trigger may ask for the edge
        of a segment.
        """
        woken: dict[int, set[int]] = defaultdict(set)
        framed = f"\n{text}\n"
        if self._exact is not None:
            _scan(self._exact, framed, starts, woken)
        if self._folded is not None:
            _scan(self._folded, fold(framed), starts, woken)
        for number in self.always:
            woken[number] = set(range(len(starts)))
        return woken


def _automaton(literals: Mapping[str, set[int]]) -> Any:
    """An automaton whose hits tell a literal's length, its rules, and those that want an edge."""
    if not literals:
        return None
    automaton = ahocorasick.Automaton()
    for plain in {literal.removeprefix(EDGE) for literal in literals}:
        anywhere, at_edge = literals.get(plain, ()), literals.get(EDGE + plain, ())
        automaton.add_word(plain, (len(plain), tuple(sorted(anywhere)), tuple(sorted(at_edge))))
    automaton.make_automaton()
    return automaton


def _scan(automaton: Any, text: str, starts: Sequence[int], woken: dict[int, set[int]]) -> None:
    """Note each hit. A literal that begins with a line break belongs to what follows it."""
    for end, (length, anywhere, at_edge) in automaton.iter(text):
        numbers = anywhere
        if at_edge and not text[end - length].isalnum():
            numbers = anywhere + at_edge
        if not numbers:
            continue
        # `end` counts the frame's line break, so it is the offset behind the literal's last
        # character less one; its middle lies in the right segment even at the edges.
        first = end - length if text[end - length + 1] != "\n" else end - length + 1
        index = bisect_right(starts, first) - 1
        for number in numbers:
            woken[number].add(index if index > 0 else 0)
