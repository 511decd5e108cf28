"""One gigantic line costs as much as many lines: nothing looks at all of it again and again."""

from __future__ import annotations

import time

import mtfix

_SENTENCES = (
    "The minister met the driver at noon. She said that he was late. Anna Berg waited there. ",
    "He came, and the old teacher told them that she knew it. The house, it was quite old. ",
)


def _seconds(text: str) -> float:
    start = time.process_time()
    mtfix.check(text)
    return time.process_time() - start


def test_a_line_twice_as_long_takes_no_more_than_thrice_the_time() -> None:
    line = "".join(_SENTENCES) * 250
    _seconds(line[:2000])  # rules compile on first use
    assert _seconds(line * 2) < 3 * _seconds(line) + 1
