"""Plain text: lines, wrapped paragraphs, quoted mail, subtitles, every kind of line end."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from mtfix.formats.text import read
from mtfix.model import RunKind
from tests.formats.reading import check_document, kinds, locked, replaced, texts

WRAPPED = (
    "The council met on Tuesday to hear the report of the engineers, who\n"
    "had spent three weeks under the bridge and came back with a list of\n"
    "forty-one bolts that nobody could account for.\n"
)


def test_each_line_is_a_segment() -> None:
    document = read("A Title Here\n\nOne sentence.\nno end\n- an item\n2. another\n")
    assert kinds(document) == [
        ("heading", "A Title Here"),
        ("paragraph", "One sentence."),
        ("line", "no end"),
        ("item", "- an item"),
        ("item", "2. another"),
    ]
    assert [s.block for s in document.segments] == [0, 1, 1, 1, 1]


def test_a_sentence_alone_is_no_heading() -> None:
    assert kinds(read("Some words without an end")) == [("line", "Some words without an end")]


def test_every_line_end_is_kept_and_nothing_else_ends_a_line() -> None:
    text = "a\r\nb\rc\n\fd\u2028e\x85f\x0bg\0\n\n h "
    document = read(text)
    assert texts(document) == ["a", "b", "c", "d\u2028e\x85f\x0bg\0", "h"]
    assert document.text == text
    removals = [s.removal for s in document.segments]
    assert [text[r.start : r.end] for r in removals if r] == [
        "a\r\n",
        "b\r",
        "c\n",
        "\fd\u2028e\x85f\x0bg\0\n",
        "\n h ",
    ]


def test_an_inserted_line_break_takes_the_text_s_own_newline() -> None:
    document = read("one two\r\nthree\r\n")
    assert replaced(document, document.segments[0], " ", "\n") == "one\r\ntwo\r\nthree\r\n"


def test_a_byte_order_mark_is_no_prose_and_stays() -> None:
    document = read("\ufeffHello.\n")
    assert texts(document) == ["Hello."]
    assert document.segments[0].removal is not None
    assert document.segments[0].removal.start == 1


def test_a_wrapped_paragraph_is_one_segment() -> None:
    document = read(WRAPPED)
    assert texts(document) == [WRAPPED.strip().replace("\n", " ")]
    assert [r.kind for r in document.segments[0].runs].count(RunKind.BREAK) == 2
    old = "who had"
    assert replaced(document, document.segments[0], old, "who have") == WRAPPED.replace(
        "\nhad", "\nhave"
    )


def test_a_short_paragraph_wraps_where_the_text_shows_its_width() -> None:
    short = WRAPPED.split("\n")[0] + "\nhad spent three weeks.\n"
    assert len(read(short).segments) == 2
    assert len(read(WRAPPED + "\n" + short).segments) == 2


def test_the_prefix_of_quoted_mail_is_part_of_the_breaks() -> None:
    quoted = "".join(f"> {line}\n" for line in WRAPPED.splitlines())
    document = read(quoted + "\nYes, I have seen it.\n")
    assert texts(document) == [WRAPPED.strip().replace("\n", " "), "Yes, I have seen it."]


def test_verse_lists_and_dialogue_keep_their_lines() -> None:
    verse = (
        "The lamp went out before the gate was closed upon the yard\n"
        "And nobody had thought to count the coats upon the wall\n"
        "Or ask the man whose voice we heard so late and out of breath\n"
    )
    items = "".join(f"- {line}\n" for line in WRAPPED.splitlines())
    talk = "".join(f"“{line.capitalize()}.”\n" for line in WRAPPED.splitlines())
    for text in (verse, items, talk):
        assert len(read(text).segments) == 3


def test_the_timing_of_subtitles_is_no_prose() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,500\nI told <i>you</i>\nto wait.\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n42\n"
    )
    document = read(text)
    assert texts(document) == ["I told <i>you</i>", "to wait.", "42"]
    assert locked(document) == [("<i>", "tag"), ("</i>", "tag")]


def test_the_skeleton_is_stable_under_edits_of_prose() -> None:
    before = read("See https://a.org now.\n\n[x_1]\nIt end here.\n")
    assert before.skeleton() == read("Look: https://a.org\n\n\nIt ends here.\n").skeleton()
    assert before.skeleton() != read("See https://a.or now.\n\nIt ends here.\n").skeleton()


@given(st.text(alphabet="aB .!>-1\n\r\t\f\u2028\0“”:/@`é𝒳\ud800", max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    document = read(text)
    check_document(document)
    covered = {i for s in document.segments for i in range(s.span.start, s.span.end)}
    outside = "".join(c for i, c in enumerate(text) if i not in covered)
    assert not outside.replace(">", "").strip()


def test_a_large_text_is_read_fast() -> None:
    line = "The council met on Tuesday, and “nobody” (as they said) could account for it. " * 3
    text = "\n".join([line] * 20_000)
    began = time.process_time()
    document = read(text)
    assert time.process_time() - began < 1.5
    assert len(document.segments) == 20_000
