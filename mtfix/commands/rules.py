"""`mtfix rules`: what mtfix looks for, and whether rules do what their examples say."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtfix.commands.tally import CLEAN, EDITS
from mtfix.commands.terminal import put, say
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.cleaner import Cleaner
    from mtfix.model import Example, Rule

_FOLDER = click.option(
    "--rules", "folders", multiple=True, metavar="DIR",
    type=click.Path(path_type=str, exists=True),
    help="Add the rule files of a folder.",
)  # fmt: skip


@click.group()
def rules() -> None:
    """List, show and test rules."""


def _all(folders: tuple[str, ...]) -> tuple[Rule, ...]:
    """Every rule, those of the working folder's configuration and of `folders` included."""
    return _cleaner(folders).rules


def _cleaner(folders: tuple[str, ...]) -> Cleaner:
    from mtfix.commands.settings import Settings
    from mtfix.commands.work import cleaner_here

    return cleaner_here(Settings(rules=folders))


def _slow(cleaner: Cleaner) -> frozenset[str]:
    """The rules that have no literal to tell where they may fire."""
    from mtfix.checkers import load_rules

    specs = load_rules(Path(place) for place in cleaner.config.rules).specs
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


@rules.command()
@click.argument("name", metavar="RULE")
@_FOLDER
def show(name: str, folders: tuple[str, ...]) -> int:
    """Show one rule: what it finds, why, and its examples."""
    found = {rule.id: rule for rule in _all(folders)}
    if name not in found:
        close = get_close_matches(name, found, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]!r}?" if close else "`mtfix rules list` shows them"
        raise MtfixError(f"no rule is called {name!r}; {hint}")
    for line in _described(found[name]):
        put(f"{line}\n")
    return CLEAN


def _described(rule: Rule) -> Iterator[str]:
    yield f"{rule.id} [{rule.applicability.label}{', preview' if rule.preview else ''}]"
    yield f"  {rule.message}"
    if rule.why:
        yield f"  why: {' '.join(rule.why.split())}"
    yield f"  class: {rule.category}"
    if rule.sources:
        yield f"  from: {', '.join(rule.sources)}"
    if rule.touches:
        yield f"  may touch: {', '.join(sorted(rule.touches))}"
    yield f"  origin: {rule.origin}"
    yield from _changes("examples", rule.examples)
    yield from _changes("keeps", rule.keep)
    yield from _changes("misses", rule.misses)


def _changes(title: str, examples: tuple[Example, ...]) -> Iterator[str]:
    if not examples:
        return
    yield f"  {title}:"
    for example in examples:
        if example.bad == example.good:
            yield f"      {_line(example.bad)}"
        else:
            yield f"    - {_line(example.bad)}"
            yield f"    + {_line(example.good)}"


def _line(text: str) -> str:
    return text.replace("\n", "⏎")


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
