"""A finding as the editor shows it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from lsprotocol import types
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.lsp.inspection import Seen
    from mtfix.lsp.positions import Lines
    from mtfix.lsp.settings import Settings
    from mtfix.model import Edit, Finding, Span

SOURCE = "mtfix"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "information": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}


class Looks(Struct, frozen=True):
    """What the editor can show of a mark beside its words."""

    tags: bool = False
    links: bool = False


def diagnostics(seen: Seen, settings: Settings, looks: Looks) -> list[types.Diagnostic]:
    """What was seen, in the order of the text."""
    return list(_diagnostics(seen, settings, looks))


def _diagnostics(seen: Seen, settings: Settings, looks: Looks) -> Iterator[types.Diagnostic]:
    rules = seen.view.rules if seen.view and settings.site and looks.links else {}
    for found in seen.findings:
        severity = _SEVERITIES.get(settings.severity(found.applicability))
        if severity is None:
            continue
        mark = diagnostic(found, seen.text.lines, severity, tags=looks.tags)
        rule = rules.get(found.rule)
        if rule is not None and not PurePath(rule.origin).is_absolute():  # one of ours
            mark.code_description = types.CodeDescription(_page(settings.site, found.rule))
        yield mark


def _page(site: str, rule: str) -> str:
    return f"{site.rstrip('/')}/catalogue/{quote(rule)}.html"


def diagnostic(
    found: Finding, lines: Lines, severity: types.DiagnosticSeverity, *, tags: bool
) -> types.Diagnostic:
    return types.Diagnostic(
        range=range_of(found.span, lines),
        message=f"{found.message} ({found.note})" if found.note else found.message,
        severity=severity,
        code=found.rule,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if tags and _only_goes(found) else None,
        data={"fingerprint": found.fingerprint, "applicability": found.applicability.label},
    )


def fingerprint_of(mark: types.Diagnostic) -> str:
    """The fingerprint of the finding that a diagnostic of ours shows, else ""."""
    return str(mark.data.get("fingerprint", "")) if isinstance(mark.data, dict) else ""


def _only_goes(found: Finding) -> bool:
    """Whether all that is marked would go, which an editor shows faded."""
    edits = found.fix.edits if found.fix else ()
    return (
        bool(edits)
        and all(not e.text for e in edits)
        and (
            (edits[0].span.start, edits[-1].span.end) == (found.span.start, found.span.end)
            and sum(e.span.end - e.span.start for e in edits) == found.span.end - found.span.start
        )
    )


def range_of(span: Span, lines: Lines) -> types.Range:
    """A stretch that can be seen: where it is empty, with the character before or behind it."""
    start, end = span.start, span.end
    if start == end:
        text = lines.text
        if end < len(text) and text[end] not in "\r\n":
            end += 1
        elif start and text[start - 1] not in "\r\n":
            start -= 1
    return types.Range(start=_position(start, lines), end=_position(end, lines))


def text_edit(edit: Edit, lines: Lines) -> types.TextEdit:
    r"""The edit as an editor can do it: it cannot part a `\r` from its `\n`."""
    start, end, text = edit.span.start, edit.span.end, edit.text
    if lines.splits_newline(start):
        start, text = start - 1, f"\r{text}"
    if lines.splits_newline(end):
        end, text = end + 1, f"{text}\n"
    place = types.Range(start=_position(start, lines), end=_position(end, lines))
    return types.TextEdit(range=place, new_text=text)


def _position(offset: int, lines: Lines) -> types.Position:
    line, character = lines.position(offset)
    return types.Position(line=line, character=character)
