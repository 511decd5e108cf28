"""One document: check, plan, apply, read again, until nothing more applies.

A fix must make its own finding disappear and raise none that a later round does not fix at the
same or higher applicability, or at the level that was asked for. Fixes that break this are held,
and the run starts anew without them; so the result is a text on which mtfix has nothing left to do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from mtfix import records
from mtfix.analysis import Analysis, Context
from mtfix.analysis.languages import NEUTRAL
from mtfix.corroboration import weighed
from mtfix.credit import shared
from mtfix.fingerprint import with_fingerprints
from mtfix.ledger import Entry, Ledger, Shift, moved
from mtfix.model import (
    Applicability,
    Document,
    Edit,
    Finding,
    Fix,
    Held,
    MtfixError,
    Plan,
    Rule,
    Span,
    Trouble,
    apply_edits,
)
from mtfix.origin import settled
from mtfix.patch import Applied, Patch
from mtfix.plan import make_plan
from mtfix.proof import damage

ROUNDS = 5
RESTARTS = 8
LONG = 100_000  # code points from which on a later round looks only around its edits
REACH = 300  # code points around an earlier fix within which a later one is taken to need it
AROUND = 3  # segments on either side of an edit in which findings may have changed

Reader = Callable[[str], Document]
Wanted = Callable[[str], bool]


class Checker(Protocol):
    """Reads an analysis and reports; the third socket beside formats and reporters.

    One with an attribute `defers` that is true leaves a fault to any other checker that sees it.
    """

    @property
    def rules(self) -> tuple[Rule, ...]: ...

    def check(self, analysis: Analysis) -> Iterable[Finding | Trouble]: ...


@dataclass(frozen=True)
class Job:
    """All that a run depends on beside the text.

    `refused` has, by fingerprint, findings whose fixes may not apply, with the reason.
    `pause` is called every so often and ends the run by raising, where nobody wants it any more.
    """

    read: Reader
    checkers: Sequence[Checker]
    level: Applicability = Applicability.SAFE
    wanted: Wanted = lambda _: True
    context: Context | None = None
    refused: Mapping[str, str] | None = None
    pause: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Look:
    """What the checkers see in one state of the text."""

    document: Document
    analysis: Analysis
    findings: tuple[Finding, ...]
    troubles: tuple[str, ...]


def look(job: Job, document: Document) -> Look:
    """Collect the findings of all checkers, in order."""
    analysis = Analysis(document, job.context)
    findings, troubles = _checked(job, analysis)
    return _made(document, analysis, findings, troubles)


def look_again(job: Job, document: Document, before: Look, edits: Sequence[Edit]) -> Look:
    """Look at a document of which `edits` changed a part; `before` tells of the rest.

    Of a long document only the neighbourhood of the edits is looked at. Evidence, which comes
    from the whole, is then the old one; names that changed ask for a full look.
    """
    core = _touched(document, edits)
    if document.records:
        scope = seen = records.whole(document, core)
    elif len(document.text) < LONG or len(core) * 10 > len(document.segments):
        return look(job, document)
    else:
        scope = _widened(core, 2 * AROUND, len(document.segments))
        seen = _widened(core, AROUND, len(document.segments))
    facts = None if document.records else before.analysis.facts
    analysis = Analysis(document, job.context, scope=scope, evidence=facts)
    fresh, troubles = _checked(job, analysis)
    near, place = _stretches(document, seen), Shift(edits).span
    kept = [moved(f, place) for f in before.findings if not _inside(place(f.span), near)]
    new = [f for f in fresh if _inside(f.span, near)]
    # the next look's evidence is this one's, so a scoped analysis is never asked for its own
    return _made(document, analysis, kept + new, [*before.troubles, *troubles])


def _checked(job: Job, analysis: Analysis) -> tuple[list[Finding], list[str]]:
    own = [c for c in job.checkers if not getattr(c, "defers", False)]
    later = [c for c in job.checkers if getattr(c, "defers", False)]
    if analysis.document.records:
        alone = replace(job, checkers=own)
        findings, troubles = records.one_by_one(
            analysis.document,
            analysis.scope,
            lambda record: _checked(alone, Analysis(record, job.context)),
        )
    else:
        findings, troubles = _said(job, own, analysis)
    deferring, failed = _said(job, later, analysis) if later else ([], [])
    troubles += failed
    found = shared(findings, deferring) if deferring else findings
    if any(rule.by_source for c in job.checkers for rule in c.rules):
        found = settled(analysis, found, {r.id: r for c in job.checkers for r in c.rules})
    if len(analysis.document.units):
        found = weighed(analysis, found, {r.id: r for c in job.checkers for r in c.rules})
    return found, troubles


def _said(
    job: Job, checkers: Iterable[Checker], analysis: Analysis
) -> tuple[list[Finding], list[str]]:
    """What these checkers say that is wanted, and what went wrong."""
    findings: list[Finding] = []
    troubles: list[str] = []
    wanted = _neutral(job) if analysis.foreign else job.wanted
    for checker in checkers:
        job.pause()
        for seen in checker.check(analysis):
            job.pause()
            if isinstance(seen, Trouble):
                troubles.append(f"{seen.rule}: {seen.message}")
            elif wanted(seen.rule):
                findings.append(seen)
    return findings, troubles


def _neutral(job: Job) -> Wanted:
    """What is wanted of a text in another language: only faults that have none."""
    known = (r for c in job.checkers for r in c.rules)
    neutral = {r.id for r in known if not r.languages or r.category in NEUTRAL}
    return lambda rule: rule in neutral and job.wanted(rule)


def _made(
    document: Document, analysis: Analysis, findings: list[Finding], troubles: Iterable[str]
) -> Look:
    findings.sort(key=lambda f: (f.span, f.rule))
    known = tuple(dict.fromkeys(troubles))
    return Look(document, analysis, with_fingerprints(document, findings), known)


def _touched(document: Document, edits: Sequence[Edit]) -> list[int]:
    """The indexes of the segments that hold or border on what the edits left."""
    shift = Shift(edits)
    found = set()
    for edit in edits:
        place = shift.result(edit)
        for offset in (place.start, place.end):
            found.add(min(document.index_at(offset), len(document.segments) - 1))
    return sorted(found)


def _stretches(document: Document, indexes: Sequence[int]) -> list[Span]:
    """The parts of a document that neighbouring segments cover, with what lies between them."""
    out: list[Span] = []
    last = len(document.segments) - 1
    for n, index in enumerate(indexes):
        span = document.segments[index].span
        start = 0 if index == 0 else span.start
        end = len(document.text) if index == last else span.end
        joins = n > 0 and indexes[n - 1] == index - 1
        out.append(Span(out.pop().start if joins else start, end))
    return out


def _widened(indexes: Iterable[int], by: int, count: int) -> list[int]:
    near = {j for i in indexes for j in range(max(0, i - by), min(count, i + by + 1))}
    return sorted(near)


def _inside(span: Span, stretches: Sequence[Span]) -> bool:
    at = bisect_left(stretches, span.start, key=lambda s: s.end)
    return at < len(stretches) and stretches[at].start <= span.end


def clean(job: Job, text: str) -> Patch:
    """Fix a text to the fixpoint. The patch tells every fix against the text as it came."""
    first = look(job, job.read(text))
    job = replace(job, read=_tolerant(job.read))
    held: dict[_Key, str] = {}
    for _ in range(RESTARTS):
        run = _Run(job, text, first, held)
        run.go()
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


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    """A fix's identity across rounds and restarts: its rule and place in the first text."""

    rule: str
    span: Span


@dataclass(frozen=True)
class _Step:
    """One round: the fixes with their keys, all edits in order, and what is seen afterwards."""

    fixes: tuple[tuple[_Key, Finding, Fix], ...]
    edits: list[Edit]
    after: Look


class _Run:
    """One attempt: rounds from the first text on, with some fixes held from the start."""

    def __init__(
        self, job: Job, text: str, first: Look, held: dict[_Key, str], rounds: int = ROUNDS
    ) -> None:
        self.job = job
        self.first = first
        self.ledger = Ledger(text)
        self.banned = held
        self.rounds = rounds
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
                self.offenders |= dict(_worse(seen, step, self.job.level))
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
        edits = sorted((e for _, _, fix in fixes for e in fix.edits), key=lambda e: e.span)
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
        self.applied += [replace(f, span=self.ledger.origin(f.span)) for _, f, _ in fixes]
        self.keys += [key for key, _, _ in fixes]
        scopes = [[before.document.around(e.span, REACH) for e in fix.edits] for _, _, fix in fixes]
        self.ledger.apply([(fix.edits, sc) for (_, _, fix), sc in zip(fixes, scopes, strict=True)])
        names = any("names" in found.touches for _, found, _ in fixes)
        anew = names and not document.records  # names of one record say nothing of another
        after = look(self.job, document) if anew else look_again(self.job, document, before, edits)
        return _Step(fixes, edits, after)

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


def _applied(index: int, found: Finding, entry: Entry) -> Applied:
    edits = tuple(entry.edits)
    fix = replace(found.fix, edits=edits) if found.fix else None
    return Applied(index, replace(found, fix=fix), edits, frozenset(entry.requires), entry.round)


def _worse(before: Look, step: _Step, level: Applicability) -> Iterable[tuple[_Key, str]]:
    """Yield the fixes of a step in whose place something new and less certain stands.

    What this run's level applies, too, a later round settles, so it is not worse.
    """
    shift = Shift(step.edits)
    known: dict[str, list[Span]] = {}
    for f in before.findings:
        for rule in (f.rule, *f.also):
            known.setdefault(rule, []).append(shift.span(f.span))
    stretches = {rule: _merged(spans) for rule, spans in known.items()}
    fresh = [f for f in step.after.findings if not _inside(f.span, stretches.get(f.rule, ()))]
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
            if found.applicability < min(fix.applicability, level):
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
