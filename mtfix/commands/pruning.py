"""`mtfix suppress --prune`: drop from .mtfix-never the findings that are there no more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mtfix.commands.baseline import judged_now
from mtfix.commands.tally import TROUBLE, counted
from mtfix.commands.terminal import put, say, with_progress
from mtfix.filters.baseline import path_from
from mtfix.filters.never import forget, never_file, noted
from mtfix.filters.screen import everything

if TYPE_CHECKING:
    from mtfix.commands.settings import Settings
    from mtfix.filters.never import Key
    from mtfix.patch import Patch


def pruned(settings: Settings) -> int:
    """Drop each line whose file was read and whose finding is gone; say which.

    Lines of other files stay, and so do lines of rules that are off in this run.
    """
    from mtfix.commands.work import results

    judged = judged_now(settings)
    left: dict[Path, dict[Key, str]] = {}
    read: dict[Path, set[str]] = {}
    failed = False
    for result in with_progress(results(settings), quiet=settings.quiet):
        if result.patch is None or result.config is None:
            say(result.error)
            failed = True
            continue
        place = never_file(Path(result.path), result.config.source)
        lines = left.setdefault(place, noted(place))
        read.setdefault(place, set()).update((result.path, path_from(place, result.path)))
        for key in _keys(result.patch):
            lines.pop(key, None)
    gone = 0
    for place, lines in left.items():
        stale = [key for key, path in lines.items() if path in read[place] and judged(key[1])]
        for fingerprint, rule in stale:
            put(f"{lines[fingerprint, rule]}: {rule} is found no more ({fingerprint})\n")
        if stale:
            forget(place, stale)
        gone += len(stale)
    if not settings.quiet:
        say(f"{counted(gone, 'line')} dropped")
    return TROUBLE if failed else 0


def _keys(patch: Patch) -> set[Key]:
    """All that was found in a text, left out or not."""
    found = (*everything(patch), *(e.finding for e in patch.excluded))
    return {(f.fingerprint, f.rule) for f in found}
