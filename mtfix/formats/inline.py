"""Turns a paragraph of a light markup language into atoms, by one pattern over all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.formats.assembly import Atom
from mtfix.model import RunKind, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHITE = re.compile(r"\s+")
_LINE_END = re.compile(r"[\r\n]")
_FOLD = re.compile(r"(?P<fold>(?:(?<![ \t])[ \t]+)?(?:\r\n|\n|\r)[ \t]*)")


def marked(
    text: str, start: int, end: int, pattern: re.Pattern[str], hint: re.Pattern[str] | None = None
) -> Iterator[Atom]:
    """Yield the atoms of [start, end). What a match is, the name of its group tells.

    Where `hint` finds nothing, there is no more than lines that are folded.

    `fold` is a seen blank, `hard` a break that stays; `escape` shows its last character, `void`
    nothing; a name with a second group `…_text` is markup around that text; the rest is locked,
    with the name as its role.
    """
    if hint is not None and hint.search(text, start, end) is None:
        if start < end and not _LINE_END.search(text, start, end):
            yield Atom(start, end, text[start:end])
            return
        pattern = _FOLD
    at = start
    for match in pattern.finditer(text, start, end):
        lo, hi = match.span()
        if lo > at:
            yield Atom(at, lo, text[at:lo])
        yield from _atoms(text, match, pattern)
        at = hi
    if at < end:
        yield Atom(at, end, text[at:end])


def _atoms(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> Iterator[Atom]:
    lo, hi = match.span()
    name = match.lastgroup or ""
    role = name.rstrip("0123456789")
    if role == "fold":
        yield Atom(lo, hi, " ", RunKind.BREAK)
    elif role == "hard":
        yield Atom(lo, hi, " ", RunKind.BREAK, role="hard")
    elif role == "escape":
        yield Atom(lo, hi, text[hi - 1])
    elif role == "void":
        yield Atom(lo, hi, "", RunKind.MARKUP, Side.CLOSE, role="note")
    elif f"{name}_text" in match.re.groupindex:
        start, end = match.span(f"{name}_text")
        yield Atom(lo, start, "", RunKind.MARKUP, Side.OPEN, role)
        yield from marked(text, start, end, pattern)
        yield Atom(end, hi, "", RunKind.MARKUP, Side.CLOSE, role)
    else:
        yield Atom(lo, hi, _WHITE.sub(" ", text[lo:hi]), RunKind.PLACEABLE, role=role)
