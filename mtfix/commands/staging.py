"""`mtfix fix --staged`: fixes go into the index and the working tree, all of them at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mtfix.commands.terminal import say
from mtfix.commands.work import shown_path
from mtfix.files import encode
from mtfix.git import changes
from mtfix.git.repository import repository_here
from mtfix.git.staging import Restaged, restage
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.git.changes import Changed
    from mtfix.reporters import Result


def restaged(found: Iterable[Result], *, quiet: bool) -> Iterator[Result]:
    """Stage the fixes and write them to the files; a file where that fails is an error."""
    results = list(found)
    repository = repository_here()
    known = {shown_path(Path(repository.top, c.path)): c for c in changes.staged(repository)}
    todo: dict[str, Restaged] = {}
    for number, result in enumerate(results):
        try:
            file = _file(result, known)
        except MtfixError as error:
            results[number] = replace(result, patch=None, error=str(error))
        else:
            if file is not None:
                todo[result.path] = file
    outcomes = restage(repository, list(todo.values())) if todo else []
    done = dict(zip(todo, outcomes, strict=True))
    for result in results:
        outcome = done.get(result.path)
        if outcome is not None and outcome.error:
            yield replace(result, patch=None, error=outcome.error)
            continue
        if outcome is not None and outcome.partly and not quiet:
            say(f"{result.path}: fixed where it is staged; what is unstaged stays so")
        yield result


def _file(result: Result, known: dict[str, Changed]) -> Restaged | None:
    patch, file = result.patch, result.file
    if patch is None or file is None or patch.before == patch.after:
        return None
    change = known.get(result.path)
    if change is None:
        raise MtfixError(f"{result.path}: is no longer staged; run mtfix again")
    before, after = encode(file, patch.before), encode(file, patch.after)
    return Restaged(change.path, change.mode, change.new, before, after)
