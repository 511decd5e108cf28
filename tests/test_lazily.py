"""A pattern is compiled when it is used, and once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import regex

from mtfix import lazily as module
from mtfix.checkers.patterns import remember_patterns
from mtfix.lazily import lazily
from mtfix.rulebook import compiled
from mtfix.rulebook.compiled import thawed

if TYPE_CHECKING:
    from pathlib import Path


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
    engines = {regex.compile: r"\b\p{Lu}(?P<rest>\p{L}+)", re.compile: r"(?i)\bO(?P<rest>\w+)$"}
    for engine, pattern in engines.items():
        lazily(engine, pattern)
    remember_patterns.__wrapped__(cached=True)  # keeps them

    tried: list[str] = []
    monkeypatch.setattr(module, "_KNOWN", [])
    again = [lazily(engine, pattern) for engine, pattern in engines.items()]
    remember_patterns.__wrapped__(cached=True)
    for one in again:
        monkeypatch.setattr(one, "engine", tried.append)
        assert one.search("an old Oak")["rest"] == "ak"
    assert not tried


def test_a_pattern_of_two_engines_is_kept_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for _ in range(2):
        monkeypatch.setattr(module, "_KNOWN", [])
        made = [lazily(engine, r"\w+").made() for engine in (re.compile, regex.compile)]
        remember_patterns.__wrapped__(cached=True)
        assert [type(one) for one in made] == [re.Pattern, regex.Pattern]


@pytest.mark.parametrize(
    "pattern",
    [r"(?m)^a|b$", r"(?P<x>\w)(?:(?<=é)|[^\W\d_]{2,}+)", r"((a)|(?P<y>b))\1"],
)
def test_a_pattern_of_re_comes_back_as_it_was(pattern: str, tmp_path: Path) -> None:
    place = tmp_path / "some.patterns"
    compiled.store(place, {"one": re.compile(pattern)})
    back = thawed(compiled.load(place)["one"])
    assert back == re.compile(pattern)
    assert back.groupindex == re.compile(pattern).groupindex


def test_what_does_not_thaw_is_compiled() -> None:
    number = lazily(regex.compile, r"\d+")
    module.help_with({number.name: b"damaged"}, thawed)
    assert number.findall("7 of 12") == ["7", "12"]
