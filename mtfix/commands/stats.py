"""`mtfix stats`: how many faults of which kind, in which files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtfix.commands.settings import REPORTING, Settings, shared
from mtfix.commands.tally import CLEAN, TROUBLE
from mtfix.commands.terminal import put, say, with_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mtfix.model import Rule
    from mtfix.patch import Patch
    from mtfix.reporters import Result
    from mtfix.statistics import FileCounts, Totals

_BAR = 20  # characters of the longest bar


@click.command()
@shared(without=REPORTING)
@click.option(
    "--output-format", type=click.Choice(("text", "json")), default="text",
    help="Lines and bars (text, as usual), or JSON for programs.",
)  # fmt: skip
@click.option("--svg", "picture", metavar="FILE", help="Write a picture of it, too.")
@click.option(
    "--worst", type=click.IntRange(0), default=10, metavar="N", help="How many files to list (10)."
)
def stats(settings: Settings, picture: str | None, worst: int) -> int:
    r"""Count the findings by class and file, and per 1,000 words; write nothing into texts.

    \b
    Examples:
      mtfix stats docs
      mtfix stats docs --svg faults.svg
      mtfix stats docs --output-format json
    """
    from mtfix.commands.work import cleaner_here, results
    from mtfix.statistics import totals

    rules = {rule.id: rule for rule in cleaner_here(settings).rules}
    failures: list[str] = []
    stream = with_progress(results(settings), quiet=settings.quiet)
    found = totals(_each(stream, rules, failures))
    put(_json(found, settings) if settings.output_format == "json" else _table(found, worst))
    if picture is not None:
        _draw(found, Path(picture))
    return TROUBLE if failures else CLEAN


def _each(
    found: Iterator[Result], rules: Mapping[str, Rule], failures: list[str]
) -> Iterator[FileCounts]:
    """Count each file; what went wrong is said, and kept in `failures`."""
    for result in found:
        patch = result.patch
        if patch is None:
            failures.append(result.error)
            say(result.error)
            continue
        for trouble in patch.troubles:
            failures.append(trouble)
            say(f"{result.path}: {trouble}")
        yield counts_of(result, patch, rules)


def counts_of(result: Result, patch: Patch, rules: Mapping[str, Rule]) -> FileCounts:
    """The counts of one result, whose text is read once more."""
    from mtfix.cleaner import Cleaner
    from mtfix.config import Config
    from mtfix.statistics import counted

    cleaner = Cleaner(result.config or Config(), cached=True)
    document = cleaner.read(patch.before, format=result.format, path=result.path)
    return counted(result.path, patch, document, rules)


def _draw(found: Totals, path: Path) -> None:
    from mtfix.chart import svg
    from mtfix.commands.also import write_report

    inputs = [file.path for file in found.files]
    write_report(path, svg(found).encode("utf-8"), inputs)


def _table(found: Totals, worst: int) -> str:
    return "".join(f"{line}\n" for line in _lines(found, worst))


def _lines(found: Totals, worst: int) -> Iterator[str]:
    yield (
        f"{_number(len(found.files), 'file')}, {_number(found.words, 'word')}, "
        f"{_number(found.findings, 'finding')} ({found.density:.1f} per 1,000 words), "
        f"{_number(found.fixes, 'fix', 'fixes')} to apply"
    )
    for name, trait in (("source language", "source"), ("variety", "variety"), ("genre", "genre")):
        if values := found.most(trait):
            told = ", ".join(f"{value} ({count:,})" for value, count in values[:4])
            yield f"{name + ':':<18}{told}"
    if found.classes:
        yield from ("", *_class_lines(found))
    files = found.worst(worst)
    if files:
        yield from ("", *_file_lines(files))


def _class_lines(found: Totals) -> Iterator[str]:
    from mtfix.statistics import per_thousand

    width = max(len(name) for name, _ in found.classes)
    yield f"{'class':<{width}}  findings  per 1,000"
    most = found.classes[0][1]
    for name, count in found.classes:
        bar = "█" * max(1, round(_BAR * count / most))
        yield f"{name:<{width}}  {count:>8,}  {per_thousand(count, found.words):>9.2f}  {bar}"


def _file_lines(files: tuple[FileCounts, ...]) -> Iterator[str]:
    from mtfix.reporters._safe import one_line

    paths = [one_line(file.path) for file in files]
    width = max(len("worst file"), *map(len, paths))
    yield f"{'worst file':<{width}}  findings      words  per 1,000  most of them"
    for path, file in zip(paths, files, strict=True):
        name, count = max(file.classes.items(), key=lambda item: (item[1], item[0]))
        yield (
            f"{path:<{width}}  {file.findings:>8,}  {file.words:>9,}  {file.density:>9.1f}  "
            f"{name} ({count:,})"
        )


def _json(found: Totals, settings: Settings) -> str:
    from mtfix import __version__
    from mtfix.commands.about import rules_hash
    from mtfix.reporters._records import SCHEMA, dump

    return dump(
        {
            "schema": SCHEMA,
            "version": __version__,
            "rules": rules_hash(settings.rules),
            "words": found.words,
            "findings": found.findings,
            "fixes": found.fixes,
            "per_1000_words": round(found.density, 3),
            "classes": dict(found.classes),
            "files": [_file(file) for file in found.files],
        }
    ) + "\n"  # fmt: skip


def _file(file: FileCounts) -> dict[str, object]:
    return {
        "path": file.path,
        "words": file.words,
        "findings": file.findings,
        "fixes": file.fixes,
        "per_1000_words": round(file.density, 3),
        "classes": dict(sorted(file.classes.items())),
        "source_language": file.source or None,
        "variety": file.variety or None,
        "genre": file.genre or None,
    }


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
