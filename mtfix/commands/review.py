"""`mtfix review`: ask about each fix, one key an answer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from mtfix.commands.asking import Asker, Ending, Terminal
from mtfix.commands.settings import Settings, shared
from mtfix.commands.tally import CLEAN, TROUBLE
from mtfix.commands.terminal import say
from mtfix.model import MtfixError
from mtfix.review.decisions import Choice

if TYPE_CHECKING:
    from mtfix.reporters import Result
    from mtfix.review.decisions import Reviewed
    from mtfix.review.session import Session


@click.command()
@shared(
    without=("explain", "fail_on", "show_excluded", "stdin_filename"),
    refused=("output_format", "also", "staged"),
)
@click.option(
    "--plain", is_flag=True, envvar="MTFIX_PLAIN",
    help="Lines only, for screen readers: no cursor movement, no colour, no marks.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="DECISIONS",
    help="Write the decisions there for `mtfix apply`, and leave the texts alone.",
)  # fmt: skip
def review(settings: Settings, plain: bool, output: Path | None) -> int:
    r"""Ask about each fix, unsafe ones included, and write what was accepted.

    A file is written when its last fix is decided. Every answer is kept at once: after `q`, Ctrl-C
    or a crash, the same command goes on where it was.

    \b
    Examples:
      mtfix review article.txt
      mtfix review docs --no-unsafe-fixes --select quote
      mtfix review article.txt -o decisions.json
    """
    from mtfix.commands.about import view
    from mtfix.commands.work import results

    _check(settings, output)
    settings = replace(settings, unsafe_fixes=settings.unsafe_fixes is not False)
    rules = view(replace(settings, explain=True), color=False).rules
    asker = Asker(Terminal(plain=plain, color=settings.color), rules)
    run = _Run(asker, output)
    for result in results(settings):
        if result.patch is None:
            say(result.error)
            run.code = TROUBLE
        elif run.one(result) is Ending.QUIT:
            break
    run.conclude()
    return run.code


def _check(settings: Settings, output: Path | None) -> None:
    if "-" in settings.paths:
        raise click.UsageError("`-` cannot be reviewed: the answers come from standard input")
    if settings.staged:
        raise click.UsageError("review changes files; --diff-from HEAD takes what is not committed")
    if settings.output_format != "text" or settings.also:
        raise click.UsageError("review has no --output-format; `mtfix report --html` writes a page")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise MtfixError(
            "review asks at a terminal, and standard input or output is none;"
            " `mtfix report --html` writes a page to decide on, `mtfix diff` shows the fixes"
        )
    if output is not None:
        _refuse_other(output)


def _refuse_other(output: Path) -> None:
    """Refuse to overwrite anything but decisions."""
    from mtfix.files import read_file
    from mtfix.review.decisions_file import loaded

    if not output.parent.is_dir():
        raise MtfixError(f"{output}: no such folder; make it first")
    if not output.exists():
        return
    try:
        loaded(read_file(output, max_bytes=100_000_000).text, str(output))
    except MtfixError:
        raise MtfixError(
            f"{output}: is there already and is no decisions file; choose another name"
        ) from None


class _Run:
    """A review of several files."""

    def __init__(self, asker: Asker, output: Path | None) -> None:
        self.code = CLEAN
        self._asker = asker
        self._output = output
        self._done: list[Reviewed] = []
        self._empty: list[str] = []

    def one(self, result: Result) -> Ending:
        """Review one file to the end that the user chooses, and write what that entails."""
        from mtfix import __version__
        from mtfix.commands.about import rules_hash
        from mtfix.filters.never import never_file
        from mtfix.review.journal import Journal
        from mtfix.review.record import record
        from mtfix.review.session import Session

        extra = result.config.rules if result.config else ()
        made = record(result, rules_hash(extra))
        if made is None or not made.patch.applied:
            self._empty.append(result.path)
            return Ending.DONE
        path = Path(made.path)
        journal = Journal(path, __version__)
        session = Session(made)
        never = never_file(path, result.config.source if result.config else "")
        try:
            ending = self._asker.ask(session, journal, never)
        except KeyboardInterrupt:
            self._asker.terminal.wipe()
            self._left(session)
            raise
        if ending is not Ending.DONE:
            self._left(session)
            return ending
        try:
            self._finish(session)
        except MtfixError as error:
            say(f"{error} (the answers are kept)")
            self.code = TROUBLE
        else:
            journal.remove()
        return ending

    def conclude(self) -> None:
        """Say which files had nothing to ask about, without a line for each of very many."""
        if self._empty:
            count = len(self._empty)
            what = self._empty[0] if count == 1 else f"{count:,} files"
            self._asker.terminal.say(f"{what}: nothing to decide")

    def _finish(self, session: Session) -> None:
        """Write a file, or its decisions."""
        from mtfix.files import write_file

        record = session.record
        patch = session.patch()
        if self._output is None:
            write_file(record.file, patch.after)
        else:
            self._done.append(record.reviewed(session.decisions()))
            self._write_decisions(self._output)
        what = "written" if self._output is None else f"kept in {self._output}"
        accepted, edited = session.count(Choice.ACCEPTED), session.count(Choice.EDITED)
        refused = len(session.units) - accepted - edited
        more = f", {edited} edited" if edited else ""
        self._asker.terminal.say(
            f"{record.path}: {accepted} accepted{more}, {refused} left alone; {what}"
        )

    def _write_decisions(self, output: Path) -> None:
        from mtfix import __version__
        from mtfix.files import write_whole
        from mtfix.review.decisions import Decisions
        from mtfix.review.decisions_file import dumped

        write_whole(output, dumped(Decisions(__version__, tuple(self._done))))

    def _left(self, session: Session) -> None:
        path, count = session.record.path, len(session.answers)
        self._asker.terminal.say(
            f"{path}: {count} of {len(session.units)} decided, nothing written;"
            " the same command goes on from there"
        )
