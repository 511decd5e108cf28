"""Keeps the built-in rules in a form that loads fast: their tables, and the triggers derived.

Parsing the TOML and deriving the triggers takes longer than cleaning a small file. What comes out
depends only on our own package data, so it is kept in the user's cache folder under a hash of
everything it was made from. A cache that is missing, unreadable or read-only is no error.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mtfix.rulebook.sources import RuleSource

_MAKERS = ("literals.py", "rarity.py", "triggers.py", "kept.py")
Triggers = dict[str, tuple[str, ...] | None]


def place(sources: Iterable[RuleSource]) -> Path | None:
    """The file for these sources, or None where there is no cache folder to use."""
    folder = _folder()
    if folder is None:
        return None
    digest = hashlib.sha256(repr((sys.version_info, marshal.version)).encode())
    for name in _MAKERS:
        digest.update((Path(__file__).parent / name).read_bytes())
    for source in sources:
        digest.update(f"\0{source.name}\0{source.text}".encode())
    return folder / f"rules-{digest.hexdigest()[:24]}.bin"


def load(path: Path) -> tuple[list[dict[str, Any]], Triggers] | None:
    """The tables and triggers kept there, or None."""
    try:
        found = marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return found if isinstance(found, tuple) and len(found) == 2 else None


def store(path: Path, tables: Sequence[dict[str, Any]], triggers: Triggers) -> None:
    """Keep them for the next process, and drop what earlier versions kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            file.write(marshal.dumps((list(tables), triggers)))
        Path(file.name).replace(path)
        for old in path.parent.glob("rules-*.bin"):
            if old != path:
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
