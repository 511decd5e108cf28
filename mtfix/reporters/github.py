"""Workflow commands for GitHub Actions, which shows them beside the lines of a pull request.

GitHub shows ten warnings, ten notices and ten errors of a step and drops the others without a
word. A line of prose is often a whole paragraph, so what is found in one line is one annotation,
and the last line of the output counts those that stand in the log alone.
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mtfix.reporters import Result, View
    from mtfix.reporters._entries import Entry

SHOWN = 10  # annotations of one kind that GitHub shows for a step


def write(results: Iterable[Result], _view: View) -> Iterator[str]:
    """Yield a command for each line with findings: a warning where fixes apply, else a notice."""
    counts: Counter[str] = Counter()
    for result in results:
        for kind, properties, messages in _annotations(result):
            counts[kind] += 1
            yield _command(kind, properties, messages)
    more = sum(max(0, count - SHOWN) for count in counts.values())
    if more:
        yield (
            f"mtfix: {more} of {counts.total()} annotations stand only in this log: GitHub shows "
            f"{SHOWN} of a kind\n"
        )


def _annotations(result: Result) -> Iterator[tuple[str, dict[str, object], list[str]]]:
    """Yield kind, properties and messages of each command for a file."""
    path: dict[str, object] = {"file": result.path}
    if result.patch is None:
        yield "error", path | {"title": "mtfix"}, [result.error]
        return
    places = Places(result.patch.before)
    groups: dict[tuple[int, str], list[Entry]] = {}
    for entry in entries(result.patch):
        kind = "warning" if entry.applied else "notice"
        groups.setdefault((places.at(entry.span.start)[0], kind), []).append(entry)
    for (_, kind), group in groups.items():
        place = _place(group, places) if has_lines(result) else {}
        messages = []
        for entry in group:
            line, column = places.at(entry.span.start)
            message = told(entry, result.patch.before)
            messages.append(f"{result.path}:{line}:{column}: {entry.rule}: {message}")
        yield kind, path | place | {"title": _title(group)}, messages
    for trouble in result.patch.troubles:
        yield "error", path | {"title": "mtfix"}, [f"{result.path}: {trouble}"]


def _title(group: Sequence[Entry]) -> str:
    if len(group) == 1:
        return f"{group[0].rule} [{group[0].applicability.label}]"
    return f"{len(group)} findings: {', '.join(dict.fromkeys(e.rule for e in group))}"


def _place(group: Sequence[Entry], places: Places) -> dict[str, object]:
    """Columns only of one place within one line: GitHub refuses others."""
    (line, column), (end, last) = places.at(group[0].span.start), places.last(group[0].span)
    if len(group) == 1 and line == end:
        return {"line": line, "col": column, "endLine": end, "endColumn": last}
    return {"line": line, "endLine": max(places.last(entry.span)[0] for entry in group)}


def _command(kind: str, properties: Mapping[str, object], messages: Iterable[str]) -> str:
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{kind} {given}::{'%0A'.join(map(_data, messages))}\n"


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    r"""A file's name may hold a line end or odd bytes, which must arrive as they are.

    >>> _property("a\n: 100%\x1b")
    'a%0A%3A 100%25␛'
    """
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return harmless(escaped.replace(":", "%3A").replace(",", "%2C")).replace("\t", " ")
