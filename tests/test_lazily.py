"""A pattern is compiled when it is used, and once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from mtfix import lazily as module
from mtfix.checkers.patterns import remember_patterns
from mtfix.lazily import lazily
from mtfix.rulebook.compiled import thawed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_pattern_is_compiled_once_and_not_before_it_is_used() -> None:
    made: list[str] = []

    def compile(pattern: str) -> re.Pattern[str]:
        made.append(pattern)
        return re.compile(pattern)

    number = lazily(compile, r"\d+")
    assert not made
    assert number.findall("7 of 12") == ["7", "12"]
    assert number.sub("n", "7 of 12") == "n of n"
    assert made == [r"\d+"] == [number.pattern]


def test_what_was_kept_of_a_pattern_is_thawed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(module, "_KNOWN", [])
    capital = r"\b\p{Lu}(?P<rest>\p{L}+)"
    lazily(regex.compile, capital)
    remember_patterns.__wrapped__()  # keeps it

    tried: list[str] = []
    monkeypatch.setattr(module, "_KNOWN", [])
    again = lazily(regex.compile, capital)
    remember_patterns.__wrapped__()
    monkeypatch.setattr(again, "engine", tried.append)
    assert again.search("an old Oak")["rest"] == "ak"
    assert not tried


def test_what_does_not_thaw_is_compiled() -> None:
    number = lazily(regex.compile, r"\d+")
    module.help_with({r"\d+": b"damaged"}, thawed)
    assert number.findall("7 of 12") == ["7", "12"]
