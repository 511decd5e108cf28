"""What XLIFF and TMX share: elements with inline tags, in two languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.formats.assembly import Atom
from mtfix.formats.elements import Token, characters, value
from mtfix.model import RunKind, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAIRED = frozenset({"g", "mrk", "pc", "hi"})
_OPENERS = frozenset({"bx", "bpt", "sc", "sm"})
_CLOSERS = frozenset({"ex", "ept", "ec", "em"})
_WHITE = re.compile(r"\s+")


def local(name: str) -> str:
    """A name without the prefix of its namespace."""
    return name.rpartition(":")[2]


def element(found: Sequence[Token], n: int) -> int:
    """The index of the tag that closes the element at n."""
    if found[n].void:
        return n
    name, depth = found[n].name, 0
    for at in range(n, len(found)):
        token = found[at]
        if token.name == name and not token.void:
            depth += -1 if token.closes else 1
            if depth == 0:
                return at
    return len(found) - 1


def content(text: str, found: Sequence[Token], n: int, end: int) -> list[Atom]:
    """The atoms between the tags at n and end."""
    atoms: list[Atom] = []
    at = n + 1
    while at < end:
        token = found[at]
        name = local(token.name)
        if not name:
            atoms += characters(text, token.start, token.end, blank=_ends_blank(atoms))
        elif name == "[":
            # the marks around CDATA are no tokens of their own
            start, stop = token.start - len("<![CDATA["), token.end + len("]]>")
            shown = _WHITE.sub(" ", text[token.start : token.end])
            atoms.append(Atom(start, stop, shown, RunKind.PLACEABLE, role="tag"))
        elif name == "!":
            atoms.append(Atom(token.start, token.end, "", RunKind.MARKUP, role="comment"))
        elif name in _PAIRED and not token.void and not _is_protected(text, token):
            side = Side.CLOSE if token.closes else Side.OPEN
            atoms.append(Atom(token.start, token.end, "", RunKind.MARKUP, side, "tag"))
        else:
            at = element(found, at)
            atoms.append(_whole(text, token, found[at].end, name))
        at += 1
    return atoms


def _is_protected(text: str, token: Token) -> bool:
    """Whether a marker says that its text is not translated."""
    if token.closes:
        return False
    return (
        value(text, token, "mtype") == "protected"
        or value(text, token, "translate").lower() == "no"
    )


def _whole(text: str, token: Token, end: int, name: str) -> Atom:
    """An element that is one thing with all it holds."""
    if name in _OPENERS or name in _CLOSERS:
        side = Side.OPEN if name in _OPENERS else Side.CLOSE
        return Atom(token.start, end, "", RunKind.MARKUP, side, "tag")
    shown = _WHITE.sub(" ", text[token.start : end])
    return Atom(token.start, end, shown, RunKind.PLACEABLE, role="tag")


def _ends_blank(atoms: Sequence[Atom]) -> bool:
    last = next((a.text for a in reversed(atoms) if a.text), " ")
    return last[-1] in " \t\n"


def shown(text: str, atoms: Sequence[Atom]) -> str:
    """What a translator sees of the atoms: inline tags as they are written."""
    tag = RunKind.MARKUP
    return "".join(text[a.start : a.end] if a.kind is tag else a.text for a in atoms)


def units(found: Sequence[Token], name: str) -> Iterator[tuple[int, int]]:
    """Yield where the elements of that name start and end, outermost ones only."""
    at = 0
    while at < len(found):
        token = found[at]
        if local(token.name) == name and not token.closes:
            end = element(found, at)
            yield at, end
            at = end
        at += 1
