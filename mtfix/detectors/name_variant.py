"""One person under several spellings: the majority decides.

Why machine translation makes this error: a name from another script is transliterated anew in
every sentence, since the engine has no memory of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import first_names, is_word
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
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
    for rare, common in sorted(_pairs(names)):
        counts = {w: _count(analysis, w) for w in (rare, common)}
        if counts[common] >= 2 * counts[rare] and counts[common] >= 2 and analysis.is_name(common):
            yield from _places(analysis, rare, common)
        elif counts[rare] >= 2 * counts[common] and counts[rare] >= 2 and analysis.is_name(rare):
            yield from _places(analysis, common, rare)


def _pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names so close that they may be one: a letter more, less or other, the same beginning."""
    from rapidfuzz.distance import OSA  # only texts with many unknown names need it

    buckets: dict[str, list[str]] = {}
    for name in sorted(names):
        buckets.setdefault(name[0], []).append(name)
    for bucket in buckets.values():
        for i, one in enumerate(bucket):
            for two in bucket[i + 1 :]:
                limit = 1 if min(len(one), len(two)) < 9 else 2
                if abs(len(one) - len(two)) <= limit and not _inflected(one, two):
                    if OSA.distance(one, two, score_cutoff=limit) <= limit:
                        yield one, two


def _inflected(one: str, two: str) -> bool:
    """Whether one name is the other with an ending: a feminine form, a plural, a demonym."""
    short, long = sorted((one, two), key=len)
    if long.startswith(short) and long[len(short) :] in _SUFFIXES:
        return True
    return short[:-1] == long[:-1] and short[-1] in "aoeiy" and long[-1] in "aoeiy" and len(short) == len(long)


def _count(analysis: Analysis, name: str) -> int:
    return len(re.findall(rf"\b{re.escape(name)}\b", analysis.evidence))


def _places(analysis: Analysis, rare: str, common: str) -> Iterator[Finding]:
    given = rare in first_names() or common in first_names()
    followers = _followers(analysis, common) if given else frozenset()
    partners = _partners(analysis, common)
    for match in re.finditer(rf"(?:\b(\w+)\s)?\b({re.escape(rare)})\b", analysis.visible):
        partner = match[1] or ""
        if partner in first_names() and partners and partner not in partners:
            continue  # another person with a similar surname
        if given and _next_name(analysis.visible, match.end()) not in followers:
            continue  # a first name is only a variant before the same surname
        index = analysis.segment_at(match.start(2))
        segment = analysis.document.segments[index]
        at = match.start(2) - analysis.starts[index]
        extent = Extent(at, at + len(rare))
        level = Applicability.SAFE if partner in partners else Applicability.UNSAFE
        yield finding(segment, _RULE, extent, Change(extent, common), applicability=level, priority=4)


def _partners(analysis: Analysis, name: str) -> Counter[str]:
    """The first names that stand before a surname."""
    before = re.findall(rf"\b(\w+)\s{re.escape(name)}\b", analysis.evidence)
    return Counter(w for w in before if w in first_names())


def _followers(analysis: Analysis, name: str) -> frozenset[str]:
    """The surnames that stand behind a first name, none of them an English word."""
    found = re.finditer(rf"\b{re.escape(name)}\b", analysis.evidence)
    after = {_next_name(analysis.evidence, m.end()) for m in found}
    return frozenset(w for w in after if w and not is_word(w.lower()))


def _next_name(text: str, offset: int) -> str:
    match = re.compile(r"\s([^\W\d_]\w+)").match(text, offset)
    return match[1] if match and match[1][0].isupper() else ""
