"""`mtfix stats` counts what `check` finds, as a table, as JSON and as a picture."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from tests.texts import ROOT, SEED, TEXTS

if TYPE_CHECKING:
    from conftest import Mtfix

SCHEMA = json.loads((ROOT / "docs" / "json.schema.json").read_text(encoding="utf-8"))
SPANISH = (
    "The boat came in the the morning, dijo el capitán, pero nadie había dormido. La tormenta fue "
    "muy larga y también muy fría para todos los que estaban a bordo, según los marineros.\n"
)


@pytest.fixture
def folder(mtfix: Mtfix) -> Mtfix:
    mtfix.write("mtfix.toml", "languagetool = 'off'\n")
    for name, content in TEXTS.items():
        mtfix.write(f"t/{name}", content)
    mtfix.write("t/seed.txt", SEED.read_bytes())
    return mtfix


def stats(mtfix: Mtfix, *args: str) -> dict[str, Any]:
    ran = mtfix("stats", "-q", "--output-format", "json", *args)
    assert ran.code == 0, ran.err
    data: dict[str, Any] = json.loads(ran.out.decode("utf-8", "strict"))
    Draft202012Validator({"$ref": "#/$defs/stats", "$defs": SCHEMA["$defs"]}).validate(data)
    return data


def test_the_counts_are_those_of_check(folder: Mtfix) -> None:
    data = stats(folder, "t")
    checked = json.loads(folder("check", "-q", "t", "--output-format", "json").out)["files"]
    found = {f["path"]: len(f["findings"]) for f in checked}
    assert {f["path"]: f["findings"] for f in data["files"]} == found
    assert data["findings"] == sum(found.values()) == sum(data["classes"].values())
    applied = sum(x["status"] == "applied" for f in checked for x in f["findings"])
    assert data["fixes"] == applied
    assert data["words"] == sum(f["words"] for f in data["files"])


def test_words_are_those_of_the_prose_alone(folder: Mtfix) -> None:
    folder.write("w.md", "# Two words\n\nDon't `count code` <b>here</b>.\n\n```\nnot this\n```\n")
    (file,) = stats(folder, "w.md")["files"]
    assert file["words"] == 6  # a code span is part of its sentence, a block is not
    (empty,) = stats(folder, "t/empty.txt")["files"]
    assert (empty["words"], empty["per_1000_words"]) == (0, 0)


def test_the_likely_source_language(folder: Mtfix) -> None:
    folder.write("es.txt", SPANISH * 3)
    (file,) = stats(folder, "es.txt")["files"]
    assert file["source_language"] == "Spanish"
    assert "source language:  Spanish (1)" in folder("stats", "es.txt").text


def test_the_table(folder: Mtfix) -> None:
    folder.write("a.txt", "A rare event in the the village.\n")
    folder.write("b.txt", "All was calm, and nobody came.\n")
    ran = folder("stats", "a.txt", "b.txt", "t/clean.txt", "gone.txt")
    assert ran.code == 2
    assert "gone.txt: no such file" in ran.err
    lines = ran.text.splitlines()
    assert lines[0] == ("3 files, 17 words, 1 finding (58.8 per 1,000 words), 1 fix to apply")
    assert re.search(r"(?m)^rep-word +1 +58\.82  █+$", ran.text)
    assert re.search(r"(?m)^a\.txt +1 +7 +142\.9  rep-word \(1\)$", ran.text)
    assert not re.search(r"(?m)^b\.txt", ran.text)


def test_the_picture_is_whole_and_needs_nothing_else(folder: Mtfix) -> None:
    ran = folder("stats", "-q", "t", "--svg", "faults.svg")
    assert ran.code == 0
    text = (folder.folder / "faults.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)
    width, height = (float(root.get(side, "0")) for side in ("width", "height"))
    space = {"svg": "http://www.w3.org/2000/svg"}
    bars = root.findall(".//svg:g/svg:rect", space)
    data = stats(folder, "t")
    dirty = [f for f in data["files"] if f["findings"]]
    assert len(bars) == min(15, len(data["classes"])) + (len(data["classes"]) > 15) + min(
        10, len(dirty)
    )
    for bar in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(bar.get("x", "0")) + float(bar.get("width", "0")) <= width
        assert float(bar.get("y", "0")) + float(bar.get("height", "0")) <= height
    links = set(re.findall(r"https?://[^\"' ]+", text))
    assert links == {"http://www.w3.org/2000/svg"}
    assert "<script" not in text
    assert "href" not in text
    title = root.find("svg:title", space)
    assert title is not None
    assert title.text == (
        f"{data['findings']:,} findings in {data['words']:,} words of {len(data['files'])} files: "
        f"{data['per_1000_words']:.1f} per 1,000"
    )


def test_a_picture_of_nothing(folder: Mtfix) -> None:
    assert folder("stats", "-q", "t/clean.txt", "--svg", "x.svg").code == 0
    root = ET.fromstring((folder.folder / "x.svg").read_text(encoding="utf-8"))
    assert not root.findall(".//{http://www.w3.org/2000/svg}g")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--svg", "t/plain.txt"], "is one of the texts; name another file for the report"),
        (["--svg", "no/such/x.svg"], "cannot be written"),
        (["--output-format", "sarif"], "is not one of 'text', 'json'"),
    ],
)
def test_what_cannot_be_written(folder: Mtfix, options: list[str], message: str) -> None:
    ran = folder("stats", "t/plain.txt", *options)
    assert ran.code == 2
    assert message in ran.err
    assert (folder.folder / "t" / "plain.txt").read_bytes() == TEXTS["plain.txt"]
