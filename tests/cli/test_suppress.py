"""`mtfix suppress` marks old content: in comments where that is possible, else in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Mtfix

FILES = {
    "a.md": "# A zork\n\nOne zork and a blip.\n\nAll is well.\n\n- an item\n- a zork item\n\n"
    "| h | zork |\n|---|---|\n| a | b |\n\n> Said zork.\n",
    "b.mdx": "One zork.\n",
    "c.html": "<p>One.</p>\n<p>A zork,\nand more.</p>\n",
    "d.rst": "Title\n=====\n\nA zork.\n\n* one item\n* a zork item\n",
    "e.adoc": "= Title\n\nA zork.\n\n* one zork\n",
    "f.po": 'msgid ""\nmsgstr "Language: en\\n"\n\n#: x.c:1\nmsgid "a"\nmsgid_plural "as"\n'
    'msgstr[0] "One zork."\nmsgstr[1] "Two zork."\n',
    "g.vtt": "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nOne zork.\n",
    "h.xliff": '<xliff version="1.2"><file source-language="de" target-language="en"><body>\n'
    '<trans-unit id="1">\n<source>a</source>\n<target>A zork came.</target>\n</trans-unit>\n'
    "</body></file></xliff>\n",
    "res/values/strings.xml": '<resources>\n  <string name="a">A zork.</string>\n</resources>\n',
    "locales/en.yaml": "en:\n  title: A zork came in.\n",
    "l10n/messages_en.properties": "a=A zork came in.\n",
    "en.lproj/m.strings": '"a" = "A zork came in.";\n',
    "crlf.md": "One zork.\r\n\r\nTwo.\r\n",
}
LISTED = {
    "a.txt": "A zork.\n\nAn umbo.\n",
    "b.srt": "1\n00:00:01,000 --> 00:00:02,000\nOne zork.\n",
    "locales/en.json": '{"title": "A zork came in."}\n',
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_comments_in_every_format(mtfix: Mtfix, name: str) -> None:
    path = mtfix.write(name, FILES[name])
    assert mtfix("check", "-q", name).code == 1
    ran = mtfix("suppress", name, "--reason", "as printed")
    assert ran.code == 0, ran.err
    assert "suppressed by comments, 0 by .mtfix-never" in ran.err
    text = path.read_bytes().decode()
    assert "mtfix: off-next t-zork" in text
    assert ": as printed" in text
    assert ("\r\n" in text) == (name == "crlf.md")
    assert text.count("\r") == text.count("\n") * (name == "crlf.md")
    marked = [line for line in text.splitlines(keepends=True) if "mtfix:" not in line]
    assert [m for m in marked if m.strip()] == [
        line for line in FILES[name].splitlines(keepends=True) if line.strip()
    ]
    after = mtfix("check", name, "--fail-on", "any")
    assert after.code == 0, after.text
    assert after.out == b""
    # a second time there is nothing to do
    assert mtfix("suppress", name).code == 0
    assert path.read_bytes().decode() == text


@pytest.mark.parametrize("name", LISTED)
def test_a_list_where_comments_cannot_be(mtfix: Mtfix, name: str) -> None:
    path = mtfix.write(name, LISTED[name])
    assert mtfix("suppress", name).code == 0
    assert path.read_text() == LISTED[name]
    assert mtfix("check", "-q", name, "--fail-on", "any").code == 0
    assert f"\t{name}\t" in (mtfix.folder / ".mtfix-never").read_text()


def test_what_a_comment_would_break_goes_into_the_list(mtfix: Mtfix) -> None:
    """Between the rows of a literal block no comment can stand."""
    text = "en:\n  text: |\n    First line here.\n\n    Then a zork came in.\n"
    path = mtfix.write("locales/en.yaml", text)
    ran = mtfix("suppress", "locales/en.yaml")
    assert mtfix("check", "-q", "locales/en.yaml").code == 0
    assert "0 findings suppressed by comments, 1 by .mtfix-never" in ran.err
    assert path.read_text() == text


def test_one_comment_for_the_whole_file(mtfix: Mtfix) -> None:
    path = mtfix.write("a.md", "---\ntitle: x\n---\n\nA zork.\n\nAn umbo, a zork.\n")
    assert mtfix("suppress", "--file", "a.md").code == 0
    assert path.read_text().count("mtfix: off-file t-zork t-umbo") == 1
    assert mtfix("check", "-q", "a.md", "--fail-on", "any").code == 0


def test_only_the_rules_selected_and_only_the_list(mtfix: Mtfix) -> None:
    path = mtfix.write("a.md", "A zork.\n\nAn umbo.\n")
    assert mtfix("suppress", "--list", "--select", "t-umbo", "a.md").code == 0
    assert path.read_text() == "A zork.\n\nAn umbo.\n"
    assert mtfix("check", "-q", "a.md", "--fail-on", "any").text.startswith("a.md:1:3: t-zork")


def test_a_reason_that_would_end_the_comment_is_refused(mtfix: Mtfix) -> None:
    path = mtfix.write("a.md", "A zork.\n")
    ran = mtfix("suppress", "a.md", "--reason", "see --> here")
    assert ran.code == 2
    assert "the reason cannot hold '-->' in this format" in ran.err
    assert path.read_text() == "A zork.\n"


def test_one_bad_file_stops_nothing(mtfix: Mtfix) -> None:
    mtfix.write("bad.txt", b"\0")
    path = mtfix.write("a.md", "A zork.\n")
    assert mtfix("suppress", "bad.txt", "a.md").code == 2
    assert path.read_text() == "<!-- mtfix: off-next t-zork -->\nA zork.\n"


def test_prune_drops_what_is_found_no_more(mtfix: Mtfix) -> None:
    odd = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    for name in ("a.txt", "b.txt", odd):
        mtfix.write(name, "A zork.\n\nAn umbo.\n")
    assert mtfix("suppress", ".").code == 0
    listed = mtfix.folder / ".mtfix-never"
    assert len(listed.read_text().splitlines()) == 2 + 2  # the same words are the same finding
    mtfix.write("c.txt", "Another zork stood here.\n\nAn umbo of its own came.\n")
    assert mtfix("suppress", "c.txt").code == 0
    assert mtfix("suppress", "--prune", ".").text == ""
    mtfix.write("c.txt", "All is well.\n")
    kept = mtfix("suppress", "--prune", "--ignore", "t-umbo", ".")
    assert kept.text.startswith("c.txt: t-zork is found no more (")
    assert kept.err == "mtfix: 1 line dropped\n"
    assert mtfix("suppress", "--prune", ".").text.startswith("c.txt: t-umbo is found no more (")
    assert mtfix("check", "-q", "--fail-on", "any", ".").code == 0


def test_the_remark_about_comments_is_a_rule_like_others(mtfix: Mtfix) -> None:
    mtfix.write("a.md", "<!-- mtfix: off t-zork -->\nAll is well.\n")
    assert mtfix("check", "-q", "--fail-on", "any", "a.md", "--select", "t-,unused").code == 1
    ignored = ("--ignore", "unused-suppression")
    assert mtfix("check", "-q", "--fail-on", "any", "a.md", *ignored).code == 0
    assert mtfix("explain", "unused-suppression").text.startswith("unused-suppression: a comment")
