"""The tasks of `--diff-from` and `--staged`: files that changed, each with its changed lines."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from mtfix import formats, plugins
from mtfix.commands.work import STDIN, Task, is_excluded, task_for
from mtfix.discovery import NOT_ENTERED, is_prose
from mtfix.filters.lines import ChangedLines
from mtfix.git import changes
from mtfix.git.blobs import Blob
from mtfix.git.repository import Repository, repository_here
from mtfix.reporters import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.commands.settings import Choices, Settings


def changed_tasks(settings: Settings, choices: Choices) -> Iterator[Task | Result]:
    """Yield a task for each changed file that the paths name, in the order of the paths.

    A named file is taken whatever its suffix; what a folder holds is taken if it is prose.
    """
    if STDIN in settings.paths:
        raise click.UsageError("`-` is in no repository; leave --staged and --diff-from out")
    repository = repository_here()
    if settings.staged:
        found = changes.staged(repository, settings.diff_from)
    else:
        found = changes.since(repository, settings.diff_from)
    found.sort(key=lambda change: change.path)
    taken: set[str] = set()
    for name in settings.paths or (".",):
        place = repository.relative(name)
        if place is None:
            yield Result(name, error=f"{name}: is not in the repository {repository.top}")
            continue
        if error := _missing(name, place, repository, found):
            yield Result(name, error=error)
        for change in found:
            if change.path not in taken and _names(place, change.path, repository, choices):
                taken.add(change.path)
                yield _task(change, repository, settings, choices)


def _missing(name: str, place: str, repository: Repository, found: list[changes.Changed]) -> str:
    """Why a name stands for nothing; a file that did not change, or is deleted, is no mistake."""
    above = place + "/"
    if os.path.lexists(name) or any(c.path == place or c.path.startswith(above) for c in found):
        inner = _inner(Path(name), Path(repository.top))
        return f"{name}: belongs to another repository, {inner}; run mtfix there" if inner else ""
    once = repository.tried("log", "-1", "--format=%h", "--", f":(literal,top){place}")
    return "" if once.stdout else f"{name}: no such file or folder; check the path"


def _inner(path: Path, top: Path) -> Path | None:
    """The folder of a submodule or another repository that a path lies in."""
    full = path.absolute()
    folders = (full, *full.parents) if full.is_dir() else full.parents
    for folder in folders:
        if os.path.realpath(folder) == os.path.realpath(top):
            return None
        if (folder / ".git").exists():
            return folder
    return None


def _names(place: str, path: str, repository: Repository, choices: Choices) -> bool:
    """Whether a name from the command line means a changed file."""
    if path == place:
        return True
    if place != "." and not path.startswith(place + "/"):
        return False
    full = Path(repository.top, path)
    below = Path(path).parts[len(Path(place).parts) :]
    return (
        (is_prose(full.name, plugins.suffixes()) or formats.is_translation(full))
        and not NOT_ENTERED.intersection(below[:-1])
        and not is_excluded(full, choices)
    )


def _task(
    change: changes.Changed, repository: Repository, settings: Settings, choices: Choices
) -> Task | Result:
    task = task_for(Path(repository.top, change.path), settings, choices)
    if isinstance(task, Result):
        return task
    if change.conflict:
        return Result(
            task.path,
            error=f"{task.path}: has a merge conflict; resolve it and `git add` the file",
        )
    since = settings.diff_from or "HEAD"
    if settings.staged:
        task = replace(task, blob=Blob(repository.top, change.new, change.path))
    if change.old and change.lines is None:
        old = Blob(repository.top, change.old, change.path)
        return replace(task, lines=ChangedLines((), since), old=old)
    if change.lines is not None:
        return replace(task, lines=ChangedLines(change.lines, since))
    return task
