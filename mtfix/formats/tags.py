"""Tags and entities inside values: HTML in JSON, Pango in PO, styling in properties."""

from __future__ import annotations

import re
from html import unescape

from mtfix.formats.assembly import Atom
from mtfix.model import RunKind, Side

# Two groups that `lex` of values knows: a tag, and an entity where there are tags.
TAG = (
    r"(?P<tag></?[A-Za-z][\w:.-]{0,40}(?:\s[^<>\n]{0,500})?/?>)"
    r"|(?P<entity>&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});)"
)

_CODE = re.compile(r"<(code|kbd|samp|var|pre|tt|script|style)\b", re.IGNORECASE)
_BREAKING = re.compile(r"<br\b", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|ul|ol|li|dl|dt|dd|h[1-6]|table|tr|t[dh]|thead|tbody|section|article|blockquote"
    r"|hr|figure|figcaption|para|note|title|item|sect\d?|listitem)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"<\\?/?([\w:.-]+)")
_MARKED = re.compile(r"</[A-Za-z]|/>|<br>|<p>", re.IGNORECASE)
_WHITE = re.compile(r"\s+")
_FARTHEST = 2000  # characters that a code element may hold


def has_tags(text: str, start: int, end: int) -> bool:
    """Whether a value is written in markup, so that `&amp;` is no leftover in it."""
    return _MARKED.search(text, start, end) is not None


def entity(start: int, end: int, raw: str) -> Atom:
    """An entity: the character that it stands for, or itself where it is none."""
    shown = unescape(raw)
    if len(shown) == 1 and shown not in "\r\n":
        return Atom(start, end, shown)
    return Atom(start, end, raw, RunKind.PLACEABLE, role="escape")


def tag(text: str, start: int, end: int, limit: int) -> Atom:
    """What a tag is; code goes to the tag that closes it, a block tag ends a line."""
    raw = text[start:end].replace("\\/", "/")
    if _BREAKING.match(raw):
        return Atom(start, end, " ", RunKind.BREAK, role="tag")
    if _BLOCK.match(raw):
        return Atom(start, end, "\n", role="block")
    code = _CODE.match(raw)
    if code is not None:
        closer = re.compile(rf"</{code[1]}\s*>", re.IGNORECASE)
        found = closer.search(text, end, min(limit, end + _FARTHEST))
        if found is not None:
            whole = _WHITE.sub(" ", text[start : found.end()])
            return Atom(start, found.end(), whole, RunKind.PLACEABLE, role="code")
    if raw.startswith("</"):
        return Atom(start, end, "", RunKind.MARKUP, Side.CLOSE, "tag")
    if raw.endswith("/>"):
        return Atom(start, end, raw, RunKind.PLACEABLE, role="tag")
    return Atom(start, end, "", RunKind.MARKUP, Side.OPEN, "tag")


def paired(text: str, atoms: list[Atom]) -> list[Atom]:
    """Show the tags that have no partner: `<ESC>` and `<file>` are words of the sentence."""
    opened: dict[str, list[int]] = {}
    alone: set[int] = set()
    for n, atom in enumerate(atoms):
        if atom.kind is not RunKind.MARKUP or atom.role != "tag":
            continue
        match = _NAME.match(text, atom.start)
        before = opened.setdefault(match[1].lower() if match else "", [])
        if atom.side is Side.OPEN:
            before.append(n)
            alone.add(n)
        elif before:
            alone.discard(before.pop())
        else:
            alone.add(n)
    return [_seen(text, a) if n in alone else a for n, a in enumerate(atoms)] if alone else atoms


def _seen(text: str, atom: Atom) -> Atom:
    shown = _WHITE.sub(" ", text[atom.start : atom.end])
    return Atom(atom.start, atom.end, shown, RunKind.PLACEABLE, role="tag")
