"""The .stringsdict files of iOS and macOS: plural, width and device forms, as a property list."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from mtfix.formats.assembly import Atom, Draft, assemble
from mtfix.formats.bitext import element
from mtfix.formats.comments import MARKUP
from mtfix.formats.elements import MarkupCodec, check_xml, tokens
from mtfix.formats.printf import APPLE
from mtfix.formats.strings import language_of
from mtfix.formats.units import Value
from mtfix.formats.values import lex, lines
from mtfix.model import Document, MtfixError, RunKind
from mtfix.newlines import dominant_newline, is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.formats.elements import Token

NAME = "stringsdict"
SUFFIXES = (".stringsdict",)
ABOUT = "plural, width and device forms; locked: keys, kinds of rules and values, placeholders"
COMMENTS = MARKUP

_SPECIAL = re.compile(
    rf"(?P<newline>[ \t]*(?:\r\n|\n|\r))|{APPLE}|&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);"
)
_MACHINERY = frozenset({"NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey"})


class _Form(NamedTuple):
    keys: tuple[str, ...]
    inner: Sequence[Token]


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read forms. The folder `de.lproj` says what language they are in."""
    check_xml(text, path)
    return assemble(text, NAME, _drafts(text, path), path=path, language=language)


def _drafts(text: str, path: str) -> Iterator[Draft]:
    found = list(tokens(text))
    if not any(token.name == "plist" for token in found):
        raise MtfixError(f"{path}: no property list; name its format with --format")
    codec = MarkupCodec(dominant_newline(text), ascii=is_foreign(text), names=False)
    spoken, block = language_of(path), 0
    for form in _forms(text, found):
        whole = Value(_atoms(text, form.inner), "/".join(form.keys))
        for line, parted in lines(whole.atoms):
            block += 1 + parted
            yield Draft(line, "line", block, codec, spoken, value=whole)


def _forms(text: str, found: Sequence[Token]) -> Iterator[_Form]:
    """Yield the strings that people read, each with the keys that lead to it."""
    above: list[str] = []
    key, at = "", 0
    while at < len(found):
        token = found[at]
        if token.name == "dict" and not token.void:
            if token.closes:
                key = above.pop() if above else ""
            else:
                above.append(key)
                key = ""
        elif token.name in ("key", "string") and not token.closes:
            end = element(found, at)
            inner = found[at + 1 : end]
            if token.name == "key":
                key = "".join(unescape(text[t.start : t.end]) for t in inner if not t.name)
            elif key not in _MACHINERY and len(above) > 1:
                yield _Form((*above[1:], key), inner)
            at = end
        at += 1


def _atoms(text: str, inner: Sequence[Token]) -> list[Atom]:
    atoms: list[Atom] = []
    for token in inner:
        if not token.name:
            atoms += lex(text, token.start, token.end, _SPECIAL, _meaning)
        elif token.name == "[":
            start, end = token.start - len("<![CDATA["), token.end + len("]]>")
            shown = " ".join(text[token.start : token.end].split())
            atoms.append(Atom(start, end, shown, RunKind.PLACEABLE, role="tag"))
        else:
            atoms.append(Atom(token.start, token.end, "", RunKind.MARKUP, role="comment"))
    return atoms


def _meaning(match: re.Match[str]) -> str:
    return "\n" if match["newline"] is not None else unescape(match.group())
