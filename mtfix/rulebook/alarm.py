"""What wakes the rules over a text, and where: their triggers, found in one pass."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mtfix.pace import Pace
from mtfix.rulebook.lookup import packed
from mtfix.rulebook.prefilter import Prefilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtfix.rulebook.lookup import Lookup
    from mtfix.rulebook.spec import RuleSpec

Awake = dict[int, list[int] | None]  # rules by number: where their triggers stand; None: anywhere
_FEW = 30_000  # code points in all, for which making an automaton does not pay


class Alarm:
    """Threads may share it: what it makes when first needed is the same each time.

    `lookup` has the triggers of the built-in rules, if somebody kept them; without `prefilter`
    every rule looks everywhere.
    """

    def __init__(
        self, specs: Sequence[RuleSpec], *, prefilter: bool = True, lookup: Lookup | None = None
    ) -> None:
        self._specs, self._prefilter, self._lookup = specs, prefilter, lookup
        self._made: dict[tuple[Pace, bool], Prefilter] = {}
        self._seen = 0

    def awake(self, text: str) -> Awake:
        """The rules that have to run on a text, by number."""
        if self._lookup is None or not self._prefilter or self._seen + len(text) > _FEW:
            return self.early(text, Pace.BRISK) | self.late(text, Pace.BRISK)
        self._seen += len(text)
        found: Awake = dict.fromkeys(self._always)
        for lookup in (self._lookup, self._own):
            found.update(lookup.awake(text))
        return found

    def early(self, text: str, pace: Pace) -> Awake:
        """The same of the rules that do not wait at this pace."""
        return _woken(self._literals(pace, waiting=False), text)

    def late(self, text: str, pace: Pace) -> Awake:
        """The same of those that do."""
        return _woken(self._literals(pace, waiting=True), text)

    def _literals(self, pace: Pace, *, waiting: bool) -> Prefilter:
        if (known := self._made.get((pace, waiting))) is None:
            known = self._made[pace, waiting] = Prefilter(
                (n, spec.triggers if self._prefilter else None, spec.ignore_case)
                for n, spec in enumerate(self._specs)
                if not spec.within and (spec.waits <= pace) == waiting
            )
        return known

    @cached_property
    def _own(self) -> Lookup:
        """The triggers of the rules that are not built in."""
        return packed(
            (n, spec.triggers or (), spec.ignore_case)
            for n, spec in enumerate(self._specs)
            if not spec.within and not spec.trusted
        )

    @cached_property
    def _always(self) -> tuple[int, ...]:
        """The rules without triggers."""
        known = enumerate(self._specs)
        return tuple(n for n, spec in known if not spec.within and not spec.triggered)


def _woken(prefilter: Prefilter, text: str) -> Awake:
    found: Awake = dict.fromkeys(prefilter.always)
    found.update(prefilter.awake(text))
    return found
