"""Tries rules on the examples that they carry: the laws, with the real engine."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mtfix import plugins
from mtfix.cleaner import Cleaner
from mtfix.config import Config
from mtfix.rulebook import library
from mtfix.rulebook.laws import Breach, Outcome, breaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.model import Rule
    from mtfix.rulebook.spec import RuleSpec


@lru_cache(maxsize=1024)
def _cleaner(select: str, files: tuple[str, ...]) -> Cleaner:
    everything = Config(unsafe=True, preview=True, rules=files)
    if not select:
        return Cleaner(everything)
    # a selector is a prefix too: leave out the rules whose longer ids begin with this one
    known = _cleaner("", files).rules
    longer = (r.id for r in known if r.id.startswith(select) and r.id != select)
    # alone, a hunch finds no other fault that supports it
    said = "es" if any(r.id == select and r.hunch for r in known) else ""
    return Cleaner(
        replace(everything, select=(select,), ignore=tuple(longer), translated_from=said)
    )


class Trial:
    """One rule set on trial: the built-in rules and a user's files."""

    def __init__(self, files: Iterable[str] = ()) -> None:
        self.files = tuple(files)

    def attempt(self, rule: str, text: str, form: str, context: str) -> Outcome:
        """What a rule alone, or every rule where none is named, makes of a text."""
        cleaner = _cleaner(rule, self.files)
        patch = cleaner.fix(text, format=form, context=context or None)
        mine = [f for f in patch.findings if not rule or f.rule == rule]
        document = plugins.format_named(form).read(text, path="", language="en")
        return Outcome(patch.after, bool(mine), "\n".join(s.text for s in document.segments))

    def of(self, rules: Iterable[Rule]) -> Iterator[Breach]:
        """Yield each breach of a law by one of the rules."""
        for rule in rules:
            yield from breaches(rule, self.attempt)


def try_files(files: Iterable[str] = ()) -> tuple[int, tuple[Breach, ...]]:
    """Try the rules of a user's files, or the built-in ones: how many, and their breaches."""
    specs, others = _chosen(tuple(files))
    rules = [spec.rule for spec in specs]
    return len(rules), tuple(Trial(others).of(rules))


def _chosen(files: tuple[str, ...]) -> tuple[list[RuleSpec], list[str]]:
    """The rules of some files, or all built-in ones; and those of the files that are the user’s."""
    known = library.builtin()[0]
    if not files:
        return list(known), []
    asked = {Path(name).resolve(): name for name in files}
    ours = [s for s in known if library.builtin_file(s.rule.origin).resolve() in asked]
    for spec in ours:
        asked.pop(library.builtin_file(spec.rule.origin).resolve(), None)
    others = list(asked.values())
    return [*ours, *(library.extra(map(Path, others)) if others else ())], others
