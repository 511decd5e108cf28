"""`mtfix apply`: write exactly the fixes that somebody decided on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from mtfix.commands.settings import Choices, Settings
from mtfix.commands.tally import CLEAN, TROUBLE
from mtfix.commands.terminal import colored, put, say
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from mtfix.files import TextFile
    from mtfix.patch import Patch
    from mtfix.review.decisions import Decisions, Reviewed

AGAIN = "review it again"


@click.command()
@click.argument("decisions", type=click.Path(path_type=Path), metavar="DECISIONS")
@click.argument("paths", nargs=-1, type=click.Path(path_type=str), metavar="[FILE]...")
@click.option("--diff", "only_diff", is_flag=True, help="Print a diff; write nothing.")
@click.option(
    "--config", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Use this configuration instead of the nearest one.",
)  # fmt: skip
@click.option(
    "--rules", multiple=True, metavar="DIR", type=click.Path(path_type=str, exists=True),
    help="Add the rule files of a folder, if they were there at the review.",
)  # fmt: skip
@click.option(
    "--glossary", multiple=True, metavar="FILE", type=click.Path(path_type=str),
    help="Take the terms of a file, if they were there at the review.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Say nothing where all went well.")
def apply(
    decisions: Path,
    paths: tuple[str, ...],
    only_diff: bool,
    config: Path | None,
    rules: tuple[str, ...],
    glossary: tuple[str, ...],
    quiet: bool,
) -> int:
    r"""Apply the decisions of `review` or of the page that `report --html` writes.

    The texts must be those that were reviewed; if one is not, nothing is written.
    Without FILE, the files that the decisions name.

    \b
    Examples:
      mtfix apply decisions.json article.txt
      mtfix apply decisions.json --diff
    """
    chosen = _read(decisions)
    settings = Settings(paths=paths, config=config, rules=rules, glossary=glossary)
    work, wrong = _all(chosen, settings, str(decisions))
    if wrong:
        for message in wrong:
            say(message)
        say("nothing was written")
        return TROUBLE
    if only_diff:
        _show(work)
        return CLEAN
    code = _write(work)
    if code == CLEAN and not quiet:
        fixes = sum(len(done.patch.applied) for done in work)
        say(f"{fixes} {'fix' if fixes == 1 else 'fixes'} applied in {_files(work)}")
    return code


def _files(work: list[_Done]) -> str:
    return f"{len(work)} file" + ("" if len(work) == 1 else "s")


def _write(work: list[_Done]) -> int:
    """Write every file that can be written; the exit code."""
    from mtfix.files import write_file

    code = CLEAN
    for done in work:
        try:
            write_file(done.file, done.patch.after)
        except MtfixError as error:
            say(str(error))
            code = TROUBLE
    return code


class _Done(Struct, frozen=True):
    """A file, and the patch that has what was decided."""

    path: str
    file: TextFile
    patch: Patch


def _read(path: Path) -> Decisions:
    from mtfix.files import read_file
    from mtfix.review.decisions_file import loaded

    return loaded(read_file(path, max_bytes=100_000_000).text, str(path))


def _all(chosen: Decisions, settings: Settings, name: str) -> tuple[list[_Done], list[str]]:
    """What becomes of every file, and what is wrong: any one mistake stops them all."""
    from mtfix import __version__

    if chosen.version != __version__:
        return [], [
            f"{name}: was made by mtfix {chosen.version}, and this is {__version__}; {AGAIN}"
        ]
    done: list[_Done] = []
    wrong: list[str] = []
    choices = Choices(settings)
    named = settings.paths or tuple(file.path for file in chosen.files)
    for path in {Path(name).resolve(): name for name in named}.values():
        try:
            done.append(_one(chosen, path, choices, name))
        except MtfixError as error:
            wrong.append(str(error))
    return done, wrong


def _one(chosen: Decisions, path: str, choices: Choices, name: str) -> _Done:
    from mtfix.commands.about import rules_hash
    from mtfix.commands.work import Task, clean
    from mtfix.files import read_file
    from mtfix.filters.named import Named
    from mtfix.review.deciding import decided
    from mtfix.review.decisions import text_hash
    from mtfix.review.record import record

    config = choices.for_path(Path(path))
    found = _about(chosen, path, text_hash(read_file(path, max_bytes=config.max_bytes).text), name)
    if found.rules != rules_hash(config.rules):
        raise MtfixError(f"{path}: was reviewed with other rules than these; {AGAIN}")
    left_out = Named(frozenset(found.left_out))
    terms = found.terms
    task = Task(path, terms.over(config), terms.format, filters=(left_out,), source=terms.source)
    made = record(clean(task), found.rules)
    if made is None or made.sha256 != found.sha256:
        raise MtfixError(f"{path}: changed while it was read; run mtfix again")
    try:
        patch = decided(made.patch, found.decisions, made.read)
    except MtfixError as error:
        raise MtfixError(f"{path}: {error} ({name}); {AGAIN}") from None
    return _Done(path, made.file, patch)


def _about(chosen: Decisions, path: str, sha256: str, name: str) -> Reviewed:
    """The decisions about a text: by its name and hash, else by its hash alone."""
    same = [file for file in chosen.files if file.sha256 == sha256]
    named = [file for file in chosen.files if Path(file.path) == Path(path)]
    both = [file for file in same if file in named]
    if both or same:
        return (both or same)[0]
    if named:
        raise MtfixError(f"{path}: is not the text that was reviewed; {AGAIN}")
    raise MtfixError(f"{path}: {name} decides about no such text; name the files it was made of")


def _show(work: list[_Done]) -> None:
    from mtfix.reporters import Result, View
    from mtfix.reporters.diff import write

    results = (Result(done.path, done.patch, file=done.file) for done in work)
    for text in write(results, View(color=colored("auto"))):
        put(text)
