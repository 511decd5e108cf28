r"""How far a match can stretch around a trigger in it, counted in spaces.

A pattern such as `(?:The|His) (?:\p{Ll}+ )?roof (?:are|were)` has no longest match, but no match
with more than three spaces. So a rule need not be searched for in a whole paragraph: a few words
before its trigger and a few behind it are enough.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex
from msgspec import Struct

from mtfix.lazily import lazily
from mtfix.rulebook.literals import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

ANY = float("inf")
FARTHEST = 25  # spaces: with more a window is no smaller than most paragraphs
_ATOM = lazily(
    re.compile,
    r"(?s)\[(?:\^?\]?)(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|\\[pP](?:\{[^}]*\}|\w)"
    r"|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.",
)
_LIST = lazily(re.compile, r"\\L<(\w+)>")
_AGAIN = lazily(re.compile, r"\(\?P=(\w+)\)|\\([1-9])")
_OPEN = lazily(re.compile, r"\((?:\?(?:P<(\w+)>|([a-z-]*:|>)|(<?[=!]))|(?!\?))")
_FLAGS = lazily(re.compile, r"\(\?[a-zA-Z-]+\)")
_REPEAT = lazily(re.compile, r"(?:([*+?])|\{(\d*)(,?)(\d*)\})[?+]?")
_ZERO_WIDTH = frozenset("bBAZGmM")


class Window(NamedTuple):
    """Spaces to go back from a trigger, and ahead (None: up to the end of the paragraph)."""

    back: int
    ahead: int | None


class _Stretch(Struct, frozen=True):
    """The most spaces in what a part consumes, and in what its look-arounds look at."""

    own: float = 0
    ahead: float = 0
    behind: float = 0
    unwanted: float = 0  # what must not follow

    def then(self, other: _Stretch) -> _Stretch:
        return _Stretch(
            self.own + other.own,
            self.ahead + other.ahead,
            self.behind + other.behind,
            self.unwanted + other.unwanted,
        )

    def beside(self, other: _Stretch) -> _Stretch:
        return _Stretch(
            max(self.own, other.own),
            max(self.ahead, other.ahead),
            max(self.behind, other.behind),
            max(self.unwanted, other.unwanted),
        )

    def times(self, most: float) -> _Stretch:
        found = (self.own, self.ahead, self.behind, self.unwanted)
        return _Stretch(*(spaces and spaces * most for spaces in found))


def window(pattern: str, lists: Mapping[str, frozenset[str]], slack: int = 0) -> Window | None:
    """The window around a trigger that holds every match with it; None: the whole paragraph.

    `slack`: the spaces by which a trigger may lie outside what the pattern looks at.
    """
    walk = _Walk(pattern, lists)
    try:
        found = walk.alternatives()
    except (Unreadable, IndexError, KeyError, regex.error):
        return None
    if walk.at < len(pattern):
        return None
    back = found.own + found.ahead + slack
    far = back + found.behind + found.unwanted
    if back > FARTHEST or found.behind > FARTHEST:
        return None
    return Window(int(back), int(far) if far <= 2 * FARTHEST else None)


class _Walk:
    """Recursive descent over the syntax that rule files use."""

    def __init__(self, pattern: str, lists: Mapping[str, frozenset[str]]) -> None:
        self.text, self.lists, self.at = pattern, lists, 0
        self.groups: dict[str, float] = {}
        self.opened = 0

    def alternatives(self) -> _Stretch:
        """`a|b|c` up to a closing bracket or the end."""
        found = self._sequence()
        while self.text[self.at : self.at + 1] == "|":
            self.at += 1
            found = found.beside(self._sequence())
        return found

    def _sequence(self) -> _Stretch:
        found = _Stretch()
        while self.text[self.at : self.at + 1] not in ("", "|", ")"):
            found = found.then(self._repeated(self._item()))
        return found

    def _repeated(self, part: _Stretch) -> _Stretch:
        repeat = _REPEAT.match(self.text, self.at)
        if not repeat:
            return part
        self.at = repeat.end()
        sign, least, comma, most = repeat.groups()
        if sign:
            return part if sign == "?" else part.times(ANY)
        if not (least or most):
            raise Unreadable(self.text)
        return part.times(int(most) if most else ANY if comma else int(least))

    def _item(self) -> _Stretch:
        if flags := _FLAGS.match(self.text, self.at):
            self.at = flags.end()
            return _Stretch()
        if again := _AGAIN.match(self.text, self.at):
            self.at = again.end()
            return _Stretch(self.groups[again[1] or again[2]])
        if named := _LIST.match(self.text, self.at):
            self.at = named.end()
            return _Stretch(max((word.count(" ") for word in self.lists[named[1]]), default=0))
        if self.text[self.at] == "(":
            return self._bracket()
        atom = _ATOM.match(self.text, self.at)
        if atom is None:
            raise Unreadable(self.text)
        self.at = atom.end()
        return _Stretch(_takes_space(atom[0]))

    def _bracket(self) -> _Stretch:
        opening = _OPEN.match(self.text, self.at)
        if opening is None:
            raise Unreadable(self.text)
        self.at = opening.end()
        name, plain, around = opening.groups()
        names = []
        if not (plain or around):
            self.opened += 1
            names = [str(self.opened), *([name] if name else [])]
        inner = self.alternatives()
        if self.text[self.at : self.at + 1] != ")":
            raise Unreadable(self.text)
        self.at += 1
        self.groups.update(dict.fromkeys(names, inner.own))
        return _looked_at(inner, around) if around else inner


def _looked_at(inner: _Stretch, sign: str) -> _Stretch:
    """What a look-around adds: what must not stand before may be anything."""
    if sign == "=":
        return _Stretch(0, inner.own + inner.ahead, inner.behind, inner.unwanted)
    if sign == "!":
        return _Stretch(0, 0, 0, inner.own + inner.ahead + inner.unwanted)
    if sign == "<=":
        return _Stretch(0, inner.ahead, inner.own + inner.behind, inner.unwanted)
    return _Stretch(0, 0, 0, inner.ahead + inner.unwanted)


@cache
def _takes_space(atom: str) -> int:
    """1 if a class, an escape or a character can be a space."""
    if atom in ("^", "$") or (len(atom) == 2 and atom[0] == "\\" and atom[1] in _ZERO_WIDTH):
        return 0
    if len(atom) == 2 and atom[0] == "\\" and atom[1] in "KgkRX":
        raise Unreadable(atom)
    return int(regex.fullmatch(atom, " ") is not None)
