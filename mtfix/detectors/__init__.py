"""Checkers that need the whole document. Each is one module here: RULES and check(analysis)."""

from __future__ import annotations

from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Rule


class Detector(Struct, frozen=True, dict=True):
    """A detector module as a checker."""

    name: str
    module: Any

    @property
    def rules(self) -> tuple[Rule, ...]:
        rules: tuple[Rule, ...] = self.module.RULES
        return rules

    @cached_property
    def _common(self) -> frozenset[str] | None:
        """The languages that all its rules are for; None for any."""
        told = [frozenset(rule.languages) for rule in self.rules if rule.languages]
        return frozenset.intersection(*told) if told else None

    def check(self, analysis: Analysis) -> Iterable[Finding]:
        """The findings of the rules that are for the document's language."""
        language = analysis.document.language.partition("-")[0]
        found: Iterable[Finding]
        if self._common is None or language in self._common:
            found = self.module.check(analysis)
            return found
        spoken = {r.id for r in self.rules if not r.languages or language in r.languages}
        if not spoken:
            return ()
        found = self.module.check(analysis)
        return (f for f in found if f.rule in spoken)


def background(rule: Rule) -> str:
    """What a detector's module says of the error that one of its rules finds; else nothing."""
    of_module = (d for d in all_checkers() if rule.origin == f"detectors/{d.name}.py")
    found = next((detector.module.__doc__ or "" for detector in of_module), "")
    return found.strip()


@cache
def all_checkers() -> tuple[Detector, ...]:
    """Every detector of this package, in the order of their names."""
    names = sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))
    return tuple(Detector(n, import_module(f"{__name__}.{n}")) for n in names)
