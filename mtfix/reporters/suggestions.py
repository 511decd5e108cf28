"""A pull-request review for GitHub's API: the fixes as suggestions that one click commits.

It is the body of a request that creates a review. GitHub takes one suggestion for a line, so the
fixes of a line, which in prose is often a whole paragraph, stand in one comment.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from mtfix.reporters._entries import entries
from mtfix.reporters._safe import legible, one_line
from mtfix.reporters._told import has_lines
from mtfix.unified import Mark, line_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mtfix.reporters import Result, View
    from mtfix.unified import LineChange

_FENCE = re.compile(r"`{3,}")
_RAW = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]|\r(?!\n)")
_BOM = "\ufeff"


def write(results: Iterable[Result], _view: View) -> Iterator[str]:
    """Yield one JSON object, its comments a file at a time."""
    yield '{"event":"COMMENT","comments":['
    between, number, others = "\n", 0, 0
    for result in results:
        comments = list(_comments(result))
        for comment in comments:
            yield between + json.dumps(comment, ensure_ascii=False)
            between = ",\n"
        number += len(comments)
        others += _others(result)
    yield f'\n],\n"body":{json.dumps(_body(number, others))}}}\n'


def _body(number: int, others: int) -> str:
    more = f" {others} more to read yourself: `mtfix check` shows them." if others else ""
    if not number:
        return f"mtfix has nothing to suggest.{more}"
    return f"mtfix suggests changes in {number} {'place' if number == 1 else 'places'}.{more}"


def _others(result: Result) -> int:
    """How many findings of a file are no suggestion."""
    found = entries(result.patch) if result.patch is not None else []
    return sum(entry.applied is None for entry in found)


def _comments(result: Result) -> Iterator[dict[str, object]]:
    patch = result.patch
    if patch is None or not has_lines(result) or not _is_utf_8(result):
        return
    marks = [Mark(e.span, a.rule) for a in patch.applied for e in a.edits]
    messages = {a.rule: a.message for a in patch.applied}
    for change in line_changes(patch.before, patch.edits, marks):
        new = "".join(change.new)
        if _RAW.search(new):
            continue  # no comment can carry these bytes
        if change.start == 0 and result.file is not None and result.file.bom:
            new = _BOM + new
        place: dict[str, object] = {"path": legible(result.path)}
        if change.end - change.start > 1:
            place |= {"start_line": change.start + 1, "start_side": "RIGHT"}
        place |= {"line": max(change.end, change.start + 1), "side": "RIGHT"}
        yield place | {"body": f"{_reasons(change, messages)}\n\n{_block(new)}"}


def _is_utf_8(result: Result) -> bool:
    return result.file is None or result.file.encoding == "utf-8"


def _reasons(change: LineChange, messages: Mapping[str, str]) -> str:
    lines = (f"- `{rule}`: {one_line(messages[rule])}" for rule in dict.fromkeys(change.rules))
    return "\n".join(("mtfix:", *lines))


def _block(new: str) -> str:
    """The suggestion; an empty one takes the lines away."""
    content = new.replace("\r\n", "\n")
    content += "\n" if content and not content.endswith("\n") else ""
    fence = max(("```", *(m[0] + "`" for m in _FENCE.finditer(content))), key=len)
    return f"{fence}suggestion\n{content}{fence}"
