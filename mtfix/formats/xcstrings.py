"""String catalogues of Xcode: for each key what it says in each language, plural forms apart."""

from __future__ import annotations

import re
from json import loads
from typing import TYPE_CHECKING, Any

from mtfix.formats.assembly import Draft, assemble, primary
from mtfix.formats.jsontext import ESCAPE, NEWLINE, codec_of, is_sound, meaning, refuse, strings
from mtfix.formats.printf import APPLE
from mtfix.formats.tags import TAG
from mtfix.formats.units import Value
from mtfix.formats.values import lex, lines
from mtfix.model import Document, MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "xcstrings"
SUFFIXES = (".xcstrings",)
ABOUT = (
    "values of the language asked for, plural and device forms too; locked: keys, comments, "
    "placeholders, what is new or shall not be translated"
)

_SPECIAL = re.compile(rf"{NEWLINE}|{APPLE}|{TAG}|{ESCAPE}")
_LETTER = re.compile(r"[^\W\d_]")
# The keys above a value: of the file, `strings`, the text, `localizations`, the language, the form.
_TEXT, _LANGUAGE, _FORM = 2, 4, 5
_ABOVE = {1: "strings", 3: "localizations"}


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read a catalogue. The source is what it says in the source language, else the key."""
    if not is_sound(text):
        refuse(text, path, 1)
    catalogue = loads(text.lstrip("\ufeff"))
    if not isinstance(catalogue, dict) or not isinstance(catalogue.get("strings"), dict):
        raise MtfixError(f"{path}: no string catalogue, which has `strings`; name its format")
    return assemble(text, NAME, _drafts(text, catalogue), path=path, language=language)


def _drafts(text: str, catalogue: dict[str, Any]) -> Iterator[Draft]:
    original = str(catalogue.get("sourceLanguage", ""))
    codec, block = codec_of(text), 0
    for match, key, above, _ in strings(text):
        if key != "value" or not _is_value(above) or not _LETTER.search(match[1]):
            continue
        names = [_said(name) for name in above]
        entry = catalogue["strings"][names[_TEXT]]
        if not isinstance(entry, dict) or entry.get("shouldTranslate") is False:
            continue
        language, form = names[_LANGUAGE], names[_FORM:]
        if _at(entry, [language, *form, "state"]) == "new":
            continue
        source = None
        if primary(language) != primary(original):
            source = _source(entry, original, form) or names[_TEXT]
        whole = Value(lex(text, *match.span(1), _SPECIAL, meaning), names[_TEXT])
        for atoms, parted in lines(whole.atoms):
            block += 1 + parted
            yield Draft(atoms, "line", block, codec, language, source, value=whole)


def _is_value(above: Sequence[str]) -> bool:
    deep = len(above) > _FORM and above[-1] == "stringUnit"
    return deep and all(above[n] == name for n, name in _ABOVE.items())


def _said(raw: str) -> str:
    """A key as it is meant."""
    return str(loads(f'"{raw}"')) if "\\" in raw else raw


def _source(entry: dict[str, Any], original: str, form: Sequence[str]) -> str:
    """What the source language says in the same form, else in its only one; "" where nothing."""
    for place in (form, ["stringUnit"]):
        found = _at(entry, [original, *place, "value"])
        if isinstance(found, str) and found:
            return found
    return ""


def _at(entry: dict[str, Any], path: Sequence[str]) -> Any:
    found: Any = entry.get("localizations")
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found
