"""Keeps compiled patterns of detectors in the user's cache folder, as those of rules are kept."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

import regex

from mtfix.lazily import help_with, made_by, written_for
from mtfix.rulebook import compiled, kept

_ENGINES = (re.compile, regex.compile)


@cache
def remember_patterns() -> None:
    """Let the patterns that are known by now be thawed instead of compiled.

    Those of plain text are known, too, as nearly every format reads prose as it does. They are kept
    under a hash of what is written in them, the first time for the next process.
    """
    import_module("mtfix.formats.text")
    written = "\n".join(written_for(*_ENGINES))
    path = kept.place([f"patterns of detectors\0{written}"])
    if path is None:
        return
    place = compiled.beside(path)
    if frozen := compiled.load(place):
        help_with(frozen, compiled.thawed)
    else:
        compiled.store(place, made_by(*_ENGINES))
