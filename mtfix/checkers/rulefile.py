"""Runs rule files over a document: one scan wakes the rules, and only those look closer."""

from __future__ import annotations

from collections import defaultdict
from time import perf_counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from mtfix.checkers.listings import check_listings
from mtfix.checkers.neighbourhood import pace_for, stretches
from mtfix.hunches import in_reach
from mtfix.model import Applicability, Change, Extent, Finding, Segment, Trouble
from mtfix.pace import Pace
from mtfix.report import finding
from mtfix.rulebook.alarm import Alarm
from mtfix.rulebook.elsewhere import Elsewhere
from mtfix.rulebook.guards import Place, key
from mtfix.rulebook.search import begun, by_segment, opened, searched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtfix.analysis import Analysis
    from mtfix.model import Rule
    from mtfix.rulebook.alarm import Awake
    from mtfix.rulebook.guards import Condition
    from mtfix.rulebook.lookup import Lookup
    from mtfix.rulebook.spec import RuleSpec
    from mtfix.rulebook.template import Template

TIME_LIMIT = 5.0  # seconds that one rule may spend on one document


_Evidence = tuple[Elsewhere | None, Elsewhere | None]  # for a rule, and against it
_Shared = dict[str, Elsewhere]  # by pattern


class _Budget(Struct):
    """The seconds that a rule has left for this document."""

    left: float

    def spend(self, since: float) -> None:
        self.left -= perf_counter() - since


class RuleFileChecker:
    """The rules of rule files, as one checker. Immutable after it was made."""

    def __init__(
        self,
        specs: Iterable[RuleSpec],
        *,
        prefilter: bool = True,
        lookup: Lookup | None = None,
    ) -> None:
        self.specs = tuple(specs)
        self.rules: tuple[Rule, ...] = tuple(spec.rule for spec in self.specs)
        self._inside = tuple(spec for spec in self.specs if spec.within)
        self._alarm = Alarm(self.specs, prefilter=prefilter, lookup=lookup)

    def check(self, analysis: Analysis) -> Iterator[Finding | Trouble]:
        """Yield what the rules find; a rule that runs out of time yields one trouble instead."""
        if analysis.document.listings:
            for spec in self._inside:
                yield from _in_time(spec, check_listings(spec, analysis, TIME_LIMIT))
        if not analysis.document.segments:
            return
        shared: _Shared = {}
        faults: list[Finding] = []
        pace = pace_for(analysis)
        if pace > Pace.CLOSE:
            awake = self._alarm.early(analysis.visible, pace)
            hunches = {n: awake.pop(n) for n in [*awake] if self.specs[n].rule.hunch}
            yield from self._found(analysis, awake, shared, faults)
            awake = hunches | self._near(analysis, faults, pace)
        else:
            awake = self._alarm.awake(analysis.visible)
        yield from self._found(analysis, awake, shared, faults)

    def _found(
        self, analysis: Analysis, awake: Awake, shared: _Shared, faults: list[Finding]
    ) -> Iterator[Finding | Trouble]:
        """Yield what the rules find that are awake, and gather it in `faults`."""
        for number in sorted(awake, key=lambda n: (self.specs[n].rule.hunch, n)):
            spec = self.specs[number]
            if spec.rule.hunch and not in_reach(analysis, len(faults)):
                return
            seen = list(_in_time(spec, _run(spec, analysis, awake[number], shared)))
            faults += [found for found in seen if isinstance(found, Finding)]
            yield from seen

    def _near(self, analysis: Analysis, faults: Iterable[Finding], pace: Pace) -> Awake:
        """Where the rules wake that are looked for near faults."""
        found: dict[int, list[int]] = defaultdict(list)
        for start, end in stretches(analysis, faults):
            for number, hits in self._alarm.late(analysis.visible[start:end], pace).items():
                found[number] += [hit + start for hit in hits or ()]
        return dict(found)


def _in_time(spec: RuleSpec, found: Iterable[Finding]) -> Iterable[Finding | Trouble]:
    """What a rule finds, or that it took too long."""
    try:
        return list(found)
    except TimeoutError:
        message = f"took more than {TIME_LIMIT:g} s on this text; its findings are held"
        return [Trouble(spec.rule.id, message)]


def _run(
    spec: RuleSpec, analysis: Analysis, hits: Sequence[int] | None, shared: _Shared
) -> Iterator[Finding]:
    segments = analysis.document.segments
    budget = _Budget(TIME_LIMIT)
    if hits is not None:
        hits = opened(spec, analysis.visible, hits, TIME_LIMIT)
        if not hits:
            return
    if spec.of_whole:
        place = Place(analysis, segments[0], None, spec.words)
        if not all(guard.holds(place) for guard in spec.of_whole):
            return
    seen = _matches(spec, analysis, hits, budget)
    evidence = _evidence(spec, analysis, shared) if seen else (None, None)
    for index, matches in seen:
        segment = segments[index]
        if segment.language.partition("-")[0] not in spec.rule.languages:
            continue
        for match in matches:
            place = Place(analysis, segment, match, spec.words)
            allowed = _allowed(spec, place)
            if allowed is not False and _borne_out(place, budget, evidence):
                found = _finding(spec, place)
                if found is not None:
                    yield found if allowed else _as_hunch(found)


def _evidence(spec: RuleSpec, analysis: Analysis, shared: _Shared) -> _Evidence:
    """What is asked of the rest of the document; many rules ask the same."""
    wanted, unwanted = spec.compiled_evidence, spec.compiled_counter
    return (
        shared.setdefault(spec.evidence, Elsewhere(wanted, analysis)) if wanted else None,
        shared.setdefault(spec.counter, Elsewhere(unwanted, analysis)) if unwanted else None,
    )


def _matches(
    spec: RuleSpec, analysis: Analysis, hits: Sequence[int] | None, budget: _Budget
) -> list[tuple[int, list[Any]]]:
    """The segments with matches. Nearly all have none, so this loop does as little as it can.

    `hits`: where the rule's triggers stand; None for a rule that runs everywhere.
    """
    texts, scope = analysis.texts, analysis.scope
    end = perf_counter() + budget.left
    if hits is None:
        found = _looked_at(spec, texts, ((n, []) for n in range(len(scope))), end)
    elif spec.trusted and spec.begins:
        found = begun(spec, hits, analysis.starts, texts, budget.left)
    else:
        found = _looked_at(spec, texts, by_segment(hits, analysis.starts), end)
    budget.left = end - perf_counter()
    return [(scope[place], seen) for place, seen in found]


def _looked_at(
    spec: RuleSpec, texts: Sequence[str], places: Iterable[tuple[int, list[int]]], end: float
) -> list[tuple[int, list[Any]]]:
    """The places with matches, up to a moment of the clock."""
    found = []
    for place, here in places:
        left = end - perf_counter()
        if left <= 0:
            raise TimeoutError
        seen = searched(spec, texts[place], here, left)
        if seen:
            found.append((place, seen))
    return found


def _allowed(spec: RuleSpec, place: Place) -> bool | None:
    """Whether the guards allow a match; None where speech is all that stands against it."""
    spoken = False
    for guard in spec.guards:
        if guard.holds(place):
            continue
        if not _in_speech(guard, place):
            return False
        spoken = True
    return None if spoken else True


def _in_speech(guard: Condition, place: Place) -> bool:
    """Whether all that stands against a match is that somebody says it: people may speak so.

    In a text that a machine translated, it translated what they say as well.
    """
    if guard.name != "inside-quotation" or not guard.negated:
        return False
    return place.analysis.in_speech(place.segment, place.start(guard.argument))


def _as_hunch(found: Finding) -> Finding:
    fix = found.fix
    if fix is not None:
        fix = replace(fix, applicability=min(fix.applicability, Applicability.UNSAFE))
    return replace(found, fix=fix, hunch=True)


def _borne_out(place: Place, budget: _Budget, evidence: _Evidence) -> bool:
    """Whether the evidence elsewhere in the document allows the match."""
    wanted, unwanted = evidence
    if wanted is None and unwanted is None:
        return True
    started = perf_counter()
    limit = max(budget.left, 0.001)
    at = place.analysis.whole_starts[place.segment.index]
    lo, hi = at + place.match.start(), at + place.match.end()
    holds = (wanted is None or wanted.beside(lo, hi, limit)) and not (
        unwanted is not None and unwanted.beside(lo, hi, limit)
    )
    budget.spend(started)
    return holds


def _finding(spec: RuleSpec, place: Place) -> Finding | None:
    """The finding of a match, or None where it would change nothing or only locked text."""
    segment, match = place.segment, place.match
    group = key(spec.extent) if spec.extent else 0
    start, end = match.span(group)
    if start < 0:
        return None
    extent = Extent(start, end)
    if "code" not in spec.rule.touches and segment.locked(extent):
        return None
    if spec.removes:
        return _report(spec, segment, extent, removes_segment=segment.removal is not None)
    if spec.template is None:
        return _report(spec, segment, extent, message=_message(spec, match))
    text = _template(spec, place).fill(match, spec.words)
    if text == segment.text[start:end]:
        return None
    found = _report(spec, segment, extent, Change(extent, text))
    display = spec.rule.applicability is Applicability.DISPLAY
    return found if found.fix is not None or display else None


def _template(spec: RuleSpec, place: Place) -> Template:
    british = spec.british is not None and place.analysis.profile.variety == "gb"
    template = spec.british_template if british else spec.template
    assert template is not None  # else the rule removes, or only tells
    return template


def _message(spec: RuleSpec, match: Any) -> str:
    """What the rule says, and what its hint says of this match."""
    if spec.hint is None:
        return spec.rule.message
    return f"{spec.rule.message}: {spec.hint.fill(match, spec.words)}"


def _report(
    spec: RuleSpec,
    segment: Segment,
    extent: Extent,
    *changes: Change,
    message: str = "",
    removes_segment: bool = False,
) -> Finding:
    return finding(
        segment,
        spec.rule,
        extent,
        *changes,
        message=message,
        priority=spec.priority,
        confidence=spec.confidence,
        removes_segment=removes_segment,
    )
