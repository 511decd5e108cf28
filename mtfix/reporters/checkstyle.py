"""Checkstyle's XML, which most build servers read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from mtfix.reporters._entries import entries
from mtfix.reporters._excerpt import Places
from mtfix.reporters._safe import legible, one_line
from mtfix.reporters._told import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.reporters import Result, View


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """Yield the document, a file at a time; files without a finding are in it, too."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<!-- mtfix {view.version} -->\n<checkstyle version="4.3">\n'
    for result in results:
        yield f"  <file{_attributes(name=legible(result.path))}>\n"
        yield from _errors(result)
        yield "  </file>\n"
    yield "</checkstyle>\n"


def _errors(result: Result) -> Iterator[str]:
    if result.patch is None:
        yield _error(1, 1, "error", result.error, "mtfix")
        return
    places = Places(result.patch.before)
    for entry in entries(result.patch):
        severity = "warning" if entry.applied else "info"
        line, column = places.at(entry.span.start)
        message = told(entry, result.patch.before)
        yield _error(line, column, severity, message, f"mtfix.{entry.rule}")


def _error(line: int, column: int, severity: str, message: str, source: str) -> str:
    given = _attributes(
        line=line, column=column, severity=severity, message=one_line(message), source=source
    )
    return f"    <error{given}/>\n"


def _attributes(**given: object) -> str:
    return "".join(f" {name}={quoteattr(str(value))}" for name, value in given.items())
