"""Names in lower case that the document itself writes with a capital.

Why machine translation makes this error: the truecaser does not know a surname, or knows a
common word that looks like it; each sentence is cased anew, without memory of the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import first_names, is_word, table
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "name-lower-case",
        "case-name-lower",
        "a name in lower case; the document writes it with a capital elsewhere",
        "The truecaser does not know the name and cases every sentence anew.",
        touches=frozenset({"names"}),
        examples=(
            Example(
                "Lena okafor opened the clinic. On Friday, Okafor thanked the donors.",
                "Lena Okafor opened the clinic. On Friday, Okafor thanked the donors.",
            ),
            Example(
                "The prize went to Marco Bellandi. Then bellandi left the stage.",
                "The prize went to Marco Bellandi. Then Bellandi left the stage.",
            ),
            Example(
                "Rosa bush sings. The album of Rosa Bush sold well.",
                "Rosa Bush sings. The album of Rosa Bush sold well.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The work of Laura Bush began early. Each bush in the park was cut.",
                "They moved to the house. The House of Lords sat late.",
                "Charles de Gaulle arrived; with him came De Gaulle’s aides.",
                "Install redis first. The server that Redis runs on needs memory; redis listens on a port.",
            )
        ),
        origin="detectors/name_case.py",
    ),
)
_RULE = RULES[0]
_SHORTEST = 4
_PERSON_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)\.?\s$")
_GLUE = "@#/\\_.-’'&=:~"


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place where a name is in lower case."""
    words = analysis.words
    candidates = [
        w for w in words if len(w) >= _SHORTEST and w.islower() and w.isalpha() and w.capitalize() in words
    ]
    for word in sorted(candidates):
        if is_word(word) and not _bigrams(analysis, word):
            continue
        yield from _places(analysis, word)


def _bigrams(analysis: Analysis, word: str) -> frozenset[str]:
    """The first names behind which this surname, although an English word, has a capital."""
    pattern = re.compile(rf"\b([^\W\d_]+)\s{re.escape(word.capitalize())}\b")
    before = {m[1] for m in pattern.finditer(analysis.evidence)}
    return frozenset(b for b in before if b in first_names() and not is_word(b.lower()))


def _places(analysis: Analysis, word: str) -> Iterator[Finding]:
    name, ordinary = word.capitalize(), is_word(word)
    bigrams = _bigrams(analysis, word)
    person = not ordinary and _is_person(analysis, name)
    for match in re.finditer(rf"\b{re.escape(word)}\b", analysis.visible):
        index = analysis.segment_at(match.start())
        segment = analysis.document.segments[index]
        at = match.start() - analysis.starts[index]
        extent = Extent(at, at + len(word))
        if _glued(segment.text, extent) or segment.locked(extent):
            continue
        before = _PERSON_BEFORE.search(segment.text[max(0, at - 30) : at])
        first = before[1] if before else ""
        if first in bigrams or (not ordinary and (person or _first_name(first))):
            yield finding(
                segment, _RULE, extent, Change(extent, name), applicability=Applicability.SAFE, priority=5
            )


def _first_name(word: str) -> bool:
    return word in first_names() and not is_word(word.lower())


def _is_person(analysis: Analysis, name: str) -> bool:
    """Whether the capitalised form stands behind a first name or a title somewhere."""
    titles = table("gendered-titles")
    for match in re.finditer(rf"\b{re.escape(name)}\b", analysis.evidence):
        left = analysis.evidence[max(0, match.start() - 30) : match.start()]
        before = _PERSON_BEFORE.search(left)
        if before and (_first_name(before[1]) or before[1][0].isupper() and before[1].lower() in titles):
            return True
    return False


def _glued(text: str, extent: Extent) -> bool:
    """Whether the word is part of an address, a handle, a file name or a compound."""
    left, right = text[extent.start - 1 : extent.start], text[extent.end : extent.end + 2]
    return bool(left and left in _GLUE) or bool(right and right[0] in "@/\\_=-~" or re.match(r"[.:]\w", right))
