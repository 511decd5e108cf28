"""JSON by the line, for programs that read along: a finding a line, as soon as a file is done.

`kind` says what a line is: `run` comes first, `finding`, `excluded`, `trouble` and `error` as they
are met, and `file` when a file is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.reporters._records import dump, excluded, findings, head, troubles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.reporters import Result, View

STREAMS = True  # each piece goes out at once, even into a pipe


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """Yield the lines of one file together."""
    yield dump({"kind": "run"} | head(view)) + "\n"
    for result in results:
        yield "".join(f"{dump(line)}\n" for line in _lines(result, view))


def _lines(result: Result, view: View) -> Iterator[dict[str, object]]:
    path: dict[str, object] = {"path": result.path}
    if result.patch is None:
        yield {"kind": "error"} | path | {"message": result.error}
        return
    found = list(findings(result, view))
    yield from ({"kind": "finding"} | path | finding for finding in found)
    yield from ({"kind": "excluded"} | path | one for one in excluded(result))
    for message in troubles(result):
        yield {"kind": "trouble"} | path | {"message": message}
    yield {"kind": "file"} | path | {"findings": len(found)}
