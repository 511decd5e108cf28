"""Runs the rules that look into code and HTML blocks: `within` in a rule file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mtfix.model import Edit, Finding, Fix, Span
from mtfix.rulebook.triggers import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Listing
    from mtfix.rulebook.spec import RuleSpec


def check_listings(spec: RuleSpec, analysis: Analysis, timeout: float) -> Iterator[Finding]:
    """Yield what one rule finds in the listings of the kind and the languages that it names.

    Raises TimeoutError where the pattern takes too long.
    """
    text = analysis.document.text
    kind, _, languages = spec.within.partition(":")
    for listing in analysis.document.listings:
        if listing.kind != kind or (languages and not _speaks(listing, languages)):
            continue
        raw = text[listing.span.start : listing.span.end]
        if spec.triggers is not None and not any(bare(t) in raw for t in spec.triggers):
            continue
        for match in spec.compiled.finditer(raw, timeout=timeout):
            found = _finding(spec, match, listing.span.start)
            if found is not None:
                yield found


def _speaks(listing: Listing, languages: str) -> bool:
    return (listing.language or "plain") in languages.split(",")


def _finding(spec: RuleSpec, match: Any, offset: int) -> Finding | None:
    start, end = match.span(spec.group)
    span = Span(offset + start, offset + end)
    fix = None
    if spec.template is not None:
        text = spec.template.fill(match, spec.words)
        if text == match[spec.group]:
            return None
        rule = spec.rule
        edits = (Edit(span, text),)
        fix = Fix(edits, rule.applicability, rule.message, spec.priority, spec.confidence)
    return Finding(spec.rule.id, span, spec.rule.message, fix, touches=spec.rule.touches)
