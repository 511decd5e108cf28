"""One person under several spellings: the majority decides.

Why machine translation makes this error: a name from another script is transliterated anew in
every sentence, since the engine has no memory of the document.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import first_names, is_word
from mtfix.analysis.occurrences import places_of_all
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "name-variant",
        "name-variant",
        "another spelling of a name; the document mostly writes it otherwise",
        "A name from another script is transliterated anew in every sentence.",
        applicability=Applicability.UNSAFE,
        touches=frozenset({"names"}),
        examples=(
            Example(
                "Budi Santoso spoke first. Santoso said yes. Later Sanntoso left. We saw Santoso again.",
                "Budi Santoso spoke first. Santoso said yes. Later Santoso left. We saw Santoso again.",
            ),
            Example(
                "Dr. Salma Benrabah spoke. The work of Salma Benrabah grew. Dr. Selma Benrabah left.",
                "Dr. Salma Benrabah spoke. The work of Salma Benrabah grew. Dr. Salma Benrabah left.",
            ),
            Example(
                "Karim Haddad won. The voters of Karim Haddad cheered. Then Karim Hadad spoke.",
                "Karim Haddad won. The voters of Karim Haddad cheered. Then Karim Haddad spoke.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Ivan Petrov met Olga Petrova. Petrov smiled. We like Petrov. She said Petrova is tired.",
                "Both Anders Hansen and Lars Jansen came. Later Hansen spoke to Hansen’s father.",
                "We met Miller. They saw Miller and a Mueller there.",
            )
        ),
        origin="detectors/name_variant.py",
    ),
)
_RULE = RULES[0]
_SHORTEST = 4
_LONG = 12  # from this length on, two letters may differ
_BEFORE = re.compile(r"(\w+)\s$")
_AFTER = re.compile(r"\s([^\W\d_]\w+)")
_SUFFIXES = ("a", "s", "es", "ov", "ova", "e", "y", "i", "o", "n", "ish", "ian", "an")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place with a minority spelling."""
    names = [
        w
        for w in analysis.names.capitalised
        if len(w) >= _SHORTEST and w.isalpha() and not is_word(w.lower())
    ]
    if len(names) < 2 or len(names) > 5000:
        return
    pairs = sorted(_pairs(names))
    places = places_of_all(analysis.evidence, {name for pair in pairs for name in pair})
    for one, two in pairs:
        rare, common = sorted((one, two), key=lambda name: len(places[name]))
        often = len(places[common])
        if often >= 2 and often >= 2 * len(places[rare]) and analysis.is_name(common):
            yield from _places(analysis, rare, common, places[common])


def _pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names so close that they may be one: a letter more, less or other, the same beginning."""
    from rapidfuzz.distance import OSA  # only texts with several unknown names need it

    buckets: dict[str, list[str]] = {}
    for name in sorted(names):
        for key in _keys(name):
            buckets.setdefault(key, []).append(name)
    near = {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}
    for one, two in sorted(near):
        limit = 1 if min(len(one), len(two)) < _LONG else 2
        if OSA.distance(one, two, score_cutoff=limit) <= limit and not _inflected(one, two):
            yield one, two


def _keys(name: str) -> frozenset[str]:
    """What is left of a name when a letter goes, two of a long one; variants share a key."""
    once = {name[:i] + name[i + 1 :] for i in range(1, len(name))} | {name}
    if len(name) < _LONG:
        return frozenset(once)
    return frozenset(once | {n[:i] + n[i + 1 :] for n in once for i in range(1, len(n))})


def _inflected(one: str, two: str) -> bool:
    """Whether one name is the other with an ending: a feminine form, a plural, a demonym."""
    short, long = sorted((one, two), key=len)
    if long.startswith(short) and long[len(short) :] in _SUFFIXES:
        return True
    return (
        short[:-1] == long[:-1]
        and short[-1] in "aoeiy"
        and long[-1] in "aoeiy"
        and len(short) == len(long)
    )


def _places(analysis: Analysis, rare: str, common: str, stands: list[int]) -> Iterator[Finding]:
    text = analysis.visible
    given = rare in first_names() or common in first_names()
    followers = (
        {_next_name(analysis.evidence, at + len(common)) for at in stands} if given else set()
    )
    partners = {w for at in stands if (w := _word_before(analysis.evidence, at)) in first_names()}
    for at in analysis.places(rare):
        partner = _word_before(text, at)
        if partner in first_names() and partners and partner not in partners:
            continue  # another person with a similar surname
        after = _next_name(text, at + len(rare))
        if given and (after not in followers or not after or is_word(after.lower())):
            continue  # a first name is only a variant before the same surname
        index = analysis.segment_at(at)
        segment = analysis.document.segments[index]
        start = at - analysis.start_of(index)
        extent = Extent(start, start + len(rare))
        level = Applicability.SAFE if partner in partners else Applicability.UNSAFE
        yield finding(
            segment, _RULE, extent, Change(extent, common), applicability=level, priority=4
        )


def _word_before(text: str, offset: int) -> str:
    match = _BEFORE.search(text[max(0, offset - 30) : offset])
    return match[1] if match else ""


def _next_name(text: str, offset: int) -> str:
    match = _AFTER.match(text, offset)
    return match[1] if match and match[1][0].isupper() else ""
