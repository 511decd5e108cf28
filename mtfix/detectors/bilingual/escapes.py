r"""What an escape left behind: backslashes before quotation marks, a letter of `\n`, seams of strings.

Why machine translation makes this error: texts go to the engine as the file writes them, and are
escaped once more when they come back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.detectors.bilingual._sample import fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

UNSAFE = Applicability.UNSAFE
RULES = (
    Rule(
        "escape-unlike-source",
        "src-blank",
        "a backslash that the source has not",
        "The text was escaped once more after it had been translated.",
        certain="The source has no backslash before such a mark, and the mark needs none.",
        languages=(),
        touches=frozenset({"code", "markup"}),
        examples=(
            fixed(
                'Die Variable "shell" fehlt', 'The variable \\"shell\\" is gone', 'The variable "shell" is gone'
            ),
            fixed("Das „Boot“ kam an", 'The \\"boat\\" arrived', 'The "boat" arrived'),
        ),
        keep=(
            kept('Mit \\" wird zitiert', 'One quotes with \\"'),
            kept("Der Ordner C:\\Daten", "The folder C:\\Data"),
            kept("Ein Ordner", "The folder \\\\server"),
        ),
        origin="detectors/bilingual/escapes.py",
    ),
    Rule(
        "escape-left",
        "src-blank",
        "something of the file's own notation stands in the text",
        "The quotation marks and escapes of a file were translated with its strings.",
        applicability=UNSAFE,
        languages=(),
        touches=frozenset({"code", "markup"}),
        examples=(
            fixed(
                "Erste Zeile\nzweite Zeile", 'The first line "\nand a second', "The first line\nand a second"
            ),
            fixed("Eins<br />Zwei", "One<br />\\r\nTwo", "One<br />\nTwo"),
        ),
        keep=(
            kept('Er sagte "so"\nund ging', 'He said "so"\nand left'),
            kept('Das Zeichen " gilt\nhier', 'The sign "\nholds here'),
            kept("Der Ordner", "The folder \\root"),
        ),
        origin="detectors/bilingual/escapes.py",
    ),
)  # fmt: skip
_ONCE_MORE, _LEFT = RULES
_BACKSLASH = lazily(re.compile, r"""(?<!\\)\\(?=["'“”])""")
_LETTER = lazily(re.compile, r"(?<!\\)\\r(?=\n|$)")
_SEAM = lazily(re.compile, r'[ \t]?"(?=\n)|(?<=\n)"(?=\w)')


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield the findings about what escapes have left in a translation."""
    for pair in analysis.pairs:
        if pair.strings and ("\\" in pair.text or '"' in pair.text):
            yield from _backslashes(pair)
            yield from _seams(pair)


def _backslashes(pair: Pair) -> Iterator[Finding]:
    if any("\\" in source for source in pair.unit.sources):
        return
    places = [Extent(*m.span()) for m in _BACKSLASH.finditer(pair.text)]
    if places:
        changes = [Change(place, "") for place in places]
        where = Extent(places[0].start, places[0].end + 1)
        yield finding(pair.segment, _ONCE_MORE, where, *changes)
    for match in _LETTER.finditer(pair.text):
        where = Extent(*match.span())
        yield finding(pair.segment, _LEFT, where, Change(where, ""))


def _seams(pair: Pair) -> Iterator[Finding]:
    """The marks between the strings of a file, where the source quotes nothing."""
    found = list(_SEAM.finditer(pair.text))
    if not found or any('"' in source for source in pair.unit.sources):
        return
    if pair.text.count('"') != len(found):
        return  # it quotes something itself
    for match in found:
        where = Extent(*match.span())
        yield finding(pair.segment, _LEFT, where, Change(where, ""))
