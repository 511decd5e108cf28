"""Keeps compiled patterns of detectors in the user's cache folder, as those of rules are kept."""

from __future__ import annotations

from functools import cache

import regex

from mtfix.lazily import help_with, made_by, written_for
from mtfix.rulebook import compiled, kept


@cache
def remember_patterns() -> None:
    """Let the patterns that are known by now be thawed instead of compiled.

    They are kept under a hash of what is written in them, the first time for the next process.
    """
    written = "\n".join(written_for(regex.compile))
    path = kept.place([f"patterns of detectors\0{written}"])
    if path is None:
        return
    place = compiled.beside(path)
    if frozen := compiled.load(place):
        help_with(frozen, compiled.thawed)
    else:
        compiled.store(place, made_by(regex.compile))
