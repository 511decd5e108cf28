"""`mtfix rules`: what mtfix looks for, and whether rules do what their examples say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtfix.commands.explain import explain
from mtfix.commands.tally import CLEAN, EDITS
from mtfix.commands.terminal import put, say

if TYPE_CHECKING:
    from mtfix.cleaner import Cleaner

_FOLDER = click.option(
    "--rules", "folders", multiple=True, metavar="DIR",
    type=click.Path(path_type=str, exists=True),
    help="Add the rule files of a folder.",
)  # fmt: skip


@click.group()
def rules() -> None:
    """List, show and test rules."""


def _cleaner(folders: tuple[str, ...]) -> Cleaner:
    from mtfix.commands.settings import Settings
    from mtfix.commands.work import cleaner_here

    return cleaner_here(Settings(rules=folders))


def _slow(cleaner: Cleaner) -> frozenset[str]:
    """The rules that have no literal to tell where they may fire."""
    from mtfix.checkers import load_rules

    specs = load_rules((Path(place) for place in cleaner.config.rules), cached=True).specs
    return frozenset(spec.rule.id for spec in specs if spec.triggers is None)


@rules.command("list")
@_FOLDER
def list_(folders: tuple[str, ...]) -> int:
    """List every rule: id, message, class, applicability, and how often its fixes were right.

    A rule marked `slow` has no literal that tells where it may fire, so it runs everywhere.
    """
    from mtfix.rulebook.precision import records

    cleaner = _cleaner(folders)
    slow, seen = _slow(cleaner), records()
    width = max((len(rule.id) for rule in cleaner.rules), default=0)
    for rule in cleaner.rules:
        marks = [rule.category, rule.applicability.label]
        marks += ["preview"] * rule.preview
        marks += ["slow"] * (rule.id in slow)
        if (record := seen.get(rule.id)) is not None:
            marks.append(str(record))
        put(f"{rule.id:<{width}}  {rule.message} [{', '.join(marks)}]\n")
    return CLEAN


# the same under the name that goes with `list` and `test`
rules.add_command(explain, "show")


@rules.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=str, exists=True), metavar="[FILE]...")
def test(files: tuple[str, ...]) -> int:
    """Try rules on their own examples: those of rule files or folders, else the built-in ones."""
    from mtfix.trial import try_files

    number, breaches = try_files(str(Path(file).absolute()) for file in files)
    for breach in breaches:
        put(f"{breach}\n")
    broken = {breach.rule for breach in breaches}
    say(f"rules tried: {number}; not as their examples say: {len(broken)}")
    return EDITS if breaches else CLEAN
