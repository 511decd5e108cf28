"""SARIF 2.1.0, the exchange format of checkers, with a fix for each finding that has one."""

from __future__ import annotations

import json
import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from mtfix.explanation import markdown, plain
from mtfix.model import Applicability
from mtfix.reporters._entries import entries
from mtfix.reporters._excerpt import Places
from mtfix.reporters._safe import legible, one_line
from mtfix.reporters._told import has_lines, told
from mtfix.unified import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtfix.model import Edit, Rule, Span
    from mtfix.patch import Patch
    from mtfix.reporters import Result, View
    from mtfix.reporters._entries import Entry

WANTS_RULES = True  # View.rules has all of them

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
_PRECISION = {
    Applicability.SAFE: "very-high",
    Applicability.UNSAFE: "medium",
    Applicability.DISPLAY: "low",
}

Json = dict[str, object]


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """Yield one run. The results come first, so that rules and notices need no second look."""
    run = _Run(view)
    yield f'{{"$schema":"{_SCHEMA}","version":"2.1.0","runs":[{{\n"results":['
    between = "\n"
    for result in results:
        for found in run.results(result):
            yield between + _dump(found)
            between = ",\n"
    yield "\n],\n" + _dump(run.rest())[1:-1] + "\n}]}\n"


class _Run:
    """Numbers the rules as they come, and keeps what went wrong for the end."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._rules: dict[str, int] = {}
        self._notices: list[Json] = []
        self._failed = False

    def results(self, result: Result) -> Iterator[Json]:
        where = _artifact(result.path)
        patch = result.patch
        if patch is None:
            self._failed = True
            self._notice(where, result.error, "error")
            return
        places = Places(patch.before)
        for entry in entries(patch, excluded=self._view.excluded):
            yield self._result(entry, result, patch, places)
        for trouble in patch.troubles:
            self._notice(where, trouble, "warning")

    def _result(self, entry: Entry, result: Result, patch: Patch, places: Places) -> Json:
        where = _artifact(result.path)
        physical: Json = {"artifactLocation": where}
        if has_lines(result):
            physical["region"] = _region(entry.span, places)
        out: Json = {
            "ruleId": entry.rule,
            "ruleIndex": self._rules.setdefault(entry.rule, len(self._rules)),
            "level": "warning" if entry.applied else "note",
            "message": {"text": _braces(told(entry, patch.before))},
            "locations": [{"physicalLocation": physical}],
            "partialFingerprints": {
                "primaryLocationLineHash": f"{entry.finding.fingerprint}:1",
                "mtfix/v1": entry.finding.fingerprint,
            },
            "properties": _properties(entry),
        }
        if entry.excluded:
            kind = "inSource" if entry.excluded.startswith("suppression") else "external"
            why = one_line(entry.excluded)
            out["suppressions"] = [{"kind": kind, "justification": why}]
        edits = _by_itself(entry, patch)
        if edits and has_lines(result) and not any(map(_unwritable, edits)):
            replacements = [_replacement(edit, places) for edit in edits]
            change = {"artifactLocation": where, "replacements": replacements}
            title = one_line(entry.finding.fix.title) if entry.finding.fix else ""
            out["fixes"] = [
                {
                    "description": {"text": _braces(title or entry.rule)},
                    "artifactChanges": [change],
                }
            ]
        return out

    def _notice(self, where: Json, message: str, level: str) -> None:
        place = {"physicalLocation": {"artifactLocation": where}}
        text = {"text": _braces(one_line(message))}
        self._notices.append({"level": level, "message": text, "locations": [place]})

    def rest(self) -> Json:
        """What a run has beside its results."""
        known = self._view.rules
        driver = {
            "name": "mtfix",
            "semanticVersion": self._view.version,
            "rules": [_rule(known[r]) if r in known else {"id": r} for r in self._rules],
            "properties": {"rulesHash": self._view.rules_hash},
        }
        invocation: Json = {"executionSuccessful": not self._failed}
        if self._notices:
            invocation["toolExecutionNotifications"] = self._notices
        return {
            "tool": {"driver": driver},
            "invocations": [invocation],
            "automationDetails": {"id": "mtfix/"},
            "columnKind": "utf16CodeUnits",
            "newlineSequences": ["\r\n", "\n"],
            "originalUriBaseIds": {_ROOT: {"description": {"text": "where mtfix ran"}}},
        }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _braces(text: str) -> str:
    """In a message of SARIF braces are placeholders, and doubled ones are braces."""
    return text.replace("{", "{{").replace("}", "}}")


def _artifact(path: str) -> Json:
    """Where a file is, as a URI: every byte of a name that is no letter is written `%XX`."""
    uri = quote(os.fsencode(path.replace(os.sep, "/")))
    if PurePosixPath(path).is_absolute() or os.path.isabs(path):  # noqa: PTH117 - a string, no file
        return {"uri": f"file://{uri if uri.startswith('/') else '/' + uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _region(span: Span, places: Places) -> Json:
    """Lines and columns from 1, the end behind the last character."""
    (line, column), (end, end_column) = map(places.at_utf16, (span.start, span.end))
    return {"startLine": line, "startColumn": column, "endLine": end, "endColumn": end_column}


def _replacement(edit: Edit, places: Places) -> Json:
    out: Json = {"deletedRegion": _region(edit.span, places)}
    return out | {"insertedContent": {"text": edit.text}} if edit.text else out


def _unwritable(edit: Edit) -> bool:
    """Whether an edit inserts what JSON cannot carry, bytes that are no UTF-8."""
    return any("\ud800" <= c <= "\udfff" for c in edit.text)


def _by_itself(entry: Entry, patch: Patch) -> Sequence[Edit]:
    """The edits that make this fix alone; with those that it needs, they are one change."""
    applied = entry.applied
    if applied is None or not applied.requires:
        return entry.edits
    return [changed(patch.before, patch.subset(patch.closure([applied])).after)]


def _properties(entry: Entry) -> Json:
    out: Json = {"applicability": entry.applicability.label}
    out |= {"held": one_line(entry.held)} if entry.held else {}
    return out | ({"also": list(entry.also)} if entry.also else {})


def _rule(rule: Rule) -> Json:
    safe = rule.applicability is Applicability.SAFE
    out: Json = {
        "id": rule.id,
        "shortDescription": {"text": _braces(one_line(rule.message))},
        "help": {"text": legible(plain(rule)), "markdown": legible(markdown(rule))},
        "defaultConfiguration": {"level": "warning" if safe else "note"},
        "properties": {
            "tags": ["prose", "machine-translation", rule.category],
            "precision": _PRECISION[rule.applicability],
            "problem.severity": "warning" if safe else "recommendation",
        },
    }
    if rule.why:
        out["fullDescription"] = {"text": _braces(one_line(rule.why))}
    return out
