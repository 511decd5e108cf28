"""Garbage is looked for less often during a long text, and as before when it is done."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from mtfix.collecting import LONG, SELDOM, seldom

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    held = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*held)


def test_a_short_text_changes_nothing() -> None:
    with seldom(LONG - 1):
        assert gc.get_threshold() == (700, 10, 10)


def test_the_last_of_several_runs_puts_back_what_held_before() -> None:
    first, second = seldom(LONG), seldom(LONG)
    with first:
        second.__enter__()
        assert gc.get_threshold() == SELDOM
    assert gc.get_threshold() == SELDOM
    second.__exit__(None, None, None)
    assert gc.get_threshold() == (700, 10, 10)


def test_it_is_put_back_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), seldom(LONG):
        raise ValueError("broken")
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("own", [(0, 10, 10), (SELDOM[0] + 1, 5, 5)])
def test_who_collects_as_seldom_is_left_alone(own: tuple[int, int, int]) -> None:
    gc.set_threshold(*own)
    with seldom(LONG):
        assert gc.get_threshold() == own
    assert gc.get_threshold() == own


def test_what_somebody_else_sets_meanwhile_stays() -> None:
    with seldom(LONG):
        gc.set_threshold(900, 9, 9)
    assert gc.get_threshold() == (900, 9, 9)
