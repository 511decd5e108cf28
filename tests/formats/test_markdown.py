"""Markdown: what is prose, what is locked, and what an edit leaves alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.formats.markdown import read
from mtfix.model import Affinity, Change, Extent, RunKind, apply_edits
from tests.formats.reading import check_document, kinds, locked, replaced, texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One *two* #\n\nThree\nfour.\n", [("heading", "One two"), ("paragraph", "Three four.")]),
        ("One\n===\n\nTwo\n---\n", [("heading", "One"), ("heading", "Two")]),
        ("- one\n  two\n\n  three\n", [("item", "one two"), ("paragraph", "three")]),
        ("1. [x] done\n2. other\n", [("item", "done"), ("item", "other")]),
        ("> one\n> two\nlazy\n", [("quote", "one two lazy")]),
        ("> > one\n> > two\n", [("quote", "one two")]),
        ("|a|b c|\n|-|:-:|\n| d | |\n", [("cell", "a"), ("cell", "b c"), ("cell", "d")]),
        ("a[^1] b\n\n[^1]: a note\n", [("paragraph", "a b"), ("paragraph", "a note")]),
        ("one  \ntwo\\\nthree<br>four <br/>\nfive\n", [("paragraph", "one two three four five")]),
        (r"a \* b \_c\_ \d" + "\n", [("paragraph", r"a * b _c_ \d")]),
        ("it&rsquo;s a &amp; b &#39;c&#39; &x;\n", [("paragraph", "it’s a & b 'c' &x;")]),
        ('[text](u.md "t") ![alt](i.png) <b>x</b>\n', [("paragraph", "text alt x")]),
        ("[text][l] [l] [o]\n\n[l]: http://x.org 'T'\n", [("paragraph", "text l [o]")]),
        ("~~a~~ **b** __c__ *d* _e_ f_g_h\n", [("paragraph", "a b c d e f_g_h")]),
        ("Term\n: what it means\n", [("item", "Term what it means")]),
        ("> [!NOTE]\n> Mind this.\n", [("quote", "Mind this.")]),
        ("***both***, **“é”**\n", [("paragraph", "both, “é”")]),
    ],
)
def test_what_a_reader_sees(text: str, expected: list[tuple[str, str]]) -> None:
    document = read(text)
    check_document(document)
    assert kinds(document) == expected
    windows = read(text.replace("\n", "\r\n"))
    check_document(windows)
    assert kinds(windows) == expected


@pytest.mark.parametrize(
    "text",
    [
        "---\nlayout: one\ntags: [a]\n---\n",
        "+++\nlayout = 'one'\n+++\n",
        "```py\nx = 'one'\n```\n",
        "~~~\nx\n~~~\n",
        "    indented code\n",
        "<div>\none\n</div>\n",
        "<!-- one\n\ntwo -->\n",
        "[l]: http://x.org 'T'\n",
        "***\n",
        "$$\na_1 * b_1\n$$\n",
        "{{< figure src='x' >}}\n",
        "{% include one %}\n",
        "::: note\n:::\n",
        "![](x.png)\n",
        "| a | `b|c` |\n|---|---|\n| d | e |\n",
        "\n",
    ],
)
def test_what_holds_no_prose(text: str) -> None:
    assert texts(read(text)) == []
    assert texts(read(text + "\nProse.\n")) == ["Prose."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("run `a b` and ``c ` d``", [("`a b`", "code"), ("``c ` d``", "code")]),
        ("in <code>a *b*</code>", [("<code>a *b*</code>", "code")]),
        ("press <kbd>X</kbd>", [("<kbd>X</kbd>", "code")]),
        ("at <http://x.org>", [("<http://x.org>", "url")]),
        ("at http://y.org/a_b_c.", [("http://y.org/a_b_c", "url")]),
        ('see <img src="x"> here', [('<img src="x">', "tag")]),
        ("see ![](x.png) here", [("![](x.png)", "image")]),
        ("so $a_1 * b$ is", [("$a_1 * b$", "math")]),
        ("with {name} and {{< x >}}", [("{name}", "placeholder"), ("{{< x >}}", "tag")]),
        ("a `b\nc` d", [("`b c`", "code")]),
        ("so\n$$\na_1 * b_1\n$$\nis", [("$$ a_1 * b_1 $$", "math")]),
    ],
)
def test_what_is_seen_but_locked(text: str, expected: list[tuple[str, str]]) -> None:
    assert locked(read(text + "\n")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It cost $5 and then $10 more.",
        "a ** bold ** word",
        "##Heading",
        "2 * 3 * 4",
        "5 < 6 & 7",
        "snake_case_name",
    ],
)
def test_what_only_looks_like_markup_is_prose(text: str) -> None:
    document = read(text + "\n")
    assert texts(document) == [text]
    assert [r.kind for r in document.segments[0].runs] == [RunKind.PROSE]


def test_damaged_markup_is_prose_with_its_urls_locked() -> None:
    text = "See [the page] (https://x.org/a) and ** this **, Open` config.json`.\n"
    document = read(text)
    assert texts(document) == [text.strip()]
    assert locked(document) == [("https://x.org/a", "url"), ("` config.json`", "code")]


def test_offsets_point_at_what_they_name() -> None:
    text = "Ünïcödé 𝒳 “q” **bøld** &amp; \\* `cödé` [lïnk](ü.md) énd\ud800.\n"
    segment = read(text).segments[0]
    for word in ("Ünïcödé", "𝒳", "“q”", "bøld", "`cödé`", "lïnk", "énd"):
        at = segment.text.index(word)
        span = segment.locate(Extent(at, at + len(word)))
        assert text[span.start : span.end] == word
    for shown, raw in (("&", "&amp;"), ("*", "\\*")):
        at = segment.text.index(shown)
        span = segment.locate(Extent(at, at + 1))
        assert text[span.start : span.end] == raw


def test_a_fix_over_a_quote_s_line_break_keeps_its_prefix() -> None:
    text = "> He said that that\n> the **end** is near.\n"
    document = read(text)
    fixed = replaced(document, document.segments[0], "that that the end", "that the last end")
    assert fixed == "> He said that\n> the last **end** is near.\n"


def test_an_insertion_stays_outside_of_the_markup() -> None:
    text = "Said *Anna* [here](x.md)\n"
    segment = read(text).segments[0]

    def with_mark(at: int, mark: str, affinity: Affinity = Affinity.OUTSIDE) -> str:
        return apply_edits(text, segment.edits(Change(Extent(at, at), mark, affinity)))

    assert with_mark(5, "“") == "Said “*Anna* [here](x.md)\n"
    assert with_mark(9, ",") == "Said *Anna*, [here](x.md)\n"
    assert with_mark(9, "s", Affinity.BEFORE) == "Said *Annas* [here](x.md)\n"
    assert with_mark(14, ".") == "Said *Anna* [here](x.md).\n"


_INSERTED = ["*", "**", "_", "`", "<b>", "<", "&", "&amp;", "\\", "\\*", "[x](y)", "~~", '"', "’"]
_HOLDERS = ["one two three\n", "# one two\n", "- one two *three*\n", "|one two|\n|-|\n"]


@pytest.mark.parametrize("inserted", _INSERTED)
@pytest.mark.parametrize("text", _HOLDERS)
def test_what_a_fix_inserts_does_not_become_markup(text: str, inserted: str) -> None:
    document = read(text)
    segment = document.segments[0]
    for new in (f"one {inserted}two{inserted}", f"one {inserted} two"):
        after = read(replaced(document, segment, "one two", new))
        assert after.segments[0].text == segment.text.replace("one two", new)
        assert after.skeleton() == document.skeleton()


def test_a_cell_takes_no_pipe() -> None:
    text = "|one two|x|\n|-|-|\n"
    document = read(text)
    assert replaced(document, document.segments[0], "two", "t|wo") == "|one t\\|wo|x|\n|-|-|\n"


def test_a_paragraph_goes_with_the_blank_line_after_it() -> None:
    text = "# One\n\nTwo\ntwo.\n\n- three\n\n> four\n"
    document = read(text)
    removals = [s.removal for s in document.segments]
    assert [text[r.start : r.end] if r else None for r in removals] == [
        "# One\n\n",
        "Two\ntwo.\n\n",
        None,
        None,
    ]


def test_a_hard_break_is_structure_and_a_soft_one_is_not() -> None:
    assert read("one\ntwo\n").skeleton() == read("one two\n").skeleton()
    assert read("one  \ntwo\n").skeleton() != read("one two\n").skeleton()
    assert read("one<br>two\n").skeleton() != read("one two\n").skeleton()


def test_the_skeleton_shows_what_became_structure() -> None:
    before = read("One two.\n\nThree `x` four.\n").skeleton()
    assert before == read("One, two!\n\nThree of `x` four.\n").skeleton()
    assert before == read("Three `x` four.\n").skeleton()
    for damaged in (
        "- One two.\n\nThree `x` four.\n",
        "# One two.\n\nThree `x` four.\n",
        "    One two.\n\nThree `x` four.\n",
        "One two.\n\nThree x four.\n",
        "One *two*.\n\nThree `x` four.\n",
        "One two.\n\nThree `x four.\n",
    ):
        assert before != read(damaged).skeleton()


_BLOCKS = [
    "# ",
    "- ",
    "> ",
    "1. ",
    "    ",
    "```",
    "---",
    "===",
    "| a |",
    "|-|",
    "<div>",
    "$$",
    ":::",
]
_INLINES = [
    "*",
    "**",
    "_",
    "`",
    "[",
    "](x)",
    "![",
    '](y "t")',
    "<b>",
    "</b>",
    "<br>",
    "&amp;",
    "\\",
]
_WORDS = [
    "word ",
    ":::",
    "&amp;",
    "“é” ",
    "𝒳",
    "\ud800",
    "\0",
    "\u2028",
    "http://x.org/a_b",
    "{{< s >}}",
    "$x$",
]
_ENDS = ["\n", "\n", "\n\n", "\r\n", "\r", "  \n", "\t", "[^1]", "[^1]: ", "[x]: y\n", "~~"]
_LINES = st.lists(st.sampled_from([*_BLOCKS, *_INLINES, *_WORDS, *_ENDS]), max_size=40).map("".join)


@given(_LINES)
def test_any_text_can_be_read(text: str) -> None:
    document = read(text)
    check_document(document)
    assert document.text == text
    assert document.skeleton() == read(text).skeleton()


@given(_LINES, st.data())
def test_an_edit_of_prose_changes_its_place_only(text: str, data: st.DataObject) -> None:
    document = read(text)
    if not document.segments:
        return
    segment = data.draw(st.sampled_from(document.segments))
    run = data.draw(st.sampled_from([r for r in segment.runs if r.kind is RunKind.PROSE]))
    index = data.draw(st.integers(0, len(run.text) - 1))
    start = segment.runs.index(run)
    at = sum(len(r.text) for r in segment.runs[:start]) + index
    result = apply_edits(text, segment.edits(Change(Extent(at, at + 1), "Z")))
    lo, hi = run.at(index), run.at(index + 1)
    assert result == text[:lo] + "Z" + text[hi:] or segment.text[at] == "Z"


@pytest.mark.parametrize(
    "piece", ["*", "*a ", "[", "![", "`", "` a", "> ", "- ", "<a ", "&", "\\", "$a ", "{{", "a\n"]
)
def test_no_input_is_slow(piece: str) -> None:
    began = time.process_time()
    check_document(read(piece * 10_000))
    assert time.process_time() - began < 3
