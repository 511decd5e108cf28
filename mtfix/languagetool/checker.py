"""LanguageTool as a checker like any other: it reads an analysis and reports."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mtfix.languagetool.chunks import pieces
from mtfix.languagetool.classes import SPELLING, classes
from mtfix.languagetool.client import Parameters
from mtfix.languagetool.evidence import objection
from mtfix.languagetool.merging import merged
from mtfix.languagetool.naming import known_rules, rule_for, weight
from mtfix.languagetool.prepare import sendable
from mtfix.languagetool.service import Service
from mtfix.model import Applicability, Change, Extent, Finding, Trouble
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.languagetool.hit import Hit
    from mtfix.model import Rule, Segment

NAME = "languagetool"
NEXT_WORD = 3  # characters from the end of a match into the next word: a space, a quotation mark
VARIETIES = {"us": "en-US", "gb": "en-GB"}


class LanguageToolChecker:
    """The pass. One is made for a server, and keeps its way to it."""

    defers = True  # where a rule of mtfix's own sees the same fault, that finding stands

    def __init__(self, url: str = "") -> None:
        self._service = Service(url)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return known_rules()

    def check(self, analysis: Analysis) -> Iterator[Finding | Trouble]:
        """Yield what LanguageTool finds and its class does not turn off."""
        asked = list(_asked(analysis))
        if not asked:
            return
        parameters = _parameters(VARIETIES.get(analysis.profile.variety, "en-US"))
        told = self._service.ask([text for _, _, text in asked], parameters)
        for number, (index, start, _) in enumerate(asked):
            segment = None
            for hit in told.answers.get(number, ()):
                segment = segment or analysis.document.segments[index]
                found = _finding(hit, start, segment, analysis)
                if found is not None:
                    yield found
        if told.problem:
            yield Trouble(NAME, told.problem)


def _parameters(language: str) -> Parameters:
    known = classes()
    speller = SPELLING + language.replace("-", "_").upper()
    # the speller takes a third of the server's time, so it is named even where a family says it
    silent = (speller,) if known.of(speller, "TYPOS").level is None else ()
    return Parameters(
        language,
        tuple(sorted({*known.disabled_rules, *silent})),
        (*known.enabled_rules, merged().sentinel),
        known.disabled_categories,
    )


def _asked(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    """Yield the segment, the place in it and the text of all that is to be checked."""
    document = analysis.document
    for index in analysis.scope:
        if not document.texts[index].strip():
            continue
        segment = document.segments[index]
        if segment.language.partition("-")[0] != "en":
            continue
        for start, text in pieces(sendable(segment)):
            yield index, start, text


def _finding(hit: Hit, start: int, segment: Segment, analysis: Analysis) -> Finding | None:
    rule = rule_for(hit.rule, hit.category)
    extent = Extent(hit.start + start, hit.end + start)
    if rule is None or segment.locked(_with_neighbours(extent)):
        return None
    hit = _shifted(hit, start)
    reason = objection(hit, segment, analysis)
    changes = () if reason else (Change(extent, hit.replacements[0]),)
    level = _level(hit, rule, segment, analysis)
    found = finding(
        segment,
        rule,
        extent,
        *changes,
        message=hit.message,
        applicability=level,
        priority=weight(rule),
    )
    return _noted(found, reason, rule.applicability)


def _level(hit: Hit, rule: Rule, segment: Segment, analysis: Analysis) -> Applicability:
    """How far the rule's fix can be trusted here: "the guns is going", says a man in a novel."""
    speech = classes().of(hit.rule, hit.category).speech
    if speech is None or speech >= rule.applicability:
        return rule.applicability
    told = analysis.facts.dialect or analysis.in_quotation(segment, hit.start)
    return speech if told else rule.applicability


def _with_neighbours(extent: Extent) -> Extent:
    """The place and the words beside it.

    What stands in for code tells nothing of the word before it: "an `i32`" is right.
    """
    return Extent(max(0, extent.start - NEXT_WORD), extent.end + NEXT_WORD)


def _shifted(hit: Hit, by: int) -> Hit:
    return replace(hit, start=hit.start + by, end=hit.end + by) if by else hit


def _noted(found: Finding, reason: str, level: Applicability) -> Finding:
    """The finding, with the reason where a fix would have been expected."""
    expected = reason and level > Applicability.DISPLAY and not found.note
    return replace(found, note=reason) if expected else found
