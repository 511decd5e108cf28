"""One scan over a document decides which rules may fire, and near which places."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mtfix.automaton import Automaton
from mtfix.rulebook.triggers import EDGE, bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    _Rules = tuple[int, ...]
    _Woken = tuple[int, _Rules, tuple[_Rules, _Rules, _Rules, _Rules] | None]

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
        # tuples: a hundred thousand lists would be looked through at each garbage collection
        exact: dict[str, _Rules] = {}
        folded: dict[str, _Rules] = {}
        always: list[int] = []
        for number, literals, ignore_case in triggers:
            if literals is None:
                always.append(number)
                continue
            for literal in literals:
                cased = ignore_case and literal.upper() != literal
                known = folded if cased else exact
                known[literal] = (*known.get(literal, ()), number)
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
        framed = f"\n{text}\n\0"
        if self._exact is not None:
            self._exact.wake(framed, woken)
        if self._folded is not None:
            self._folded.wake(fold(framed), woken)
        return woken


class _Scan:
    """An automaton, and for each literal the rules that it wakes."""

    def __init__(self, literals: Mapping[str, _Rules]) -> None:
        self._literals = literals
        self._plain = list(dict.fromkeys(map(bare, literals)))
        self._automaton = Automaton(self._plain)
        # of tens of thousands of literals a text has few
        self._rules: list[_Woken | None] = [None] * len(self._plain)

    def _woken(self, literal: int) -> _Woken:
        """What a literal wakes, kept for the next time.

        Where a literal begins in the text, less the frame's line break; one that begins with a
        line break of its own tells the segment behind it. Then the rules, by whether a word begins
        there (1) and ends there (2): a rule may want either, or both.
        """
        one = self._plain[literal]
        get = self._literals.get
        anywhere, begins = get(one, ()), get(EDGE + one, ())
        ends, both = get(one + EDGE, ()), get(EDGE + one + EDGE, ())
        left, right = anywhere + begins, anywhere + ends
        shift = 0 if one[0] == "\n" else 1
        edged = bool(begins or ends or both)
        found = (shift, anywhere, (anywhere, left, right, left + ends + both) if edged else None)
        self._rules[literal] = found
        return found

    def wake(self, text: str, woken: dict[int, list[int]]) -> None:
        """Note each hit in a text that ends with one character more than its frame."""
        known = self._rules
        for literal, start, end in self._automaton.hits(text):
            shift, numbers, edged = known[literal] or self._woken(literal)
            if edged is not None:
                left = not text[start - 1].isalnum()
                numbers = edged[left + 2 * (not text[end].isalnum())]
            for number in numbers:
                woken[number].append(start - shift)
