"""The library as a pipeline uses it."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest

import mtfix

if TYPE_CHECKING:
    from collections.abc import Iterator

BAD = "A rare event in the the village."
GOOD = "A rare event in the village."


def test_fix_and_check_see_the_same() -> None:
    patch = mtfix.fix(BAD)
    assert patch.after == GOOD
    assert [f.rule for f in mtfix.check(BAD)] == [a.rule for a in patch.applied]
    found = mtfix.check(BAD)[0]
    assert BAD[found.span.start : found.span.end] == "the the"


def test_unsafe_is_asked_for() -> None:
    text = "The critics describe the mayor like a coward."
    assert mtfix.fix(text).after == text
    assert mtfix.fix(text, unsafe=True).after == "The critics describe the mayor as a coward."
    assert [h.reason for h in mtfix.fix(text).held] == ["unsafe"]


def test_many_texts_come_back_in_their_order() -> None:
    texts = [f"Number {i} of the the list." for i in range(40)]
    want = [f"Number {i} of the list." for i in range(40)]
    cleaner = mtfix.Cleaner()
    for jobs in (1, 2):
        assert [p.after for p in cleaner.fix_many(texts, jobs=jobs)] == want


def test_a_bad_item_is_told_and_stops_nothing() -> None:
    texts = [BAD, None, BAD]
    for jobs in (1, 2):
        patches = list(mtfix.Cleaner().fix_many(texts, jobs=jobs))  # type: ignore[arg-type]
        assert [p.after for p in patches] == [GOOD, None, GOOD]
        assert "must be a str" in patches[1].troubles[0]


def test_many_texts_are_taken_lazily() -> None:
    taken = []

    def endless() -> Iterator[str]:
        for i in count():
            taken.append(i)
            yield BAD

    patches = list(islice(mtfix.Cleaner().fix_many(endless()), 3))
    assert [p.after for p in patches] == [GOOD] * 3
    assert len(taken) < 20


def test_a_group_is_evidence_for_its_members() -> None:
    texts = ["The prize went to Marco Bellandi.", "Then bellandi left.", "Then okonkwo left."]
    cleaner = mtfix.Cleaner()
    alone = [p.after for p in cleaner.fix_many(texts)]
    assert alone == texts
    grouped = [p.after for p in cleaner.fix_many(texts, group=lambda _: "one story")]
    assert grouped == [texts[0], "Then Bellandi left.", texts[2]]


def test_one_cleaner_serves_many_threads() -> None:
    cleaner = mtfix.Cleaner()
    texts = [f"{BAD} “We agree {i} ,” she said." for i in range(30)]
    want = [cleaner.fix(t, unsafe=True).after for t in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda t: cleaner.fix(t, unsafe=True).after, texts)) == want


def test_nothing_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert mtfix.fix(BAD).after == GOOD


def test_settings_choose_the_rules() -> None:
    config = mtfix.Config(ignore=("repeated",))
    assert mtfix.fix(BAD, config=config).after == BAD
    assert mtfix.Cleaner(mtfix.Config(select=("repeated-article",))).fix(BAD).after == GOOD


def test_an_unknown_format_is_an_error_with_the_next_step() -> None:
    with pytest.raises(mtfix.MtfixError, match="choose one of"):
        mtfix.fix(BAD, format="wordstar")


@pytest.mark.parametrize("text", ["", "\n", " ", "\ufeff", "\x00", "\ud800 alone", "\r\n\r\n"])
def test_odd_texts_come_back_as_they_were(text: str) -> None:
    assert mtfix.fix(text, unsafe=True).after == text
    assert mtfix.fix(text, unsafe=True, format="markdown").after == text


def test_a_subset_names_what_it_lacks() -> None:
    with pytest.raises(mtfix.MtfixError, match="no fix has the index 7"):
        mtfix.fix(BAD).subset([7])
