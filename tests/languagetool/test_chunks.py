"""Paragraphs to requests and back: nothing is lost, sent twice or put in another place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtfix.languagetool import chunks
from mtfix.languagetool.hit import Hit

TEXTS = st.lists(st.text("ab .\n“”A", min_size=1, max_size=4000), max_size=12)


@given(TEXTS, st.integers(1, 4))
def test_every_paragraph_travels_once(texts: list[str], cores: int) -> None:
    packed = list(chunks.chunked(texts, cores))
    assert [n for chunk in packed for n in chunk.numbers] == list(range(len(texts)))
    for chunk in packed:
        assert len(chunk.text) <= chunks.LARGEST or len(chunk.numbers) == 1
        for number, start in zip(chunk.numbers, chunk.starts, strict=True):
            size = len(texts[number])
            assert chunk.text[start : start + size] == texts[number]
            hit = Hit("A", "B", start, start + size, "")
            sorted_out = chunk.sorted_out([hit], [len(t) for t in texts])
            assert sorted_out[number] == [Hit("A", "B", 0, size, "")]


def test_a_match_across_paragraphs_is_dropped() -> None:
    (chunk,) = chunks.chunked(["one", "two"], 1)
    assert chunk.sorted_out([Hit("A", "B", 1, 6, "")], [3, 3]) == {0: [], 1: []}


@given(st.text("ab .“”A\n", max_size=200), st.integers(1, 400))
def test_pieces_are_in_order_and_in_their_place(text: str, times: int) -> None:
    whole = (text + " And so on.") * times
    at = 0
    for start, piece in chunks.pieces(whole):
        assert start >= at
        assert whole[start : start + len(piece)] == piece
        assert len(piece) <= chunks.LARGEST
        at = start + len(piece)


def test_only_what_has_no_end_is_left_out() -> None:
    endless = "he said so and " * 1000
    text = f"One sentence. Then {endless}was that. Another sentence."
    assert list(chunks.pieces(text)) == [
        (0, "One sentence. "),
        (len(text) - 17, "Another sentence."),
    ]
    assert list(chunks.pieces(endless)) == []
    assert list(chunks.pieces(endless[:2999])) == [(0, endless[:2999])]
