"""`--also FORMAT=FILE`: further reports of the same run, each in a file of its own."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.commands.settings import Settings
    from mtfix.reporters import Reporter, Result


class _Report(Struct, frozen=True):
    name: str
    reporter: Reporter
    path: Path


def also_reported(found: Iterable[Result], settings: Settings) -> Iterator[Result]:
    """Pass results on; when the last has gone by, write the further reports of them all."""
    if not settings.also:
        yield from found
        return
    reports = [_report(text) for text in settings.also]
    kept: list[Result] = []
    for result in found:
        for report in reports:
            _refuse_input(report.path, result.path)
        kept.append(result)
        yield result
    for report in reports:
        _write(report, kept, settings)


def _report(text: str) -> _Report:
    from mtfix import plugins

    name, equals, path = text.partition("=")
    if not equals or not path:
        raise click.UsageError(f"--also takes FORMAT=FILE, as in sarif=mtfix.sarif, not {text!r}")
    return _Report(name, plugins.reporter(name), Path(path))


def _refuse_input(report: Path, path: str) -> None:
    if report.exists() and Path(path).exists() and report.samefile(path):
        raise MtfixError(f"{report}: is one of the texts; name another file for the report")


def _write(report: _Report, results: Iterable[Result], settings: Settings) -> None:
    from mtfix.commands.about import view

    looks = view(replace(settings, output_format=report.name), color=False)
    pieces = report.reporter.write(iter(results), looks)
    write_report(report.path, "".join(pieces).encode("utf-8", "surrogateescape"))


def write_report(path: Path, data: bytes, texts: Iterable[str] = ()) -> None:
    """Write a report in one step. Raises MtfixError where it cannot, or would replace a text."""
    for text in texts:
        _refuse_input(path, text)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a device
        else:
            _replace(path, data)
    except OSError as error:
        reason = f"cannot be written ({error.strerror}); check the folder"
        raise MtfixError(f"{path}: {reason}") from None


def _replace(path: Path, data: bytes) -> None:
    """Write in one step, so that nobody reads half a report."""
    handle, name = tempfile.mkstemp(prefix=".mtfix-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
