"""Menu keys that the translation lost: `_File`, `&File`.

Why machine translation makes this error: the sign stands inside a word, and a word that is not in
the dictionary is taken without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.detectors.bilingual._sample import entry
from mtfix.model import Applicability, Example, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/accelerators.py"
_WORDS = ("Datei", "File"), ("Bild", "Image"), ("Hilfe", "Help"), ("Suche", "Search")
_MENU = "\n".join(entry(f"_{source}", f"_{target}") for source, target in _WORDS)


def _after_menu(source: str, target: str) -> str:
    return f"{_MENU}\n{entry(source, target)}"


def _kept(source: str, target: str) -> Example:
    return Example(_after_menu(source, target), _after_menu(source, target), format="po")


RULES = (
    Rule(
        "accelerator-lost",
        "mk-placeholder",
        "the menu key of the source is missing",
        "The sign stands inside a word and is dropped with it.",
        applicability=Applicability.DISPLAY,
        languages=(),
        examples=(
            Example(_after_menu("_Beenden", "Quit"), _after_menu("_Beenden", "_Quit"), format="po"),
            Example(
                _after_menu("Als _neu speichern", "Save as new"),
                _after_menu("Als _neu speichern", "Save as _new"),
                format="po",
            ),
        ),
        keep=(_kept("Die Datei name_der_datei", "The file"), _kept("Ende", "End")),
        origin=_ORIGIN,
    ),
)
_RULE = RULES[0]
_SIGNS = {
    "_": re.compile(r"(?<![A-Za-z0-9_]{3})_(?=[A-Za-z])(?!\w*_)"),
    "&": re.compile(r"&(?=[A-Za-z])(?!\w+;)"),
}
_ENOUGH = 4  # entries with a menu key before a file is taken for one with menus
_LONGEST = 60


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each lost key, in files that otherwise keep them."""
    for sign, pattern in _SIGNS.items():
        lost, kept = [], 0
        for pair in analysis.all_pairs:
            if sign not in pair.source or len(pair.source) > _LONGEST:
                continue
            source = pair.bare_source
            if source.count(sign) != 1 or not pattern.search(source):
                continue
            if sign in pair.text:
                kept += 1
            else:
                lost.append(pair)
        if kept < max(_ENOUGH, len(lost)):
            continue
        scope = {id(pair.unit) for pair in analysis.pairs}
        for pair in lost:
            if id(pair.unit) in scope:
                yield finding(pair.segment, _RULE, pair.core)
