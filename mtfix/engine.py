"""One document: check, plan, apply, read again, until nothing more applies.

A fix must make its own finding disappear and raise none that a later round does not fix at the
same or higher applicability, or at the level that was asked for. Fixes that break this are held,
and the run starts anew without them; so the result is a text on which mtfix has nothing left to do.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mtfix.analysis.evidence import words_of
from mtfix.ledger import Entry, Ledger, Shift, between
from mtfix.look import Job, Look, Reader, inside, look, look_again
from mtfix.model import (
    Document,
    Edit,
    Finding,
    Fix,
    Held,
    MtfixError,
    Plan,
    Span,
    apply_edits,
    by_place,
)
from mtfix.patch import Applied, Patch
from mtfix.plan import make_plan
from mtfix.proof import damage, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable

ROUNDS = 5
RESTARTS = 8
REACH = 300  # code points around an earlier fix within which a later one is taken to need it


def clean(job: Job, text: str) -> Patch:
    """Fix a text to the fixpoint. The patch tells every fix against the text as it came."""
    first = look(job, job.read(text))
    job = replace(job, read=_tolerant(job.read))
    held: dict[_Key, str] = {}
    opening: _Step | None = None
    for _ in range(RESTARTS):
        run = _Run(job, text, first, held, opening=opening)
        run.go()
        opening = run.opening
        if not run.offenders:
            return run.patch()
        held |= run.offenders
    # what does not settle after so many tries leaves the text as it was
    run = _Run(job, text, first, dict.fromkeys(held, "does not settle"), rounds=0)
    run.go()
    return run.patch()


def _tolerant(read: Reader) -> Reader:
    """A result that can no longer be read has no segments left, which counts as damage."""

    def again(text: str) -> Document:
        try:
            return read(text)
        except MtfixError:
            return Document(text, "", ())

    return again


class _Key(Struct, frozen=True, order=True):
    """A fix's identity across rounds and restarts: its rule and place in the first text."""

    rule: str
    span: Span


class _Step(Struct, frozen=True):
    """One round: the fixes with their keys, all edits in order, and what is seen afterwards."""

    fixes: tuple[tuple[_Key, Finding, Fix], ...]
    edits: list[Edit]
    after: Look


class _Run:
    """One attempt: rounds from the first text on, with some fixes held from the start."""

    def __init__(
        self,
        job: Job,
        text: str,
        first: Look,
        held: dict[_Key, str],
        rounds: int = ROUNDS,
        opening: _Step | None = None,
    ) -> None:
        self.job = job
        self.first = first
        self.ledger = Ledger(text)
        self.banned = held
        self.rounds = rounds
        self.opening = opening  # the first round, at first that of the attempt before
        self.offenders: dict[_Key, str] = {}
        self.applied: list[Finding] = []
        self.keys: list[_Key] = []
        self.rivals: dict[_Key, Held] = {}
        self.last_plan = Plan((), ())
        self.last = first

    def go(self) -> None:
        """Apply rounds until nothing applies, a fix offends, or the rounds are used up."""
        seen = self.first
        for _ in range(self.rounds):
            plan = self._plan(seen)
            if not plan.apply:
                self.last, self.last_plan = seen, plan
                return
            step = self._apply(seen, plan)
            if not self.offenders:
                self.offenders |= dict(_worse(seen, step, self.job))
            if self.offenders:
                return
            seen = step.after
        plan = self._plan(seen)
        self.last, self.last_plan = seen, plan
        for found in plan.apply:  # a chain that does not settle is held whole
            self._ban_chain(found, "does not settle")

    def _plan(self, seen: Look) -> Plan:
        return make_plan(seen.findings, self.job.level, self._reason)

    def _reason(self, found: Finding) -> str:
        if self.job.refused and (reason := self.job.refused.get(found.fingerprint)):
            return reason
        return self.banned.get(self._key(found), "")

    def _key(self, found: Finding) -> _Key:
        span = found.fix.edits[0].span if found.fix else found.span
        return _Key(found.rule, self.ledger.origin(span))

    def _apply(self, before: Look, plan: Plan) -> _Step:
        """Apply a plan. Fixes that damage what is locked become offenders instead."""
        fixes = tuple(
            (key, found, found.fix)
            for found in plan.apply
            if found.fix
            for key in [self._key(found)]
        )
        edits = sorted((e for _, _, fix in fixes for e in fix.edits), key=by_place)
        document = self.job.read(apply_edits(self.ledger.text, edits))
        broken = damage(before.analysis, document, plan.apply, self.job.read)
        self.offenders |= {self._key(f): reason for f, reason in broken}
        if broken:
            return _Step(fixes, edits, before)
        self.rivals |= {
            self._key(h.finding): self._at_origin(h)
            for h in plan.held
            if h.reason.startswith("same place")
        }
        self.applied += [f.at(self.ledger.origin(f.span), f.fix) for _, f, _ in fixes]
        self.keys += [key for key, _, _ in fixes]
        scopes = [[before.document.around(e.span, REACH) for e in fix.edits] for _, _, fix in fixes]
        self.ledger.apply([(fix.edits, sc) for (_, _, fix), sc in zip(fixes, scopes, strict=True)])
        step = _Step(fixes, edits, self._look(document, before, fixes, edits))
        if before is self.first:
            self.opening = step
        return step

    def _look(
        self,
        document: Document,
        before: Look,
        fixes: tuple[tuple[_Key, Finding, Fix], ...],
        edits: list[Edit],
    ) -> Look:
        """What is seen after a round; after the first one, with the help of the attempt before.

        An attempt holds a few fixes more than the one before it, so its first round leaves all
        but a few places as that one did.
        """
        text, known = before.document.text, self.opening
        if before is not self.first or known is None:
            return look_again(self.job, document, before, edits, _names(text, fixes))
        other = {fix.edits for _, _, fix in fixes} ^ {fix.edits for _, _, fix in known.fixes}
        differing = tuple(f for f in (*fixes, *known.fixes) if f[2].edits in other)
        change = between(text, known.edits, edits)
        return look_again(self.job, document, known.after, change, _names(text, differing))

    def _ban_chain(self, found: Finding, reason: str) -> None:
        span = found.fix.edits[0].span if found.fix else found.span
        self.offenders[self._key(found)] = reason
        place = self.ledger.origin(span)
        for entry, key in zip(self.ledger.entries, self.keys, strict=True):
            if any(e.span.start <= place.end and place.start <= e.span.end for e in entry.edits):
                self.offenders[key] = reason

    def _at_origin(self, held: Held) -> Held:
        span = self.ledger.origin(held.finding.span)
        return Held(replace(held.finding, span=span), held.reason)

    def patch(self) -> Patch:
        """The result, told against the first text."""
        applied = tuple(
            _applied(i, f, e)
            for i, (f, e) in enumerate(zip(self.applied, self.ledger.entries, strict=True))
        )
        done = set(self.keys)
        held = {self._key(h.finding): self._at_origin(h) for h in self.last_plan.held}
        lost = {k: h for k, h in self.rivals.items() if k not in done and k not in held}
        everything = sorted(
            [*held.values(), *lost.values()], key=lambda h: (h.finding.span, h.finding.rule)
        )
        troubles = tuple(dict.fromkeys((*self.first.troubles, *self.last.troubles)))
        return Patch(
            self.ledger.before,
            self.ledger.text,
            applied,
            tuple(everything),
            self.first.findings,
            troubles,
            self.first.document.path,
        )


def _names(text: str, fixes: Iterable[tuple[_Key, Finding, Fix]]) -> frozenset[str]:
    """The words, old and new, at the places where fixes touch names."""
    named = (fix for _, found, fix in fixes if "names" in found.touches)
    sides = (side for fix in named for e in fix.edits for side in surroundings(text, e))
    return frozenset(word for side in sides for word in words_of(side))


def _applied(index: int, found: Finding, entry: Entry) -> Applied:
    edits = tuple(entry.edits)
    fix = replace(found.fix, edits=edits) if found.fix else None
    return Applied(index, replace(found, fix=fix), edits, frozenset(entry.requires), entry.round)


def _worse(before: Look, step: _Step, job: Job) -> Iterable[tuple[_Key, str]]:
    """Yield the fixes of a step in whose place something new and less certain stands.

    What this run's level applies, too, a later round settles, so it is not worse; nor is a hunch.
    """
    shift = Shift(step.edits)
    known: dict[str, list[Span]] = {}
    for f in before.findings:
        for rule in (f.rule, *f.also):
            known.setdefault(rule, []).append(shift.span(f.span))
    stretches = {rule: _merged(spans) for rule, spans in known.items()}
    fresh = [
        f
        for f in step.after.findings
        if not inside(f.span, stretches.get(f.rule, ())) and not job.hunch(f)
    ]
    if not fresh:
        return
    places = sorted(
        ((shift.result(e), key, fix) for key, _, fix in step.fixes for e in fix.edits),
        key=lambda place: place[0],
    )
    for found in fresh:
        at = max(0, bisect_left(places, found.span.start, key=lambda p: p[0].end))
        for place, key, fix in places[at:]:
            if place.start > found.span.end:
                break
            if found.applicability < min(fix.applicability, job.level):
                yield key, f"would raise {found.rule}"


def _merged(spans: list[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
