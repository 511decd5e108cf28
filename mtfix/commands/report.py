"""`mtfix report`: a page on which somebody decides about the fixes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from mtfix.commands.settings import Settings, shared
from mtfix.commands.show import conclude, counted
from mtfix.commands.stats import counts_of
from mtfix.commands.tally import CLEAN, TROUBLE, Tally
from mtfix.commands.terminal import say, with_progress
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mtfix.model import Rule
    from mtfix.reporters import Result
    from mtfix.review.page import Picture
    from mtfix.review.record import Record
    from mtfix.statistics import FileCounts

MARK = '<meta name="generator" content="mtfix">'  # by which a page of ours is known


@click.command()
@shared(
    without=("explain", "fail_on", "color", "show_excluded"),
    refused=("output_format", "also"),
)
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="OUT",
    help="Where the page goes; an earlier page of mtfix is replaced, nothing else.",
)  # fmt: skip
def report(settings: Settings, html: Path) -> int:
    r"""Write one page with the texts and every fix in place, unsafe ones included.

    It needs no network and no server: open it, accept and refuse, and save the decisions for
    `mtfix apply`, or a patch.

    \b
    Examples:
      mtfix report --html review.html article.txt
      mtfix report --html review.html docs --jobs 0
    """
    from mtfix import __version__
    from mtfix.commands.about import view
    from mtfix.commands.work import results
    from mtfix.files import write_whole
    from mtfix.review.page import page
    from mtfix.review.pagedata import page_data

    if settings.output_format != "text" or settings.also:
        raise click.UsageError("report writes a page; leave --output-format and --also out")
    _refuse_input(html, settings.paths)
    settings = replace(settings, unsafe_fixes=settings.unsafe_fixes is not False)
    tally = Tally()
    found = with_progress(counted(results(settings), tally), quiet=settings.quiet)
    rules = view(replace(settings, explain=True), color=False).rules
    counts: list[FileCounts] = []
    records, errors = _records(_tapped(found, rules, counts))
    data = page_data(records, errors, rules, __version__)
    write_whole(html, page(_title([r.path for r in records]), data, _picture(counts)))
    conclude(tally, settings, "to decide")
    if not settings.quiet:
        say(f"{html}: open it in a browser; `mtfix apply` takes the decisions that it saves")
    return TROUBLE if tally.messages else CLEAN


def _tapped(
    found: Iterable[Result], rules: Mapping[str, Rule], counts: list[FileCounts]
) -> Iterator[Result]:
    """Pass results on, and count each."""
    for result in found:
        if result.patch is not None:
            counts.append(counts_of(result, result.patch, rules))
        yield result


def _picture(counts: Iterable[FileCounts]) -> Picture | None:
    """The faults by class and by file, None where there are none."""
    from mtfix.chart import headline, svg
    from mtfix.review.page import Picture
    from mtfix.statistics import totals

    found = totals(counts)
    return Picture(svg(found), headline(found)) if found.findings else None


def _records(found: Iterable[Result]) -> tuple[list[Record], list[str]]:
    """The files with something to see, and what went wrong with others."""
    from mtfix.commands.about import rules_hash
    from mtfix.review.record import record

    records: list[Record] = []
    errors: list[str] = []
    for result in found:
        if result.patch is None:
            errors.append(result.error)
            continue
        made = record(result, rules_hash(result.config.rules if result.config else ()))
        if made is not None and (made.patch.applied or made.patch.findings):
            records.append(made)
    return records, errors


def _title(paths: list[str]) -> str:
    if len(paths) == 1:
        return Path(paths[0]).name
    return f"{len(paths)} files" if paths else "nothing to decide"


def _refuse_input(html: Path, paths: Iterable[str]) -> None:
    """Refuse to write over a text, or over anything that is no page of ours."""
    target = html.resolve()
    for name in paths:
        if name != "-" and Path(name).resolve() == target:
            raise MtfixError(f"{html}: is one of the texts; choose another name for the page")
    if not html.parent.is_dir():
        raise MtfixError(f"{html}: no such folder; make it first")
    if not html.exists():
        return
    try:
        with html.open("rb") as stream:
            ours = MARK.encode() in stream.read(2_000)
    except OSError as error:
        raise MtfixError(
            f"{html}: cannot be read ({error.strerror}); choose another name"
        ) from None
    if not ours:
        raise MtfixError(
            f"{html}: is there already and is no page of mtfix; choose another name or remove it"
        )
