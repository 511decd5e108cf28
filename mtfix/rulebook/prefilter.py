"""One scan over a document decides which rules may fire in which segment."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import ahocorasick

from mtfix.rulebook.triggers import EDGE, bare

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
                plain = bare(literal)
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
    """An automaton whose hits tell a literal's length and the rules that it wakes.

    First come the rules that take it anywhere; then, if there are any, those that want a word to
    begin there, to end there, and both.
    """
    if not literals:
        return None
    automaton = ahocorasick.Automaton()
    for plain in {bare(literal) for literal in literals}:
        forms = (plain, EDGE + plain, plain + EDGE, EDGE + plain + EDGE)
        anywhere, *edged = (tuple(sorted(literals.get(form, ()))) for form in forms)
        automaton.add_word(plain, (len(plain), anywhere, edged if any(edged) else None))
    automaton.make_automaton()
    return automaton


def _scan(automaton: Any, text: str, starts: Sequence[int], woken: dict[int, set[int]]) -> None:
    """Note each hit. A literal that begins with a line break belongs to what follows it."""
    for end, (length, numbers, edged) in automaton.iter(text):
        if edged:
            numbers = numbers + _at_edges(edged, text[end - length], text[end + 1 : end + 2])
        if not numbers:
            continue
        # `end` counts the frame's line break, so it is the offset behind the literal's last
        # character less one; its middle lies in the right segment even at the edges.
        first = end - length if text[end - length + 1] != "\n" else end - length + 1
        index = bisect_right(starts, first) - 1
        for number in numbers:
            woken[number].add(index if index > 0 else 0)


def _at_edges(edged: Sequence[tuple[int, ...]], before: str, after: str) -> tuple[int, ...]:
    """The rules that a literal with these neighbours wakes, beside those that take it anywhere."""
    begins, ends, both = edged
    left, right = not before.isalnum(), not after.isalnum()
    if left and right:
        return begins + ends + both
    return begins if left else ends if right else ()
