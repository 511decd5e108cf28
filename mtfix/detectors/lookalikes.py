"""Letters of another script that look Latin, ligatures and invisible characters inside words.

Why machine translation makes this error: keyboards of two scripts are mixed in the source, and
pages carry soft hyphens and ligatures of their layout; the engine copies what it does not know.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_word
from mtfix.analysis.occurrences import places_of
from mtfix.detectors._examples import keep as _keep
from mtfix.detectors._place import free, place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding


RULES = (
    Rule(
        "lookalike-letters",
        "typo-homoglyph-invisible",
        "letters of another script inside a Latin word",
        "The keyboards of two scripts were mixed in the source, and the word was copied.",
        touches=frozenset({"names"}),
        examples=(
            Example("The Сompany paid the соst.", "The Company paid the cost."),
            Example("The οpera begins at eight.", "The opera begins at eight."),
            Example("Her оﬃсе is on the left.", "Her office is on the left."),
            Example("Gorin left. Later Gоrin came back.", "Gorin left. Later Gorin came back."),
        ),
        keep=_keep(
            "The А-100 is a radar plane.",
            "The word сон means a dream.",
            "A μm is short, and kΩ is a unit of resistance.",
            "The function f(αx) grows.",
        ),
        origin="detectors/lookalikes.py",
    ),
    Rule(
        "soft-hyphen-in-word",
        "typo-homoglyph-invisible",
        "an invisible hyphen inside a word",
        "The layout of the source had marked where words may break; a search no longer finds them.",
        applicability=Applicability.UNSAFE,
        touches=frozenset({"names"}),
        examples=(
            Example("The infor\u00admation is new.", "The information is new."),
            Example(
                "They met in Rotter\u00addam and Ant\u00adwerp.",
                "They met in Rotterdam and Antwerp.",
            ),
        ),
        keep=_keep("The information is new.", "A soft hyphen (\u00ad) is invisible."),
        origin="detectors/lookalikes.py",
    ),
)
_LOOKALIKE, _SOFT_HYPHEN = RULES
_LATIN = str.maketrans(
    {
        **dict(zip("аеосрхуіјѕԁһӏАВЕКМНОРСТХІЈЅ", "aeocpxyijsdhlABEKMHOPCTXIJS", strict=True)),
        **dict(zip("οανιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oaviABEZHIKMNOPTYX", strict=True)),
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬀ": "ff",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
    }
)
_LATIN_PART = lazily(re.compile, "[A-Za-zﬁﬂﬀﬃﬄ]")
_SOFT = lazily(re.compile, "(?<=[^\\W\\d_])\u00ad+(?=[^\\W\\d_])")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each word or invisible character."""
    text = analysis.visible
    if text.isascii():
        return
    for word in sorted(w for w in analysis.words_in_scope if not w.isascii()):
        yield from _mixed(analysis, word)
    if "\u00ad" in text:
        for match in _SOFT.finditer(text):
            segment, extent = place_in(analysis, match.start(), len(match[0]))
            if not segment.locked(extent):
                yield finding(segment, _SOFT_HYPHEN, extent, Change(extent, ""))


def _mixed(analysis: Analysis, word: str) -> Iterator[Finding]:
    """The places of a word that is a known one in Latin letters and is not so now."""
    latin = word.translate(_LATIN)
    if latin == word or not latin.isascii() or not _LATIN_PART.search(word) or len(latin) < 3:
        return
    if not is_word(latin.lower()) and latin not in analysis.words:
        return
    for offset in places_of(analysis.visible, word):
        segment, extent = place_in(analysis, offset, len(word))
        if free(segment, extent):
            yield finding(
                segment, _LOOKALIKE, Extent(extent.start, extent.end), Change(extent, latin)
            )
