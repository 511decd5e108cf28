"""Keeps compiled patterns: the `regex` package takes milliseconds to compile a long one.

A pattern that it pickled loads a hundred times faster. Each is unpickled when its rule wakes, by a
reader that knows nothing but the function that `regex` itself restores patterns with, so that a
file in the cache folder can do no more than be wrong; one that does not load is compiled anew.
Of patterns of `re`, whose pickles only say what to compile, the code is kept that its compiler
makes; `re` checks it when it takes it back.
"""

from __future__ import annotations

import hashlib
import io
import marshal
import mmap
import pickle
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from mtfix.rulebook.kept import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def beside(rules: Path) -> Path:
    """The file for the patterns of the rules that are kept in `rules`."""
    return rules.with_suffix(".patterns")


def store(path: Path, patterns: Mapping[str, Any]) -> None:
    """Keep compiled patterns under the ids of their rules."""
    places: dict[str, tuple[int, int]] = {}
    parts: list[bytes] = []
    end = 0
    for id_, pattern in patterns.items():
        data = _frozen(pattern)
        if data is None:
            continue
        parts += [_sum(data), data]
        places[id_] = (end, _SUM + len(data))
        end += _SUM + len(data)
    head = marshal.dumps(places)
    write(path, b"".join((_sum(head), len(head).to_bytes(_SIZE, "big"), head, *parts)))


def load(path: Path) -> Mapping[str, bytes]:
    """The patterns kept there, each still pickled; none where there is no such file."""
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return {}
    start = _SUM + _SIZE + int.from_bytes(content[_SUM : _SUM + _SIZE], "big")
    head = content[_SUM + _SIZE : start]
    if _sum(head) != content[:_SUM]:
        return {}
    return _Frozen(content, start, marshal.loads(head))


class _Frozen(Mapping[str, bytes]):
    """Pickled patterns in a file, of which no more is read than is asked for."""

    def __init__(
        self, content: mmap.mmap, start: int, places: Mapping[str, tuple[int, int]]
    ) -> None:
        self._content, self._start, self._places = content, start, places

    def __getitem__(self, id_: str) -> bytes:
        offset, size = self._places[id_]
        return self._content[self._start + offset : self._start + offset + size]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _frozen(pattern: Any) -> bytes | None:
    """A pattern as bytes, or None if it does not come back from them."""
    if not isinstance(pattern, re.Pattern):
        return pickle.dumps(pattern, protocol=5)
    try:
        data = _OF_RE + marshal.dumps(_code(pattern))
        return data if _restored(data) == pattern else None
    except Exception:  # the parts of `re` have no promised shape
        return None


def _code(pattern: re.Pattern[str]) -> tuple[Any, ...]:
    """What `re` makes a pattern of when it has compiled one without flags of its own."""
    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    parsed = parser.parse(pattern.pattern)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    code, flags = list(map(int, compiler._code(parsed, 0))), int(parsed.state.flags)
    groups, by_name = parsed.state.groups - 1, dict(parsed.state.groupdict)
    return _engine().MAGIC, (pattern.pattern, flags, code, groups, by_name, tuple(names))


@cache
def _engine() -> Any:
    """What runs the patterns of `re`."""
    return import_module("_sre")


def thawed(kept: bytes) -> Any:
    """The pattern, or None if it does not load."""
    data = kept[_SUM:]
    if _sum(data) != kept[:_SUM]:
        return None
    try:
        return _restored(data)
    except Exception:  # damaged bytes may raise whatever they like
        return None


def _restored(data: bytes) -> Any:
    if not data.startswith(_OF_RE):
        return _Reader(io.BytesIO(data)).load()
    magic, parts = marshal.loads(data[len(_OF_RE) :])
    return _engine().compile(*parts) if magic == _engine().MAGIC else None


class _Reader(pickle.Unpickler):
    """Restores patterns and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _RESTORERS:
            raise pickle.UnpicklingError(f"{module}.{name} is no pattern")
        return super().find_class(module, name)


def _sum(data: bytes) -> bytes:
    """What tells a file that was cut short or changed on the way."""
    return hashlib.sha256(data).digest()


_OF_RE = b"re\0"  # no pickle begins so
_SUM, _SIZE = 32, 8  # bytes: of a sum, and of what tells the length of the head
_RESTORERS = frozenset({("regex._regex", "compile"), ("_regex", "compile")})
