"""Lets Python look for garbage less often while a long text is worked on.

Nearly all that is made then lives to the end, and what Python looks through each time are the
rules and the word lists: a tenth of a second and more for nothing, dozens of times in a long text.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 50_000  # code points
SELDOM = (100_000, 20, 20)  # new objects; Python's own threshold is 700
_lock = Lock()
_runs: list[tuple[int, int, int]] = []  # for each run under way what held before the first


@contextmanager
def seldom(size: int) -> Iterator[None]:
    """Collect less often meanwhile, for a text of so many code points.

    Threads share the setting: the last run under way puts back what held before the first. One
    that somebody else changed stays, as does one that collects as seldom anyway, or never.
    """
    if size < LONG or not _begun():
        yield
        return
    try:
        yield
    finally:
        _ended()


def _begun() -> bool:
    with _lock:
        held = _runs[0] if _runs else gc.get_threshold()
        if not _runs and (held[0] >= SELDOM[0] or held[0] == 0):
            return False
        _runs.append(held)
        if len(_runs) == 1:
            gc.set_threshold(*SELDOM)
        return True


def _ended() -> None:
    with _lock:
        before = _runs.pop()
        if not _runs and gc.get_threshold() == SELDOM:
            gc.set_threshold(*before)
