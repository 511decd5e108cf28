"""The .strings files of iOS and macOS: `"key" = "value";`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.formats.assembly import Draft, assemble
from mtfix.formats.comments import CommentStyle
from mtfix.formats.tags import TAG
from mtfix.formats.units import Value
from mtfix.formats.values import lex, lines
from mtfix.model import Document, MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "strings"
SUFFIXES = (".strings",)
ABOUT = "values; locked: keys, comments, placeholders, tags"
COMMENTS = (CommentStyle("/*", "*/"), CommentStyle("//"))

_QUOTED = r'"((?:[^"\\]|\\[\s\S])*+)"'
_TOKEN = re.compile(
    rf"\s+|/\*[\s\S]*?\*/|//[^\r\n]*|(?P<entry>(?P<key>{_QUOTED}|[\w.-]+)\s*=\s*(?P<quote>\")"
    r"(?P<value>(?:[^\"\\]|\\[\s\S])*+)\"\s*;)|[{}]"
)
_SPECIAL = re.compile(
    r"(?P<newline>\\n|[ \t]*(?:\r\n|\n|\r))|"
    r"(?P<placeholder>%(?:\d+\$)?[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?"
    r"(?:hh|h|ll|l|q|z|t|j|L)?[@diuoxXeEfFgGaAcCsSp%])"
    rf"|{TAG}|\\(?:[uU][0-9A-Fa-f]{{4}}|[0-7]{{1,3}}|[\s\S])"
)
_SIMPLE = {"t": "\t", "r": "\n"}
_LANGUAGE = re.compile(r"(?<![\w-])([A-Za-z]{2,3}(?:[-_]\w+)?)\.lproj[/\\]")


class StringsCodec(Struct, frozen=True):
    """Escapes quotation marks, backslashes and line breaks."""

    def encode(self, text: str) -> str:
        return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read strings. The folder `de.lproj` says what language they are in."""
    return assemble(text, NAME, _drafts(text, path), path=path, language=language)


def language_of(path: str) -> str:
    """The language that a folder says a file is in, "" where none does.

    >>> language_of("App/pt-BR.lproj/L.strings"), language_of("Base.lproj/L.strings")
    ('pt-BR', '')
    """
    folder = _LANGUAGE.search(path)
    return folder[1] if folder and folder[1] != "Base" else ""


def _drafts(text: str, path: str) -> Iterator[Draft]:
    spoken = language_of(path)
    at, block, codec = len(text) - len(text.lstrip("\ufeff")), 0, StringsCodec()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            number = text.count("\n", 0, at) + 1
            raise MtfixError(f'{path}:{number}: expected "key" = "value"; there; mend it first')
        at = match.end()
        if not match["value"]:
            continue
        whole = Value(lex(text, *match.span("value"), _SPECIAL, _meaning), match["key"])
        for line, parted in lines(whole.atoms):
            block += 1 + parted
            yield Draft(line, "line", block, codec, spoken, value=whole)


def _meaning(match: re.Match[str]) -> str:
    raw = match.group()
    if match["newline"] is not None:
        return "\n"
    if raw[1] in "uU" and len(raw) == 6:
        return chr(int(raw[2:], 16))
    return _SIMPLE.get(raw[1], raw[1] if len(raw) == 2 else raw)
