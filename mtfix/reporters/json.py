"""Everything as one JSON document, for programs. docs/json.md describes it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from mtfix.reporters._entries import entries
from mtfix.reporters._excerpt import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtfix.model import Edit, Excluded, Span
    from mtfix.reporters import Result, View
    from mtfix.reporters._entries import Entry

SCHEMA = 1  # grows when a field changes its meaning or goes; new fields leave it as it is

_SURROGATE = re.compile("[\ud800-\udfff]")


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """Yield one document, a file at a time, so that a long run needs no memory."""
    head = {"schema": SCHEMA, "version": view.version, "rules": view.rules_hash}
    yield _dump(head)[:-1] + ',"files":['
    for number, result in enumerate(results):
        yield (",\n" if number else "\n") + _dump(_file(result, view))
    yield "\n]}\n"


def _dump(value: object) -> str:
    r"""JSON in plain letters; bytes that are no UTF-8 stand as `\udcXX`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _file(result: Result, view: View) -> dict[str, object]:
    if result.patch is None:
        return {
            "path": result.path,
            "error": result.error,
            "findings": [],
            "excluded": [],
            "troubles": [],
        }
    places = Places(result.patch.before)
    return {
        "path": result.path,
        "error": None,
        "findings": [_finding(e, places, view) for e in entries(result.patch)],
        "excluded": [_excluded(e, places) for e in result.patch.excluded],
        "troubles": list(result.patch.troubles),
    }


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


def _excluded(excluded: Excluded, places: Places) -> dict[str, object]:
    found = excluded.finding
    return {
        "rule": found.rule,
        "span": _span(found.span, places),
        "fingerprint": found.fingerprint,
        "by": excluded.by,
        "reason": excluded.reason,
    }


def _edits(edits: Sequence[Edit], places: Places) -> list[dict[str, object]]:
    return [{"span": _span(e.span, places), "text": e.text} for e in edits]


def _span(span: Span, places: Places) -> dict[str, object]:
    line, column = places.at(span.start)
    return {"start": span.start, "end": span.end, "line": line, "column": column}
