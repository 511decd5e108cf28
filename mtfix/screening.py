"""Fixes a text and filters the result: what check, diff, fix, review and the editor start from."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from mtfix.filters import MARK, UNUSED, Subject
from mtfix.filters.screen import NEEDS, screened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtfix.cleaner import Cleaner
    from mtfix.filters import Filter
    from mtfix.filters.suppression import Rules
    from mtfix.patch import Patch
    from mtfix.source.alignment import Source


def fixed(
    cleaner: Cleaner,
    text: str,
    *,
    format: str = "text",
    path: str = "",
    filters: Iterable[Filter] = (),
    source: Source | None = None,
) -> Patch:
    """What `Cleaner.fix` makes of a text, without what its comments and `filters` take out.

    That stands in `excluded`. Where a fix was planned at the cost of another, or is the ground of
    later ones, and then goes, the plan is made once more without it, on the same evidence.
    """
    every = (suppressions(cleaner), *filters) if MARK in text else tuple(filters)
    subject = Subject(text, partial(cleaner.read, text, format=format, path=path), path, format)
    planned = cleaner.fix(text, format=format, path=path, source=source)
    patch = screened(planned, subject, every)
    refused = {
        e.finding.fingerprint: f"left out ({e.by})"
        for e in patch.excluded
        if not e.reason.startswith(NEEDS)
    }
    if not refused or not _matters(planned, patch):
        return patch
    planned = cleaner.fix(text, format=format, path=path, refused=refused, source=source)
    return screened(planned, subject, every)


def suppressions(cleaner: Cleaner) -> Filter:
    """What the comments of a text take out where a cleaner checks it."""
    from mtfix.filters.suppression import Suppressions  # few texts have any

    return Suppressions(partial(rules_of, cleaner))


def _matters(planned: Patch, patch: Patch) -> bool:
    """Whether what was left out stood in the way of another fix, or other fixes stood on it."""
    kept = {a.index for a in patch.applied}
    gone = {a.rule for a in planned.applied if a.index not in kept}
    return any(e.reason.startswith(NEEDS) for e in patch.excluded) or any(
        h.reason.removeprefix("same place as ") in gone for h in patch.held
    )


@lru_cache(maxsize=16)
def rules_of(cleaner: Cleaner) -> Rules:
    """Which rules there are, and which run with the cleaner's configuration."""
    from mtfix.filters.suppression import Rules

    config = cleaner.config
    second = cleaner.second_pass()
    theirs = frozenset(r.id for r in cleaner.rules) - cleaner.own_rules
    known = cleaner.own_rules | theirs
    preview = {r.id for r in cleaner.rules if r.preview and not config.wants(r.id, preview=True)}
    wanted = known - preview - (theirs if config.languagetool == "off" else frozenset())
    ran = {r for r in wanted if config.wants(r) and (second or r not in theirs)}
    return Rules(known, wanted, frozenset(ran), remarks=config.wants(UNUSED))
