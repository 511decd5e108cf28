"""Comments that suppress: in every format's own way, how far they reach, mistakes in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtfix import Cleaner, Config
from mtfix.filters import UNUSED
from mtfix.model import Applicability
from mtfix.screening import fixed

if TYPE_CHECKING:
    from pathlib import Path

    from mtfix.patch import Patch

CLEANER = Cleaner(Config())
RULE = "repeated-article"

# Two faults in each, between them the place of the comment.
FORMATS = {
    "markdown": ("a.md", "It is the the first.\n\n{}\n\nIt is the the second.\n", "<!-- {} -->"),
    "mdx": ("a.mdx", "It is the the first.\n\n{}\n\nIt is the the second.\n", "{{/* {} */}}"),
    "link": ("a.md", "It is the the first.\n\n{}\n\nIt is the the second.\n", "[//]: # ({})"),
    "html": ("a.html", "<p>It is the the first.</p>\n{}\n<p>The the end is.</p>\n", "<!-- {} -->"),
    "rst": ("a.rst", "It is the the first.\n\n{}\n\nIt is the the second.\n", ".. {}"),
    "asciidoc": ("a.adoc", "It is the the first.\n\n{}\nIt is the the second.\n", "// {}"),
    "po": (
        "a.po",
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "a"\nmsgstr "It is the the first."\n\n'
        '{}\nmsgid "b"\nmsgstr "It is the the second."\n',
        "# {}",
    ),
    "xliff": (
        "a.xliff",
        '<xliff version="1.2"><file source-language="de" target-language="en"><body>\n'
        '<trans-unit id="1"><source>a</source><target>It is the the first.</target></trans-unit>\n'
        '{}\n<trans-unit id="2"><source>b</source><target>It is the the second.</target>'
        "</trans-unit>\n</body></file></xliff>\n",
        "<!-- {} -->",
    ),
    "android": (
        "res/values/strings.xml",
        '<resources>\n<string name="a">It is the the first.</string>\n{}\n'
        '<string name="b">It is the the second.</string>\n</resources>\n',
        "<!-- {} -->",
    ),
    "yaml": ("en.yaml", "title: It is the the first.\n{}\ntext: It is the the second.\n", "# {}"),
    "properties": ("en.properties", "a=It is the the first.\n{}\nb=It is the the end.\n", "! {}"),
    "strings": (
        "a.strings", '"a" = "It is the the first.";\n{}\n"b" = "It is the the end.";\n', "/* {} */"
    ),
    "vtt": (
        "a.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nIt is the the first.\n\n{}\n\n"
        "00:03.000 --> 00:04.000\nIt is the the second.\n",
        "NOTE {}",
    ),
}  # fmt: skip


def screen(text: str, path: str = "a.md", cleaner: Cleaner = CLEANER) -> Patch:
    from mtfix import plugins

    return fixed(cleaner, text, format=plugins.format_for(path) or "text", path=path)


def where(patch: Patch) -> list[int]:
    """In which half of the text each remaining fix stands."""
    middle = len(patch.before) // 2
    return sorted(int(a.edits[0].span.start > middle) for a in patch.applied if a.rule == RULE)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_in_its_own_comments(name: str) -> None:
    path, text, comment = FORMATS[name]

    def left(said: str) -> list[int]:
        return where(screen(text.format(comment.format(said)), path))

    assert left("nothing for anybody") == [0, 1]
    assert left(f"mtfix: off {RULE}") == [0]
    assert left("mtfix: off-next repeated: as it was said") == [0]
    assert left("mtfix: off-file repeated, quote") == []
    assert left("mtfix: off quote") == [0, 1]


def test_what_is_left_out_stays_in_the_text_and_is_told_with_the_reason() -> None:
    text = "<!-- mtfix: off-next repeated: a refrain -->\nSing the the song.\n\nThe the end came.\n"
    patch = screen(text)
    assert patch.after == text.replace("The the end", "The end")
    (out,) = patch.excluded
    assert (out.by, out.reason) == ("suppression", "mtfix: off-next in line 1: a refrain")
    assert out.finding.fingerprint not in {f.fingerprint for f in patch.findings}


def test_on_ends_what_off_began_rule_by_rule() -> None:
    text = (
        "<!-- mtfix: off repeated quote-inner-space -->\nSing the the song “ now ”, he said.\n\n"
        "<!-- mtfix: on repeated -->\nSing the the song “ now ”, he said.\n\n"
        "<!-- mtfix: on -->\nSing the the song “ now ”, he said.\n"
    )
    lines = screen(text).after.splitlines()
    assert lines[1] == "Sing the the song “ now ”, he said."
    assert lines[4].startswith("Sing the song “ now")
    assert lines[7] == "Sing the song “now”, he said."


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- mtfix: off -->\n```\n\nIt is the the end.\n",
        "Code:\n\n    <!-- mtfix: off -->\n\nIt is the the end.\n",
        "Write `<!-- mtfix: off -->` above it. It is the the end.\n",
    ],
)
def test_code_that_shows_a_comment_is_none(text: str) -> None:
    patch = screen(text)
    assert [a.rule for a in patch.applied] == [RULE]
    assert UNUSED not in {f.rule for f in patch.findings}


def test_code_of_other_formats() -> None:
    rst = "Write::\n\n   .. mtfix: off\n\nIt is the the end.\n\n.. code:: rst\n\n   .. mtfix: off\n"
    assert len(screen(rst, "a.rst").applied) == 1
    adoc = "----\n// mtfix: off\n----\n\nIt is the the end.\n"
    assert len(screen(adoc, "a.adoc").applied) == 1
    assert len(screen("mtfix: off\nIt is the the end.\n", "a.txt").applied) == 1


def remarks(text: str, cleaner: Cleaner = CLEANER) -> list[str]:
    found = screen(text, cleaner=cleaner).findings
    assert all(f.applicability is Applicability.DISPLAY for f in found if f.rule == UNUSED)
    return [f.message for f in found if f.rule == UNUSED]


def test_an_unused_suppression_is_reported() -> None:
    said = ["finds nothing of 'repeated-article' to suppress; remove it"]
    assert remarks("<!-- mtfix: off repeated-article -->\nAll is well here.\n") == said
    assert remarks("<!-- mtfix: off repeated-article -->\nSee the the end.\n") == []
    assert remarks("See the the end.\n\n<!-- mtfix: off-next repeated-article -->\n") == said
    assert remarks("<!-- mtfix: off -->\nAll is well here.\n") == [
        "finds nothing of any rule to suppress; remove it"
    ]


def test_one_that_this_run_cannot_judge_is_not() -> None:
    text = "<!-- mtfix: off repeated-article -->\nAll is well here.\n"
    assert remarks(text, Cleaner(Config(select=("quote",)))) == []
    assert remarks(text, Cleaner(Config(ignore=("unused-suppression",)))) == []
    assert remarks(text, Cleaner(Config(ignore=("repeated",)))) == []
    assert remarks("<!-- mtfix: off languagetool/ANYTHING -->\nAll is well here.\n") == []


def test_mistakes_in_a_comment_say_what_would_be_right() -> None:
    assert remarks("<!-- mtfix: of quote -->\nAll is well.\n") == [
        "mtfix: of is none of off, on, off-next, off-file; nothing is suppressed"
    ]
    assert remarks("<!-- mtfix: off repeated-artikle -->\nAll is well.\n") == [
        "no rule is called 'repeated-artikle'; did you mean 'repeated-article'?"
    ]
    assert remarks("<!-- mtfix: on quote -->\nAll is well.\n") == [
        "mtfix: on ends nothing: nothing of that name is off here"
    ]


def test_evidence_comes_from_what_is_suppressed_too() -> None:
    """The name is learnt from a passage that no rule may change."""
    name = "The prize went to Marco Bellandi."
    bare = f"{name}\n\nThen bellandi left the stage.\n"
    text = f"<!-- mtfix: off -->\n{name}\n\n<!-- mtfix: on -->\nThen bellandi left the stage.\n"
    assert "Then Bellandi left" in screen(bare).after
    assert "Then Bellandi left" in screen(text).after


RIVALS = """
[[rule]]
id = "t-first"
class = "rep-word"
message = "zork is spelt zark"
pattern = '\\bzork\\b'
replace = 'zark'
examples = [["A zork came.", "A zark came."], ["One zork left.", "One zark left."]]
keep = ["A zark came.", "The zorkest came."]

[[rule]]
id = "t-second"
class = "rep-word"
message = "zork is spelt zerk"
pattern = '\\bzork\\b'
replace = 'zerk'
examples = [["A zork came.", "A zerk came."], ["One zork left.", "One zerk left."]]
keep = ["A zerk came.", "The zorkest came."]

[[rule]]
id = "t-third"
class = "rep-word"
message = "zark is plural here"
pattern = '\\bzark sang\\b'
replace = 'zarks sang'
examples = [["A zark sang.", "A zarks sang."], ["One zark sang.", "One zarks sang."]]
keep = ["A zark came.", "The zarkest came."]
"""


def test_a_fix_that_lost_against_a_suppressed_one_gets_its_turn(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(RIVALS)
    cleaner = Cleaner(Config(rules=(str(tmp_path),), select=("t-",)))
    assert screen("A zork sang.\n", cleaner=cleaner).after == "A zarks sang.\n"
    text = "<!-- mtfix: off t-first -->\nA zork sang.\n"
    assert screen(text, cleaner=cleaner).after.endswith("\nA zerk sang.\n")


def test_a_fix_that_stands_on_a_suppressed_one_goes_with_it(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(RIVALS)
    cleaner = Cleaner(Config(rules=(str(tmp_path),), select=("t-first", "t-third")))
    assert screen("A zork sang.\n", cleaner=cleaner).after == "A zarks sang.\n"
    text = "<!-- mtfix: off t-first -->\nA zork sang.\n\nOne zark sang.\n"
    text = text.replace("One", "<!-- mtfix: on -->\nOne")
    assert screen(text, cleaner=cleaner).after == text.replace("One zark", "One zarks")
