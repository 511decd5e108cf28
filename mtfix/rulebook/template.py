"""Replacement templates: `{1|lower} {noun|map:plurals}`, filled from the groups of a match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from mtfix.lazily import lazily
from mtfix.rulebook.sounds import article
from mtfix.rulebook.words import Lexicon

_PIECE = lazily(re.compile, r"\{\{|\}\}|\{(\w+)((?:\|[\w:]+)*)\}|[{}]")

# value, argument, the match and the lexicon -> new value
Function = Callable[[str, str, Any, Lexicon], str]


def _capitalize(value: str, _arg: str, _match: Any, _words: Lexicon) -> str:
    return value[:1].upper() + value[1:]


def _like(value: str, group: str, match: Any, _words: Lexicon) -> str:
    """Take over the capital first letter of another group."""
    model = match[_key(group)] or ""
    return value[:1].upper() + value[1:] if model[:1].isupper() else value


def _spaced(_value: str, _arg: str, match: Any, _words: Lexicon) -> str:
    """Put one space where a word or an opening quote follows the match."""
    following = match.string[match.end() : match.end() + 1]
    return " " if following.isalnum() or following in ("“", "‘") else ""


def _unpad(value: str, _arg: str, _match: Any, _words: Lexicon) -> str:
    """Drop the spaces just inside the first and last character."""
    return value[:1] + value[1:-1].strip(" ") + value[-1:]


def _map(value: str, name: str, _match: Any, words: Lexicon) -> str:
    """Look up in a table, without regard to a capital first letter, which is kept."""
    table = words.tables[name]
    if value in table:
        return table[value]
    found = table.get(value.lower(), value)
    return found[:1].upper() + found[1:] if value[:1].isupper() else found


def _plain(value: str, _arg: str, _match: Any, _words: Lexicon) -> str:
    """Turn no-break and ideographic spaces into plain ones."""
    return value.translate(dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u3000"), " "))


FUNCTIONS: dict[str, Function] = {
    "lower": lambda value, _a, _m, _w: value.lower(),
    "upper": lambda value, _a, _m, _w: value.upper(),
    "capitalize": _capitalize,
    "like": _like,
    "map": _map,
    "spaced": _spaced,
    "unspaced": lambda value, _a, _m, _w: value.replace(" ", ""),
    "unpad": _unpad,
    "plain": _plain,
    "a_an": lambda value, _a, _m, words: article(value, words),
}


def _key(name: str) -> str | int:
    return int(name) if name.isdigit() else name


class Slot(Struct, frozen=True):
    """A group of the match and the functions its text passes through."""

    group: str
    calls: tuple[tuple[str, str], ...]


class Template(Struct, frozen=True):
    """A replacement: plain text and slots, in order."""

    parts: tuple[str | Slot, ...]

    def fill(self, match: Any, words: Lexicon) -> str:
        """The replacement for one match."""
        return "".join(p if isinstance(p, str) else _value(p, match, words) for p in self.parts)

    def slots(self) -> Iterator[Slot]:
        """Yield the slots, for checks."""
        return (p for p in self.parts if isinstance(p, Slot))


def _value(slot: Slot, match: Any, words: Lexicon) -> str:
    value = match[_key(slot.group)] or ""
    for name, arg in slot.calls:
        value = FUNCTIONS[name](value, arg, match, words)
    return value


def parse_template(text: str) -> Template:
    """Read a template; raises ValueError at a brace that is neither a slot nor doubled."""
    parts: list[str | Slot] = []
    at = 0
    for piece in _PIECE.finditer(text):
        parts.append(text[at : piece.start()])
        at = piece.end()
        if piece[0] in ("{{", "}}"):
            parts.append(piece[0][0])
        elif piece[1] is None:
            raise ValueError(f"single {piece[0]!r} at position {piece.start()}; write it twice")
        else:
            calls = (c.partition(":") for c in piece[2].split("|")[1:])
            parts.append(Slot(piece[1], tuple((name, arg) for name, _, arg in calls)))
    parts.append(text[at:])
    return Template(tuple(p for p in parts if p))
