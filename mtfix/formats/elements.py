"""Cuts HTML and XML into tags and text, each with its place; broken markup loses nothing."""

from __future__ import annotations

import re
from html import unescape
from html.entities import codepoint2name
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from mtfix.formats.assembly import Atom
from mtfix.model import MtfixError, RunKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    r"|<!(?![-\[])[^>\[]*+(?:\[[^\]]*+\]\s*)?>|<!\[[^\]>]*+\]>"
    r"|<(?P<close>/)?(?P<name>[A-Za-z_][^\s/><]*+)"
    r"(?:(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>|(?P<loose>[^<>]*+)>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s\"'>]+)))?"
)
# White space is seen as one blank, wherever it breaks lines.
_SPECIAL = re.compile(
    r"(?P<white>[ \t\f]*[\r\n][ \t\r\n\f]*|[ \t\f]{2,})|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);?"
)
_XML_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_WORDY = re.compile(r"[^\x00-\x7f]")
_AMPERSAND = re.compile(r"&(?=#?\w)")


class Token(NamedTuple):
    """A tag, or a stretch of text between two. `name` is lower case, empty for text."""

    start: int
    end: int
    name: str = ""  # `!` for comments, doctypes and instructions; `[` for the text of CDATA
    closes: bool = False
    void: bool = False
    attributes: tuple[int, int] = (0, 0)


def tokens(text: str, raw: frozenset[str] = frozenset()) -> Iterator[Token]:
    """Yield tags and the text between them. The content of `raw` elements is one text."""
    at, size = 0, len(text)
    search = _TOKEN.search
    while at < size:
        match = search(text, at)
        if match is None:
            break
        lo, hi = match.span()
        if lo > at:
            yield Token(at, lo)
        at = hi
        name = match["name"]
        if name is None:
            if match["cdata"] is not None:
                yield Token(*match.span("cdata"), "[")
            else:
                yield Token(lo, hi, "!")
            continue
        low = name.lower()
        group = "attributes" if match["attributes"] is not None else "loose"
        where = match.span(group)
        void = (where[1] > where[0] and text[where[1] - 1] == "/") or text[hi - 2] == "/"
        yield Token(lo, hi, low, match["close"] is not None, void, where)
        if low in raw and not void and match["close"] is None:
            closer = re.compile(rf"</{low}\b", re.IGNORECASE).search(text, hi)
            end = closer.start() if closer else size
            if end > hi:
                yield Token(hi, end, "!")
            at = end
    if at < size:
        yield Token(at, size)


def attributes(text: str, token: Token) -> dict[str, tuple[int, int]]:
    """Where the values of a tag's attributes stand, by lower-case name; the first one counts."""
    found: dict[str, tuple[int, int]] = {}
    lo, hi = token.attributes
    for match in _ATTRIBUTE.finditer(text, lo, hi):
        group = next((g for g in ("double", "single", "bare") if match[g] is not None), "name")
        found.setdefault(match["name"].lower(), match.span(group))
    return found


def value(text: str, token: Token, name: str) -> str:
    """An attribute's value, empty where it is missing."""
    lo, hi = token.attributes
    if lo == hi or name not in text[lo:hi].lower():
        return ""
    span = attributes(text, token).get(name)
    return unescape(text[slice(*span)]) if span else ""


def is_plain(raw: str) -> bool:
    """Whether text is seen as it is written."""
    return _SPECIAL.search(raw) is None


def characters(text: str, start: int, end: int, *, blank: bool = False) -> Iterator[Atom]:
    """Yield the atoms of a stretch of text. After a blank, white space is not seen."""
    at = start
    for match in _SPECIAL.finditer(text, start, end):
        lo, hi = match.span()
        if match["white"] is not None:
            if lo > at:
                yield Atom(at, lo, text[at:lo])
            seen = blank if lo == start else text[lo - 1] in " \t\n"
            kind = RunKind.MARKUP if seen else RunKind.BREAK
            yield Atom(lo, hi, "" if seen else " ", kind, role="blank" if seen else "")
            at = hi
            continue
        shown = unescape(match.group())
        if len(shown) > 2 or shown == match.group() or shown in "\r\n":
            continue
        if lo > at:
            yield Atom(at, lo, text[at:lo])
        if len(shown) == 1:
            yield Atom(lo, hi, shown)
        else:
            yield Atom(lo, hi, shown, RunKind.PLACEABLE, role="escape")
        at = hi
    if at < end:
        yield Atom(at, end, text[at:end])


class MarkupCodec(Struct, frozen=True):
    """Writes what would be markup as entities, and all beyond ASCII where the file does so."""

    newline: str = "\n"
    quote: str = ""  # the quotation mark around an attribute
    ascii: bool = False
    names: bool = True  # whether the names of HTML's entities are known

    def encode(self, text: str) -> str:
        if text.isalnum() and text.isascii():
            return text
        text = _AMPERSAND.sub("&amp;", text) if self.names else text.replace("&", "&amp;")
        text = text.replace("<", "&lt;").replace(">", "&gt;")
        if self.quote:
            text = text.replace(self.quote, "&quot;" if self.quote == '"' else "&#39;")
        if self.ascii:
            text = _WORDY.sub(lambda m: self._entity(m.group()), text)
        return text.replace("\n", self.newline)

    def _entity(self, character: str) -> str:
        name = codepoint2name.get(ord(character)) if self.names else None
        return f"&{name};" if name else f"&#{ord(character)};"


def check_xml(text: str, path: str) -> None:
    """Refuse XML that is not well formed, and documents that declare entities of their own."""
    from xml.parsers import expat

    def refuse(*_: object) -> None:
        raise MtfixError(
            f"{path}:{parser.CurrentLineNumber}: declares an entity; entities of its own and of"
            " other files are not read, so write them out"
        )

    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = refuse
    # a stand-in of the same length, as lone surrogates have no UTF-8
    body = _WORDY.sub("x", text.lstrip("\ufeff"))
    try:
        parser.Parse(body.encode("ascii"), True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise MtfixError(f"{path}:{error.lineno}: {reason}; mend the XML first") from error
