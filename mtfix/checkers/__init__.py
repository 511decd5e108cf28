"""Checkers that need no Python of their own: rule files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mtfix.checkers.rulefile import RuleFileChecker
from mtfix.rulebook import library

if TYPE_CHECKING:
    from collections.abc import Iterable


def load_rules(extra: Iterable[Path] = ()) -> RuleFileChecker:
    """The built-in rules, with those of a user's files or folders behind them."""
    places = tuple(Path(p) for p in extra)
    if not places:
        return _builtin()
    return RuleFileChecker((*library.builtin()[0], *library.extra(places)))


@lru_cache(maxsize=1)
def _builtin() -> RuleFileChecker:
    return RuleFileChecker(library.builtin()[0])
