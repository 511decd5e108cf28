"""Words that the source quotes and the translation has as they are, with a mark or both lost.

Why machine translation makes this error: a quotation mark is a token of its own, which the engine
may drop; what it does not translate, a name or the label of a button, shows where the marks stood.
"""

from __future__ import annotations

import re
from collections import Counter
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

_ORIGIN = "detectors/bilingual/quoted_words.py"
RULES = (
    Rule(
        "quoted-words-lack-mark",
        "q-unbalanced",
        "the source quotes exactly these words; one mark is missing",
        "One of two quotation marks is dropped as a token of its own.",
        languages=(),
        certain="One mark is there, and the source says where the other belongs.",
        examples=(
            fixed(
                "Öffnen Sie das Menü „Tools“ und warten Sie.",
                "Open the menu “Tools and wait.",
                "Open the menu “Tools” and wait.",
            ),
            fixed('Der Ordner "backup" fehlt.', 'The folder backup" is lost.', 'The folder "backup" is lost.'),
        ),
        keep=(
            kept("Das Menü „Tools“ fehlt.", "The menu “Tools” is lost."),
            kept("Das Menü „Tools“ fehlt.", "“The menu Tools is lost.”"),
            kept("Das Menü „Tools“ fehlt.", "The menu “Tools and more” is lost."),
            kept("Ein „Tools“-Menü", "A menu “for Tools"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quoted-words-lack-marks",
        "q-unbalanced",
        "the source quotes exactly these words",
        "Quotation marks are dropped as tokens of their own.",
        applicability=Applicability.UNSAFE,
        languages=(),
        examples=(
            fixed(
                "Der Ordner „backup“ ist leer. Öffnen Sie „home“.",
                "The folder backup is empty. Open “home” first.",
                "The folder “backup” is empty. Open “home” first.",
            ),
            fixed(
                'Drücken Sie "Start" oder "Reset".',
                'Press Start or "Reset".',
                'Press "Start" or "Reset".',
            ),
        ),
        keep=(
            kept("Der Ordner „backup“ ist leer.", "The folder backup is empty."),
            kept("Der Ordner „backup“ fehlt. „home“ auch.", "The folder `backup` is lost. “home”, too."),
            kept("Der „Plan“ fehlt. „home“ auch.", "The Plan of the plan Plan. “home”, too."),
        ),
        origin=_ORIGIN,
    ),
)  # fmt: skip
_ONE, _BOTH = RULES
_DOUBLE = '"“”„«»‟「」『』'
_QUOTED = lazily(re.compile, rf"[{_DOUBLE}](?P<words>[^{_DOUBLE}\n]{{2,60}})[{_DOUBLE}]")
_CLOSER = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』", '"': '"'}
_OPENER = {"”": "“", "»": "«", "」": "「", "』": "『", '"': '"'}
_LONGEST = 5  # words; what is longer is a sentence, which is translated


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each quoted word that lost a mark."""
    for pair in analysis.pairs:
        source, text = pair.bare_source, pair.bare_text
        for words in dict.fromkeys(m["words"] for m in _QUOTED.finditer(source)):
            place = _place(words, text)
            if place is not None:
                yield from _marked(pair, text, place)


def _place(words: str, text: str) -> Extent | None:
    """Where words of the source stand in the translation, if once and as they are."""
    if words != words.strip() or len(words.split()) > _LONGEST or not re.search(r"[^\W\d_]", words):
        return None
    found = list(re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text))
    return Extent(*found[0].span()) if len(found) == 1 else None


def _marked(pair: Pair, text: str, place: Extent) -> Iterator[Finding]:
    before, after = text[place.start - 1 : place.start], text[place.end : place.end + 1]
    odd = sum(c in _DOUBLE for c in text) % 2 == 1
    opened, closed = bool(before) and before in _DOUBLE, bool(after) and after in _DOUBLE
    if opened and not closed and odd and before in _CLOSER:
        change = Change(Extent(place.end, place.end), _CLOSER[before])
        yield finding(pair.segment, _ONE, place, change)
    elif closed and not opened and odd and after in _OPENER:
        change = Change(Extent(place.start, place.start), _OPENER[after])
        yield finding(pair.segment, _ONE, place, change)
    elif not opened and not closed and not odd and (style := _style(text)):
        if (before and not before.isspace()) or _inside(text, place):
            return
        marks = (
            Change(Extent(at, at), c) for at, c in zip((place.start, place.end), style, strict=True)
        )
        yield finding(pair.segment, _BOTH, place, *marks)


def _style(text: str) -> tuple[str, str] | None:
    """The marks that the translation itself quotes with, if it quotes anything."""
    used = Counter((m[0][0], m[0][-1]) for m in _QUOTED.finditer(text))
    return used.most_common(1)[0][0] if used else None


def _inside(text: str, place: Extent) -> bool:
    return any(m.start() < place.start and place.end < m.end() for m in _QUOTED.finditer(text))
