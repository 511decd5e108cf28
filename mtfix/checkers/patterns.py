"""Keeps compiled patterns of detectors, as those of rules are kept."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import regex

from mtfix.lazily import help_with, made_by, written_for
from mtfix.rulebook import compiled, kept

_ENGINES = (re.compile, regex.compile)


@cache
def remember_patterns(*, cached: bool) -> None:
    """Let the patterns that are known by now be thawed instead of compiled.

    A wheel has them inside. Else, with `cached`, they are kept under a hash of what is written in
    them, the first time for the next process.
    """
    if (packaged := kept.packaged()) and (frozen := compiled.load(packaged / _packaged_name())):
        help_with(frozen, compiled.thawed)
        return
    if not cached:
        return
    written = "\n".join(written_for(*_ENGINES))
    if path := kept.place([f"patterns of detectors\0{written}"]):
        place = compiled.beside(path)
        if frozen := compiled.load(place):
            help_with(frozen, compiled.thawed)
        else:
            compiled.store(place, made_by(*_ENGINES))


def keep_patterns(folder: Path) -> None:
    """Write the patterns that are known by now into the folder of a wheel's own files."""
    compiled.store(folder / _packaged_name(), made_by(*_ENGINES))


def _packaged_name() -> str:
    return compiled.beside(Path(kept.name(["patterns of detectors"]))).name
