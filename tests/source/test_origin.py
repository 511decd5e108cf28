"""Calque rules: SAFE where the document comes from a language that causes them, else UNSAFE."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import mtfix
from mtfix.cli import cli
from mtfix.languagetool.classes import read_classes
from mtfix.model import Applicability, MtfixError

RULE = """\
[[rule]]
id = "wakes-with-chickens"
class = "ff-idiom-literal"
message = "one gets up early"
why = "A test's own idiom."
from = ["es", "pt"]
applicability = "by-source"
pattern = 'wakes? with the chickens'
replace = 'gets up early'
examples = [
  ["She wakes with the chickens.", "She gets up early."],
  ["He wakes with the chickens, too.", "He gets up early, too."],
]
keep = ["The chickens wake with the sun.", "He wakes early."]
"""
TEXT = "My aunt wakes with the chickens."
CURED = "My aunt gets up early."
SPANISH = "¿Who comes? ¡Nobody! ¿Why? ¡Because it rains! She sat in the piñata shop."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.toml").write_text(RULE, encoding="utf-8")
    return tmp_path


def fixed(folder: Path, text: str, **settings: object) -> mtfix.patch.Patch:
    config = mtfix.Config(rules=(str(folder / "rules"),), **settings)  # type: ignore[arg-type]
    return mtfix.fix(text, config=config)


def test_a_doubtful_origin_leaves_it_unsafe(folder: Path) -> None:
    assert fixed(folder, TEXT).after == TEXT
    assert fixed(folder, TEXT, unsafe=True).after == CURED


@pytest.mark.parametrize(("code", "after"), [("es", CURED), ("pt", CURED), ("de", TEXT)])
def test_what_the_user_says_decides(folder: Path, code: str, after: str) -> None:
    assert fixed(folder, TEXT, translated_from=code).after == after


def test_the_document_may_tell(folder: Path) -> None:
    patch = fixed(folder, f"{SPANISH}\n\n{TEXT}")
    assert CURED in patch.after
    told = [a.finding.evidence for a in patch.applied if a.finding.rule == "wakes-with-chickens"]
    assert told == ["translated from es"]
    assert CURED not in fixed(folder, f"{SPANISH}\n\n{TEXT}", translated_from="de").after


def test_on_the_command_line_and_in_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    Path("a.txt").write_text(f"{TEXT}\n", encoding="utf-8")
    options = ["diff", "a.txt", "--rules", "rules", "--languagetool", "off"]
    assert CURED in CliRunner().invoke(cli, [*options, "--from", "es"]).output
    assert CURED not in CliRunner().invoke(cli, [*options, "--from", "de"]).output
    Path("mtfix.toml").write_text('from = "pt"\n', encoding="utf-8")
    assert CURED in CliRunner().invoke(cli, options).output


def test_it_needs_its_languages(folder: Path) -> None:
    path = folder / "rules" / "mine.toml"
    path.write_text(RULE.replace('from = ["es", "pt"]\n', ""), encoding="utf-8")
    with pytest.raises(MtfixError, match="languages that make the fix safe"):
        fixed(folder, TEXT)
    with pytest.raises(MtfixError, match="by-source needs the languages"):
        read_classes('[[class]]\nids = ["A"]\nclass = "by-source"\nreason = "r"', "x.toml")


def test_classes_name_the_languages() -> None:
    text = '[[class]]\nids = ["A"]\nclass = "by-source"\nfrom = ["it"]\nreason = "r"'
    verdict = read_classes(text, "x.toml").of("A", "GRAMMAR")
    assert verdict.level is Applicability.UNSAFE
    assert verdict.by_source
    assert verdict.sources == ("it",)
