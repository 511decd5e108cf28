"""Reads the value of a key: its escapes, the tags and plural forms in it, the lines it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.formats.assembly import Atom
from mtfix.formats.tags import entity, has_tags, paired, tag
from mtfix.model import RunKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ICU = r"(?P<icu>\{\s*\w+\s*,\s*(?:plural|select|selectordinal|number|date|time|choice)\b)"

_STOPS = ".!?…。！？:;"
_CLOSERS = "\"'”’»)]*_"
_WORDS = re.compile(r"[^\W\d_]{2,}(?:[’'-]\w+)*[,;:]?\s+(?:[“\"'(]?\w+\S*\s+){1}\S*\w")
# Escapes as most files write them: of a letter (a byte of Latin-1 is one), and of anything else.
_LETTER = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2})|[\udc80-\udcff]")
_SIGN = re.compile(r"\\[\s\S]")
_ALIGNING = re.compile(r"(?<=\S) {3,}(?=\S)")
_WHITE = re.compile(r"\s+")


def lex(
    text: str,
    start: int,
    end: int,
    special: re.Pattern[str],
    shown: Callable[[re.Match[str]], str],
    hint: re.Pattern[str] | None = None,
) -> list[Atom]:
    r"""Cut [start, end) at what is special. `shown` says what a reader sees of an escape.

    One character is prose, `\n` ends a line, two blanks are a seam, and nothing is markup. Without
    what `hint` finds, nothing is special, which most values are spared to learn the long way.
    """
    idle = hint is not None and hint.search(text, start, end) is None
    if idle and start < end and text.find("   ", start, end) < 0:
        return [Atom(start, end, text[start:end])]
    out: list[Atom] = []
    at = start
    for match in special.finditer(text, start, end):
        lo, hi = match.span()
        if lo < at:
            continue
        kind = match.lastgroup
        if kind == "icu":
            hi = _balanced(text, lo, end)
            atom = Atom(lo, hi, _WHITE.sub(" ", text[lo:hi]), RunKind.PLACEABLE, role="placeholder")
        elif kind == "tag":
            atom = tag(text, lo, hi, end)
        elif kind == "entity":
            if not has_tags(text, start, end):
                continue
            atom = entity(lo, hi, match.group())
        elif kind == "placeholder":
            atom = Atom(lo, hi, match.group(), RunKind.PLACEABLE, role="placeholder")
        else:
            atom = _escape(lo, hi, shown(match))
        if lo > at:
            out.append(Atom(at, lo, text[at:lo]))
        out.append(atom)
        at = atom.end
    if at < end:
        out.append(Atom(at, end, text[at:end]))
    if text.find("   ", start, end) >= 0:
        out = [piece for atom in out for piece in _aligned(atom)]
    return paired(text, out)


def _aligned(atom: Atom) -> Iterator[Atom]:
    """Part the blanks that align columns, `-f      : force`, from the prose around them."""
    if atom.kind is not RunKind.PROSE or "   " not in atom.text:
        yield atom
        return
    at = 0
    for match in _ALIGNING.finditer(atom.text):
        lo, hi = match.span()
        if lo > at:
            yield Atom(atom.start + at, atom.start + lo, atom.text[at:lo])
        blanks = Atom(atom.start + lo, atom.start + hi, match.group(), RunKind.PLACEABLE)
        yield blanks._replace(role="blank")
        at = hi
    if at < len(atom.text):
        yield Atom(atom.start + at, atom.end, atom.text[at:])


def _escape(start: int, end: int, shown: str) -> Atom:
    if shown == "  ":
        return Atom(start, end, " ", RunKind.BREAK)
    if shown == "":
        return Atom(start, end, "", RunKind.MARKUP, role="seam")
    if shown == "\r":  # `\u000d`, or a backslash before a bare carriage return
        return Atom(start, end, "\n")
    if len(shown) == 1:
        return Atom(start, end, shown)
    return Atom(start, end, shown, RunKind.PLACEABLE, role="escape")


def _balanced(text: str, start: int, limit: int) -> int:
    """Where the brace that opens at `start` is closed."""
    depth = 0
    for at in range(start, limit):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0:
                return at + 1
    return limit


def lines(atoms: Sequence[Atom]) -> Iterator[tuple[list[Atom], bool]]:
    """Yield each line of a value, and whether a blank line parts it from the one before.

    A line that reads on in lower case after one without a full stop was only wrapped.
    """
    if not any(a.text == "\n" and a.kind is RunKind.PROSE for a in atoms):
        yield list(atoms), False
        return
    line: list[Atom] = []
    parted = blank = False
    for n, atom in enumerate(atoms):
        if atom.text != "\n" or atom.kind is not RunKind.PROSE:
            line.append(atom)
            continue
        if atom.role != "block" and _goes_on(line, atoms[n + 1 : n + 4]):
            line.append(Atom(atom.start, atom.end, " ", RunKind.BREAK, role="hard"))
            continue
        if any(a.text.strip() for a in line):
            yield line, parted
            parted = blank = False
        elif blank:
            parted = True
        blank = True
        line = []
    if line:
        yield line, parted


def _goes_on(line: Sequence[Atom], rest: Sequence[Atom]) -> bool:
    last = next((a.text.rstrip() for a in reversed(line) if a.text.strip()), "")
    bare = last.rstrip(_CLOSERS)
    first = next((a.text for a in rest if a.text), "")
    return bool(bare) and bare[-1] not in _STOPS and first[:1].islower()


def is_sentence(value: str) -> bool:
    """Whether a value of an unknown key reads like prose: three words in a row.

    >>> [is_sentence(v) for v in ("Save the file", "red", "a/b c", "npm run x --all")]
    [True, False, False, False]
    """
    if "\\" in value or not value.isascii():
        value = _SIGN.sub(" ", _LETTER.sub("x", value))
    return bool(_WORDS.search(value)) and " --" not in value
