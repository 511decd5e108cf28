"""Which files and lines changed: what `git diff` says, read back."""

from __future__ import annotations

import os
import re
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.git.repository import Repository

Ranges = tuple[tuple[int, int], ...]

_DIFF = (
    "diff", "--raw", "--patch", "--unified=0", "--inter-hunk-context=0", "--no-abbrev", "-M",
    "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--src-prefix=a/",
    "--dst-prefix=b/", "--ignore-submodules=all", "--submodule=short",
)  # fmt: skip
_RAW = re.compile(rb":\d{6} (?P<mode>\d{6}) (?P<old>\w+) (?P<new>\w+) (?P<status>[A-Z])\d*\t(.*)")
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPED = re.compile(rb'\\([abfnrtv"\\]|[0-7]{3})')
_LETTERS = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}
_LETTERS |= {b"v": b"\v", b'"': b'"', b"\\": b"\\"}
_REGULAR = (b"100644", b"100755", b"100664")


class Changed(Struct, frozen=True):
    """A file that was added or changed. `old` and `new` are blobs, "" where there is none yet.

    `lines` are ranges [first, last] of the new side. None: compare the contents, as Git does not
    take them for text; or, with no `old`, all of it. `conflict` says that a merge left it open.
    """

    path: str
    mode: str
    old: str
    new: str
    lines: Ranges | None = None
    conflict: bool = False


def staged(repository: Repository, revision: str = "") -> list[Changed]:
    """What is staged, against HEAD or another revision."""
    since = (repository.commit(revision),) if revision else ()
    return list(_changes(repository.run(*_DIFF, "--cached", *since, "--")))


def since(repository: Repository, revision: str) -> list[Changed]:
    """What the working tree has that a revision has not: changes, and files Git does not know."""
    commit = repository.commit(revision)
    known = list(_changes(repository.run(*_DIFF, commit, "--")))
    listed = repository.run("ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    fresh = (os.fsdecode(name) for name in listed if name and not name.endswith(b"/"))
    seen = {change.path for change in known}
    files = (p for p in fresh if p not in seen and not Path(repository.top, p).is_symlink())
    return [*known, *(Changed(path, "100644", "", "") for path in files)]


def _changes(output: bytes) -> Iterator[Changed]:
    """Yield the regular files of a diff, without those that are gone."""
    lines = deque(output.split(b"\n"))
    found: dict[str, Changed] = {}
    while lines and (match := _RAW.fullmatch(lines[0])):
        lines.popleft()
        path = _unquoted(match[5].rpartition(b"\t")[2])
        if match["status"] == b"U":
            found[path] = Changed(path, "", "", "", conflict=True)
        elif path not in found and match["status"] != b"D" and match["mode"] in _REGULAR:
            old, new = (_blob(match[side]) for side in ("old", "new"))
            same: Ranges | None = () if old and old == new else None
            found[path] = Changed(path, match["mode"].decode(), old, new, same)
    for path, ranges in _ranges(lines):
        if path in found and found[path].old:
            found[path] = replace(found[path], lines=ranges)
    yield from found.values()


def _ranges(lines: Iterable[bytes]) -> Iterator[tuple[str, Ranges]]:
    """Yield each file of a patch with the lines that its hunks put in."""
    path, skip = "", 0
    ranges: list[tuple[int, int]] = []
    for line in lines:
        if skip and line[:1] in (b"-", b"+"):
            skip -= 1  # a removed line may look like a header
        elif line.startswith(b"+++ "):
            if path:
                yield path, tuple(ranges)
            path, ranges = _unquoted(line[4:]).removeprefix("b/"), []
        elif match := _HUNK.match(line):
            gone, start, came = int(match[1] or 1), int(match[2]), int(match[3] or 1)
            skip = gone + came
            if came:
                ranges.append((start, start + came - 1))
    if path:
        yield path, tuple(ranges)


def _blob(name: bytes) -> str:
    return "" if not name.strip(b"0") else name.decode()


def _unquoted(name: bytes) -> str:
    r"""The file name that Git wrote, perhaps between quotation marks.

    >>> _unquoted(rb'"caf\303\251 \"x\""'), _unquoted(b"a b\t")
    ('café "x"', 'a b')
    """
    if name.startswith(b'"'):
        name = _ESCAPED.sub(_meant, name.strip()[1:-1])
    return os.fsdecode(name.removesuffix(b"\t"))


def _meant(match: re.Match[bytes]) -> bytes:
    return _LETTERS.get(match[1]) or bytes([int(match[1], 8)])
