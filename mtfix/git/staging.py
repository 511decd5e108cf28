"""Puts fixes into what is staged and into the working tree, and loses nothing that is unstaged."""

from __future__ import annotations

import os
import re
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.files import Stamp, read_bytes, write_bytes
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtfix.git.repository import Repository


class Restaged(Struct, frozen=True):
    """A staged file: its path from the top, mode and blob, and its content before and after."""

    path: str
    mode: str
    blob: str
    before: bytes
    after: bytes


class Outcome(Struct, frozen=True):
    """What became of one file. `partly` says that it has unstaged changes, which it keeps."""

    path: str
    error: str = ""
    partly: bool = False


class _Copy(Struct, frozen=True):
    """The file in the working tree: what it is to hold, None where it is not there."""

    data: bytes | None
    stamp: Stamp | None = None
    partly: bool = False


def restage(repository: Repository, files: Sequence[Restaged]) -> list[Outcome]:
    """Write each fix to the working tree and stage it. A file with an error stays as it was.

    A file with unstaged changes keeps them: fixes are carried over line by line, and where one
    changes the same line, the file is refused. What is deleted in the working tree stays so.
    """
    with TemporaryDirectory(prefix="mtfix-") as folder:
        return _Staging(repository, Path(folder)).go(files)


class _Staging:
    def __init__(self, repository: Repository, folder: Path) -> None:
        self._git = repository
        self._folder = folder

    def go(self, files: Sequence[Restaged]) -> list[Outcome]:
        blobs = self._stored(files)
        entries, unstaged = self._entries(), self._unstaged()
        outcomes: list[Outcome] = []
        index: list[bytes] = []
        for file, blob in zip(files, blobs, strict=True):
            try:
                if entries.get(file.path) != file.blob:
                    raise MtfixError(f"{file.path}: was staged anew meanwhile; run mtfix again")
                copy = self._copy(file, blob, partly=file.path in unstaged)
                if copy.data is not None:
                    write_bytes(self._place(file), copy.data, copy.stamp)
            except MtfixError as error:
                outcomes.append(Outcome(file.path, str(error)))
            else:
                outcomes.append(Outcome(file.path, partly=copy.partly))
                index.append(f"{file.mode} {blob}\t".encode() + os.fsencode(file.path) + b"\0")
        if index and (complaint := self._stage(index)):
            said = f"is fixed but could not be staged ({complaint}); `git add` it"
            return [o if o.error else Outcome(o.path, f"{o.path}: {said}") for o in outcomes]
        return outcomes

    def _stage(self, index: Sequence[bytes]) -> str:
        """Put all entries into the index at once; what Git says where it does not."""
        done = self._git.tried("update-index", "-z", "--index-info", stdin=b"".join(index))
        if done.returncode:
            return done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        self._git.tried("update-index", "-q", "--refresh")
        return ""

    def _place(self, file: Restaged) -> Path:
        return Path(self._git.top, file.path)

    def _stored(self, files: Sequence[Restaged]) -> list[str]:
        """Give the new contents to Git; the names that they have there."""
        paths = [self._folder / str(number) for number in range(len(files))]
        for path, file in zip(paths, files, strict=True):
            path.write_bytes(file.after)
        listed = "".join(f"{path}\n" for path in paths).encode()
        out = self._git.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=listed)
        return out.decode().split()

    def _entries(self) -> dict[str, str]:
        """The blob of each path in the index."""
        listed = self._git.run("ls-files", "--stage", "-z").split(b"\0")
        pairs = (entry.split(b"\t", 1) for entry in listed if entry)
        return {os.fsdecode(path): head.split()[1].decode() for head, path in pairs}

    def _unstaged(self) -> frozenset[str]:
        """The paths whose working copy differs from what is staged, by Git's own filters."""
        names = self._git.run("diff", "--name-only", "-z", "--no-ext-diff", "--no-relative")
        return frozenset(os.fsdecode(name) for name in names.split(b"\0") if name)

    def _copy(self, file: Restaged, blob: str, *, partly: bool) -> _Copy:
        place = self._place(file)
        if not os.path.lexists(place):
            return _Copy(None, partly=True)
        if place.is_symlink() or not place.is_file():
            raise MtfixError(f"{file.path}: is staged as a file but is none now; stage it anew")
        data, stamp = read_bytes(place)
        if not partly:
            # as staged, but for line ends or a filter
            same = data == file.before
            return _Copy(file.after if same else self._filtered(file, blob), stamp)
        return _Copy(_merged(file, data), stamp, partly=True)

    def _filtered(self, file: Restaged, blob: str) -> bytes:
        return self._git.run("cat-file", "--filters", f"--path={file.path}", blob)


def _merged(file: Restaged, mine: bytes) -> bytes:
    """The working copy with the fixes of what is staged. Raises MtfixError where they collide."""
    lines = None if b"\0" in file.before else carried(*map(_lines, (file.before, file.after, mine)))
    if lines is None:
        raise MtfixError(
            f"{file.path}: has unstaged changes where the fixes are; stage or stash them and run "
            "mtfix again; the file was not changed"
        )
    return b"".join(lines)


def _lines(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def carried(base: list[bytes], fixed: list[bytes], mine: list[bytes]) -> list[bytes] | None:
    """Carry the changes from `base` to `fixed` over to `mine`, None where it has other lines there.

    Git's own merge would refuse changes of neighbouring lines, too.
    """
    same = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    out = list(mine)
    changes = SequenceMatcher(None, base, fixed, autojunk=False).get_opcodes()
    for tag, start, end, lo, hi in reversed(changes):
        if tag == "equal":
            continue
        at = next((b.b + start - b.a for b in same if b.a <= start and end <= b.a + b.size), None)
        if at is None:
            return None
        out[at : at + end - start] = fixed[lo:hi]
    return out
