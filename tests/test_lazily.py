"""A pattern is compiled when it is used, and once."""

from __future__ import annotations

import re

from mtfix.lazily import lazily


def test_a_pattern_is_compiled_once_and_not_before_it_is_used() -> None:
    made = []

    def compile(pattern: str) -> re.Pattern[str]:
        made.append(pattern)
        return re.compile(pattern)

    number = lazily(compile, r"\d+")
    assert not made
    assert number.findall("7 of 12") == ["7", "12"]
    assert number.sub("n", "7 of 12") == "n of n"
    assert made == [r"\d+"] == [number.pattern]
