"""One scan over a document decides which rules may fire, and near which places."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mtfix.automaton import Automaton
from mtfix.rulebook.triggers import EDGE, bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    _Woken = tuple[tuple[int, ...], Sequence[tuple[int, ...]] | None]

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
        exact: dict[str, list[int]] = {}
        folded: dict[str, list[int]] = {}
        always: list[int] = []
        for number, literals, ignore_case in triggers:
            if literals is None:
                always.append(number)
                continue
            for literal in literals:
                cased = ignore_case and literal.upper() != literal
                (folded if cased else exact).setdefault(literal, []).append(number)
        self.always = tuple(always)
        self._exact = _Scan(exact) if exact else None
        self._folded = _Scan(folded) if folded else None

    def awake(self, text: str) -> dict[int, list[int]]:
        """For each rule that has to run, where its literals begin, in no order.

        A line break stands before and after the text, so that a trigger may ask for the edge
        of a segment; where it begins is then behind the break. Rules without triggers are in
        `always`, not here.
        """
        woken: dict[int, list[int]] = defaultdict(list)
        framed = f"\n{text}\n"
        if self._exact is not None:
            self._exact.wake(framed, woken)
        if self._folded is not None:
            self._folded.wake(fold(framed), woken)
        return woken


class _Scan:
    """An automaton, and for each literal the rules that it wakes."""

    def __init__(self, literals: Mapping[str, Sequence[int]]) -> None:
        self._literals = literals
        self._plain = list(dict.fromkeys(map(bare, literals)))
        self._automaton = Automaton(self._plain)
        self._rules: dict[int, _Woken] = {}  # of tens of thousands of literals a text has few

    def _woken(self, literal: int) -> _Woken:
        """The rules that take a literal anywhere; then those that want its edges, if any do.

        Of these, first come those that want a word to begin there, then to end there, then both.
        """
        one = self._plain[literal]
        forms = (one, EDGE + one, one + EDGE, EDGE + one + EDGE)
        anywhere, *edged = (tuple(self._literals.get(form, ())) for form in forms)
        self._rules[literal] = found = (anywhere, edged if any(edged) else None)
        return found

    def wake(self, text: str, woken: dict[int, list[int]]) -> None:
        """Note each hit. A literal that begins with a line break belongs to what follows it."""
        known = self._rules
        for literal, start, end in self._automaton.hits(text):
            numbers, edged = known.get(literal) or self._woken(literal)
            if edged:
                numbers = numbers + _at_edges(edged, text[start - 1 : start], text[end : end + 1])
            if not numbers:
                continue
            # `start` counts the frame's line break, so it is one too many for an offset of the
            # text; one more tells the segment that a line break stands before.
            first = start - 1 if text[start] != "\n" else start
            for number in numbers:
                woken[number].append(first)


def _at_edges(edged: Sequence[tuple[int, ...]], before: str, after: str) -> tuple[int, ...]:
    """The rules that a literal with these neighbours wakes, beside those that take it anywhere."""
    begins, ends, both = edged
    left, right = not before.isalnum(), not after.isalnum()
    if left and right:
        return begins + ends + both
    return begins if left else ends if right else ()
