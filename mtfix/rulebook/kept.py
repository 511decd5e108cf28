"""Keeps the built-in rules in a form that loads fast: their tables, and the triggers derived.

Parsing the TOML and deriving the triggers takes longer than cleaning a small file. What comes out
depends only on our own package data, so it is kept in the user's cache folder under a hash of
everything it was made from. A cache that is missing, unreadable or read-only is no error. Only
the command line asks for it: the library reads nothing but the rules themselves.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mtfix.rulebook.sources import RuleSource

_MAKERS = ("literals.py", "rarity.py", "triggers.py", "phrases.py", "spec.py", "kept.py")
_FILES = 8  # of the cache, two for each version of the rules
Triggers = dict[str, tuple[tuple[str, ...] | None, bool, bool]]  # see `begins`, `wakeful`


def place(sources: Iterable[RuleSource]) -> Path | None:
    """The file for these sources, or None where there is no cache folder to use."""
    folder = _folder()
    if folder is None:
        return None
    digest = hashlib.sha256(f"{sys.version_info!r} {regex.__version__}".encode())
    for name in _MAKERS:
        digest.update((Path(__file__).parent / name).read_bytes())
    for source in sources:
        digest.update(f"\0{source.name}\0{source.text}".encode())
    return folder / f"rules-{digest.hexdigest()[:24]}.json"


def load(path: Path) -> tuple[list[dict[str, Any]], Triggers] | None:
    """The tables and triggers kept there, or None."""
    try:
        tables, triggers = json.loads(path.read_text(encoding="utf-8"))
        return list(tables), {
            id_: (None if found is None else tuple(found), bool(begins), bool(wakeful))
            for id_, (found, begins, wakeful) in triggers.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def store(path: Path, tables: Sequence[dict[str, Any]], triggers: Triggers) -> None:
    """Keep them for the next process."""
    write(path, json.dumps((list(tables), triggers)).encode())


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
