"""`mtfix suppress`: mark what is found today, so that nobody is asked about it again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtfix import plugins
from mtfix.commands.settings import REPORTING, Settings, shared
from mtfix.commands.tally import TROUBLE, counted
from mtfix.commands.terminal import say, with_progress
from mtfix.files import write_file
from mtfix.filters import UNUSED
from mtfix.filters.baseline import path_from
from mtfix.filters.insertion import Group, groups, inserted, style_for
from mtfix.filters.never import never_file, remember_each
from mtfix.filters.screen import everything
from mtfix.fingerprint import around
from mtfix.ledger import Shift
from mtfix.model import MtfixError, apply_edits
from mtfix.screening import fixed

if TYPE_CHECKING:
    from mtfix.cleaner import Cleaner
    from mtfix.files import TextFile
    from mtfix.filters import Filter
    from mtfix.model import Finding, Span
    from mtfix.patch import Patch
    from mtfix.reporters import Result


@click.command()
@shared(without={*REPORTING, "stdin_filename"}, refused=("staged", "diff_from"))
@click.option("--reason", default="", metavar="TEXT", help="Why, for whoever reads the comments.")
@click.option("--file", "whole", is_flag=True, help="One comment a file instead of one a block.")
@click.option("--list", "listed", is_flag=True, help="Write no comments, only .mtfix-never.")
@click.option("--prune", is_flag=True, help="Drop from .mtfix-never what is found no more.")
def suppress(settings: Settings, reason: str, whole: bool, listed: bool, prune: bool) -> int:
    r"""Mark what is found today, so that nobody is asked about it again.

    What `check` shows gets a comment above it, in the way of its format. Where a
    format has no comments, or none can stand there, .mtfix-never takes the finding.

    \b
    Examples:
      mtfix suppress docs --select quote --reason "as they are in the book"
      mtfix suppress subtitles.srt
      mtfix suppress --prune .
    """
    from mtfix.commands.work import cleaner_for, results

    if settings.staged or settings.diff_from or "-" in settings.paths:
        raise click.UsageError("suppress takes files; leave `-`, --staged and --diff-from out")
    if prune:
        from mtfix.commands.pruning import pruned

        return pruned(settings)
    total = [0, 0]
    failed = False
    for result in with_progress(results(settings), quiet=settings.quiet):
        try:
            if result.patch is None or result.config is None:
                raise MtfixError(result.error)
            marker = _Marker(result, cleaner_for(result.config), reason)
            counts = marker.list_all() if listed else marker.mark(whole=whole)
            total = [a + b for a, b in zip(total, counts, strict=True)]
        except MtfixError as error:
            say(str(error))
            failed = True
    if not settings.quiet:
        say(f"{counted(total[0], 'finding')} suppressed by comments, {total[1]:,} by .mtfix-never")
    return TROUBLE if failed else 0


class _Marker:
    """Marks the findings of one file; every method returns how many by comments and by list."""

    def __init__(self, result: Result, cleaner: Cleaner, reason: str) -> None:
        assert result.patch is not None
        assert result.config is not None
        self._result = result
        self._patch: Patch = result.patch
        self._cleaner = cleaner
        self._reason = reason
        self._read = partial(cleaner.read, format=result.format, path=result.path)
        self._place = never_file(Path(result.path), result.config.source)

    def mark(self, *, whole: bool) -> tuple[int, int]:
        found = _wanted(self._patch)
        reader = plugins.format_named(self._result.format)
        style = style_for(reader, self._result.path)
        if not found or style is None or self._file.word is not None:
            return self.list_all()
        document = self._read(self._patch.before)
        wanted = groups(document, found, reader)
        if whole and wanted:
            wanted = [Group(wanted[0].at, found)]
        while wanted:
            edits, kept = inserted(
                document, wanted, style, self._read, whole=whole, reason=self._reason
            )
            text = apply_edits(self._patch.before, edits)
            left = {(f.rule, f.span): f for f in _wanted(self._seen(text))}
            shift = Shift(edits)
            # a comment that does not reach its findings is none
            wanted = [g for g in kept if any(_place(f, shift) not in left for f in g.findings)]
            if kept and len(wanted) == len(kept):
                write_file(self._file, text)
                return len(found) - len(left), self._list(list(left.values()), text)
        return self.list_all()

    def list_all(self) -> tuple[int, int]:
        return 0, self._list(_wanted(self._patch), self._patch.before)

    @property
    def _file(self) -> TextFile:
        assert self._result.file is not None
        return self._result.file

    def _seen(self, text: str) -> Patch:
        """What is found once the comments stand there; the file's lists hold as before."""
        from mtfix.filters.beside import filters_beside

        config = self._cleaner.config
        filters: tuple[Filter, ...] = filters_beside(Path(self._result.path), config)
        return fixed(
            self._cleaner,
            text,
            format=self._result.format,
            path=self._result.path,
            filters=filters,
        )

    def _list(self, found: list[Finding], text: str) -> int:
        lines = {}
        for one in found:
            left, words, right = around(text, one.span)
            said = " ".join((*left, f"[{words}]", *right))
            note = f"{said}\t{self._reason}" if self._reason else said
            lines[one.fingerprint, one.rule] = (path_from(self._place, self._result.path), note)
        if lines:
            remember_each(self._place, lines)
        return len(lines)


def _place(found: Finding, shift: Shift) -> tuple[str, Span]:
    return found.rule, shift.span(found.span)


def _wanted(patch: Patch) -> list[Finding]:
    return [found for found in everything(patch) if found.rule != UNUSED]
