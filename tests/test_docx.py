"""Word files: the text is one line a paragraph, and comes back into its runs."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix import docx, files, formats
from mtfix.model import MtfixError

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = (
    "<w:p><w:r><w:t>The </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>old &amp; grey</w:t></w:r>"
    '<w:r><w:t xml:space="preserve"> boat left.</w:t></w:r></w:p>'
    "<w:p/><w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/></w:r>"
    "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
)


def packed(body: str = BODY, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/media/image1.png", b"\x89PNG\x00\x01")
        archive.writestr("word/document.xml", _part(body))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", _part(content))
    return out.getvalue()


def _part(body: str) -> str:
    return f'<?xml version="1.0"?><w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_text_is_one_line_a_paragraph() -> None:
    data = packed(footnotes="<w:p><w:r><w:t>A note.</w:t></w:r></w:p>")
    file = files.decode(data, "a.docx")
    assert file.text == "The old & grey boat left.\n\nOne\ttwo\u2028\nA note."
    assert files.encode(file, file.text) == data
    document = formats.by_name("docx").read(file.text)
    assert [s.kind for s in document.segments] == ["paragraph", "line", "paragraph"]


def test_an_edit_changes_its_run_alone() -> None:
    data = packed()
    file = files.decode(data, "a.docx")
    new = files.encode(file, file.text.replace("grey", "<green>").replace("boat", "boats"))
    before, after = members(data), members(new)
    assert files.decode(new, "a.docx").text == "The old & <green> boats left.\n\nOne\ttwo\u2028"
    assert {n for n in before if before[n] != after[n]} == {"word/document.xml"}
    assert list(before) == list(after)
    assert b"<w:rPr><w:b/></w:rPr><w:t>old &amp; &lt;green&gt;</w:t>" in after["word/document.xml"]


def test_a_blank_at_the_end_of_a_run_is_kept() -> None:
    file = files.decode(packed(), "a.docx")
    new = files.encode(file, file.text.replace("grey boat", "grey  boat").replace("One", "One "))
    assert files.decode(new, "a.docx").text.startswith("The old & grey  boat left.\n\nOne \ttwo")
    assert b'<w:t xml:space="preserve">One </w:t>' in members(new)["word/document.xml"]


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl"]), max_size=30))
def test_any_paragraph_comes_back(text: str) -> None:
    file = files.decode(packed(), "a.docx")
    wanted = f"{text}\n\nOne\ttwo\u2028"
    assert files.decode(files.encode(file, wanted), "a.docx").text == wanted


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 nothing more", "a.docx: no Word file that can be read"),
        (packed("<w:p>"), "a.docx: word/document.xml: mismatched tag"),
        (
            packed().replace(b"word/document.xml", b"word/documens.xml"),
            "a.docx: holds no Word document",
        ),
        (b"only text", "a.docx: is no Word file in spite of its name"),
    ],
)
def test_a_broken_file_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(MtfixError, match=message):
        files.decode(data, "a.docx")


def test_the_document_may_have_a_number() -> None:
    numbered = packed(document2="<w:p><w:r><w:t>More words</w:t></w:r></w:p>")
    assert "More words" in files.decode(numbered, "a.docx").text


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MAX_UNPACKED", 1000)
    with pytest.raises(MtfixError, match="unpacks to more than 1,000 bytes"):
        files.decode(packed("<w:p><w:r><w:t>" + "a" * 5000 + "</w:t></w:r></w:p>"), "a.docx")


def test_an_entity_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(MtfixError, match="declares an entity"):
        files.decode(out.getvalue(), "a.docx")


@pytest.mark.parametrize("text", ["One line", "The old & grey boat left.\n\nOne two\u2028"])
def test_paragraphs_and_tabs_stay(text: str) -> None:
    file = files.decode(packed(), "a.docx")
    with pytest.raises(MtfixError, match="not written"):
        files.encode(file, text)
