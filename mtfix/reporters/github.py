"""Workflow commands for GitHub Actions, which shows them beside the lines of a pull request.

GitHub shows ten warnings, ten notices and ten errors of a step and drops the others without a
word; so the last line counts what stands in the log alone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mtfix.reporters._entries import entries
from mtfix.reporters._excerpt import Places
from mtfix.reporters._ink import harmless
from mtfix.reporters._safe import one_line
from mtfix.reporters._told import has_lines, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mtfix.model import Span
    from mtfix.reporters import Result, View

SHOWN = 10  # annotations of one kind that GitHub shows for a step


def write(results: Iterable[Result], _view: View) -> Iterator[str]:
    """Yield a command for each finding: a warning where a fix applies, else a notice."""
    counts: Counter[str] = Counter()
    for result in results:
        for kind, properties, message in _annotations(result):
            counts[kind] += 1
            yield _command(kind, properties, message)
    more = sum(max(0, count - SHOWN) for count in counts.values())
    if more:
        yield (
            f"mtfix: {more} of {counts.total()} annotations stand only in this log: GitHub shows "
            f"{SHOWN} of a kind\n"
        )


def _annotations(result: Result) -> Iterator[tuple[str, dict[str, object], str]]:
    path: dict[str, object] = {"file": result.path}
    if result.patch is None:
        yield "error", path | {"title": "mtfix"}, result.error
        return
    places = Places(result.patch.before)
    lines = has_lines(result)
    for entry in entries(result.patch):
        line, column = places.at(entry.span.start)
        message = f"{result.path}:{line}:{column}: {told(entry, result.patch.before)}"
        kind = "warning" if entry.applied else "notice"
        place = _place(entry.span, places) if lines else {}
        title = {"title": f"{entry.rule} [{entry.applicability.label}]"}
        yield kind, path | place | title, message
    for trouble in result.patch.troubles:
        yield "error", path | {"title": "mtfix"}, f"{result.path}: {trouble}"


def _place(span: Span, places: Places) -> dict[str, object]:
    """Columns only where the place is one line: GitHub refuses them otherwise."""
    (line, column), (end, end_column) = places.at(span.start), places.last(span)
    if line == end:
        return {"line": line, "col": column, "endLine": end, "endColumn": end_column}
    return {"line": line, "endLine": end}


def _command(kind: str, properties: Mapping[str, object], message: str) -> str:
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{kind} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    r"""A file's name may hold a line end or odd bytes, which must arrive as they are.

    >>> _property("a\n: 100%\x1b")
    'a%0A%3A 100%25␛'
    """
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return harmless(escaped.replace(":", "%3A").replace(",", "%2C")).replace("\t", " ")
