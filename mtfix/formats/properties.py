"""Java properties: the values, with continuation lines and escapes as the file has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.formats.assembly import Draft, assemble
from mtfix.formats.comments import HASH, CommentStyle
from mtfix.formats.layouts import is_chosen, is_layout, language_of
from mtfix.formats.tags import TAG
from mtfix.formats.units import Value
from mtfix.formats.values import ICU, is_sentence, lex, lines
from mtfix.model import Document, MtfixError
from mtfix.newlines import is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "properties"
TAKES_KEYS = True
SUFFIXES = (".properties",)
ABOUT = "values that read like prose; locked: keys, comments, placeholders, tags, continuations"
COMMENTS = (*HASH, CommentStyle("!"))

_ENTRY = re.compile(
    r"^[ \t\f]*+(?:[#!][^\r\n]*|(?P<key>(?:[^\s\\=:]|\\.)++)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+)"
    r"(?P<value>(?:[^\\\r\n]|\\(?:\r\n|[\s\S]))*+))",
    re.MULTILINE,
)
_SEAM = r"(?P<seam>(?P<blank>[ \t])?\\(?:\r\n|\n|\r)[ \t\f]*)"
_ESCAPE = r"\\(?:u[0-9a-fA-F]{4}|[^u\r\n])"
_SPECIAL = re.compile(
    rf"{_SEAM}|(?P<newline>(?:\\r)?\\n(?:\\(?:\r\n|\n|\r)[ \t\f]*)?)|{TAG}|{ICU}|{_ESCAPE}"
)
# MessageFormat writes an apostrophe twice, and quotes braces by single ones.
_MESSAGE = re.compile(
    rf"{_SPECIAL.pattern}|(?P<twin>'')|(?P<placeholder>'[^'\r\n\w]*[{{}}][^'\r\n]*')"
)
_FORMATTED = re.compile(r"\{\d")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\n", "f": "\f"}
_BAD = re.compile(r"\\u(?![0-9a-fA-F]{4})")
_WORDY = re.compile(r"[^\x00-\x7f]")
_LETTERS = re.compile(r"[^\W\d_]{2}")


class PropertiesCodec(Struct, frozen=True):
    r"""Escapes backslashes and line breaks, and all beyond ASCII where the file is ASCII."""

    ascii: bool
    message: bool

    def encode(self, text: str) -> str:
        text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        if self.message:
            text = text.replace("'", "''")
        return _WORDY.sub(_unicode, text) if self.ascii else text


def _unicode(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def read(text: str, *, path: str = "", language: str = "en", keys: Sequence[str] = ()) -> Document:
    """Read properties. In folders of translations, and named by language, all values count."""
    return assemble(text, NAME, _drafts(text, path, keys), path=path, language=language)


def _drafts(text: str, path: str, keys: Sequence[str]) -> Iterator[Draft]:
    spoken = language_of(path)
    everything = bool(spoken) or is_layout(path)
    ascii_only = text.isascii() or is_foreign(text)
    block = 0
    for match in _ENTRY.finditer(text):
        value = match["value"]
        if not value or not _LETTERS.search(value):
            continue
        if "\\u" in value and _BAD.search(value.replace("\\\\", "")):
            number = text.count("\n", 0, match.start()) + 1
            raise MtfixError(f"{path}:{number}: broken \\u escape in {match['key']}; mend it first")
        taken = is_chosen(keys, [match["key"]]) if keys else everything or is_sentence(value)
        if not taken:
            continue
        message = bool(_FORMATTED.search(value))
        atoms = lex(text, *match.span("value"), _MESSAGE if message else _SPECIAL, _meaning)
        codec = PropertiesCodec(ascii_only, message)
        whole = Value(atoms, match["key"])
        for line, parted in lines(atoms):
            block += 1 + parted
            yield Draft(line, "line", block, codec, spoken, value=whole)


def _meaning(match: re.Match[str]) -> str:
    raw = match.group()
    if match["seam"] is not None:
        return "  " if match["blank"] else ""
    if match["newline"] is not None:
        return "\n"
    if raw == "''":
        return "'"
    if raw[1] == "u":
        return chr(int(raw[2:], 16))
    return _SIMPLE.get(raw[1], raw[1])
