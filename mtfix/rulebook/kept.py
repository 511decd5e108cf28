"""Keeps the built-in rules in a form that loads fast: their tables, and the triggers derived.

Parsing the TOML and deriving the triggers takes longer than cleaning a small file. What comes out
depends only on our own package data, so it is kept in the user's cache folder under a hash of the
code that makes it and of the stamps of the files it was made from. A cache that is missing,
unreadable or read-only is no error. Only the command line asks for it: the library reads nothing
but the package itself. A wheel has the same two files inside, made when it was built; they serve
where Python and `regex` are the ones that built it.
"""

from __future__ import annotations

import hashlib
import marshal
import mmap
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import regex
from msgspec import Struct

from mtfix.rulebook.lookup import Lookup
from mtfix.rulebook.reach import Window
from mtfix.rulebook.triggers import joined, parted
from mtfix.rulebook.words import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_MAKERS = (
    *("literals.py", "rarity.py", "triggers.py", "phrases.py", "words.py", "lookup.py"),
    *("spec.py", "kept.py", "reach.py"),
)
PACKAGED = "kept"  # the folder of a wheel's own files, in the package
_FILES = 8  # of the cache, two for each version of the rules; and as many notes
_NOTE = ".seen"
_SIZE = 8  # bytes that tell the length of the head
_Place = tuple[int, int]  # offset and length
_PART, _PAIR = "\n", "\t"  # of a list or table in one string; no word of a list holds them
_DAMAGE = (OSError, EOFError, ValueError, TypeError, KeyError, AttributeError)

T = TypeVar("T")


class Fact(NamedTuple):
    """What was derived of a rule; see the properties of `RuleSpec` with these names."""

    triggers: Callable[[], tuple[str, ...]] | None
    begins: bool
    waits: int
    window: Window | None


class Kept(Struct, frozen=True):
    """The rules of each file as tables, the words of all, and what was derived from them."""

    tables: Sequence[dict[str, Any]]
    words: Lexicon
    facts: Mapping[str, Fact]
    lookup: Lookup


class _Lazy(Mapping[str, T]):
    """Values that are read from a file when asked for: a text needs few of the lists."""

    def __init__(self, file: _File, places: Mapping[str, _Place], read: Callable[[str], T]) -> None:
        self._file, self._places, self._read = file, places, read
        self._known: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._read(self._file.text(self._places[name]))
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class _File:
    """Strings behind each other; the system reads no more of them than is asked for."""

    def __init__(self, content: bytes | mmap.mmap, start: int) -> None:
        self._content, self._start = content, start

    def text(self, place: _Place) -> str:
        """The string at a place."""
        start = self._start + place[0]
        return self._content[start : start + place[1]].decode(errors="surrogatepass")


class _Strings:
    """Strings to be written, and where each will stand."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self._end = 0

    def put(self, text: str) -> _Place:
        data = text.encode(errors="surrogatepass")
        self.parts.append(data)
        self._end += len(data)
        return self._end - len(data), len(data)


def place(stamps: Iterable[str]) -> Path | None:
    """The file for rules with these stamps, or None where there is no cache folder to use."""
    folder = _folder()
    return None if folder is None else folder / name(stamps)


def name(stamps: Iterable[str]) -> str:
    """The name of the file for rules with these stamps or contents."""
    digest = hashlib.sha256(f"{sys.version_info!r} {regex.__version__}".encode())
    for maker in _MAKERS:
        digest.update((Path(__file__).parent / maker).read_bytes())
    for stamp in stamps:
        digest.update(f"\0{stamp}".encode(errors="surrogatepass"))
    return f"rules-{digest.hexdigest()[:24]}.tables"


def place_of(stamps: Iterable[str], contents: Callable[[], Iterable[str]]) -> Path | None:
    """The file for rules whose files have these stamps, or None as above.

    The contents count. They are read only where a note under the stamps does not tell their file:
    the environment of a hook and a second checkout have copies of the same rules.
    """
    tables = place(stamps)
    if tables is None:
        return None
    note = tables.with_suffix(_NOTE)
    try:
        return note.with_name(note.read_text(encoding="ascii"))
    except (OSError, ValueError):
        path = place(contents())
        if path is not None:
            write(note, path.name.encode())
        return path


def packaged() -> Path | None:
    """The folder of the files that came with the package; None in a checkout, which has none."""
    folder = Path(__file__).parents[1] / PACKAGED
    return folder if folder.is_dir() else None


def load(path: Path) -> Kept | None:
    """What is kept there, or None."""
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start = _SIZE + int.from_bytes(content[:_SIZE], "big")
        tables, lists, maps, facts, exact, folded = marshal.loads(content[_SIZE:start])
        strings = _File(content, start)
        words = Lexicon(_Lazy(strings, lists, _read_list), _Lazy(strings, maps, _read_map))
        known = {
            id_: Fact(
                place and partial(_triggers, strings, place),
                begins,
                waits,
                room and Window(*room),
            )
            for id_, (place, begins, waits, room) in facts.items()
        }
        return Kept(list(tables), words, known, Lookup(exact, folded))
    except _DAMAGE:
        return None


def store(path: Path, kept: Kept) -> None:
    """Keep it for the next process."""
    strings = _Strings()
    lists = {n: strings.put(_PART.join(sorted(words))) for n, words in kept.words.lists.items()}
    maps = {
        name: strings.put(_PART.join(f"{key}{_PAIR}{value}" for key, value in table.items()))
        for name, table in kept.words.tables.items()
    }
    facts = {
        id_: (
            None if f.triggers is None else strings.put(joined(f.triggers())),
            f.begins,
            int(f.waits),
            f.window and tuple(f.window),
        )
        for id_, f in kept.facts.items()
    }
    head: Any = (kept.tables, lists, maps, facts, kept.lookup.exact, kept.lookup.folded)
    data = marshal.dumps(head)
    write(path, b"".join((len(data).to_bytes(_SIZE, "big"), data, *strings.parts)))


def _triggers(strings: _File, place: _Place) -> tuple[str, ...]:
    return parted(strings.text(place))


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
        alike = (p for p in path.parent.glob("rules-*.*") if _is_note(p) == _is_note(path))
        known = sorted(alike, key=lambda p: p.stat().st_mtime)
        for old in known[:-_FILES]:
            old.unlink(missing_ok=True)
    except (OSError, ValueError):
        return


def _is_note(path: Path) -> bool:
    return path.suffix == _NOTE


def _folder() -> Path | None:
    """The user's cache folder; None where the environment names no home."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return Path(base or Path.home() / ".cache") / "mtfix"
    except RuntimeError:
        return None
