"""`mtfix baseline`: note what is found today, so that from now on only new findings count."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from mtfix.commands.settings import REPORTING, Choices, Settings, shared
from mtfix.commands.tally import TROUBLE, counted
from mtfix.commands.terminal import put, say, with_progress
from mtfix.filters import UNUSED
from mtfix.filters.baseline import entry_for, match, path_from
from mtfix.filters.beside import baseline_file
from mtfix.filters.entries import Entry, read_entries, write_entries
from mtfix.filters.screen import everything
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from mtfix.model import Finding
    from mtfix.reporters import Result


_WHOLE = shared(
    without={*REPORTING, "stdin_filename", "no_baseline"}, refused=("staged", "diff_from")
)


@click.group()
def baseline() -> None:
    r"""Note what is found today, so that from now on only new findings count.

    \b
    The file is the one that --baseline or the configuration names, else
    .mtfix-baseline beside the configuration or at the top of the repository.
    Once it is there, check, diff and fix leave out what it lists.
    """


@baseline.command()
@_WHOLE
@click.option("--force", is_flag=True, help="Replace a baseline that is there.")
def create(settings: Settings, force: bool) -> int:
    """Write a baseline of all that is found now."""
    place = _place(settings)
    if place.exists() and not force:
        raise MtfixError(f"{place}: is there already; `update` keeps it true, or use --force")
    entries: set[Entry] = set()
    failed = False
    for result in _results(settings):
        failed |= not result.patch
        entries |= {
            entry_for(f, path_from(place, result.path), _text(result)) for f in _all(result)
        }
    write_entries(place, entries)
    _tell(settings, f"{place}: {_count(entries)}")
    return TROUBLE if failed else 0


@baseline.command()
@_WHOLE
@click.option("--add", is_flag=True, help="Take new findings in, too.")
def update(settings: Settings, add: bool) -> int:
    """Drop from the baseline what is gone, and follow what has moved or changed around it."""
    place = _place(settings)
    known = read_entries(place)
    kept: set[Entry] = set()
    used: set[Entry] = set()
    read: set[str] = set()
    fresh: set[Entry] = set()
    failed = False
    for result in _results(settings):
        if not result.patch:
            failed = True
            continue
        path = path_from(place, result.path)
        read.add(path)
        found = _all(result)
        same = match(known, path, _text(result), found)
        now = {f.fingerprint: entry_for(f, path, _text(result)) for f in found}
        used |= set(same.values())
        kept |= {now[fingerprint] for fingerprint in same}
        fresh |= {entry for fingerprint, entry in now.items() if fingerprint not in same}
    judged = judged_now(settings)
    left = [e for e in known.every if e not in used]
    gone = {e for e in left if judged(e.rule) and (e.path in read or e.path in known.lost)}
    kept |= set(left) - gone
    write_entries(place, kept | fresh if add else kept)
    new = f"{len(fresh):,} new{'' if add or not fresh else ' left out (--add takes them in)'}"
    _tell(settings, f"{place}: {_count(kept)} still there, {len(gone):,} gone, {new}")
    return TROUBLE if failed else 0


@baseline.command()
@click.option("--baseline", "given", metavar="FILE", help="The baseline to show.")
def show(given: str | None) -> int:
    """List what the baseline knows, and count it by rule."""
    known = read_entries(_place(Settings(baseline=given)))
    for entry in sorted(known.every):
        words = " ".join(f"{entry.before} [{entry.words}] {entry.after}".split())
        gone = " (the file is gone)" if entry.path in known.lost else ""
        put(f"{entry.path}: {entry.rule}: {words}{gone}\n")
    put(f"{known.place}: {_count(known.every)}\n")
    return 0


def judged_now(settings: Settings) -> Callable[[str], bool]:
    """Says of a rule whether this run would have found it: LanguageTool may be off today."""
    from mtfix.commands.work import cleaner_here
    from mtfix.screening import rules_of

    cleaner = cleaner_here(settings)
    rules, second = rules_of(cleaner), cleaner.second_pass()

    def judged(rule: str) -> bool:
        if rule in rules.known:
            return rule in rules.ran
        return second or not rule.startswith("languagetool/")

    return judged


def _place(settings: Settings) -> Path:
    if settings.staged or settings.diff_from or "-" in settings.paths:
        raise click.UsageError(
            "a baseline knows whole files; leave `-`, --staged and --diff-from out"
        )
    here = Path.cwd()
    return baseline_file(here / "any", Choices(settings).for_folder(here))


def _results(settings: Settings) -> Iterator[Result]:
    from mtfix.commands.work import results

    for result in with_progress(results(replace(settings, no_baseline=True)), quiet=settings.quiet):
        if result.error:
            say(result.error)
        yield result


def _all(result: Result) -> list[Finding]:
    """What was found in a file; what is wrong with a suppression is better mended."""
    return [f for f in everything(result.patch) if f.rule != UNUSED] if result.patch else []


def _text(result: Result) -> str:
    return result.patch.before if result.patch else ""


def _count(entries: Collection[Entry]) -> str:
    rules = Counter(sorted(entry.rule for entry in entries))
    most = ", ".join(f"{n:,} {rule}" for rule, n in rules.most_common(5))
    files = counted(len({entry.path for entry in entries}), "file")
    return f"{counted(len(entries), 'finding')} in {files}" + (f" ({most})" if most else "")


def _tell(settings: Settings, text: str) -> None:
    if not settings.quiet:
        say(text)
