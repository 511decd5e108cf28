"""`mtfix explain`: all that is known of a rule."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtfix.commands.tally import CLEAN
from mtfix.commands.terminal import put
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtfix.model import Rule


@click.command()
@click.argument("name", metavar="RULE")
@click.option(
    "--output-format", type=click.Choice(("text", "markdown")), default="text",
    help="Lines for a terminal (text, as usual) or a page of Markdown.",
)  # fmt: skip
@click.option(
    "--rules", "folders", multiple=True, metavar="DIR",
    type=click.Path(path_type=str, exists=True),
    help="Add the rule files of a folder.",
)  # fmt: skip
def explain(name: str, output_format: str, folders: tuple[str, ...]) -> int:
    r"""Say why machine translation makes an error, and what a rule does about it.

    RULE is an id, the beginning of ids, or a class of faults; of several rules that it fits, the
    list is shown.

    \b
    Examples:
      mtfix explain name-lower-case
      mtfix explain quote-
      mtfix explain rep-word
    """
    from mtfix.commands.settings import Settings
    from mtfix.commands.work import cleaner_here
    from mtfix.filters import UNUSED
    from mtfix.filters.suppression import ABOUT_UNUSED

    if name == UNUSED:
        put(ABOUT_UNUSED)
        return CLEAN
    cleaner = cleaner_here(Settings(rules=folders))
    found = _fitting(name, cleaner.rules)
    if len(found) > 1:
        put(_listed(found))
        return CLEAN
    put(_told(found[0], output_format, cleaner.config.rules))
    return CLEAN


def _told(rule: Rule, output_format: str, folders: Sequence[str]) -> str:
    from mtfix import explanation
    from mtfix.checkers import load_rules
    from mtfix.detectors import background

    specs = load_rules((Path(folder) for folder in folders), cached=True).specs
    where = next((explanation.circumstances(s) for s in specs if s.rule.id == rule.id), "")
    write = explanation.markdown if output_format == "markdown" else explanation.plain
    return write(rule, background(rule), where)


def _fitting(name: str, rules: Sequence[Rule]) -> list[Rule]:
    """The rule with this id, else those of which it is the beginning or the class."""
    exact = [rule for rule in rules if rule.id == name]
    fitting = exact or [r for r in rules if r.id.startswith(name) or r.category == name]
    if name and fitting:
        return fitting
    known = {rule.id for rule in rules} | {rule.category for rule in rules}
    close = get_close_matches(name, sorted(known), n=3, cutoff=0.7)
    close += [r.id for r in rules if len(name) > 3 and name in r.id and r.id not in close][:3]
    shown = ", ".join(repr(one) for one in close)
    hint = f"did you mean {shown}?" if close else "`mtfix rules list` shows them"
    raise MtfixError(f"no rule is called {name!r}; {hint}")


def _listed(rules: Sequence[Rule]) -> str:
    width = max(len(rule.id) for rule in rules)
    lines = (f"{r.id:<{width}}  {r.message} [{r.applicability.label}]\n" for r in rules)
    return "".join(lines)
