"""Glossaries: terms keep their translation in any inflection; bad files are refused by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import mtfix

if TYPE_CHECKING:
    from pathlib import Path

TABLE = (
    "term,translation,avoid\nKutter,cutter,trawler\nRuder,rudder|helm\nKartendienst,MapService\n"
)
TBX = """<?xml version="1.0"?>
<martif type="TBX"><text><body><termEntry id="1">
<langSet xml:lang="de"><tig><term>Kutter</term></tig></langSet>
<langSet xml:lang="en-GB"><tig><term>cutter</term></tig><tig><term>trawler</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet></termEntry></body></text></martif>
"""
# enough German for its inflection to be known
GERMAN = (
    "Der Mann und die Frau sind mit dem Hund nicht in die Stadt und auch nicht ins Haus gegangen"
)
ENGLISH = "The man and the woman did not go to the town with the dog and not to the house either"


def config(folder: Path, text: str = TABLE, name: str = "terms.csv") -> mtfix.Config:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return mtfix.Config(glossary=(str(path),))


def po(source: str, target: str) -> str:
    more = f'msgid "{GERMAN}"\nmsgstr "{ENGLISH}"\n\n'
    return f'{more}msgid "{source}"\nmsgstr "{target}"\n'


def told(folder: Path, source: str, target: str) -> list[tuple[str, str]]:
    found = mtfix.check(po(source, target), format="po", config=config(folder))
    return [(f.rule, f.message) for f in found if f.rule.startswith("glossary")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Die Kutter liegen im Hafen", "The cutters lie in the harbour"),
        ("Des Kutters Ruder", "The helm of the cutter’s hull"),
        ("Am Ruder saß niemand", "Nobody sat at the rudder"),
        ("Das Boot liegt im Hafen", "The trawler lies in the harbour"),
    ],
)
def test_inflected_terms_are_known(tmp_path: Path, source: str, target: str) -> None:
    assert told(tmp_path, source, target) == []


def test_another_translation_is_told(tmp_path: Path) -> None:
    wanted = "the glossary has “rudder” or “helm” for “Ruder”"
    found = told(tmp_path, "Das Ruder brach", "The wheel broke")
    assert found == [("glossary-term", wanted)]


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("Zwei Kutter sanken", "Two trawlers sank", "Two cutters sank"),
        ("Kutter sind alt", "Trawlers are old", "Cutters are old"),
        ("Der Kutter sank", "The Kutter sank", "The cutter sank"),
        ("Mit Kartendienst", "With mapservice", "With MapService"),
    ],
)
def test_what_is_determined_is_repaired(
    tmp_path: Path, source: str, before: str, after: str
) -> None:
    patch = mtfix.fix(po(source, before), format="po", config=config(tmp_path), unsafe=True)
    assert patch.after == po(source, after)


def test_a_tbx_says_the_same(tmp_path: Path) -> None:
    settings = config(tmp_path, TBX, "terms.tbx")
    patch = mtfix.fix("The trawler sank.", source="Der Kutter sank.", config=settings, unsafe=True)
    assert patch.after == "The cutter sank."


def test_the_longest_term_counts(tmp_path: Path) -> None:
    table = "Datei,file\nTemporäre Datei,scratch copy\n"
    settings = config(tmp_path, table)
    found = mtfix.check("The scratch copy.", source="Die temporäre Datei.", config=settings)
    assert [f.rule for f in found] == []


def test_words_to_avoid_need_no_source(tmp_path: Path) -> None:
    patch = mtfix.fix("Two trawlers sank.", config=config(tmp_path), unsafe=True)
    assert patch.after == "Two cutters sank."


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("Kutter,cutter\nRuder\n", "t.csv", "t.csv:2: a glossary needs a term and a translation"),
        ("Kutter,cutter\nRuder,\n", "t.csv", "t.csv:2: a glossary needs"),
        ('Kutter,"cutter\n', "t.csv", "t.csv:1: unexpected end of data; mend the line"),
        ("<martif><text>", "t.tbx", "t.tbx:1: no element found"),
        ('<!DOCTYPE m [<!ENTITY x "y">]><m>&x;</m>', "t.tbx", "entities are not read"),
        ("<martif/>", "t.tbx", "no term with a translation into 'en'"),
        ("", "t.csv", "no term with a translation into 'en'"),
    ],
)
def test_a_bad_glossary_is_refused(tmp_path: Path, text: str, name: str, message: str) -> None:
    with pytest.raises(mtfix.MtfixError) as caught:
        mtfix.check("Some text.", config=config(tmp_path, text, name))
    assert message in str(caught.value)


def test_a_missing_glossary_is_named(tmp_path: Path) -> None:
    with pytest.raises(mtfix.MtfixError, match="no such file"):
        mtfix.check("Some text.", config=mtfix.Config(glossary=(str(tmp_path / "no.csv"),)))
