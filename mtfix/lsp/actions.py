"""What an editor can do about findings: one fix, all of a rule, or all that is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from msgspec import Struct

from mtfix.lsp.diagnostics import SOURCE, fingerprint_of, text_edit
from mtfix.lsp.inspection import sound, together
from mtfix.model import Applicability, Edit, Span, apply_edits
from mtfix.reporters._ink import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtfix.lsp.inspection import Seen
    from mtfix.lsp.texts import Text
    from mtfix.model import Finding

FIX_ALL = "source.fixAll.mtfix"
QUICK_FIX = types.CodeActionKind.QuickFix
LONGEST_TITLE = 60  # code points of the words before or after a fix
KINDS: tuple[str, ...] = (QUICK_FIX.value, FIX_ALL)


class Abilities(Struct, frozen=True):
    """What the editor can do with an action."""

    resolve: bool = False  # asks for the edit of the action that was chosen
    versions: bool = False  # takes edits for one version of a text, and refuses them later


def wants(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an action of a kind is asked for.

    >>> wants("source.fixAll.mtfix", ["source.fixAll"]), wants("quickfix", ["source"])
    (True, False)
    """
    return only is None or any(kind == o or kind.startswith(f"{o}.") or not o for o in only)


def near(seen: Seen, start: int, end: int) -> list[Finding]:
    """The findings with a fix in a stretch of the text or at its edges."""
    return [f for f in seen.findings if f.fix and f.span.start <= end and start <= f.span.end]


def quick_fixes(
    seen: Seen, found: Sequence[Finding], shown: Iterable[types.Diagnostic], can: Abilities
) -> Iterator[types.CodeAction]:
    """Yield an action for each fix, and one for each rule that has more of them.

    `shown` are the marks that the editor has there, so that it can tell which one goes.
    """
    good = sound(seen, found)
    marks = {fingerprint_of(mark): mark for mark in shown}
    for finding in good:
        yield _one(seen, finding, marks.get(finding.fingerprint), can)
    rules = dict.fromkeys(f.rule for f in good if f.applicability > Applicability.DISPLAY)
    for rule in rules:
        level = min(f.applicability for f in good if f.rule == rule)
        chosen = together(seen, (f for f in seen.findings if f.rule == rule), level)
        if len(chosen) > 1:
            edits = (e for f in chosen if f.fix for e in f.fix.edits)
            yield types.CodeAction(
                title=f"Apply all {len(chosen)} fixes of {rule} in this text{_doubt(level)}",
                kind=QUICK_FIX,
                edit=workspace_edit(seen.text, edits, can),
            )


def fix_all(text: Text, level: Applicability) -> types.CodeAction:
    """The action that fixes all; its edit is found when it is chosen."""
    title = "Apply all safe fixes" if level is Applicability.SAFE else "Apply all fixes"
    return types.CodeAction(
        title=f"{title} ({SOURCE})", kind=FIX_ALL, data={"uri": text.uri, "revision": text.revision}
    )


def workspace_edit(text: Text, edits: Iterable[Edit], can: Abilities) -> types.WorkspaceEdit:
    ordered = sorted(edits, key=lambda e: e.span)
    made = [text_edit(edit, text.lines) for edit in ordered]
    if not can.versions:
        return types.WorkspaceEdit(changes={text.uri: made})
    document = types.OptionalVersionedTextDocumentIdentifier(uri=text.uri, version=text.version)
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(text_document=document, edits=list(made))]
    )


def _one(
    seen: Seen, found: Finding, mark: types.Diagnostic | None, can: Abilities
) -> types.CodeAction:
    edits = found.fix.edits if found.fix else ()
    level = found.applicability
    return types.CodeAction(
        title=f"{_title(seen.text.content, edits) or found.message}{_doubt(level)}",
        kind=QUICK_FIX,
        diagnostics=[mark] if mark else None,
        is_preferred=level is Applicability.SAFE or None,
        edit=workspace_edit(seen.text, edits, can),
    )


def _doubt(level: Applicability) -> str:
    return "" if level is Applicability.SAFE else f" ({level.label})"


def _title(text: str, edits: Sequence[Edit]) -> str:
    """What the fix does to the words that it touches, "" where that is too long to read."""
    lo, hi = edits[0].span.start, edits[-1].span.end
    while lo and not text[lo - 1].isspace():
        lo -= 1
    while hi < len(text) and not text[hi].isspace():
        hi += 1
    local = [Edit(Span(e.span.start - lo, e.span.end - lo), e.text) for e in edits]
    old, new = text[lo:hi], apply_edits(text[lo:hi], local)
    if max(len(old), len(new)) > LONGEST_TITLE:
        return ""
    old, new = harmless(_one_line(old)), harmless(_one_line(new))
    if old == new:  # only white space goes
        return ""
    return f"{old} → {new}" if new else f"Delete {old}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
