"""A segment's edits, in formats with escapes, broken lines and markup.

The formats below are made up for this: each can say what a reader sees of a raw text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mtfix.model import (
    Affinity,
    Change,
    Document,
    Edit,
    Extent,
    LockedError,
    Run,
    RunKind,
    Segment,
    Side,
    Span,
    apply_edits,
)


@dataclass(frozen=True)
class Escapes:
    """A codec that is a table."""

    table: tuple[tuple[str, str], ...]

    def encode(self, text: str) -> str:
        known = dict(self.table)
        return "".join(known.get(c, c) for c in text)


JSON = Escapes((('"', '\\"'), ("\\", "\\\\"), ("\n", "\\n")))
HTML = Escapes((("&", "&amp;"), ("<", "&lt;")))
PO = Escapes((('"', '\\"'), ("\\", "\\\\"), ("\n", '\\n"\n"')))
MAIL = Escapes((("\n", "\n> "),))

_SHOWN = {
    "\\u201d": "”",
    '\\"': '"',
    "\\\\": "\\",
    "\\n": "\n",
    "&rsquo;": "’",
    "&lt;": "<",
    "&amp;": "&",
    "&#10;": "\n",
}
_TOKEN = re.compile(
    r"(?P<escape>\\u201d|\\\"|\\\\|\\n(?!\"\n\")|&rsquo;|&lt;|&amp;|&#10;)"
    r"|(?P<newline>\\n\"\n\")|(?P<break>\"\n\"|\n(?:> )?)"
    r"|(?P<open><[bi]>)|(?P<close></[bi]>)|(?P<placeable>\{\d\}|%s)|(?P<prose>[^\\&\"\n<{%]+|.)"
)


def parse(raw: str, codec: Escapes) -> Segment:
    """Read a raw text with any of the escapes, breaks, tags and placeables above."""
    runs = []
    for match in _TOKEN.finditer(raw):
        text, span = match.group(), Span(*match.span())
        kind = match.lastgroup
        ends = (span.start, span.end)
        if kind == "escape":
            runs.append(Run(RunKind.PROSE, span, _SHOWN[text], ends, codec=codec))
        elif kind == "newline":
            runs.append(Run(RunKind.PROSE, span, "\n", ends, codec=codec))
        elif kind == "break":
            runs.append(Run(RunKind.BREAK, span, " "))
        elif kind in ("open", "close"):
            side = Side.OPEN if kind == "open" else Side.CLOSE
            runs.append(Run(RunKind.MARKUP, span, "", side=side, role="tag"))
        elif kind == "placeable":
            runs.append(Run(RunKind.PLACEABLE, span, text, role="placeholder"))
        else:
            runs.append(Run(RunKind.PROSE, span, text, codec=codec))
    return Segment(0, "line", tuple(runs))


def change(
    raw: str, codec: Escapes, old: str, new: str, affinity: Affinity = Affinity.OUTSIDE
) -> str:
    """Replace the first `old` that a reader sees by `new`, and return the raw text."""
    segment = parse(raw, codec)
    at = segment.text.index(old)
    made = segment.edits(Change(Extent(at, at + len(old)), new, affinity))
    return apply_edits(raw, made)


def insert(raw: str, codec: Escapes, at: int, new: str, affinity: Affinity) -> str:
    made = parse(raw, codec).edits(Change(Extent(at, at), new, affinity))
    return apply_edits(raw, made)


@pytest.mark.parametrize(
    ("codec", "raw", "old", "new", "result"),
    [
        (JSON, r"He said Hello\u201d twice", "Hello", '"Hello', r"He said \"Hello\u201d twice"),
        (JSON, r"a \"b\" c", '"b"', "“b”", "a “b” c"),
        (JSON, r"C:\\x y", "x", "\\x", r"C:\\\\x y"),
        (JSON, r"one two", " ", "\n", r"one\ntwo"),
        (HTML, "it&rsquo;s x", "’s", "’s not", "it&rsquo;s not x"),
        (HTML, "a &lt; b &amp; c", "< b &", "<= b &", "a &lt;= b &amp; c"),
        (HTML, "Q and A", "and", "&", "Q &amp; A"),
        (HTML, "a b", "b", "<b>", "a &lt;b>"),
        (PO, 'He "\n"said so', "said", '"said', 'He "\n"\\"said so'),
        (PO, "one two", " two", "\ntwo", 'one\\n"\n"two'),
        (MAIL, "a line\n> that goes on", "that", "which", "a line\n> which goes on"),
        (MAIL, "one two", " two", "\ntwo", "one\n> two"),
    ],
)
def test_what_is_inserted_is_encoded(
    codec: Escapes, raw: str, old: str, new: str, result: str
) -> None:
    assert change(raw, codec, old, new) == result
    shown, again = parse(raw, codec).text, parse(result, codec).text
    meant = shown.replace(old, new, 1)
    assert again == (meant.replace("\n", " ") if codec is MAIL else meant)


@pytest.mark.parametrize(
    ("raw", "old", "new", "result"),
    [
        # the break stays where it can
        ("one\n> two three", "one two", "one four", "one\n> four three"),
        ("the the\n> end", "the the end", "the end", "the\n> end"),
        ("said\n> that he", "said that he", "said he", "said\n> he"),
        # and goes where it must
        ("in\n> side", "in side", "inside", "inside"),
        ("a <b>bold</b> word", "a bold word", "a brave word", "a <b>brave</b> word"),
        ("a <b>very bold</b> word", "very bold word", "very word", "a <b>very</b> word"),
        ("one<b> two</b>", "one two", "one, two", "one,<b> two</b>"),
        ("see {0}and {1}", "{0}and", "{0} and", "see {0} and {1}"),
    ],
)
def test_what_stays_the_same_is_left_alone(raw: str, old: str, new: str, result: str) -> None:
    assert change(raw, MAIL, old, new) == result


@pytest.mark.parametrize(
    ("raw", "at", "affinity", "result"),
    [
        ("a <b>c</b> d", 2, Affinity.OUTSIDE, "a X<b>c</b> d"),
        ("a <b>c</b> d", 2, Affinity.BEFORE, "a X<b>c</b> d"),
        ("a <b>c</b> d", 2, Affinity.AFTER, "a <b>Xc</b> d"),
        ("a <b>c</b> d", 3, Affinity.OUTSIDE, "a <b>c</b>X d"),
        ("a <b>c</b> d", 3, Affinity.BEFORE, "a <b>cX</b> d"),
        ("a <b>c</b> d", 3, Affinity.AFTER, "a <b>c</b>X d"),
        ("<b>c</b><i>d</i>", 1, Affinity.OUTSIDE, "<b>c</b>X<i>d</i>"),
        ("<b>c</b>", 0, Affinity.OUTSIDE, "X<b>c</b>"),
        ("<b>c</b>", 1, Affinity.OUTSIDE, "<b>c</b>X"),
        ("<b>c</b>", 1, Affinity.BEFORE, "<b>cX</b>"),
        ("{0}{1}", 3, Affinity.OUTSIDE, "{0}X{1}"),
        ("a\n> b", 1, Affinity.OUTSIDE, "aX\n> b"),
        ("a\n> b", 2, Affinity.OUTSIDE, "a\n> Xb"),
    ],
)
def test_an_insertion_at_a_seam(raw: str, at: int, affinity: Affinity, result: str) -> None:
    assert insert(raw, MAIL, at, "X", affinity) == result


@pytest.mark.parametrize("raw", ["a <b>c</b>", "{0} c", "a\n> c", 'x "\n"y'])
def test_an_insertion_beside_locked_text_is_encoded(raw: str) -> None:
    text = parse(raw, HTML).text
    for at in (0, len(text)):
        assert "&lt;" in insert(raw, HTML, at, "<", Affinity.OUTSIDE)


@pytest.mark.parametrize(
    ("old", "new"),
    [("{0}", "{1}"), ("{0}", ""), ("{0}", "{ 0}"), ("of {0} the", "of the"), ("%s", "%x")],
)
def test_placeables_are_locked(old: str, new: str) -> None:
    with pytest.raises(LockedError):
        change("of {0} the %s", HTML, old, new)


def test_a_rule_that_may_touch_code_unlocks_placeholders() -> None:
    segment = parse("of {0} the", HTML)
    edits = segment.edits(Change(Extent(3, 6), "{1}"), frozenset({"code"}))
    assert apply_edits("of {0} the", edits) == "of {1} the"


def test_locate_and_seams_point_at_the_file() -> None:
    raw = "it&rsquo;s <b>bold</b>"
    segment = parse(raw, HTML)
    found = segment.locate(Extent(2, 4))
    assert raw[found.start : found.end] == "&rsquo;s"
    found = segment.locate(Extent(5, 9))
    assert raw[found.start : found.end] == "bold"
    assert [at for at in range(len(segment.text) + 1) if segment.seam(at)] == [5, 9]


def document(raw: str, *segments: Segment) -> Document:
    return Document(raw, "test", segments)


def test_the_skeleton_stays_under_edits_of_prose() -> None:
    before = document("a <b>x</b>", parse("a <b>x</b>", HTML))
    after = document("an <b>y</b>", parse("an <b>y</b>", HTML))
    assert before.skeleton() == after.skeleton()


@pytest.mark.parametrize("raw", ["a <b>x", "a x", "a <i>x</b>", "a <b>x</b> {0}"])
def test_the_skeleton_shows_damage(raw: str) -> None:
    before = document("a <b>x</b>", parse("a <b>x</b>", HTML))
    assert before.skeleton() != document(raw, parse(raw, HTML)).skeleton()


_PARTS = st.lists(
    st.sampled_from(
        [
            "a",
            "word ",
            " ",
            "x",
            '\\"',
            "\\u201d",
            "\\\\",
            "&rsquo;",
            "&lt;",
            "&amp;",
            '"\n"',
            "\n",
            "\n> ",
            "<b>",
            "</b>",
            "<i>",
            "{0}",
            "%s",
            "said",
            "é𝒳",
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)
_NEW = st.text(alphabet='ab "&<\\\n’é ', max_size=6)
_ANY = Escapes((*JSON.table[:2], ("\n", "&#10;"), ("&", "&amp;"), ("<", "&lt;")))


@given(_PARTS, _NEW, st.data())
def test_an_edit_changes_its_extent_only_and_shows_what_was_meant(
    raw: str, new: str, data: st.DataObject
) -> None:
    segment = parse(raw, _ANY)
    assume(any(run.kind is RunKind.PROSE for run in segment.runs))
    text = segment.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    affinity = data.draw(st.sampled_from(Affinity))
    try:
        edits = segment.edits(Change(Extent(start, end), new, affinity))
    except LockedError:
        assert "{" in text or "%s" in text
        return
    result = apply_edits(raw, edits)
    assert parse(result, _ANY).text == text[:start] + new + text[end:]
    before, after = document(raw, segment), document(result, parse(result, _ANY))
    assert before.skeleton() == after.skeleton()
    found = segment.locate(Extent(start, end))
    for edit in edits:
        is_insertion = edit.span.start == edit.span.end
        # a break cannot go; of a break and a blank, one of which is to go, the blank does
        beside = edit.span.start <= found.end and found.start <= edit.span.end and not edit.text
        within = found.start <= edit.span.start < edit.span.end <= found.end
        assert is_insertion or within or beside
        assert _untouched(segment, edit.span)


def _untouched(segment: Segment, span: Span) -> bool:
    """Whether no markup and no placeable lies in a stretch of the raw text."""
    return not any(
        run.span.start < span.end and run.span.end > span.start
        for run in segment.runs
        if run.kind in (RunKind.MARKUP, RunKind.PLACEABLE)
    )


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlapping"):
        apply_edits("abc", [Edit(Span(0, 2), "X"), Edit(Span(1, 3), "X")])
