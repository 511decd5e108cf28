"""`--source FOLDER`: each file finds the file that it was translated from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Mtfix

SOURCE = "Es kamen {name} ins alte Haus am Hafen.\n"
TEXT = "There came {nom} to the old house.\n"
ONLY = ("--select", "placeholder")


@pytest.mark.parametrize(
    ("text", "source", "folder", "named"),
    [
        ("docs/en/a/x.md", "docs/de/a/x.md", "docs/de", "docs/en"),
        ("docs/en/a/x.md", "docs/de/a/x.md", "docs", "docs"),
        ("docs/en/x.md", "docs/x.md", "docs", "docs/en"),
        ("docs/x.md", "docs/x.de.md", "docs", "docs"),
        ("docs/x.en.md", "docs/x.zh-CN.md", "docs", "docs"),
        ("README.md", "i18n/README_CN.md", "i18n", "README.md"),
        ("README_en.md", "README.md", ".", "README_en.md"),
        ("docs/en/a/x.md", "de/a/x.md", "de", "docs/en/a/x.md"),
        ("docs/english/x.rst", "docs/german/x.rst", "docs", "docs/english"),
    ],
)
def test_a_file_finds_its_source(
    mtfix: Mtfix, text: str, source: str, folder: str, named: str
) -> None:
    mtfix.write(text, TEXT)
    mtfix.write(source, SOURCE)
    ran = mtfix("check", *ONLY, named, "--source", folder)
    assert ran.code == 1
    assert f"{text}:1:12: placeholder-damaged" in ran.text
    assert "counterpart" not in ran.err


def test_keys_find_their_keys(mtfix: Mtfix) -> None:
    for code, value in (("en", TEXT.strip()), ("de", SOURCE.strip())):
        mtfix.write(f"locales/{code}.json", json.dumps({"a": value}))
        mtfix.write(
            f"res/values-{code}/strings.xml",
            f'<resources><string name="a">{value}</string></resources>',
        )
    ran = mtfix("diff", *ONLY, "locales", "res", "--source", ".")
    assert ran.text.count("There came {name} to") == 2
    assert "+++ b/locales/en.json" in ran.text
    assert "+++ b/res/values-en/strings.xml" in ran.text


def test_every_command_that_reads_files_takes_it(mtfix: Mtfix) -> None:
    mtfix.write("en/x.md", TEXT)
    mtfix.write("de/x.md", SOURCE)
    assert "+There came {name}" in mtfix("diff", *ONLY, "en", "--source", "de").text
    ran = mtfix("report", *ONLY, "--html", "page.html", "en", "--source", "de")
    assert "1 fix to decide in 1 file" in ran.err
    assert mtfix("fix", *ONLY, "en", "--source", "de").code == 1
    assert (mtfix.folder / "en/x.md").read_text() == TEXT.replace("nom", "name")


def test_files_without_a_counterpart_are_told_once(mtfix: Mtfix) -> None:
    for name in ("x", "a", "b"):
        mtfix.write(f"en/{name}.md", TEXT)
    mtfix.write("en/deep/c.po", 'msgid "a"\nmsgstr "b"\n')
    mtfix.write("de/x.md", SOURCE)
    ran = mtfix("check", *ONLY, "en", "--source", "de")
    assert ran.code == 1
    told = "2 files have no counterpart in de, and no source: en/a.md, en/b.md"
    assert ran.err.count(told) == ran.err.count("counterpart") == 1
    assert "en/x.md:1:12" in ran.text
    assert "counterpart" not in mtfix("check", "-q", "en", "--source", "de").err


def test_a_folder_that_has_none_is_refused(mtfix: Mtfix) -> None:
    mtfix.write("en/x.md", TEXT)
    mtfix.write("de/y.md", SOURCE)
    ran = mtfix("fix", "en", "--source", "de")
    assert ran.code == 2
    assert "de: no counterpart of en/x.md" in ran.err


def test_several_sources_are_a_question(mtfix: Mtfix) -> None:
    mtfix.write("docs/en/x.md", TEXT)
    mtfix.write("docs/de/x.md", SOURCE)
    mtfix.write("docs/zh/x.md", "{name}来了。\n")
    ran = mtfix("check", "docs", "--source", "docs")
    assert ran.code == 2
    assert "docs/en/x.md: several files may be its source (docs/de/x.md, docs/zh/x.md)" in ran.err
    ran = mtfix("check", *ONLY, "docs/en", "--source", "docs", "--from", "de")
    assert ran.code == 1
    assert "several" not in ran.err


def test_a_file_that_does_not_align_stops_no_other(mtfix: Mtfix) -> None:
    for name in ("x", "y"):
        mtfix.write(f"en/{name}.md", TEXT)
    mtfix.write("de/x.md", SOURCE)
    mtfix.write("de/y.md", f"Noch etwas davor steht hier.\n\n{SOURCE}")
    ran = mtfix("check", *ONLY, "en", "--source", "de")
    assert ran.code == 2
    assert "en/y.md and de/y.md have 1 and 2 paragraphs" in ran.err
    assert "en/x.md" in ran.text
