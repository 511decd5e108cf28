"""String catalogues and dictionaries: the languages in them, and what translates what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mtfix.formats import stringsdict, xcstrings
from tests.formats.reading import texts

if TYPE_CHECKING:
    from mtfix.model import Document


def catalogue(**localizations: Any) -> str:
    entry = {"localizations": localizations}
    return json.dumps({"sourceLanguage": "en", "strings": {"key of it": entry}, "version": "1.0"})


def unit(value: str, state: str = "translated") -> dict[str, Any]:
    return {"stringUnit": {"state": state, "value": value}}


def sources(document: Document) -> list[str | None]:
    return [segment.source for segment in document.segments]


def test_each_language_is_asked_for() -> None:
    text = catalogue(en=unit("One boat"), de=unit("Ein Boot"), **{"en-GB": unit("A boat")})
    assert texts(xcstrings.read(text)) == ["One boat", "A boat"]
    german = xcstrings.read(text, language="de")
    assert texts(german) == ["Ein Boot"]
    assert sources(german) == ["One boat"]


def test_a_form_has_the_source_of_its_form() -> None:
    forms = {"variations": {"plural": {"one": unit("Boot"), "other": unit("Boote")}}}
    english = {"variations": {"plural": {"one": unit("Boat"), "other": unit("Boats")}}}
    both = xcstrings.read(catalogue(en=english, de=forms), language="de")
    assert sources(both) == ["Boat", "Boats"]
    alone = xcstrings.read(catalogue(de=forms), language="de")
    assert sources(alone) == ["key of it", "key of it"]


@pytest.mark.parametrize("strings", ["{}", '{"a": {}}', '{"a": {"localizations": {}}}', '{"a": 1}'])
def test_what_says_nothing_is_empty(strings: str) -> None:
    assert texts(xcstrings.read(f'{{"strings": {strings}}}')) == []


def test_only_values_in_their_place_are_prose() -> None:
    text = (
        '{"strings": {"a": {"value": "Some words", "x": {"en": {"stringUnit": {"value": "b c"}}}}}}'
    )
    assert texts(xcstrings.read(text)) == []


def test_the_folder_says_the_language_of_a_dictionary() -> None:
    text = (
        "<plist><dict><key>k</key><dict><key>other</key><string>%d Boote hier</string></dict>"
        "</dict></plist>"
    )
    assert texts(stringsdict.read(text, path="de.lproj/L.stringsdict")) == []
    for path in ("Base.lproj/L.stringsdict", "en.lproj/L.stringsdict", "L.stringsdict"):
        assert texts(stringsdict.read(text, path=path)) == ["%d Boote hier"]
