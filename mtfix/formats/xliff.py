"""XLIFF 1.2 and 2.x: the target of each unit, with its source at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.formats.assembly import Draft, assemble
from mtfix.formats.bitext import content, element, local, shown
from mtfix.formats.comments import MARKUP
from mtfix.formats.elements import MarkupCodec, Token, check_xml, tokens, value
from mtfix.formats.units import Value
from mtfix.newlines import dominant_newline, is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.model import Document

NAME = "xliff"
SUFFIXES = (".xlf", ".xliff", ".sdlxliff", ".mqxliff")
ABOUT = 'target; locked: source, notes, inline tags, states, alternatives, translate="no"'
COMMENTS = MARKUP

_UNITS = frozenset({"trans-unit", "segment"})
_ASIDE = frozenset({"alt-trans", "note", "notes", "ignorable", "matches", "skl", "seg-source"})


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read XLIFF. The file says which languages it is in."""
    check_xml(text, path)
    return assemble(text, NAME, _drafts(text), path=path, language=language)


def _drafts(text: str) -> Iterator[Draft]:
    found = list(tokens(text))
    codec = MarkupCodec(dominant_newline(text), ascii=is_foreign(text), names=False)
    spoken, source, block = "", "", 0
    locked: list[bool] = []
    at = 0
    while at < len(found):
        token = found[at]
        name = local(token.name)
        if name in _ASIDE and not token.closes:
            at = element(found, at)
        elif token.closes:
            if locked:
                locked.pop()
        elif name in ("source", "target"):
            end = element(found, at)
            atoms = content(text, found, at, end)
            if name == "source":
                source = shown(text, atoms)
            elif not any(locked):
                yield Draft(atoms, "line", block, codec, spoken, source, value=Value(atoms))
            at = end
        elif name and name not in "![" and not token.void:
            locked.append(value(text, token, "translate").lower() == "no")
            spoken = _language(text, token, name) or spoken
            if name in _UNITS:
                source, block = "", block + 1
        at += 1


def _language(text: str, token: Token, name: str) -> str:
    if name == "file":
        return value(text, token, "target-language")
    return value(text, token, "trglang") if name == "xliff" else ""
