"""SubRip and WebVTT subtitles. A sentence may run over cues; their times stay where they are."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from mtfix.formats.assembly import Atom, Draft, assemble
from mtfix.formats.comments import CommentStyle
from mtfix.formats.units import Value
from mtfix.formats.values import lex
from mtfix.model import Document, MtfixError, RunKind, Side
from mtfix.newlines import dominant_newline, lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.model import Codec

NAME = "subtitles"
SUFFIXES = (".srt", ".vtt")
ABOUT = (
    "cue text, sentences joined over cues; locked: numbers, times, settings, styles, notes, tags"
)
COMMENTS = (CommentStyle("NOTE", suffixes=(".vtt",), block=True),)
NEXT = "paragraph"  # how far `mtfix: off-next` goes: to the next blank line

_TIME = re.compile(
    r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[,.]\d{1,3})? *--> *"
    r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[,.]\d{1,3})?"
)
_SPECIAL = re.compile(
    r"(?P<markup></?[A-Za-z][^<>\n]{0,200}>)|(?P<time><[\d:.]+>|\{[\\=][^{}\n]*\}|</?>)"
    r"|(?P<reference>&(?:#\d+|[A-Za-z]+);)"
)
_SPEAKER = re.compile(r"[-–—‐] ?\S|[A-Z][A-Z .'’]{1,30}: |[♪♫#]|\[|\(|>>")
_STOPS = ".!?…。！？:♪♫])—–-"
_CLOSERS = "\"'”’»"
_LONGEST = 20  # cues in one sentence


class _Line(NamedTuple):
    start: int
    end: int
    cue: int
    atoms: Sequence[Atom]
    text: str


class CueCodec(Struct, frozen=True):
    """Keeps inserted text from being a tag, an entity or an arrow."""

    newline: str = "\n"
    entities: bool = True

    def encode(self, text: str) -> str:
        if self.entities:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace("\n", self.newline)


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read subtitles, SubRip or WebVTT by their first line."""
    web = text.lstrip("\ufeff").startswith("WEBVTT")
    codec = CueCodec(dominant_newline(text), entities=web)
    found = list(_lines(text, web=web, path=path))
    drafts = (_draft(piece, n, codec) for n, piece in enumerate(_pieces(found)))
    return assemble(text, NAME, drafts, path=path, language=language)


def _lines(text: str, *, web: bool, path: str) -> Iterator[_Line]:
    """Yield the lines of the cues."""
    cue, inside, timed = 0, False, False
    held: _Line | None = None  # a number belongs to the next cue where no blank line parts them
    for number, (start, line) in enumerate(lines(text), 1):
        core = line.strip(" \t\ufeff")
        starts = "-->" in core and _TIME.match(core)
        if held is not None and not (starts and held.text.isdecimal()):
            yield held
        held = None
        if not core:
            inside = False
        elif starts:
            inside = timed = True
            cue += 1
        elif inside:
            lo = start + line.index(core)
            atoms = _atoms(text, lo, lo + len(core), web=web)
            held = _Line(lo, lo + len(core), cue, atoms, "".join(a.text for a in atoms).strip())
        elif "-->" in core:
            raise MtfixError(
                f"{path}:{number}: no times of a cue: {core[:60]}; mend the line first"
            )
    if held is not None:
        yield held
    if not timed and text.strip() and not web:
        raise MtfixError(f"{path}: no cues found; name its format with --format")


def _atoms(text: str, start: int, end: int, *, web: bool) -> list[Atom]:
    def meaning(match: re.Match[str]) -> str:
        return unescape(match.group()) if web and match["reference"] else ""

    atoms = lex(text, start, end, _SPECIAL, meaning)
    return [_sided(text, atom) for atom in atoms]


def _sided(text: str, atom: Atom) -> Atom:
    """Tags run over lines and cues, so that each stands for itself."""
    raw = text[atom.start : atom.end]
    if atom.text or not raw.startswith(("<", "&")):
        return atom
    if raw[0] == "&":  # SubRip has no entities: what looks like one is text
        return Atom(atom.start, atom.end, raw)
    side = Side.CLOSE if raw[1] == "/" else Side.OPEN if raw[1].isalpha() else Side.NONE
    return atom._replace(side=side, role="tag")


def _pieces(found: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines that make one stretch of speech."""
    if not found:
        return
    piece = [found[0]]
    for before, line in pairwise(found):
        if _goes_on(before, line) and line.cue - piece[0].cue < _LONGEST:
            piece.append(line)
        else:
            yield piece
            piece = [line]
    yield piece


def _goes_on(before: _Line, line: _Line) -> bool:
    """Whether a line continues the one before, in the same cue or the next."""
    if not line.text or not before.text or _SPEAKER.match(line.text):
        return False
    first = line.text.lstrip("\"'“‘…. ")[:1]
    if before.cue == line.cue:
        return True
    last = before.text.rstrip(_CLOSERS)[-1:]
    return first.islower() and last not in _STOPS


def _draft(piece: Sequence[_Line], number: int, codec: Codec) -> Draft:
    atoms = list(piece[0].atoms)
    for before, line in pairwise(piece):
        # the seam of two cues holds the times of the second and may not go
        role = "" if before.cue == line.cue else "cue"
        atoms.append(Atom(before.end, line.start, " ", RunKind.BREAK, role=role))
        atoms += line.atoms
    cues = f"{piece[0].cue}-{piece[-1].cue}"
    return Draft(atoms, "line", number, codec, value=Value(atoms, cues))
