"""`mtfix languagetool` and `mtfix cache`: the second pass, and what it keeps."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtfix.commands.terminal import put, say
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Callable

CLEAN, NOT_THERE = 0, 1
MEGABYTE = 1_000_000


@click.group()
def languagetool() -> None:
    """Install, start and stop LanguageTool, the second pass."""


@languagetool.command()
@click.option(
    "--from", "source", metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Take the jars from a folder instead of the network.",
)  # fmt: skip
def install(source: Path | None) -> int:
    """Put LanguageTool (100 MB) into the cache folder; what is there and right stays."""
    from mtfix.languagetool.access import client_missing
    from mtfix.languagetool.install import install as put_there
    from mtfix.languagetool.java import find_java
    from mtfix.languagetool.lock import read_lock

    if reason := client_missing():
        raise MtfixError(reason)
    java = find_java()
    place = put_there(source=source, progress=_progress())
    say(f"LanguageTool {read_lock().version} is in {place}; Java {java.version} is {java.path}")
    return CLEAN


def _progress() -> Callable[[int, int], None]:
    """Says how much is there: over and over on a terminal, else at each quarter."""
    shown = [-1]

    def report(done: int, size: int) -> None:
        percent = 100 * done // size
        step = percent if sys.stderr.isatty() else percent // 25
        if step == shown[0]:
            return
        shown[0] = step
        text = f"{done // MEGABYTE} of {size // MEGABYTE} MB"
        if sys.stderr.isatty():
            end = "\n" if done == size else ""
            sys.stderr.write(f"\rmtfix: {text}{end}")
            sys.stderr.flush()
        else:
            say(text)

    return report


@languagetool.command()
@click.option(
    "--idle", type=click.FloatRange(0.01), default=15.0, show_default=True, metavar="MINUTES",
    help="Stop the server after this time without use.",
)  # fmt: skip
def start(idle: float) -> int:
    """Start the server, or find the one that runs; other commands do this by themselves."""
    from mtfix.languagetool import server
    from mtfix.languagetool.access import missing

    if reason := missing():
        raise MtfixError(reason)
    record = server.acquire(idle=idle * 60)
    say(f"LanguageTool runs at {record.url} (process {record.pid})")
    return CLEAN


@languagetool.command()
def stop() -> int:
    """Stop the servers that mtfix started, those of other versions and rules included."""
    from mtfix.languagetool import server

    stopped = sum(server.stop(place) for place in server.sites())
    say(f"servers stopped: {stopped}")
    return CLEAN


@languagetool.command()
@click.option("--verify", is_flag=True, help="Compare every jar with the lock.")
def status(verify: bool) -> int:
    """Say what is installed and what runs. Exit 1 if LanguageTool could not be used."""
    from mtfix.languagetool import server
    from mtfix.languagetool.access import missing
    from mtfix.languagetool.install import jars_folder
    from mtfix.languagetool.lock import matches, read_lock

    lock = read_lock()
    reason = missing()
    bad: list[str] = []
    if not reason:
        place = jars_folder(lock)
        put(f"installed: LanguageTool {lock.version} in {place}\n")
        if verify:
            bad = [a.file_name for a in lock.artifacts if not matches(place / a.file_name, a)]
            put(f"verified: {len(lock.artifacts) - len(bad)} of {len(lock.artifacts)} jars\n")
    else:
        put(f"{reason}\n")
    put(f"java: {_java()}\n")
    here = server.site()
    record = server.running(here, used=False)
    put(f"server: {f'{record.url} (process {record.pid})' if record else 'not running'}\n")
    put(f"rules of mtfix: {here.rules.digest}\n")
    others = [s for s in server.sites() if s.name != here.name and s.record()]
    if others:
        put(f"servers of other versions or rules: {len(others)}\n")
    if bad:
        raise MtfixError(
            f"not as the lock says: {', '.join(bad)}; run `mtfix languagetool install`"
        )
    return NOT_THERE if reason else CLEAN


def _java() -> str:
    from mtfix.languagetool.java import find_java

    try:
        java = find_java()
    except MtfixError as error:
        return str(error)
    return f"{java.version}, {java.path}"


@click.group()
def cache() -> None:
    """What mtfix remembers between runs."""


@cache.command()
def clear() -> int:
    """Forget what LanguageTool said; the installation stays."""
    from mtfix.languagetool import store

    say(f"bytes freed: {store.clear():,}")
    return CLEAN
