"""The text of a Word file, one line a paragraph, and the way back into its runs."""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left
from difflib import SequenceMatcher
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_UNPACKED = 60_000_000

_PARTS = re.compile(r"word/(?:document\d*|footnotes\d*|endnotes\d*|header\d*|footer\d*)\.xml\Z")
_WORD = re.compile(r"http://(?:schemas|purl)\S+/wordprocessingml/\S*main (?P<name>\w+)\Z")
_FIXED = {"tab": "\t", "br": "\u2028", "cr": "\u2028", "noBreakHyphen": "\u2011"}
_LINE_ENDS = re.compile(r"[\r\n]")


class Piece(NamedTuple):
    """The text of one run, in bytes of its part; `fixed` is a tab or a line break."""

    part: str
    tag: int  # where the element starts
    start: int
    end: int
    text: str
    fixed: bool = False


class WordFile(Struct, frozen=True):
    """A Word file, with the pieces of which each of its paragraphs consists."""

    path: str
    data: bytes
    paragraphs: tuple[tuple[Piece, ...], ...]

    @property
    def text(self) -> str:
        return "\n".join("".join(piece.text for piece in p) for p in self.paragraphs)

    def with_text(self, text: str) -> bytes:
        """The file with another text of as many paragraphs; all formatting stays."""
        lines = text.split("\n")
        if len(lines) != max(1, len(self.paragraphs)):
            raise MtfixError(
                f"{self.path}: a fix would change the number of paragraphs; not written"
            )
        changed: dict[Piece, str] = {}
        for pieces, line in zip(self.paragraphs, lines, strict=False):
            changed |= self._spread(pieces, line)
        return self._packed(changed) if changed else self.data

    def _spread(self, pieces: Sequence[Piece], line: str) -> dict[Piece, str]:
        """What each piece of a paragraph becomes."""
        old = "".join(piece.text for piece in pieces)
        if old == line:
            return {}
        ends = list(accumulate(len(piece.text) for piece in pieces))
        new = [piece.text for piece in pieces]
        for tag, i, j, k, m in reversed(
            SequenceMatcher(None, old, line, autojunk=False).get_opcodes()
        ):
            if tag == "equal":
                continue
            at = self._piece_at(pieces, ends, i if i < j else i - 1)
            for n, piece in enumerate(pieces):
                begin = ends[n] - len(piece.text)
                lo, hi = max(i, begin) - begin, min(j, ends[n]) - begin
                insert = line[k:m] if n == at else ""
                if (lo < hi or insert) and piece.fixed:
                    raise MtfixError(f"{self.path}: a fix would change a tab or break; not written")
                if lo < hi or insert:
                    lo = min(max(lo, 0), len(piece.text))
                    new[n] = new[n][:lo] + insert + new[n][max(hi, lo) :]
        return {p: t for p, t in zip(pieces, new, strict=True) if t != p.text}

    def _piece_at(self, pieces: Sequence[Piece], ends: Sequence[int], offset: int) -> int:
        """The piece that holds a character; what is inserted joins the run before it."""
        at = min(bisect_left(ends, offset + 1), len(pieces) - 1) if offset >= 0 else 0
        if pieces[at].fixed and at + 1 < len(pieces):
            return at + 1
        return at

    def _packed(self, changed: dict[Piece, str]) -> bytes:
        out = io.BytesIO()
        parts = {piece.part for piece in changed}
        with zipfile.ZipFile(io.BytesIO(self.data)) as old, zipfile.ZipFile(out, "w") as new:
            for info in old.infolist():
                data = old.read(info)
                if info.filename in parts:
                    data = _rewritten(data, changed, info.filename)
                new.writestr(info, data, compress_type=info.compress_type)
        return out.getvalue()


def _rewritten(data: bytes, changed: dict[Piece, str], part: str) -> bytes:
    out: list[bytes] = []
    at = 0
    for piece in sorted((p for p in changed if p.part == part), key=lambda p: p.start):
        text = changed[piece]
        tag = data[piece.tag : piece.start]
        if text != text.strip() and b"preserve" not in tag:
            name = re.match(rb"<[\w:]+", tag)
            cut = name.end() if name else 0
            tag = tag[:cut] + b' xml:space="preserve"' + tag[cut:]
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        out += (data[at : piece.tag], tag, escaped.encode())
        at = piece.end
    return b"".join((*out, data[at:]))


def open_word(data: bytes, path: str) -> WordFile:
    """Read a Word file. Nothing is unpacked to the disk."""
    paragraphs: list[tuple[Piece, ...]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = sorted(filter(_PARTS.match, archive.namelist()), key=_order)
            left = MAX_UNPACKED
            for name in names:
                with archive.open(name) as stream:
                    part = stream.read(left + 1)
                left -= len(part)
                if left < 0:
                    raise MtfixError(
                        f"{path}: unpacks to more than {MAX_UNPACKED:,} bytes; it is not read"
                    )
                paragraphs += _Reader(path, name, part).paragraphs()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise MtfixError(
            f"{path}: no Word file that can be read ({error}); save it again"
        ) from error
    if not names:
        raise MtfixError(f"{path}: holds no Word document; save it as .docx")
    return WordFile(path, data, tuple(paragraphs))


def _order(name: str) -> tuple[bool, str]:
    return name != "word/document.xml", name


class _Reader:
    """Collects the paragraphs of one part with expat, which tells the byte of everything."""

    def __init__(self, path: str, part: str, data: bytes) -> None:
        from xml.parsers import expat

        self.path, self.part, self.data = path, part, data
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._refuse
        self.error = expat.ExpatError
        self.open: list[int] = []
        self.found: list[list[Piece]] = []
        self.tag = -1

    def paragraphs(self) -> Iterator[tuple[Piece, ...]]:
        try:
            self.parser.Parse(self.data, True)  # noqa: FBT003 - expat takes it by position
        except self.error as error:
            raise MtfixError(f"{self.path}: {self.part}: {error}; save it again") from error
        return (tuple(pieces) for pieces in self.found)

    def _refuse(self, *_: object) -> None:
        raise MtfixError(f"{self.path}: {self.part} declares an entity; it is not read")

    def _start(self, name: str, _: dict[str, str]) -> None:
        match = _WORD.match(name)
        local = match["name"] if match else ""
        if local == "p":
            self.open.append(len(self.found))
            self.found.append([])
        elif local == "t":
            self.tag = self.parser.CurrentByteIndex
        elif local in _FIXED and self.open and self.tag < 0:
            at = self.parser.CurrentByteIndex
            self.found[self.open[-1]].append(
                Piece(self.part, at, at, at, _FIXED[local], fixed=True)
            )

    def _end(self, name: str) -> None:
        match = _WORD.match(name)
        local = match["name"] if match else ""
        if local == "p" and self.open:
            self.open.pop()
        elif local == "t" and self.tag >= 0:
            end = self.parser.CurrentByteIndex
            start = self.data.index(b">", self.tag) + 1
            if self.open and start <= end:
                text = _LINE_ENDS.sub(" ", unescape(self.data[start:end].decode("utf-8")))
                self.found[self.open[-1]].append(Piece(self.part, self.tag, start, end, text))
            self.tag = -1
