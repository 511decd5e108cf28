"""The file of a baseline: one finding a line, as JSON, in an order that suits merging.

Lines are sorted by path, so that two branches seldom write to the same place, and a line that
stands twice after a merge counts once.
"""

from __future__ import annotations

import json
import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.files import write_whole
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

VERSION = 1

_HEAD = "mtfix-baseline"
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: |$)")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Entry(Struct, frozen=True, order=True):
    """A finding as it was known: its file, counted from the baseline's folder, and its words."""

    path: str
    rule: str
    fingerprint: str
    before: str
    words: str
    after: str


class Entries(Struct, frozen=True, dict=True):
    """The entries of the file at `place`, to be looked up."""

    place: Path
    every: tuple[Entry, ...]

    @cached_property
    def by_path(self) -> Mapping[str, Sequence[Entry]]:
        return _grouped((entry.path, entry) for entry in self.every)

    @cached_property
    def by_fingerprint(self) -> Mapping[str, Sequence[Entry]]:
        return _grouped((entry.fingerprint, entry) for entry in self.every)

    @cached_property
    def lost(self) -> Mapping[str, Sequence[Entry]]:
        """By path, the entries of files that are no more: they may stand for any file."""
        folder = self.place.parent
        return {p: same for p, same in self.by_path.items() if not (folder / p).exists()}


def _grouped(pairs: Iterable[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    out: dict[str, list[Entry]] = {}
    for key, entry in pairs:
        out.setdefault(key, []).append(entry)
    return out


def read_entries(place: Path) -> Entries:
    """The entries of a file. Raises MtfixError where it is none, or holds a merge conflict."""
    try:
        status = place.stat()
        return _read(place, (status.st_mtime_ns, status.st_size, status.st_ino))
    except FileNotFoundError:
        raise MtfixError(f"{place}: no such baseline; `mtfix baseline create` makes it") from None
    except (OSError, UnicodeDecodeError) as error:
        raise MtfixError(f"{place}: cannot be read ({error}); repair or remove it") from None


@lru_cache(maxsize=8)
def _read(place: Path, _stamp: tuple[int, ...]) -> Entries:
    lines = place.read_text(encoding="utf-8").splitlines()
    if number := next((n for n, line in enumerate(lines, 1) if _CONFLICT.match(line)), 0):
        raise MtfixError(
            f"{place}:{number}: holds a merge conflict; remove the marks, keep the lines of both "
            "sides, then run `mtfix baseline update`"
        )
    head = _object(place, 1, lines[0] if lines else "")
    if head.get(_HEAD) != VERSION:
        raise MtfixError(
            f"{place}: is no baseline of this version of mtfix; `mtfix baseline create --force` "
            "makes it anew"
        )
    made = (_entry(place, n, line) for n, line in enumerate(lines[1:], 2) if line.strip())
    return Entries(place, tuple(dict.fromkeys(made)))


def _object(place: Path, number: int, line: str) -> dict[str, object]:
    try:
        made = json.loads(line)
    except ValueError:
        made = None
    if not isinstance(made, dict):
        raise MtfixError(f"{place}:{number}: is no line of a baseline; repair or remove it")
    return made


def _entry(place: Path, number: int, line: str) -> Entry:
    values = _object(place, number, line)
    names = Entry.__struct_fields__
    if set(values) != set(names) or not all(isinstance(v, str) for v in values.values()):
        raise MtfixError(
            f"{place}:{number}: must have {', '.join(names)}, all of them strings; "
            "repair or remove the line"
        )
    return Entry(**values)  # type: ignore[arg-type]


def write_entries(place: Path, entries: Iterable[Entry]) -> None:
    """Write a baseline in one step."""
    lines = [_dump({_HEAD: VERSION}), *(_dump(_values(e)) for e in sorted(set(entries)))]
    write_whole(place, "".join(f"{line}\n" for line in lines))


def _values(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in Entry.__struct_fields__}


def _dump(value: dict[str, object]) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
