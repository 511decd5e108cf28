"""Findings for people: one line each, with place, rule and message, and the change below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.reporters._entries import entries
from mtfix.reporters._excerpt import Places, excerpts
from mtfix.reporters._ink import BOLD, CYAN, DIM, harmless, ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.reporters import Result, View
    from mtfix.reporters._entries import Entry

INDENT = "    "


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """Yield the lines for each file's findings, in the order of their places."""
    for result in results:
        if result.patch is None:
            continue
        places = Places(result.patch.before)
        for entry in entries(result.patch, excluded=view.excluded):
            line, column = places.at(entry.span.start)
            yield _headline(f"{harmless(result.path)}:{line}:{column}:", entry, view)
            for excerpt in excerpts(result.patch.before, entry.edits, color=view.color):
                yield f"{INDENT}{excerpt}\n"
            if entry.excluded:
                yield f"{INDENT}left out: {harmless(entry.excluded)}\n"
            if view.explain:
                yield from _reasons(entry, view)


def _headline(place: str, entry: Entry, view: View) -> str:
    level = f"[{entry.applicability.label}]"
    if not view.color:
        return f"{place} {entry.rule} {entry.message} {level}\n"
    return f"{ink(place, BOLD)} {ink(entry.rule, CYAN)} {entry.message} {ink(level, DIM)}\n"


def _reasons(entry: Entry, view: View) -> Iterator[str]:
    rule = view.rules.get(entry.rule)
    if rule is not None and rule.why:
        yield f"{INDENT}why: {' '.join(rule.why.split())}\n"
    if entry.finding.evidence:
        yield f"{INDENT}evidence: {harmless(entry.finding.evidence)}\n"
    if entry.also:
        yield f"{INDENT}also seen by: {', '.join(entry.also)}\n"
    if entry.note:
        yield f"{INDENT}no fix: {entry.note}\n"
    if entry.held:
        yield f"{INDENT}held: {entry.held}\n"
