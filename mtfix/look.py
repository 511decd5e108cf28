"""What the checkers see in one state of a text, and in the next one around what was changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

from mtfix import records
from mtfix.analysis import Analysis, Context
from mtfix.analysis.languages import NEUTRAL
from mtfix.analysis.occurrences import places_of_all
from mtfix.credit import once, shared
from mtfix.dialect import unmeant
from mtfix.fingerprint import with_fingerprints
from mtfix.hunches import grounded, shows_translation
from mtfix.ledger import Shift, moved
from mtfix.model import Applicability, Document, Edit, Finding, Rule, Span, Trouble
from mtfix.source.corroboration import weighed
from mtfix.source.origin import settled

if TYPE_CHECKING:
    from mtfix.analysis.evidence import Evidence

LONG = 100_000  # code points from which on a later look is only around the edits
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


class Job(Struct, frozen=True, dict=True):
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
    known: Mapping[str, Rule] | None = None

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules of all checkers, by id; `known` where somebody has them at hand."""
        if self.known is not None:
            return self.known
        return {rule.id: rule for checker in self.checkers for rule in checker.rules}

    def hunch(self, found: Finding) -> bool:
        """Whether a finding is no more than a hunch."""
        return found.rule in self.rules and self.rules[found.rule].hunch


class Look(Struct, frozen=True):
    """What the checkers see in one state of the text.

    `said` is what each of them says, `findings` what that comes to in the document as a whole.
    """

    document: Document
    analysis: Analysis
    findings: tuple[Finding, ...]
    troubles: tuple[str, ...]
    said: tuple[Finding, ...] = ()


def look(job: Job, document: Document) -> Look:
    """Collect the findings of all checkers, in order."""
    analysis = Analysis(document, job.context)
    said, troubles = _checked(job, analysis)
    return _made(job, analysis, said, troubles)


def look_again(
    job: Job,
    document: Document,
    before: Look,
    edits: Sequence[Edit],
    names: frozenset[str] = frozenset(),
) -> Look:
    """Look at a document of which `edits` changed a part; `before` tells of the rest.

    Of a long document only the neighbourhood of the edits is looked at. Evidence, which comes
    from the whole, is then the old one; where names changed it is new, and every segment that
    holds one of the words `names` is looked at, too.
    """
    job = _remembering(job, before)
    core, facts = _touched(document, edits), before.analysis.facts
    if document.records:  # the names of one say nothing of another
        return _narrow(job, document, before, edits, records.whole(document, core), None)
    if len(document.text) < LONG:
        return look(job, document)
    if names:
        whole = Analysis(document, job.context)
        if whole.facts.kind != facts.kind:
            return look(job, document)
        facts = whole.facts
        core = sorted({*core, *_holding(whole, names)})
    if len(_widened(core, 2 * AROUND, len(document.segments))) * 2 > len(document.segments):
        return look(job, document)
    return _narrow(job, document, before, edits, core, facts)


def _remembering(job: Job, before: Look) -> Job:
    """The job with what the faults of the text before have shown, which are mended by now."""
    context = job.context or Context()
    if context.shown:
        return job
    if not shows_translation(before.analysis, before.findings, job.rules):
        return job
    return replace(job, context=replace(context, shown=True))


def _narrow(
    job: Job,
    document: Document,
    before: Look,
    edits: Sequence[Edit],
    core: Sequence[int],
    facts: Evidence | None,
) -> Look:
    """Look at the segments of `core` and around them; `before` tells of the rest."""
    if document.records:
        scope = seen = core
    else:
        scope = _widened(core, 2 * AROUND, len(document.segments))
        seen = _widened(core, AROUND, len(document.segments))
    analysis = Analysis(document, job.context, scope=scope, evidence=facts)
    fresh, troubles = _checked(job, analysis)
    near, place = _stretches(document, seen), Shift(edits).span
    kept = [moved(f, place) for f in before.said if not inside(place(f.span), near)]
    new = [f for f in fresh if inside(f.span, near)]
    # the next look's evidence is this one's, so a scoped analysis is never asked for its own
    return _made(job, analysis, kept + new, [*before.troubles, *troubles])


def _checked(job: Job, analysis: Analysis) -> tuple[list[Finding], list[str]]:
    own = [c for c in job.checkers if not getattr(c, "defers", False)]
    later = [c for c in job.checkers if getattr(c, "defers", False)]
    if analysis.document.records:
        alone = replace(job, checkers=own)
        findings, troubles = records.one_by_one(
            analysis.document,
            analysis.scope,
            lambda record, *, pace: _alone(alone, Analysis(record, job.context, pace=pace)),
        )
    else:
        findings, troubles = _said(job, own, analysis)
    deferring, failed = _said(job, later, analysis) if later else ([], [])
    troubles += failed
    return shared(findings, deferring) if deferring else findings, troubles


def _alone(job: Job, record: Analysis) -> tuple[list[Finding], list[str]]:
    """What is found in one record, for which the others are no evidence."""
    said, troubles = _checked(job, record)
    return _judged(job, record, said), troubles


def _judged(job: Job, analysis: Analysis, said: Sequence[Finding]) -> list[Finding]:
    """What the findings come to, by the document and by each other."""
    found = unmeant(analysis, settled(analysis, said, job.rules), job.rules)
    found = grounded(analysis, found, job.rules)
    if len(analysis.document.units):
        found = weighed(analysis, found, job.rules)
    return once(found, job.rules)


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
    known = job.rules.values()
    neutral = {r.id for r in known if not r.languages or r.category in NEUTRAL}
    return lambda rule: rule in neutral and job.wanted(rule)


def _made(job: Job, analysis: Analysis, said: Sequence[Finding], troubles: Iterable[str]) -> Look:
    document = analysis.document
    findings = _judged(job, analysis, said)
    findings.sort(key=lambda f: (f.span.start, f.span.end, f.rule))
    known = tuple(dict.fromkeys(troubles))
    marked = with_fingerprints(document, findings)
    return Look(document, analysis, marked, known, tuple(said))


def _holding(whole: Analysis, words: frozenset[str]) -> set[int]:
    """The indexes of the segments in which one of these words stands."""
    places = places_of_all(whole.visible, words).values()
    return {whole.segment_at(at) for found in places for at in found}


def _touched(document: Document, edits: Sequence[Edit]) -> list[int]:
    """The indexes of the segments that hold or border on what the edits left."""
    shift = Shift(edits)
    found = set()
    for edit in edits:
        place = shift.result(edit)
        for offset in (place.start, place.end):
            found.add(min(document.index_at(offset), len(document.segments) - 1))
            if (segment := document.segment_holding(Span(offset, offset))) is not None:
                found.add(segment.index)
    return sorted(found)


def _stretches(document: Document, indexes: Sequence[int]) -> list[Span]:
    """The parts of a document that neighbouring segments cover, with what lies between them."""
    out: list[Span] = []
    last = len(document.segments) - 1
    for n, index in enumerate(indexes):
        span = document.segments[index].span
        start = 0 if index == 0 else span.start
        end = len(document.text) if index == last else span.end
        joins = n > 0 and (indexes[n - 1] == index - 1 or start <= out[-1].end)
        before = out.pop() if joins else Span(start, end)
        out.append(Span(before.start, max(before.end, end)))
    return out


def _widened(indexes: Iterable[int], by: int, count: int) -> list[int]:
    near = {j for i in indexes for j in range(max(0, i - by), min(count, i + by + 1))}
    return sorted(near)


def inside(span: Span, stretches: Sequence[Span]) -> bool:
    """Whether a stretch touches one of some that are in order and apart from each other."""
    at = bisect_left(stretches, span.start, key=lambda s: s.end)
    return at < len(stretches) and stretches[at].start <= span.end
