"""Why something is marked: the fault, its cause, and what a fix would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from mtfix.lsp.diagnostics import range_of
from mtfix.reporters._excerpt import excerpts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.lsp.inspection import Seen
    from mtfix.model import Finding, Rule, Span

_TRUST = {
    "safe": "safe to apply",
    "unsafe": "to be looked at before it is applied",
    "display": "advice",
}


def hover(seen: Seen, offset: int, *, markdown: bool) -> types.Hover | None:
    """What there is to say of the findings at an offset, None where there are none."""
    found = [f for f in seen.findings if covers(f.span, offset)]
    if not found:
        return None
    rules = seen.view.rules if seen.view else {}
    blocks = [_block(f, rules.get(f.rule), seen.text.content, markdown=markdown) for f in found]
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    between = "\n\n---\n\n" if markdown else "\n\n"
    return types.Hover(
        contents=types.MarkupContent(kind=kind, value=between.join(blocks)),
        range=range_of(found[0].span, seen.text.lines),
    )


def covers(span: Span, offset: int) -> bool:
    """Whether a stretch holds an offset or borders on it."""
    return span.start <= offset <= span.end


def _block(found: Finding, rule: Rule | None, text: str, *, markdown: bool) -> str:
    edits = found.fix.edits if found.fix else ()
    code, bold = ("`", "**") if markdown else ("", "")
    lines = [f"{bold}{_plain(found.message, markdown=markdown)}{bold} {code}{found.rule}{code}"]
    if found.fix:
        lines += _change(list(excerpts(text, edits)), markdown=markdown)
    if rule is not None and rule.why:
        lines.append(_plain(" ".join(rule.why.split()), markdown=markdown))
    lines += [_plain(note, markdown=markdown) for note in _notes(found)]
    return "\n\n".join(lines)


def _change(shown: Sequence[str], *, markdown: bool) -> list[str]:
    if not markdown:
        return list(shown)
    body = "\n".join(shown)
    fence = "```"
    while fence in body:
        fence += "`"
    return [f"{fence}text\n{body}\n{fence}"]


def _notes(found: Finding) -> Iterator[str]:
    yield f"The fix is {_TRUST[found.applicability.label]}." if found.fix else "There is no fix."
    if found.note:
        yield f"No fix: {found.note}."
    if found.also:
        yield f"Also seen by {', '.join(found.also)}."


def _plain(text: str, *, markdown: bool) -> str:
    """Text that stays text: what Markdown would take for markup is escaped."""
    if not markdown:
        return text
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~&" else c for c in text)
