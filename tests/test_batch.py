"""Many items: order, isolation, bounded memory, any way to start a process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from mtfix.batch import WINDOW, Failure, in_order
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterator


def work(item: int) -> int:
    if item == 3:
        raise MtfixError("item 3: is bad; leave it out")
    if item == 4:
        raise ValueError("never seen before")
    if item == 5 and os.environ.get("MTFIX_TEST_PARENT") != str(os.getpid()):
        os._exit(1)
    return item * item


def anything(item: object) -> object:
    return item


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_order_and_isolation_between_processes(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MTFIX_TEST_PARENT", str(os.getpid()))
    got = list(in_order(work, range(9), jobs=2, method=method))
    assert [g for g in got if not isinstance(g, Failure)] == [0, 1, 4, 36, 49, 64]
    assert [g.message for g in got[3:6] if isinstance(g, Failure)] == [
        "item 3: is bad; leave it out",
        "internal error, please report it: ValueError: never seen before",
        "the process that worked on it died; is there enough memory?",
    ]


def test_one_job_gives_the_same_without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MTFIX_TEST_PARENT", str(os.getpid()))
    got = list(in_order(work, [1, 3, 5]))
    assert got == [1, Failure("item 3: is bad; leave it out"), 25]


def test_a_stream_is_read_no_further_than_the_window() -> None:
    read = []

    def stream() -> Iterator[int]:
        for n in range(10_000):
            read.append(n)
            yield n % 3

    results = in_order(work, stream(), jobs=2)
    assert next(iter(results)) == 0
    assert len(read) <= 2 * WINDOW + 1
    results.close()  # type: ignore[attr-defined]


def test_an_item_that_cannot_travel_is_reported_in_its_place() -> None:
    first, second = in_order(anything, [lambda: 0, 2], jobs=2)
    assert isinstance(first, Failure)
    assert "cannot be sent to another process" in first.message
    assert second == 2
