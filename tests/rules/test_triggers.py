"""Triggers in short form, and the cache of the built-in rules."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import regex

from mtfix.rulebook import compiled, kept
from mtfix.rulebook.lookup import packed
from mtfix.rulebook.precision import Record, records
from mtfix.rulebook.reach import Window
from mtfix.rulebook.sources import builtin_stamps
from mtfix.rulebook.triggers import expanded
from mtfix.rulebook.words import Lexicon

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
    path = kept.place(["x.toml 5 1"])
    assert path is not None
    assert kept.load(path) is None
    words = Lexicon({"w": frozenset({"a b", "c"})}, {"t": {"one": "two", "x": ""}})
    facts = {
        "r": kept.Fact(lambda: ("a", "bé"), True, False, None),
        "s": kept.Fact(None, False, True, Window(2, None)),
    }
    kept.store(path, kept.Kept([{"x": 1}], words, facts, packed([(3, ["ab", "b"], False)])))
    found = kept.load(path)
    assert found is not None
    assert found.tables == [{"x": 1}]
    assert [f[1:] for f in found.facts.values()] == [
        (True, False, None),
        (False, True, Window(2, None)),
    ]
    assert found.facts["r"].triggers is not None
    assert found.facts["r"].triggers() == ("a", "bé")
    assert found.facts["s"].triggers is None
    assert dict(found.words.lists) == words.lists
    assert dict(found.words.tables) == words.tables
    assert {n: sorted(at) for n, at in found.lookup.awake("abc").items()} == {3: [0, 1]}
    assert kept.place(["x.toml 5 2"]) != path


def test_copies_of_the_same_rules_share_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As those in the environments of two hooks: only the stamps differ."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    read: list[str] = []

    def place(stamp: str, content: str) -> Path | None:
        def contents() -> list[str]:
            read.append(stamp)
            return [content]

        return kept.place_of([stamp], contents)

    first = place("a/x.toml 5 1", "one")
    assert first is not None
    assert place("b/x.toml 5 2", "one") == first
    assert place("a/x.toml 5 3", "two") not in (first, None)
    assert place("a/x.toml 5 1", "not read again") == first
    assert read == ["a/x.toml 5 1", "b/x.toml 5 2", "a/x.toml 5 3"]
    for note in (tmp_path / "mtfix").glob("*.seen"):
        note.write_text("../elsewhere")
    assert place("a/x.toml 5 1", "one") == first


def test_cache_that_is_damaged_or_out_of_reach_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mtfix").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = kept.place(stamp for _, stamp in builtin_stamps())
    assert path is not None
    kept.store(path, kept.Kept([], Lexicon(), {}, packed([])))
    assert kept.load(path) is None
    damaged = tmp_path / "damaged.bin"
    damaged.write_bytes(b"no marshal")
    assert kept.load(damaged) is None


def test_measured_precision_names_rules_that_exist() -> None:
    seen = records()
    assert seen["visible-entity"].right > 50
    assert str(Record(3, 1, 2)) == "75% of 4 in 2 documents"
    assert all(r.right + r.wrong > 0 and r.documents > 0 for r in seen.values())


def test_compiled_patterns_are_kept_and_find_the_same(tmp_path: Path) -> None:
    pattern = regex.compile(r"\b(?P<w>\L<fruit>)s?\b", regex.I, fruit={"apple", "pear"})
    path = tmp_path / "rules-1.patterns"
    compiled.store(path, {"fruit": pattern})
    again = compiled.thawed(compiled.load(path)["fruit"])
    found = [m["w"] for m in again.finditer("Apples, a pear and a plum")]
    assert found == ["Apple", "pear"]


def test_damaged_patterns_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "rules-1.patterns"
    assert compiled.load(path) == {}
    compiled.store(path, {"a": regex.compile("a"), "b": regex.compile("b")})
    whole = path.read_bytes()
    path.write_bytes(whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:])
    kept = compiled.load(path)
    assert compiled.thawed(kept["a"]).fullmatch("a")
    assert compiled.thawed(kept["b"]) is None
    path.write_bytes(whole[:50] + bytes([whole[50] ^ 1]) + whole[51:])
    assert compiled.load(path) == {}
    path.write_bytes(whole[:20])
    assert compiled.load(path) == {}


def test_what_is_no_pattern_is_not_unpickled(tmp_path: Path) -> None:
    harmful = pickle.dumps(_Harm(tmp_path / "harm"))
    assert compiled.thawed(harmful) is None
    assert not (tmp_path / "harm").exists()
    assert compiled.thawed(b"") is None


class _Harm:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.path),)


def test_caches_of_a_few_versions_live_side_by_side(tmp_path: Path) -> None:
    for number in range(12):
        kept.write(tmp_path / f"rules-{number}.json", b"{}")
        os.utime(tmp_path / f"rules-{number}.json", (number, number))
    left = {p.name for p in tmp_path.iterdir()}
    assert "rules-11.json" in left
    assert "rules-10.json" in left
    assert "rules-0.json" not in left
