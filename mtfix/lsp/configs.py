"""The configuration of each text, read anew as soon as a file that decides it changed."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mtfix.config import FILE_NAMES, Config, Configs, read_config
from mtfix.discovery import patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pathspec import GitIgnoreSpec

    from mtfix.lsp.settings import Settings

_Stamp = tuple[tuple[str, int, int], ...]  # each file that is there: path, time, size

DEFAULT = Config(languagetool="auto")  # as on the command line


class LiveConfigs:
    """Finds the configuration of each text.

    Not every editor tells of changed files, so the times of those at and above a text are
    compared whenever its configuration is asked for.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = (root or Path.cwd()).absolute()
        self._known: dict[Path, tuple[_Stamp, Config]] = {}

    def for_path(self, path: Path | None, settings: Settings) -> Config:
        """What holds for a file; for None, a text without one, what holds for the root.

        Raises MtfixError where a configuration is bad.
        """
        place = self.root if path is None else path.parent
        chosen = self.root / settings.config if settings.config else None
        config = self._nearest(place) if chosen is None else self._named(chosen)
        return settings.over(config if path is None else config.for_path(path))

    def _nearest(self, folder: Path) -> Config:
        files = (f"{place}{os.sep}{n}" for place in (folder, *folder.parents) for n in FILE_NAMES)
        return self._fresh(folder, _stamp(files), lambda: Configs().nearest(folder))

    def _named(self, file: Path) -> Config:
        return self._fresh(file, _stamp([str(file)]), lambda: read_config(file))

    def _fresh(self, key: Path, stamp: _Stamp, read: Callable[[], Config | None]) -> Config:
        known = self._known.get(key)
        if known is None or known[0] != stamp:
            known = stamp, read() or DEFAULT
            self._known[key] = known
        return known[1]


def excluded(path: Path, config: Config) -> bool:
    """Whether the configuration leaves a file out."""
    return bool(config.exclude) and _spec(config.exclude).match_file(config.relative(path))


@lru_cache(maxsize=16)
def _spec(lines: tuple[str, ...]) -> GitIgnoreSpec:
    return patterns(lines)


def _stamp(files: Iterable[str]) -> _Stamp:
    found = []
    for file in files:
        try:
            status = os.stat(file)  # noqa: PTH116  (strings, as this is asked at every keystroke)
        except OSError:
            continue
        found.append((file, status.st_mtime_ns, status.st_size))
    return tuple(found)
