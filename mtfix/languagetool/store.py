"""Remembers what LanguageTool said of a paragraph, for this run and for later ones.

The key is everything that the answer depends on: the text, the version, the rules, the parameters.
The oldest go when the file grows too large; a file that cannot be used is done without.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from mtfix.languagetool.hit import Hit, from_row, to_row
from mtfix.languagetool.places import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST = 64_000_000  # bytes of the file
IN_MEMORY = 50_000  # paragraphs
AT_ONCE = 500  # keys of one question
_TABLE = "CREATE TABLE IF NOT EXISTS answer (key BLOB PRIMARY KEY, hits TEXT NOT NULL)"

Hits = tuple[Hit, ...]


def file_path() -> Path:
    return cache_folder() / "languagetool" / "answers.sqlite"


def clear() -> int:
    """Forget everything; how many bytes that frees."""
    freed = 0
    for name in ("", "-wal", "-shm", "-journal"):
        path = file_path().with_name(file_path().name + name)
        with suppress(OSError):
            freed += path.stat().st_size
            path.unlink()
    return freed


class Store:
    """Answers by paragraph. `basis` is what they all depend on; "" keeps them off the disk."""

    def __init__(self, basis: str) -> None:
        self._basis = basis
        self._known: dict[bytes, Hits] = {}
        self._file: sqlite3.Connection | None = None
        self._owner = 0

    def key(self, text: str, parameters: str) -> bytes:
        whole = f"{self._basis}\0{parameters}\0{text}"
        return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def get(self, keys: Iterable[bytes]) -> dict[bytes, Hits]:
        """The answers that are known."""
        wanted = dict.fromkeys(keys)
        missing = [k for k in wanted if k not in self._known]
        if missing and (file := self._open()) is not None:
            with suppress(sqlite3.Error, ValueError, TypeError):
                for at in range(0, len(missing), AT_ONCE):
                    some = missing[at : at + AT_ONCE]
                    marks = ",".join("?" * len(some))
                    query = f"SELECT key, hits FROM answer WHERE key IN ({marks})"
                    for key, hits in file.execute(query, some):
                        self._known[key] = tuple(from_row(row) for row in json.loads(hits))
        return {k: self._known[k] for k in wanted if k in self._known}

    def put(self, answers: dict[bytes, Hits]) -> None:
        """Remember answers."""
        if len(self._known) + len(answers) > IN_MEMORY:
            self._known.clear()
        self._known |= answers
        file = self._open()
        if file is None:
            return
        rows = [(k, json.dumps([to_row(h) for h in hits])) for k, hits in answers.items()]
        with suppress(sqlite3.Error), file:
            file.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?)", rows)
            self._bound(file)

    def _bound(self, file: sqlite3.Connection) -> None:
        """Drop the oldest quarter of a file that is too large."""
        ((pages,),) = file.execute("PRAGMA page_count")
        ((free,),) = file.execute("PRAGMA freelist_count")
        ((size,),) = file.execute("PRAGMA page_size")
        if (pages - free) * size > LARGEST:
            file.execute(
                "DELETE FROM answer WHERE rowid <= "
                "(SELECT min(rowid) + (max(rowid) - min(rowid)) / 4 FROM answer)"
            )

    def _open(self) -> sqlite3.Connection | None:
        """The file; opened anew in a forked process, as a connection must not cross the fork."""
        if not self._basis:
            return None
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._file = _connected(file_path())
        return self._file


def _connected(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(path, timeout=10, check_same_thread=False)
            file.execute("PRAGMA journal_mode=WAL")
            file.execute("PRAGMA synchronous=OFF")
            file.execute(_TABLE)
        except sqlite3.OperationalError:  # read-only, locked for long, no room
            return None
        except sqlite3.DatabaseError:  # not a database: only a cache, so begin anew
            clear()
        except OSError:
            return None
        else:
            return file
    return None
