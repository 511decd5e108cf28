"""What the JSON reporters say of a file and of a finding; docs/json.schema.json describes it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from mtfix.reporters._entries import entries
from mtfix.reporters._excerpt import Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.model import Edit, Span
    from mtfix.reporters import Result, View
    from mtfix.reporters._entries import Entry

SCHEMA = 1  # grows when a field changes its meaning or goes; new fields leave it as it is

_SURROGATE = re.compile("[\ud800-\udfff]")


def dump(value: object) -> str:
    r"""JSON in plain letters; bytes that are no UTF-8 stand as `\udcXX`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def head(view: View) -> dict[str, object]:
    """What tells one run from another."""
    return {"schema": SCHEMA, "version": view.version, "rules": view.rules_hash}


def findings(result: Result, view: View) -> Iterator[dict[str, object]]:
    """Yield what was found in a file, in the order of the text."""
    if result.patch is not None:
        places = Places(result.patch.before)
        for entry in entries(result.patch):
            yield _finding(entry, places, view)


def excluded(result: Result) -> Iterator[dict[str, object]]:
    """Yield what filters took out, each with the filter and its reason."""
    if result.patch is not None and result.patch.excluded:
        places = Places(result.patch.before)
        for one in result.patch.excluded:
            yield {
                "rule": one.finding.rule,
                "span": _span(one.finding.span, places),
                "fingerprint": one.finding.fingerprint,
                "by": one.by,
                "reason": one.reason,
            }


def troubles(result: Result) -> list[str]:
    """What went wrong with rules on the way."""
    return list(result.patch.troubles) if result.patch is not None else []


def _finding(entry: Entry, places: Places, view: View) -> dict[str, object]:
    found = entry.finding
    out: dict[str, object] = {
        "rule": found.rule,
        "message": found.message,
        "applicability": found.applicability.label,
        "span": _span(entry.span, places),
        "status": "applied" if entry.applied else "held" if entry.held else "advice",
        "held": entry.held or None,
        "note": found.note or None,
        "also": list(found.also),
        "evidence": found.evidence or None,
        "fingerprint": found.fingerprint,
        "fix": None,
    }
    if found.fix is not None:
        out["fix"] = {"title": found.fix.title, "edits": _edits(entry.edits, places)}
    if entry.applied is not None:
        out["index"] = entry.applied.index
        out["requires"] = sorted(entry.applied.requires)
    if view.explain and (rule := view.rules.get(found.rule)) is not None:
        out["why"] = rule.why
    return out


def _edits(edits: Sequence[Edit], places: Places) -> list[dict[str, object]]:
    return [{"span": _span(e.span, places), "text": e.text} for e in edits]


def _span(span: Span, places: Places) -> dict[str, object]:
    line, column = places.at(span.start)
    return {"start": span.start, "end": span.end, "line": line, "column": column}
