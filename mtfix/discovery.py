"""Which files a command means: those named, and the prose in the folders named.

A file that is named is always taken. A folder gives only files that hold prose by their
suffix, and none that Git ignores or that is prose in name only.
"""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pathspec import GitIgnoreSpec

# Suffixes lie about these: they are read by programs, or their wording is law.
NOT_PROSE = (
    "requirements*.txt",
    "constraints*.txt",
    "*.lock",
    "robots.txt",
    "humans.txt",
    "ads.txt",
    "app-ads.txt",
    "security.txt",
    "llms*.txt",
    "cmakelists.txt",
    "license*",
    "licence*",
    "copying*",
    "notice*",
    "top_level.txt",
    "entry_points.txt",
    "sources.txt",
)
NOT_ENTERED = frozenset(
    {".git", ".hg", ".svn", "node_modules", "__pycache__", "site-packages", ".venv", ".tox", ".nox"}
)


def find_files(
    name: str,
    *,
    suffixes: Iterable[str],
    exclude: Callable[[Path], bool] = lambda _: False,
    also: Callable[[Path], bool] = lambda _: False,
) -> Iterator[Path | MtfixError]:
    """Yield the file of that name, or the prose of that folder in the order of the names.

    `also` says of a file with another suffix that it holds prose, by its place or name.
    """
    path = Path(name)
    if path.is_dir():
        yield from _Walk(path, frozenset(suffixes), exclude, also).files(path)
    elif path.exists() or path.is_symlink():
        yield path
    else:
        yield MtfixError(f"{name}: no such file or folder; check the path")


def is_prose(name: str, suffixes: Iterable[str]) -> bool:
    """Whether a file found in a folder holds prose, by its name.

    >>> [is_prose(n, [".txt", ".md"]) for n in ("post.MD", "requirements-dev.txt", "a.py")]
    [True, False, False]
    """
    low = name.lower()
    return low.endswith(tuple(suffixes)) and not any(fnmatchcase(low, p) for p in NOT_PROSE)


class _Walk:
    """Goes through a folder, leaving out what is ignored."""

    def __init__(
        self,
        top: Path,
        suffixes: frozenset[str],
        exclude: Callable[[Path], bool],
        also: Callable[[Path], bool],
    ) -> None:
        self._suffixes = suffixes
        self._also = also
        self._exclude = exclude
        self._git = _GitIgnore(top)

    def files(self, folder: Path) -> Iterator[Path | MtfixError]:
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            yield MtfixError(
                f"{folder}: cannot list the folder ({error.strerror}); check its permissions"
            )
            return
        for entry in entries:
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                if self._enters(path):
                    yield from self.files(path)
            elif self._is_prose(path) and self._takes(entry, path):
                yield path

    def _is_prose(self, path: Path) -> bool:
        return is_prose(path.name, self._suffixes) or self._also(path)

    def _enters(self, path: Path) -> bool:
        return (
            path.name not in NOT_ENTERED
            and not (path / "pyvenv.cfg").exists()
            and not self._git.ignores(path, folder=True)
            and not self._exclude(path)
        )

    def _takes(self, entry: os.DirEntry[str], path: Path) -> bool:
        # a link into the same tree would name a file twice, and a dangling one names none
        return (
            entry.is_file(follow_symlinks=False)
            and not self._git.ignores(path)
            and not self._exclude(path)
        )


class _GitIgnore:
    """What the .gitignore files of a repository say about the paths below a folder.

    A folder that is itself ignored but was named all the same counts as its own top.
    """

    def __init__(self, top: Path) -> None:
        full = top.absolute()
        above = (full, *full.parents)
        self._specs: dict[Path, GitIgnoreSpec | None] = {}
        self._top = next((p for p in above if (p / ".git").exists()), full)
        if self._top != full and self.ignores(full, folder=True):
            self._top = full

    def ignores(self, path: Path, *, folder: bool = False) -> bool:
        full = path.absolute()
        verdict = False
        for place in reversed(full.parents):
            if not place.is_relative_to(self._top):
                continue
            spec = self._spec(place)
            if spec is not None:
                name = full.relative_to(place).as_posix() + ("/" if folder else "")
                include = spec.check_file(name).include
                verdict = verdict if include is None else include
        return verdict

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            lines: list[str] = []
            for file in (folder / ".gitignore", folder / ".git" / "info" / "exclude"):
                try:
                    lines += file.read_text(encoding="utf-8", errors="replace").splitlines()
                except OSError:
                    continue
            self._specs[folder] = patterns(lines) if lines else None
        return self._specs[folder]


def patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    """Compile patterns that are written as in .gitignore."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)
