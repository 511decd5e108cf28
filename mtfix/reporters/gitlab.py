"""A Code Quality report for GitLab: a JSON array with a fingerprint for each finding.

GitLab drops findings that share a fingerprint, and takes one with a new fingerprint for new; so
the path goes into it, and the n-th of several that are the same has its number.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from mtfix.reporters._entries import entries
from mtfix.reporters._excerpt import Places
from mtfix.reporters._safe import legible, one_line
from mtfix.reporters._told import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.model import Span
    from mtfix.reporters import Result, View


def write(results: Iterable[Result], _view: View) -> Iterator[str]:
    """Yield the array, an element at a time."""
    seen: Counter[str] = Counter()
    yield "["
    between = "\n"
    for result in results:
        for issue in _issues(result, seen):
            yield between + json.dumps(issue, ensure_ascii=False)
            between = ",\n"
    yield "\n]\n"


def _issues(result: Result, seen: Counter[str]) -> Iterator[dict[str, object]]:
    if result.patch is None:
        yield _issue(result.path, "mtfix", result.error, "major", (1, 1), _name(result, "", seen))
        return
    places = Places(result.patch.before)
    for entry in entries(result.patch):
        severity = "minor" if entry.applied else "info"
        name = _name(result, f"{entry.rule}\0{entry.finding.fingerprint}", seen)
        message = told(entry, result.patch.before)
        yield _issue(result.path, entry.rule, message, severity, _lines(entry.span, places), name)


def _issue(
    path: str, rule: str, message: str, severity: str, lines: tuple[int, int], fingerprint: str
) -> dict[str, object]:
    return {
        "description": one_line(message),
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": legible(path), "lines": {"begin": lines[0], "end": lines[1]}},
    }


def _lines(span: Span, places: Places) -> tuple[int, int]:
    return places.at(span.start)[0], places.last(span)[0]


def _name(result: Result, finding: str, seen: Counter[str]) -> str:
    key = f"{result.path}\0{finding}"
    seen[key] += 1
    data = f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:32]
