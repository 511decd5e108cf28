"""Offsets and positions: each turns into the other, however characters are counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.lsp.positions import Encoding, Lines
from mtfix.lsp.texts import OutOfStepError, Replacement, Texts, path_of

if TYPE_CHECKING:
    from pathlib import Path

# Line ends of every kind, what only looks like one, and characters of one to four bytes.
ALPHABET = "a \r\n\x0b\x0c\x85\u2028é”漢😀𝒳"
texts = st.text(alphabet=ALPHABET, max_size=40)
encodings = st.sampled_from(list(Encoding))
UNIT = {
    Encoding.UTF8: ("utf-8", 1),
    Encoding.UTF16: ("utf-16-le", 2),
    Encoding.UTF32: ("utf-32-le", 4),
}


def units(text: str, encoding: Encoding) -> int:
    name, size = UNIT[encoding]
    return len(text.encode(name)) // size


@given(texts, encodings)
def test_every_offset_has_the_position_that_the_protocol_defines(
    text: str, encoding: Encoding
) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        if text[max(0, offset - 1) : offset + 1] == "\r\n":
            continue  # no position exists there
        before = re.split(r"\r\n|\r|\n", text[:offset])
        assert lines.position(offset) == (len(before) - 1, units(before[-1], encoding))
        assert lines.offset(*lines.position(offset)) == offset


@given(texts, encodings, st.integers(0, 50), st.integers(0, 200))
def test_any_position_is_one_of_the_text(
    text: str, encoding: Encoding, line: int, character: int
) -> None:
    lines = Lines(text, encoding)
    offset = lines.offset(line, character)
    assert 0 <= offset <= len(text)
    assert not lines.splits_newline(offset)
    back = lines.position(offset)
    if line < len(lines):  # inside a character: its beginning; behind a line: its end
        assert back[0] == line
        assert back[1] <= character
    else:
        assert offset == len(text)


def test_half_a_character_is_none() -> None:
    assert Lines("😀x").offset(0, 1) == 0
    assert Lines("é😀", Encoding.UTF8).offset(0, 4) == 1


def test_lone_surrogates_count_one_unit() -> None:
    lines = Lines("a\ud83db\ude00c")
    assert [lines.position(offset) for offset in (1, 2, 3)] == [(0, 1), (0, 2), (0, 3)]
    assert lines.offset(0, 3) == 3


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A text and changes of it, each by its place in the text as it is by then."""
    text = draw(texts)
    now, changes = text, []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(now)))
        end = draw(st.integers(start, len(now)))
        new = draw(st.text(alphabet=ALPHABET, max_size=6))
        changes.append((start, end, new))
        now = now[:start] + new + now[end:]
    return text, changes


@given(edited(), encodings)
def test_what_an_editor_types_is_what_we_have(
    case: tuple[str, list[tuple[int, int, str]]], encoding: Encoding
) -> None:
    text, changes = case
    known = Texts(encoding)
    known.opened("untitled:1", "plaintext", 1, text)
    for version, (start, end, new) in enumerate(changes, 2):
        lines = Lines(text, encoding)
        if lines.splits_newline(start) or lines.splits_newline(end):
            continue
        place = (lines.position(start), lines.position(end))
        text = text[:start] + new + text[end:]
        assert known.changed("untitled:1", version, [Replacement(new, place)]).content == text


def test_changes_of_one_message_come_one_after_the_other() -> None:
    known = Texts()
    known.opened("untitled:1", "plaintext", 1, "one two")
    changes = [Replacement("", ((0, 0), (0, 4))), Replacement("!", ((0, 3), (0, 3)))]
    assert known.changed("untitled:1", 2, changes).content == "two!"


def test_a_place_told_backwards_is_the_same_place() -> None:
    known = Texts()
    known.opened("untitled:1", "plaintext", 1, "one two")
    assert known.changed("untitled:1", 2, [Replacement("", ((0, 4), (0, 0)))]).content == "two"


def test_no_two_states_are_taken_for_one_another() -> None:
    known = Texts()
    first = known.opened("untitled:1", "plaintext", 0, "x")
    again = known.changed("untitled:1", 0, [Replacement("x")])
    assert first.revision != again.revision


def test_a_text_that_fell_out_of_step_is_no_longer_followed() -> None:
    known = Texts()
    known.opened("untitled:1", "plaintext", 5, "one two")
    with pytest.raises(OutOfStepError, match="version 4 came behind 5"):
        known.changed("untitled:1", 4, [Replacement("x", ((0, 0), (0, 1)))])
    assert known.get("untitled:1") is None
    with pytest.raises(OutOfStepError, match="not open"):
        known.changed("untitled:1", 6, [Replacement("x", ((0, 0), (0, 1)))])


@pytest.mark.parametrize("name", ["plain.md", "with space;and#and%20.md", "日本.txt", "a&b?.md"])
def test_paths_come_back_from_their_uris(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert path_of(path.as_uri()) == path
    assert path_of("untitled:Untitled-1") is None
