"""Edits to a unified diff that `git apply` and `patch -p1` take.

The hunks come from the edits themselves: no search for differences, so a hunk can name the
rules that made it, and a long text costs no more than its changes.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.model import Edit, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Sequence


class Mark(Struct, frozen=True):
    """Where a rule changed something, to be named in the header of the hunk."""

    span: Span
    rule: str


class LineChange(Struct):
    """Lines [start, end) of the text before, what they become, and the rules behind it."""

    start: int
    end: int
    new: list[str]
    rules: list[str]


def diff(text: str, edits: Sequence[Edit], marks: Sequence[Mark], path: str, context: int) -> str:
    """The unified diff of `edits`, which are in order and do not overlap; "" without any."""
    lines = split_lines(text)
    changes = line_changes(text, edits, marks)
    if not changes:
        return ""
    out = [_header("---", "a", path), _header("+++", "b", path)]
    shift = 0
    for hunk in _hunks(changes, max(context, 0)):
        body, old, new, start = _body(lines, hunk, max(context, 0))
        rules = ", ".join(dict.fromkeys(r for c in hunk for r in c.rules))
        ranges = f"-{_range(start, old)} +{_range(start + shift, new)}"
        out += (f"@@ {ranges} @@ {rules}\n" if rules else f"@@ {ranges} @@\n", *body)
        shift += new - old
    return "".join(out)


def changed(before: str, after: str) -> Edit:
    """The one edit without the common ends that leads from before to after."""
    lo, top = 0, min(len(before), len(after))
    while lo < top and before[lo] == after[lo]:
        lo += 1
    tail = 0
    while tail < top - lo and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Edit(Span(lo, len(before) - tail), after[lo : len(after) - tail])


def split_lines(text: str) -> list[str]:
    r"""Lines with their `\\n`, which is all that git and patch take for a line's end."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def line_changes(text: str, edits: Sequence[Edit], marks: Sequence[Mark] = ()) -> list[LineChange]:
    """The lines that edits change, in order and without overlap."""
    lines = split_lines(text)
    starts = [0, *accumulate(len(line) for line in lines)]
    changes = _changes(text, lines, starts, edits, marks)
    return [c for c in changes if lines[c.start : c.end] != c.new]


def _changes(
    text: str, lines: list[str], starts: list[int], edits: Sequence[Edit], marks: Sequence[Mark]
) -> list[LineChange]:
    groups: list[tuple[int, int, list[Edit]]] = []
    for edit in edits:
        first = min(bisect_right(starts, edit.span.start) - 1, max(len(lines) - 1, 0))
        last = max(first, bisect_right(starts, edit.span.end) - 1)
        # an edit that ends where a line begins changes that line only if it leaves no newline
        if (
            last > first
            and starts[min(last, len(lines))] == edit.span.end
            and (edit.text.endswith("\n") or (not edit.text and _at_line_start(starts, edit)))
        ):
            last -= 1
        end = min(last + 1, len(lines))
        if groups and first < groups[-1][1]:
            lo, hi, own = groups.pop()
            groups.append((lo, max(hi, end), [*own, edit]))
        else:
            groups.append((first, end, [edit]))
    out = []
    for first, end, own in groups:
        lo = starts[first]
        old = text[lo : starts[end]]
        local = [Edit(Span(e.span.start - lo, e.span.end - lo), e.text) for e in own]
        span = Span(lo, starts[end])
        out.append(
            LineChange(first, end, split_lines(apply_edits(old, local)), _rules(marks, span))
        )
    return out


def _at_line_start(starts: list[int], edit: Edit) -> bool:
    at = bisect_right(starts, edit.span.start) - 1
    return starts[at] == edit.span.start


def _rules(marks: Sequence[Mark], span: Span) -> list[str]:
    """The rules of the marks in a stretch; a deletion that ends where it begins is none of it."""
    return [
        m.rule
        for m in marks
        if m.span.start < span.end and (span.start < m.span.end or span.start == m.span.start)
    ]


def _hunks(changes: list[LineChange], context: int) -> list[list[LineChange]]:
    hunks: list[list[LineChange]] = []
    for change in changes:
        if hunks and change.start - hunks[-1][-1].end <= 2 * context:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    return hunks


def _body(
    lines: list[str], hunk: list[LineChange], context: int
) -> tuple[list[str], int, int, int]:
    """The lines of a hunk, how many it has of each side, and where it starts."""
    start = max(0, hunk[0].start - context)
    end = min(len(lines), hunk[-1].end + context)
    out, at, removed, added = [], start, 0, 0
    for change in hunk:
        out += [_line(" ", line) for line in lines[at : change.start]]
        out += [_line("-", line) for line in lines[change.start : change.end]]
        out += [_line("+", line) for line in change.new]
        removed += change.end - change.start
        added += len(change.new)
        at = change.end
    out += [_line(" ", line) for line in lines[at:end]]
    old = end - start
    return out, old, old - removed + added, start


def _line(sign: str, line: str) -> str:
    if line.endswith("\n"):
        return sign + line
    return f"{sign}{line}\n\\ No newline at end of file\n"


def _range(start: int, count: int) -> str:
    if count == 1:
        return str(start + 1)
    return f"{start + 1 if count else start},{count}"


def _header(sign: str, side: str, path: str) -> str:
    """A file line; a tab ends a name with spaces, and odd characters are quoted as git does."""
    name = f"{side}/{path.lstrip('/')}"
    if any(c in '"\\' or ord(c) < 32 for c in name):
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        escaped = escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
        return f'{sign} "{escaped}"\n'
    return f"{sign} {name}" + ("\t\n" if " " in name else "\n")
