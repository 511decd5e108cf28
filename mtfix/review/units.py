"""The questions of a review: fixes that need each other are one, and what one needs comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtfix.model import Applicability, Edit
    from mtfix.patch import Applied, Patch


class Unit(Struct, frozen=True):
    """One question: fixes that apply together, and the numbers of the questions before it."""

    number: int
    fixes: tuple[Applied, ...]
    needs: frozenset[int] = frozenset()

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fix.rule for fix in self.fixes))

    @property
    def messages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fix.message for fix in self.fixes))

    @property
    def applicability(self) -> Applicability:
        return min(fix.applicability for fix in self.fixes)

    @property
    def indexes(self) -> frozenset[int]:
        return frozenset(fix.index for fix in self.fixes)

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(sorted({e for f in self.fixes for e in f.edits}, key=lambda e: e.span))


def units(patch: Patch) -> tuple[Unit, ...]:
    """The questions about a patch in the order of the text, what one needs before it."""
    groups = _groups(patch)
    owner = {fix.index: n for n, fixes in enumerate(groups) for fix in fixes}
    needs = [{owner[i] for f in fixes for i in f.requires} - {n} for n, fixes in enumerate(groups)]
    order = _ordered(groups, needs)
    number = {group: n for n, group in enumerate(order)}
    return tuple(
        Unit(n, groups[group], frozenset(number[need] for need in needs[group]))
        for n, group in enumerate(order)
    )


def _groups(patch: Patch) -> list[tuple[Applied, ...]]:
    """The fixes that need each other, together."""
    known = {applied.index: applied for applied in patch.applied}
    done: set[int] = set()
    groups = []
    for applied in patch.applied:
        if applied.index not in done:
            group = set(patch.closure([applied])) - done
            done |= group
            groups.append(tuple(known[index] for index in sorted(group)))
    return groups


def _ordered(groups: Sequence[tuple[Applied, ...]], needs: Sequence[set[int]]) -> list[int]:
    """The groups by place in the text, each behind those it needs."""
    places = [min(e.span for f in fixes for e in f.edits) for fixes in groups]
    out: dict[int, None] = {}

    def place(group: int) -> tuple[int, int, int]:
        return places[group].start, places[group].end, group

    for first in sorted(range(len(groups)), key=place):
        stack = [first]
        while stack:
            missing = [n for n in needs[stack[-1]] if n not in out and n not in stack]
            if missing:
                stack.append(min(missing, key=place))
            else:
                out[stack.pop()] = None
    return list(out)
