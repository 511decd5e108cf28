"""Which literals a text must contain for a pattern to match it.

One walk over the pattern's syntax keeps, for each part, the finite set of strings it can be (if
it is one) and the best set found so far of which one member must occur. What the walk does not
understand counts as "anything", so the result may be weaker than possible, never wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.lazily import lazily
from mtfix.rulebook.rarity import expected
from mtfix.rulebook.triggers import EDGE, bare, edged

if TYPE_CHECKING:
    from collections.abc import Mapping

Strings = frozenset[str]
_EMPTY: Strings = frozenset({""})
_PRODUCT, _UNION, _CLASS = 400, 4000, 27
_LONG, _FEW = 4, 80
_ZERO_WIDTH = frozenset("BAZGmM")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_REPEAT = lazily(re.compile, r"([*+?])|\{(\d*)(,?)(\d*)\}")
_GROUP = lazily(re.compile, r"\(\?(?:P?<(?![=!])\w+>|:|>)")
_AROUND = lazily(re.compile, r"\(\?(<?[=!])")
_LIST = lazily(re.compile, r"\\L<(\w+)>")
# What a negative look-around forbids holds any letter and digit: a word begins or ends there.
_NO_WORD = lazily(re.compile, r"(?:\\w|\[(?!\^)[^\[\]]*?\\w[^\[\]]*\])(?=\||$)")
_CODE = lazily(re.compile, r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))")


class Unreadable(Exception):  # noqa: N818 - it is not an error of the user
    """The pattern uses syntax that this walk does not know."""


class Part(Struct, frozen=True):
    """What is known of a part: all it can be, and what a text with it must contain."""

    exact: Strings | None = None
    needed: Strings | None = None
    prefix: Strings | None = None  # what it begins with, where it is not finite


ANYTHING, NOTHING = Part(), Part(_EMPTY)
BOUNDARY = Part(frozenset({EDGE}))  # a word begins or ends here


def required(
    pattern: str, lists: Mapping[str, frozenset[str]], *, ignore_case: bool = False
) -> Strings | None:
    """The literals one of which occurs wherever the pattern matches; None if there are none."""
    part = _walked(pattern, lists, ignore_case=ignore_case)[0]
    return _better(part.needed, _usable(part.exact))


def heads(
    pattern: str, lists: Mapping[str, frozenset[str]], *, ignore_case: bool = False
) -> Strings | None:
    """The literals one of which every match begins with; None if they are not known."""
    part, behind = _walked(pattern, lists, ignore_case=ignore_case)
    return None if behind else _usable(part.prefix if part.exact is None else part.exact)


def _walked(
    pattern: str, lists: Mapping[str, frozenset[str]], *, ignore_case: bool
) -> tuple[Part, bool]:
    """What is known of a pattern, and whether its first strings stand before the match."""
    walk = _Walk(pattern, lists, ignore_case=ignore_case)
    try:
        part = walk.alternatives(top=True)
    except (Unreadable, IndexError, KeyError):
        return ANYTHING, False
    return (part if walk.at == len(pattern) else ANYTHING), walk.behind


def _usable(strings: Strings | None) -> Strings | None:
    found = frozenset(map(edged, strings)) if strings else None
    return found if found and "" not in found else None


def _better(a: Strings | None, b: Strings | None) -> Strings | None:
    if a is None or b is None:
        return a or b
    return a if expected(a) <= expected(b) else b


class _Walk:
    """Recursive descent over the syntax that rule files use."""

    def __init__(
        self, pattern: str, lists: Mapping[str, frozenset[str]], *, ignore_case: bool
    ) -> None:
        self.text, self.lists, self.ignore_case, self.at = pattern, lists, ignore_case, 0
        self.behind = False  # strings of a look-behind were joined to the rest

    def alternatives(self, *, top: bool = False) -> Part:
        """`a|b|c` up to a closing bracket or the end."""
        branches = [self._sequence(top=top)]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence(top=top))
        if len(branches) == 1:
            return branches[0]
        exact = _union([b.exact for b in branches])
        needed = _union([_better(b.needed, _usable(b.exact)) for b in branches])
        return Part(
            exact, needed, _union([b.prefix if b.exact is None else b.exact for b in branches])
        )

    def _sequence(self, *, top: bool) -> Part:
        chain = _Chain()
        while self._peek() not in ("", "|", ")"):
            part = self._atom(top=top, first=chain.untouched)
            chain.add(*self._repeated(part))
        return chain.part()

    def _atom(self, *, top: bool, first: bool) -> Part:
        char = self.text[self.at]
        if char == "(":
            return self._bracket(top=top, first=first)
        if char == "[":
            return self._characters()
        if char == "\\":
            return self._escape()
        self.at += 1
        if char == "{":  # fuzzy matching and the like
            raise Unreadable(self.text)
        if char in "^$":
            return NOTHING
        return ANYTHING if char == "." else self._literal(char)

    def _bracket(self, *, top: bool, first: bool) -> Part:
        if around := _AROUND.match(self.text, self.at):
            start = self.at = around.end()
            inner = self.alternatives()
            if around[1].endswith("!") and _NO_WORD.match(self.text, start, self.at):
                inner = BOUNDARY
            self._close()
            return self._look(around[1], inner, top=top, first=first)
        if opening := _GROUP.match(self.text, self.at):
            self.at = opening.end()
        elif self.text.startswith("(?", self.at):
            raise Unreadable(self.text)
        else:
            self.at += 1
        inner = self.alternatives()
        self._close()
        return inner

    def _look(self, sign: str, inner: Part, *, top: bool, first: bool) -> Part:
        """A look-around consumes nothing, but at an end of the pattern it adjoins the rest."""
        if sign.endswith("!"):
            return inner if inner is BOUNDARY else NOTHING
        last = self.at == len(self.text) or self.text[self.at] == "|"
        if top and inner.exact is not None and (first if sign == "<=" else last):
            self.behind |= sign == "<="
            return inner
        if top and last and sign == "=":
            return inner
        return Part(_EMPTY, _better(inner.needed, _usable(inner.exact)))

    def _characters(self) -> Part:
        """A class: its members if they are few and plain, else anything."""
        end, members, plain = self.at + 1, set[str](), True
        if self.text[end] == "^":
            end, plain = end + 1, False
        start = end
        while self.text[end] != "]" or end == start:
            char = self.text[end]
            if char == "[" and self.text[end + 1] == ":":
                end, plain = self.text.index(":]", end) + 2, False
                continue
            if char == "\\":
                code = _CODE.match(self.text, end)
                escaped = chr(int(code[1] or code[2], 16)) if code else self.text[end + 1]
                plain &= code is not None or not escaped.isalnum()
                members.add(escaped)
                end = code.end() if code else self._after_property(end)
            elif self.text[end + 1] == "-" and self.text[end + 2] != "]":
                lo, hi = char, self.text[end + 2]
                plain &= hi != "\\" and lo <= hi and ord(hi) - ord(lo) < _CLASS
                members.update(map(chr, range(ord(lo), ord(hi) + 1)) if plain else ())
                end += 3
            else:
                members.add(char)
                end += 1
        self.at = end + 1
        parts = [self._literal(c).exact for c in members]
        if not plain or len(members) > _CLASS:
            return ANYTHING
        return Part(_union(parts))

    def _after_property(self, at: int) -> int:
        r"""Behind `\\p{L}` or a two-character escape."""
        return self.text.index("}", at) + 1 if self.text[at + 1] in "pP" else at + 2

    def _escape(self) -> Part:
        if found := _LIST.match(self.text, self.at):
            self.at = found.end()
            words = self.lists[found[1]]
            parts = [self._string(w) for w in words]
            return Part(_union(parts)) if len(words) <= _UNION else ANYTHING
        if code := _CODE.match(self.text, self.at):
            self.at = code.end()
            return self._literal(chr(int(code[1] or code[2], 16)))
        char = self.text[self.at + 1]
        self.at = self._after_property(self.at)
        if char == "b":
            return BOUNDARY
        if char in _ZERO_WIDTH:
            return NOTHING
        if char == "K":
            raise Unreadable(self.text)
        if char in _CONTROLS:
            return self._literal(_CONTROLS[char])
        if char == "g" or char == "k":
            self.at = self.text.index(">", self.at) + 1
        return ANYTHING if char.isalnum() else self._literal(char)

    def _literal(self, char: str) -> Part:
        strings = self._string(char)
        return ANYTHING if strings is None else Part(strings)

    def _string(self, text: str) -> Strings | None:
        """The text as the scan sees it; letters beyond ASCII fold in ways of their own."""
        if not self.ignore_case:
            return frozenset({text})
        if any(not c.isascii() and (c.lower() != c or c.upper() != c) for c in text):
            return None
        return frozenset({text.lower()})

    def _repeated(self, part: Part) -> tuple[Part, int, int | None]:
        """The part with how often it stands: (part, least, most)."""
        found = _REPEAT.match(self.text, self.at)
        if not found:
            return part, 1, 1
        if found[0] in ("{}", "{,}"):
            raise Unreadable(self.text)
        self.at = found.end()
        if self._peek() in ("?", "+"):
            self.at += 1
        if found[1]:
            return part, int(found[1] == "+"), 1 if found[1] == "?" else None
        least = int(found[2] or 0)
        most = least if not found[3] else int(found[4]) if found[4] else None
        return part, least, most

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _close(self) -> None:
        if self._peek() != ")":
            raise Unreadable(self.text)
        self.at += 1


class _Chain:
    """Parts one after the other: strings grow while they stay finite and few."""

    def __init__(self) -> None:
        self.run: Strings = _EMPTY
        self.needed: Strings | None = None
        self.head: Strings | None = None  # the first run, once it has ended
        self.whole = True
        self.untouched = True

    def add(self, part: Part, least: int, most: int | None) -> None:
        """Append a part that stands from `least` to `most` times."""
        if part is not NOTHING and part is not BOUNDARY:
            self.untouched = False
        if least:
            self.needed = _better(self.needed, part.needed)
        if least and part.exact is None and part.prefix:
            self._extend(part.prefix)
            self._break(_EMPTY)
            return
        for _ in range(min(least, 4)):
            self._extend(part.exact)
        if most == least and least <= 4:
            return
        if least == 0 and most == 1 and part.exact is not None:
            self._extend(part.exact | _EMPTY)
            return
        self._break(part.exact if least and part.exact else _EMPTY)

    def _extend(self, strings: Strings | None) -> None:
        if strings is None:
            self._break(_EMPTY)
        elif self._may_grow(strings):
            self.run = frozenset(a + b for a in self.run for b in strings)
        else:
            self._break(strings)

    def _may_grow(self, strings: Strings) -> bool:
        """Whether the run may be joined with these: where one is single, none are added."""
        size = len(self.run) * len(strings)
        return size <= self._room() or (1 in (len(self.run), len(strings)) and size <= _UNION)

    def _room(self) -> int:
        """How many strings the run may become: long ones are rare enough as they are."""
        return _PRODUCT if min(len(bare(s)) for s in self.run) < _LONG else _FEW

    def _break(self, fresh: Strings) -> None:
        """End the run of adjoining strings and start another."""
        self.needed = _better(self.needed, _usable(self.run))
        if self.whole:
            self.head = self.run
        self.run, self.whole = fresh, False

    def part(self) -> Part:
        """What is known of the whole sequence."""
        if self.whole:
            return Part(self.run, self.needed)
        return Part(None, _better(self.needed, _usable(self.run)), self.head)


def _union(sets: list[Strings | None]) -> Strings | None:
    known = [s for s in sets if s is not None]
    if len(known) < len(sets) or sum(map(len, known)) > _UNION:
        return None
    return frozenset[str]().union(*known)
