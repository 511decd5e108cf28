"""Everything as one JSON document, for programs. docs/json.md describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.reporters._records import dump, excluded, findings, head, troubles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.reporters import Result, View


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """Yield one document, a file at a time, so that a long run needs no memory."""
    yield dump(head(view))[:-1] + ',"files":['
    for number, result in enumerate(results):
        yield (",\n" if number else "\n") + dump(_file(result, view))
    yield "\n]}\n"


def _file(result: Result, view: View) -> dict[str, object]:
    return {
        "path": result.path,
        "error": result.error if result.patch is None else None,
        "findings": list(findings(result, view)),
        "excluded": list(excluded(result)),
        "troubles": troubles(result),
    }
