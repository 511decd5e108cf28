"""Keeps the built-in rules in a form that loads fast: their tables, and the triggers derived.

Parsing the TOML and deriving the triggers takes longer than cleaning a small file. What comes out
depends only on our own package data, so it is kept in the user's cache folder under a hash of the
code that makes it and of the stamps of the files it was made from. A cache that is missing,
unreadable or read-only is no error. Only the command line asks for it: the library reads nothing
but the rules themselves.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import regex

from mtfix.rulebook.lookup import Lookup
from mtfix.rulebook.words import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_MAKERS = (
    *("literals.py", "rarity.py", "triggers.py", "phrases.py", "words.py", "lookup.py"),
    *("spec.py", "kept.py"),
)
_FILES = 8  # of the cache, two for each version of the rules
_PART, _PAIR = "\n", "\t"  # of a list or table in one string; no word of a list holds them
_DAMAGE = (OSError, EOFError, ValueError, TypeError, KeyError, AttributeError)

# Of each rule: its triggers in one string, or None; whether matches begin with one of them; whether
# it is `wakeful`.
Facts = dict[str, tuple[str | None, bool, bool]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """The rules of each file as tables, the words of all, and what was derived from them."""

    tables: Sequence[dict[str, Any]]
    words: Lexicon
    facts: Facts
    lookup: Lookup


class _Lazy(Mapping[str, T]):
    """Values that are read from strings when asked for: a text needs few of the lists."""

    def __init__(self, strings: Mapping[str, str], read: Callable[[str], T]) -> None:
        self._strings, self._read, self._known = strings, read, dict[str, T]()

    def __getitem__(self, name: str) -> T:
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._read(self._strings[name])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._strings)

    def __len__(self) -> int:
        return len(self._strings)


def place(stamps: Iterable[str]) -> Path | None:
    """The file for rules with these stamps, or None where there is no cache folder to use."""
    folder = _folder()
    if folder is None:
        return None
    digest = hashlib.sha256(f"{sys.version_info!r} {regex.__version__}".encode())
    for name in _MAKERS:
        digest.update((Path(__file__).parent / name).read_bytes())
    for stamp in stamps:
        digest.update(f"\0{stamp}".encode(errors="surrogateescape"))
    return folder / f"rules-{digest.hexdigest()[:24]}.tables"


def load(path: Path) -> Kept | None:
    """What is kept there, or None."""
    try:
        tables, lists, maps, facts, exact, folded = marshal.loads(path.read_bytes())
        words = Lexicon(_Lazy(lists, _read_list), _Lazy(maps, _read_map))
        return Kept(list(tables), words, dict(facts), Lookup(exact, folded))
    except _DAMAGE:
        return None


def store(path: Path, kept: Kept) -> None:
    """Keep it for the next process."""
    lists = {name: _PART.join(sorted(words)) for name, words in kept.words.lists.items()}
    maps = {
        name: _PART.join(f"{key}{_PAIR}{value}" for key, value in table.items())
        for name, table in kept.words.tables.items()
    }
    content: Any = (kept.tables, lists, maps, kept.facts, kept.lookup.exact, kept.lookup.folded)
    write(path, marshal.dumps(content))


def _read_list(text: str) -> frozenset[str]:
    return frozenset(text.split(_PART))


def _read_map(text: str) -> dict[str, str]:
    return dict(line.split(_PAIR) for line in text.split(_PART))


def write(path: Path, data: bytes) -> None:
    """Write a file of the cache whole or not at all, and drop what old versions kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
        # several versions may be in use at a time: that of a hook, that of an editor
        known = sorted(path.parent.glob("rules-*.*"), key=lambda p: p.stat().st_mtime)
        for old in known[:-_FILES]:
            old.unlink(missing_ok=True)
    except (OSError, ValueError):
        return


def _folder() -> Path | None:
    """The user's cache folder; None where the environment names no home."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return Path(base or Path.home() / ".cache") / "mtfix"
    except RuntimeError:
        return None
