"""Triggers looked up where a short text has their first letters.

Making an automaton of all triggers takes longer than reading a page. Here they stand in a table by
their first letters, packed so that it loads fast, and an entry is unpacked when a text asks for it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mtfix.rulebook.prefilter import fold
from mtfix.rulebook.triggers import EDGE, bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEAD = 6  # characters
_NEXT, _RULES = "\x01", "\x03"  # part the literals of an entry, and a literal from its rules
Packed = dict[str, str]  # by head: literals with the numbers of their rules


class _Literal:
    """A literal as an entry has it; the numbers of its rules are read where a text has it."""

    __slots__ = ("_packed", "_rules", "begins", "ends")

    def __init__(self, literal: str, rules: str) -> None:
        self.begins = literal[0] == EDGE  # a word has to begin where it does
        self.ends = literal[-1] == EDGE
        self._packed, self._rules = rules, tuple[int, ...]()

    @property
    def rules(self) -> tuple[int, ...]:
        """The numbers of the rules that it wakes."""
        if not self._rules:
            self._rules = tuple(map(int, self._packed.split(",")))
        return self._rules


class _Entry:
    """The literals with one head, by their text without edges."""

    def __init__(self, packed: str) -> None:
        self.literals: dict[str, list[_Literal]] = {}
        for item in packed.split(_NEXT):
            literal, _, rules = item.partition(_RULES)
            plain = bare(literal)
            known = _Literal(literal, rules)
            if plain in self.literals:
                self.literals[plain].append(known)
            else:
                self.literals[plain] = [known]
        self.sizes = sorted(set(map(len, self.literals)))


class Lookup:
    """The triggers of rules as they are, and those of rules that ignore case, folded."""

    def __init__(self, exact: Packed, folded: Packed) -> None:
        self.exact, self.folded = exact, folded
        self._entries: dict[str, _Entry] = {}
        self._lines: dict[str, dict[int, list[int]]] = {}

    def awake(self, text: str) -> dict[int, list[int]]:
        """As `Prefilter.awake`: for each rule that has to run, where its literals begin.

        A text is read again after each repair, so what each line wakes is kept.
        """
        woken: dict[int, list[int]] = defaultdict(list)
        start = 0
        for line in text.split("\n"):
            found = self._lines.get(line)
            if found is None:
                found = self._lines[line] = self._of_line(line)
            for rule, places in found.items():
                woken[rule] += [start + place for place in places]
            start += len(line) + 1
        return woken

    def _of_line(self, line: str) -> dict[int, list[int]]:
        woken: dict[int, list[int]] = defaultdict(list)
        framed = f"\n{line}\n\0"
        self._wake(self.exact, framed, woken)
        if self.folded:
            self._wake(self.folded, fold(framed), woken)
        return dict(woken)

    def _wake(self, packed: Packed, text: str, woken: dict[int, list[int]]) -> None:
        for size in range(1, _HEAD + 1):
            ends = len(text) - size
            for at in [n for n in range(ends) if text[n : n + size] in packed]:
                self._hit(self._entry(packed, text[at : at + size]), text, at, woken)

    def _hit(self, entry: _Entry, text: str, at: int, woken: dict[int, list[int]]) -> None:
        for size in entry.sizes:
            for known in entry.literals.get(text[at : at + size], ()):
                if known.begins and text[at - 1].isalnum():
                    continue
                if known.ends and text[at + size].isalnum():
                    continue
                place = at if text[at] == "\n" else at - 1
                for rule in known.rules:
                    woken[rule].append(place)

    def _entry(self, packed: Packed, head: str) -> _Entry:
        key = packed[head]
        if key not in self._entries:
            self._entries[key] = _Entry(key)
        return self._entries[key]


def packed(triggers: Iterable[tuple[int, Iterable[str], bool]]) -> Lookup:
    """A table of (rule number, its triggers, whether case is ignored)."""
    rules: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
    for number, literals, ignore_case in triggers:
        for literal in literals:
            cased = ignore_case and literal.upper() != literal
            rules[cased].setdefault(literal, []).append(number)
    return Lookup(_by_head(rules[0]), _by_head(rules[1]))


def _by_head(rules: Mapping[str, list[int]]) -> Packed:
    found: dict[str, list[str]] = defaultdict(list)
    for literal, numbers in rules.items():
        item = f"{literal}{_RULES}{','.join(map(str, numbers))}"
        found[bare(literal)[:_HEAD]].append(item)
    return {head: _NEXT.join(items) for head, items in found.items()}
