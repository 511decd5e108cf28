"""Writes what a wheel brings along: the built-in rules in the form that loads fast.

python -m mtfix.packaging FOLDER
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from mtfix import detectors
from mtfix.checkers.patterns import keep_patterns
from mtfix.rulebook import kept, library


def keep_all(folder: Path) -> None:
    """Write the files of `mtfix/kept` into a folder."""
    library.keep(folder / kept.name(library.contents()))
    detectors.all_checkers()
    import_module("mtfix.formats.text")
    keep_patterns(folder)


if __name__ == "__main__":
    keep_all(Path(sys.argv[1]))
