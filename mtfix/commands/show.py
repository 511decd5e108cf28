"""`mtfix check` and `mtfix diff`: look, and write nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mtfix.commands.also import also_reported
from mtfix.commands.settings import Settings, shared
from mtfix.commands.tally import Tally
from mtfix.commands.terminal import colored, put, say, with_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.reporters import Result


@click.command()
@shared()
@click.option("--profile", is_flag=True, help="Show what kind of text it is, and why, instead.")
def check(settings: Settings, profile: bool) -> int:
    r"""Show what is wrong, line by line, and what `fix` would do about it.

    \b
    Examples:
      mtfix check article.txt
      mtfix check docs --explain
      mtfix check - --stdin-filename post.md < post.md
      mtfix check --profile article.txt
    """
    if profile:
        from mtfix.commands.profile import show_profiles

        return show_profiles(settings)
    return show(settings, _named(settings, "text"))


@click.command()
@shared()
@click.option(
    "-U", "--unified", "context", type=click.IntRange(0), default=3, metavar="N",
    help="Lines of context (3); git apply refuses a hunk with none.",
)  # fmt: skip
@click.option("--per-fix", is_flag=True, help="A series of small patches, one fix each.")
def diff(settings: Settings, context: int, per_fix: bool) -> int:
    r"""Print what `fix` would do as one diff, for `git apply` and `patch -p1`.

    \b
    Examples:
      mtfix diff article.txt
      mtfix diff article.txt --unsafe-fixes > review.patch
      mtfix diff docs | git apply
    """
    return show(settings, _named(settings, "diff"), context=context, per_fix=per_fix)


def _named(settings: Settings, text: str) -> str:
    """The reporter's name; `text` is what the command writes for people."""
    return text if settings.output_format == "text" else settings.output_format


def show(settings: Settings, name: str, *, context: int = 3, per_fix: bool = False) -> int:
    """Write the results with a reporter, and the counts to standard error."""
    from mtfix import plugins
    from mtfix.commands.about import view
    from mtfix.commands.work import results

    reporter = plugins.reporter(name)
    tally = Tally()
    looks = view(settings, color=colored(settings.color), context=context, per_fix=per_fix)
    found = with_progress(results(settings), quiet=settings.quiet)
    stream = counted(found, tally)
    streams = getattr(reporter, "STREAMS", False)
    for text in reporter.write(also_reported(stream, settings), looks):
        put(text, at_once=streams)
    conclude(tally, settings, "to apply")
    return tally.exit_code(settings.fail_on)


def counted(found: Iterable[Result], tally: Tally) -> Iterator[Result]:
    """Pass results on and count them; what went wrong is said at once."""
    for result in found:
        before = len(tally.messages)
        tally.add(result)
        for message in tally.messages[before:]:
            say(message)
        yield result


def conclude(tally: Tally, settings: Settings, done: str) -> None:
    if not settings.quiet and tally.files:
        say(tally.summary(done))
