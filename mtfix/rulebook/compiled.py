"""Keeps compiled patterns: the `regex` package takes milliseconds to compile a long one.

A pattern that it pickled loads a hundred times faster. Each is unpickled when its rule wakes, by a
reader that knows nothing but the function that `regex` itself restores patterns with, so that a
file in the cache folder can do no more than be wrong; one that does not load is compiled anew.
"""

from __future__ import annotations

import hashlib
import io
import marshal
import pickle
from typing import TYPE_CHECKING, Any

from mtfix.rulebook.kept import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def beside(rules: Path) -> Path:
    """The file for the patterns of the rules that are kept in `rules`."""
    return rules.with_suffix(".patterns")


def store(path: Path, patterns: Mapping[str, Any]) -> None:
    """Keep compiled patterns under the ids of their rules."""
    kept = {id_: pickle.dumps(pattern, protocol=5) for id_, pattern in patterns.items()}
    data = marshal.dumps(kept)
    write(path, _sum(data) + data)


def load(path: Path) -> dict[str, bytes]:
    """The patterns kept there, each still pickled; none where there is no such file."""
    try:
        content = path.read_bytes()
    except OSError:
        return {}
    data = content[_SUM:]
    if _sum(data) != content[:_SUM]:
        return {}
    kept: dict[str, bytes] = marshal.loads(data)
    return kept


def thawed(kept: bytes) -> Any:
    """The pattern, or None if it does not load."""
    try:
        return _Reader(io.BytesIO(kept)).load()
    except Exception:  # damaged bytes may raise whatever they like
        return None


class _Reader(pickle.Unpickler):
    """Restores patterns and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _RESTORERS:
            raise pickle.UnpicklingError(f"{module}.{name} is no pattern")
        return super().find_class(module, name)


def _sum(data: bytes) -> bytes:
    """What tells a file that was cut short or changed on the way."""
    return hashlib.sha256(data).digest()


_SUM = 32  # bytes
_RESTORERS = frozenset({("regex._regex", "compile"), ("_regex", "compile")})
