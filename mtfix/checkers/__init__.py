"""Checkers that need no Python of their own: rule files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mtfix.checkers.rulefile import RuleFileChecker
from mtfix.rulebook import library

if TYPE_CHECKING:
    from collections.abc import Iterable


def load_rules(extra: Iterable[Path] = (), *, cached: bool = False) -> RuleFileChecker:
    """The built-in rules, with those of a user's files or folders behind them.

    `cached` keeps the built-in ones in the user's cache folder in a form that loads faster.
    """
    places = tuple(Path(p) for p in extra)
    if not places:
        return _builtin(cached=cached)
    known, _ = library.builtin(cached=cached)
    lookup = library.builtin_lookup(cached=cached)
    return RuleFileChecker((*known, *library.extra(places, cached=cached)), lookup=lookup)


@lru_cache(maxsize=2)
def _builtin(*, cached: bool) -> RuleFileChecker:
    lookup = library.builtin_lookup(cached=cached)
    return RuleFileChecker(library.builtin(cached=cached)[0], lookup=lookup)
