"""From paths to results: what check, diff and fix have in common."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mtfix import formats, plugins
from mtfix.batch import Failure, in_order
from mtfix.cleaner import Cleaner
from mtfix.commands.settings import Choices
from mtfix.commands.terminal import say
from mtfix.discovery import find_files, patterns
from mtfix.files import decode, read_file
from mtfix.filters import UNUSED
from mtfix.filters.beside import BASELINE, baseline_file, filters_beside
from mtfix.model import MtfixError
from mtfix.reporters import Result
from mtfix.screening import fixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pathspec import GitIgnoreSpec

    from mtfix.commands.settings import Settings
    from mtfix.config import Config
    from mtfix.files import TextFile
    from mtfix.filters import Filter
    from mtfix.filters.lines import ChangedLines
    from mtfix.git.blobs import Blob
    from mtfix.source.alignment import Source

STDIN = "-"
_NO_PROSE = (
    "no prose found; `mtfix formats` lists the suffixes, and a file that is named is taken"
    " whatever its suffix"
)


class Task(Struct, frozen=True):
    """One file to work on, as it travels to a process.

    `data` is what standard input held, `blob` what is staged. `lines` are the only ones to report
    on, and `old` is what they are to be found by comparison with.
    """

    path: str
    config: Config
    format: str
    data: bytes | None = None
    filters: tuple[Filter, ...] = ()
    blob: Blob | None = None
    lines: ChangedLines | None = None
    old: Blob | None = None
    source: str = ""  # the file that this one was translated from


@lru_cache(maxsize=64)
def cleaner_for(config: Config) -> Cleaner:
    return Cleaner(config, cached=True)


def clean(task: Task) -> Result:
    """Read one file and find out what mtfix would do to it."""
    file = _read(task)
    filters = list(_filters_of(task, file))
    patch = fixed(
        cleaner_for(task.config),
        file.text,
        format=task.format,
        path=task.path,
        filters=filters,
        source=_source(task),
    )
    return Result(
        task.path, patch, file=file, config=task.config, format=task.format, source=task.source
    )


def _read(task: Task) -> TextFile:
    if task.blob is not None:
        # with a stamp that no file has: what is staged must never overwrite what is in the file
        return replace(decode(task.blob.read(task.config.max_bytes), task.path), stamp=())
    if task.data is not None:
        return decode(task.data, task.path)
    return read_file(task.path, max_bytes=task.config.max_bytes)


def _source(task: Task) -> Source | None:
    if not task.source:
        return None
    from mtfix.source.alignment import Source

    file = read_file(task.source, max_bytes=task.config.max_bytes)
    return Source(file.text, plugins.format_for(task.source) or task.format, task.source)


def _filters_of(task: Task, file: TextFile) -> Iterator[Filter]:
    yield from task.filters
    lines = task.lines
    if lines is not None and task.old is not None:
        from mtfix.filters.lines import compared

        old = decode(task.old.read(task.config.max_bytes), task.path)
        lines = replace(lines, ranges=compared(old.text, file.text))
    if lines is not None:
        yield lines


def results(settings: Settings) -> Iterator[Result]:
    """Yield what became of each file, in order. One bad file stops nothing."""
    choices = Choices(settings)
    _check_selectors(settings)
    if settings.format is not None:
        plugins.format_named(settings.format)
    if settings.staged or settings.diff_from:
        from mtfix.commands.changed import changed_tasks

        tasks = list(changed_tasks(settings, choices))
    else:
        tasks = list(_tasks(settings, choices))
    if settings.source:
        tasks = _with_sources(tasks, settings)
    work = [task for task in tasks if isinstance(task, Task)]
    for config in {task.config for task in work}:
        _check_configured(config)
    if not settings.quiet and (hint := _second_pass_hint(work)):
        say(hint)
    jobs = min(settings.workers, max(len(work), 1))
    done = in_order(clean, work, jobs=jobs)
    for task in tasks:
        if isinstance(task, Result):
            yield replace(task, of=len(tasks))
            continue
        result = next(done)
        result = _failed(task, result) if isinstance(result, Failure) else result
        yield replace(result, of=len(tasks))


def _with_sources(tasks: list[Task | Result], settings: Settings) -> list[Task | Result]:
    if Path(settings.source).is_dir():
        from mtfix.commands.pairing import paired

        tasks, note = paired(tasks, settings.source, settings.paths)
        if note and not settings.quiet:
            say(note)
        return tasks
    if len(tasks) > 1:
        raise MtfixError(
            f"--source {settings.source} is the source of one file; name a folder of sources"
        )
    return [replace(t, source=settings.source) if isinstance(t, Task) else t for t in tasks]


def _second_pass_hint(tasks: list[Task]) -> str:
    """What to say where LanguageTool would be used and is not there."""
    if not any(task.config.languagetool == "auto" for task in tasks):
        return ""
    from mtfix.languagetool.access import missing

    reasons = (missing(t.config.languagetool_url) for t in tasks if t.config.languagetool == "auto")
    reason = next(filter(None, reasons), "")
    return f"{reason}; --languagetool off goes without" if reason else ""


def _failed(task: Task, failure: Failure) -> Result:
    named = failure.message.startswith(task.path)
    return Result(task.path, error=failure.message if named else f"{task.path}: {failure.message}")


def _tasks(settings: Settings, choices: Choices) -> Iterator[Task | Result]:
    """Yield the tasks, and a result for each path that comes to none."""
    seen: set[Path] = set()
    for name in settings.paths or (".",):
        if name == STDIN:
            yield _stdin(settings, choices)
            continue
        found = False
        for path in find_files(
            name,
            suffixes=plugins.suffixes(),
            exclude=lambda p: is_excluded(p, choices),
            also=formats.is_translation,
        ):
            found = True
            if isinstance(path, MtfixError):
                yield Result(name, error=str(path))
            elif path.absolute() not in seen:
                seen.add(path.absolute())
                yield task_for(path, settings, choices)
        if not found:
            yield Result(name, error=f"{name}: {_NO_PROSE}")


def task_for(path: Path, settings: Settings, choices: Choices) -> Task | Result:
    shown = shown_path(path)
    try:
        config = choices.for_path(path)
    except MtfixError as error:
        return Result(shown, error=str(error))
    format = settings.format or plugins.format_for(path) or "text"
    return Task(shown, config, format, filters=_filters(path, config, settings))


def _filters(path: Path, config: Config, settings: Settings) -> tuple[Filter, ...]:
    return _filters_in(path.absolute().parent, config, baseline=not settings.no_baseline)


@lru_cache(maxsize=256)
def _filters_in(folder: Path, config: Config, *, baseline: bool) -> tuple[Filter, ...]:
    """What holds for all texts of a folder."""
    found = filters_beside(folder / "any", config, baseline=baseline)
    for one in found:
        if one.name == BASELINE:
            from mtfix.filters.entries import read_entries

            read_entries(baseline_file(folder / "any", config))  # a bad one is said only once
    return found


def _stdin(settings: Settings, choices: Choices) -> Task | Result:
    name = settings.stdin_filename or "stdin"
    config = choices.for_path(Path(name))
    data = sys.stdin.buffer.read(config.max_bytes + 1)
    if len(data) > config.max_bytes:
        return Result(
            name, error=f"{name}: over the limit of {config.max_bytes:,} bytes; raise --max-bytes"
        )
    format = settings.format or plugins.format_for(name) or "text"
    return Task(name, config, format, data, _filters(Path(name), config, settings))


def shown_path(path: Path) -> str:
    """The path from the working folder where it lies below it, as git and patch expect."""
    full, here = path.absolute(), Path.cwd()
    return full.relative_to(here).as_posix() if full.is_relative_to(here) else path.as_posix()


def is_excluded(path: Path, choices: Choices) -> bool:
    config = choices.for_folder(path.absolute().parent)
    return bool(config.exclude) and _spec(config.exclude).match_file(config.relative(path))


@lru_cache(maxsize=64)
def _spec(lines: tuple[str, ...]) -> GitIgnoreSpec:
    return patterns(lines)


def cleaner_here(settings: Settings) -> Cleaner:
    """The cleaner as the working folder's configuration has it."""
    return cleaner_for(Choices(settings).for_folder(Path.cwd()))


def _check_selectors(settings: Settings) -> None:
    """Refuse a rule id that no rule begins with: a typing error would select nothing."""
    wanted = (*settings.select, *settings.ignore)
    if not wanted:
        return
    _check_names(wanted, cleaner_here(settings))


def _check_configured(config: Config) -> None:
    """The same for the ids of a configuration."""
    tables = (*config.per_path, *config.per_path_select)
    wanted = {*config.select, *config.ignore, *(name for _, names in tables for name in names)}
    if not wanted:
        return
    try:
        cleaner = cleaner_for(config)
    except MtfixError:
        return  # each file will tell
    try:
        _check_names(wanted, cleaner)
    except MtfixError as error:
        raise MtfixError(f"{config.source}: {error}") from None


def _check_names(wanted: Iterable[str], cleaner: Cleaner) -> None:
    from mtfix.languagetool.naming import FAMILY

    known = [UNUSED, *(rule.id for rule in cleaner.rules)]
    for name in sorted(wanted):
        # what LanguageTool knows depends on the server
        if not name.startswith(FAMILY) and not any(rule.startswith(name) for rule in known):
            raise MtfixError(f"no rule is called {name!r}{_similar(name, known)}")


def _similar(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else "; `mtfix rules list` shows them"
