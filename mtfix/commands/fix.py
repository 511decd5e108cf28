"""`mtfix fix`: write what `diff` shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from mtfix.commands.also import also_reported
from mtfix.commands.settings import Settings, shared
from mtfix.commands.show import conclude, counted
from mtfix.commands.tally import Tally
from mtfix.commands.terminal import colored, put, put_bytes, with_progress
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.reporters import Result


@click.command()
@shared()
@click.option(
    "-o", "--output", metavar="FILE",
    help="Write the fixed text there, `-` for standard output; takes one input.",
)  # fmt: skip
def fix(settings: Settings, output: str | None) -> int:
    r"""Write the fixes into the files; `-` goes from standard input to standard output.

    \b
    Examples:
      mtfix fix article.txt
      mtfix fix docs --jobs 0
      mtfix fix article.txt -o fixed.txt
    """
    from mtfix import plugins
    from mtfix.commands.about import view
    from mtfix.commands.work import STDIN, results

    _refuse_many(settings, output)
    tally = Tally()
    target = "-" if STDIN in settings.paths else output
    found = with_progress(results(settings), quiet=settings.quiet)
    if settings.staged:
        from mtfix.commands.staging import restaged

        done = counted(restaged(found, quiet=settings.quiet), tally)
    else:
        done = counted(written(found, target), tally)
    stream = also_reported(done, settings)
    if settings.output_format == "text":
        for _ in stream:
            pass
    else:
        looks = view(settings, color=colored(settings.color))
        for text in plugins.reporter(settings.output_format).write(stream, looks):
            put(text)
    conclude(tally, settings, "made")
    return tally.exit_code(settings.fail_on)


def _refuse_many(settings: Settings, output: str | None) -> None:
    stdin = "-" in settings.paths
    if settings.staged and output is not None:
        raise click.UsageError("--staged writes to the index and the files; leave --output out")
    if stdin and len(settings.paths) > 1:
        raise click.UsageError("`-` cannot be fixed together with files; run mtfix for each")
    if stdin and output not in (None, "-"):
        raise click.UsageError("`-` is written to standard output; redirect it with > FILE")
    if (stdin or output == "-") and settings.output_format != "text":
        raise click.UsageError("standard output holds the text already; leave --output-format out")
    if output is not None and not stdin:
        one = len(settings.paths) == 1 and not Path(settings.paths[0]).is_dir()
        if not one:
            raise click.UsageError("--output takes exactly one input file")


def written(found: Iterable[Result], output: str | None) -> Iterator[Result]:
    """Write each result where it belongs; a file that cannot be written is an error of its own."""
    for result in found:
        try:
            _write(result, output)
        except MtfixError as error:
            yield replace(result, patch=None, error=str(error))
        else:
            yield result


def _write(result: Result, output: str | None) -> None:
    from mtfix.files import encode, write_file

    if result.patch is None or result.file is None:
        return
    if output is None:
        write_file(result.file, result.patch.after)
        return
    data = encode(result.file, result.patch.after)
    if output == "-":
        put_bytes(data)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise MtfixError(
            f"{output}: cannot be written ({error.strerror}); check the folder"
        ) from None
