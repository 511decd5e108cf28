"""TMX translation memories: the variants in the language asked for that are translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.formats.assembly import Draft, assemble, primary
from mtfix.formats.bitext import content, element, local, shown, units
from mtfix.formats.comments import MARKUP
from mtfix.formats.elements import MarkupCodec, check_xml, tokens, value
from mtfix.formats.units import Value
from mtfix.newlines import dominant_newline, is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.formats.assembly import Atom
    from mtfix.formats.elements import Token
    from mtfix.model import Document

NAME = "tmx"
SUFFIXES = (".tmx",)
ABOUT = "seg of the variants in the language asked for; locked: the source language, inline tags"
COMMENTS = MARKUP


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read a translation memory. What the header calls the source language is left alone."""
    check_xml(text, path)
    return assemble(text, NAME, _drafts(text, language), path=path, language=language)


def _drafts(text: str, language: str) -> Iterator[Draft]:
    found = list(tokens(text))
    codec = MarkupCodec(dominant_newline(text), ascii=is_foreign(text), names=False)
    header = next((t for t in found if local(t.name) == "header"), None)
    general = value(text, header, "srclang") if header else ""
    for block, (start, end) in enumerate(units(found, "tu")):
        variants = list(_variants(text, found, start, end))
        from_language = value(text, found[start], "srclang") or general
        if from_language in ("", "*all*"):
            others = (spoken for spoken, _ in variants if primary(spoken) != primary(language))
            from_language = next(others, "")
        source = next(
            (shown(text, a) for lang, a in variants if lang.lower() == from_language.lower()),
            None,
        )
        for spoken, atoms in variants:
            if primary(spoken) != primary(from_language):
                yield Draft(atoms, "line", block, codec, spoken, source, value=Value(atoms))


def _variants(
    text: str, found: Sequence[Token], start: int, end: int
) -> Iterator[tuple[str, list[Atom]]]:
    """Yield the language and the content of each variant."""
    for at in range(start + 1, end):
        token = found[at]
        if local(token.name) != "tuv" or token.closes:
            continue
        spoken = value(text, token, "xml:lang") or value(text, token, "lang")
        stop = element(found, at)
        seg = next((n for n in range(at, stop) if local(found[n].name) == "seg"), None)
        if seg is not None:
            yield spoken, content(text, found, seg, element(found, seg))
