"""Triggers in short form, and the cache of the built-in rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.rulebook import kept
from mtfix.rulebook.precision import Record, records
from mtfix.rulebook.sources import RuleSource, builtin_sources
from mtfix.rulebook.triggers import expanded

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LISTS = {"fruit": frozenset({"apple", "pear"})}


def test_alternatives_lists_and_options_stand_for_literals() -> None:
    assert set(expanded([r"\L<fruit>s (?:is|was) "], LISTS)) == {
        "apples is ",
        "apples was ",
        "pears is ",
        "pears was ",
    }
    assert expanded(["a(?:b)?c", "plain (text)"], LISTS) == ("abc", "ac", "plain (text)")


def test_cache_gives_back_what_was_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    source = RuleSource("rules/en/x.toml", "en", "x = 1", holds_lists=False)
    path = kept.place([source])
    assert path is not None
    assert kept.load(path) is None
    kept.store(path, [{"x": 1}], {"r": ("a",), "s": None})
    assert kept.load(path) == ([{"x": 1}], {"r": ("a",), "s": None})
    changed = RuleSource("rules/en/x.toml", "en", "x = 2", holds_lists=False)
    assert kept.place([changed]) != path


def test_cache_that_is_damaged_or_out_of_reach_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mtfix").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = kept.place(builtin_sources())
    assert path is not None
    kept.store(path, [], {})
    assert kept.load(path) is None
    damaged = tmp_path / "damaged.bin"
    damaged.write_bytes(b"no marshal")
    assert kept.load(damaged) is None


def test_measured_precision_names_rules_that_exist() -> None:
    seen = records()
    assert seen["visible-entity"].right > 50
    assert str(Record(3, 1, 2)) == "75% of 4 in 2 documents"
    assert all(r.right + r.wrong > 0 and r.documents > 0 for r in seen.values())
