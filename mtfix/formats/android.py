"""Android string resources: strings.xml, arrays and plurals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.formats.assembly import Atom, Draft, assemble
from mtfix.formats.bitext import element
from mtfix.formats.comments import MARKUP
from mtfix.formats.elements import MarkupCodec, check_xml, tokens, value
from mtfix.formats.tags import TAG
from mtfix.formats.units import Value
from mtfix.formats.values import lex, lines
from mtfix.model import Document, MtfixError, RunKind, Side
from mtfix.newlines import dominant_newline, is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.formats.elements import Token

NAME = "android"
SUFFIXES = (".xml",)
ABOUT = 'string and item; locked: names, translatable="false", placeholders, xliff:g, styling tags'
COMMENTS = MARKUP

_ESCAPE = r"\\(?:u[0-9A-Fa-f]{4}|[^\r\nu])"
_WHITE = r"(?P<white>[ \t]*(?:\r\n|\n|\r)[ \t\r\n]*)"
_PRINTF = r"(?P<placeholder>%(?:\d+\$)?[-+ #0,(]*\d*(?:\.\d+)?[bBhHsScCdoxXeEfgGaAn%])"
_ENTITY = r"(?P<reference>&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)"
_SPECIAL = re.compile(rf"(?P<quote>\")|{_ESCAPE}|{_WHITE}|{_PRINTF}|{_ENTITY}")
_IN_CDATA = re.compile(rf"{_SPECIAL.pattern}|{TAG.partition('|(?P<entity>')[0]}")
_SIMPLE = {"n": "\n", "t": "\t"}
_SPACES = re.compile(r"\s+")


class AndroidCodec(Struct, frozen=True):
    """Escapes for aapt, and for XML around it."""

    markup: MarkupCodec | None

    def encode(self, text: str) -> str:
        text = text.replace("\\", r"\\").replace("'", r"\'").replace('"', r"\"")
        text = text.replace("\n", r"\n")
        return self.markup.encode(text) if self.markup else text


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read string resources; any other XML is refused."""
    check_xml(text, path)
    return assemble(text, NAME, _drafts(text, path), path=path, language=language)


def _drafts(text: str, path: str) -> Iterator[Draft]:
    spoken = _language(path)
    found = list(tokens(text))
    if not any(token.name == "resources" for token in found):
        raise MtfixError(f"{path}: no Android string resources; name its format with --format")
    markup = AndroidCodec(MarkupCodec(dominant_newline(text), ascii=is_foreign(text), names=False))
    at, block, group = 0, 0, ""
    while at < len(found):
        token = found[at]
        at += 1
        if token.closes or token.name not in ("string", "item", "string-array", "plurals"):
            continue
        end = element(found, at - 1)
        if value(text, token, "translatable") == "false" or value(text, token, "translate") == "no":
            at = end + 1
            continue
        name = value(text, token, "name") or value(text, token, "quantity")
        if token.name not in ("string", "item"):
            group = name
            continue
        key = name if token.name == "string" else f"{group}/{name}"
        atoms, raw = _content(text, found[at:end])
        whole, codec = Value(atoms, key), AndroidCodec(None) if raw else markup
        for line, parted in lines(atoms):
            block += 1 + parted
            yield Draft(line, "line", block, codec, spoken, value=whole)
        at = end + 1


def _language(path: str) -> str:
    match = re.search(r"values-([a-z]{2,3})(?:-r([A-Z]{2}))?(?:[/\\]|-)", path)
    return "-".join(filter(None, match.groups())) if match else ""


def _content(text: str, inner: Sequence[Token]) -> tuple[list[Atom], bool]:
    """The atoms of a string, and whether it stands in CDATA, where nothing is an entity."""
    told = [t for t in inner if t.name or text[t.start : t.end].strip()]
    if len(told) == 1 and told[0].name == "[":
        return lex(text, told[0].start, told[0].end, _IN_CDATA, _meaning), True
    atoms: list[Atom] = []
    at = 0
    while at < len(inner):
        token = inner[at]
        if not token.name:
            atoms += lex(text, token.start, token.end, _SPECIAL, _meaning)
        elif token.name in ("!", "["):
            pad = (9, 3) if token.name == "[" else (0, 0)
            start, stop = token.start - pad[0], token.end + pad[1]
            atoms.append(Atom(start, stop, "", RunKind.MARKUP, role="comment"))
        elif token.name.endswith(":g") and not token.closes:
            at = element(inner, at)
            shown = _SPACES.sub(" ", text[token.start : inner[at].end])
            placeholder = Atom(token.start, inner[at].end, shown, RunKind.PLACEABLE)
            atoms.append(placeholder._replace(role="placeholder"))
        elif token.name == "br":
            atoms.append(Atom(token.start, token.end, " ", RunKind.BREAK, role="tag"))
        else:
            side = Side.NONE if token.void else Side.CLOSE if token.closes else Side.OPEN
            atoms.append(Atom(token.start, token.end, "", RunKind.MARKUP, side, "tag"))
        at += 1
    return atoms, False


def _meaning(match: re.Match[str]) -> str:
    raw = match.group()
    if match.lastgroup == "quote":
        return ""  # it keeps the blanks inside it, and is not seen
    if match.lastgroup == "white":
        return "  "
    if raw[0] == "&":
        from html import unescape

        return unescape(raw)
    if raw[1] == "u":
        return chr(int(raw[2:], 16))
    return _SIMPLE.get(raw[1], raw[1])
