"""What a run of mtfix did: the text before and after, each fix by itself, and what was held."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mtfix import unified
from mtfix.model import (
    Applicability,
    Edit,
    Excluded,
    Finding,
    Held,
    MtfixError,
    apply_edits,
    by_place,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Applied(Struct, frozen=True):
    """One applied fix, expressed against the text before the first round.

    `requires` names by index the fixes without which this one has no meaning. Where an edit
    covers an edit of such a fix, it holds that edit's effect too and supersedes it.
    """

    index: int
    finding: Finding
    edits: tuple[Edit, ...]
    requires: frozenset[int] = frozenset()
    round: int = 0

    @property
    def rule(self) -> str:
        return self.finding.rule

    @property
    def message(self) -> str:
        return self.finding.message

    @property
    def title(self) -> str:
        return self.finding.fix.title if self.finding.fix else self.finding.message

    @property
    def applicability(self) -> Applicability:
        return self.finding.applicability


class Patch(Struct, frozen=True, dict=True):
    """Before and after, the fixes that lead from one to the other, and the fixes held back.

    `findings` is all that was found in `before`; `troubles` says what went wrong on the way.
    `excluded` is what filters took out of it (see mtfix.filters): no surface shows or applies it.
    """

    before: str
    after: str
    applied: tuple[Applied, ...] = ()
    held: tuple[Held, ...] = ()
    findings: tuple[Finding, ...] = ()
    troubles: tuple[str, ...] = ()
    path: str = ""
    excluded: tuple[Excluded, ...] = ()

    def diff(self, path: str | None = None, context: int = 3) -> str:
        """The change as one unified diff, the rules of a hunk behind its second `@@`."""
        marks = [unified.Mark(e.span, a.rule) for a in self.applied for e in a.edits]
        return unified.diff(self.before, self.edits, marks, self._name(path), context)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that lead from before to after, in order."""
        return tuple(_net(self.applied))

    def closure(self, chosen: Iterable[int | Applied]) -> tuple[int, ...]:
        """The chosen fixes and all that they require, by index and in order."""
        todo = [c if isinstance(c, int) else c.index for c in chosen]
        seen: set[int] = set()
        while todo:
            index = todo.pop()
            if index not in seen:
                seen.add(index)
                todo += self._at(index).requires
        return tuple(sorted(seen))

    def subset(self, chosen: Iterable[int | Applied]) -> Patch:
        """The patch that applies only the chosen fixes, which must be closed under `requires`.

        The others move to `held`. Raises MtfixError where a required fix was not chosen.
        """
        wanted = {c if isinstance(c, int) else c.index for c in chosen}
        missing = set(self.closure(wanted)) - wanted
        if missing:
            names = ", ".join(f"{i} ({self._at(i).rule})" for i in sorted(missing))
            raise MtfixError(f"the chosen fixes need others: {names}; add them (Patch.closure)")
        kept = tuple(a for a in self.applied if a.index in wanted)
        out = tuple(Held(a.finding, "not chosen") for a in self.applied if a.index not in wanted)
        after = apply_edits(self.before, _net(kept))
        return replace(self, after=after, applied=kept, held=(*self.held, *out))

    def steps(self) -> Iterator[tuple[tuple[Applied, ...], Patch]]:
        """Yield the smallest steps from before to after: the fixes of each, and its patch.

        Fixes that need each other go together. Each step's `before` is the last one's `after`.
        """
        done: set[int] = set()
        before = self.before
        for applied in self.applied:
            if applied.index in done:
                continue
            group = set(self.closure([applied])) - done
            done |= group
            fixes = tuple(a for a in self.applied if a.index in group)
            kept = tuple(a for a in self.applied if a.index in done)
            after = apply_edits(self.before, _net(kept))
            yield fixes, replace(self, before=before, after=after, applied=fixes, held=())
            before = after

    def per_fix(self, path: str | None = None, context: int = 3) -> Iterator[str]:
        """Yield a series of small patches, one step each, to be applied in order.

        The rule and the reason stand above each diff.
        """
        for fixes, step in self.steps():
            notes = "".join(f"# {a.rule} [{a.applicability.label}]: {a.message}\n" for a in fixes)
            rules = [a.rule for a in fixes]
            edit = unified.changed(step.before, step.after)
            marks = [unified.Mark(edit.span, rule) for rule in rules]
            yield notes + unified.diff(step.before, [edit], marks, self._name(path), context)

    def _name(self, path: str | None) -> str:
        return path or self.path or "text"

    @cached_property
    def _by_index(self) -> dict[int, Applied]:
        return {applied.index: applied for applied in self.applied}

    def _at(self, index: int) -> Applied:
        if index not in self._by_index:
            raise MtfixError(f"no fix has the index {index}; Patch.applied lists those there are")
        return self._by_index[index]


def _net(fixes: Iterable[Applied]) -> list[Edit]:
    """The edits that remain where later ones supersede earlier ones, in order."""
    rounds: dict[int, set[Edit]] = {}
    for applied in fixes:
        rounds.setdefault(applied.round, set()).update(applied.edits)
    net: list[Edit] = []
    for number in sorted(rounds, reverse=True):
        later = sorted(net, key=by_place)
        net += _not_covered(sorted(rounds[number], key=by_place), later)
    return sorted(net, key=by_place)


def _not_covered(edits: list[Edit], later: list[Edit]) -> Iterator[Edit]:
    """Yield the edits that no later edit covers; both lists are in order."""
    at = 0
    for edit in edits:
        while at < len(later) and later[at].span.end < edit.span.end:
            at += 1
        cover = later[at] if at < len(later) else None
        if cover is None or cover.span.start > edit.span.start or cover.span.end < edit.span.end:
            yield edit
