"""One person under several spellings: the majority decides.

Why machine translation makes this error: a name from another script is transliterated anew in
every sentence, since the engine has no memory of the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from mtfix.analysis.lexicon import first_names, is_word
from mtfix.lazily import lazily
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
        certain="Where a fix is safe, the same first name stands before both spellings.",
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
            Example(
                "Samir Al-Gohary spoke. Al-Gohary denied it. The plan of El-Gohary failed.",
                "Samir Al-Gohary spoke. Al-Gohary denied it. The plan of Al-Gohary failed.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Ivan Petrov met Olga Petrova. Petrov smiled. We like Petrov. She said Petrova is tired.",
                "Both Anders Hansen and Lars Jansen came. Later Hansen spoke to Hansen’s father.",
                "We met Miller. They saw Miller and a Mueller there.",
                "Quangfu Thang wrote it. We thank Mingdao Thang and Quangfu Thang. Weijun Thuang came.",
                "Ali Al-Masri met Nabil El-Masri. Al-Masri spoke to Al-Masri’s son.",
            )
        ),
        origin="detectors/name_variant.py",
    ),
)
_RULE = RULES[0]
_BEFORE = lazily(re.compile, r"(\w+)\s$")
_AFTER = lazily(re.compile, r"\s([^\W\d_]\w+)")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place with a minority spelling."""
    facts = analysis.facts
    seen = analysis.words_in_scope
    for one, two in facts.variants:
        if one not in seen and two not in seen:
            continue
        places = {name: facts.places(name) for name in (one, two)}
        rare, common = sorted((one, two), key=lambda name: len(places[name]))
        often = len(places[common])
        if often >= 2 and often >= 2 * len(places[rare]) and analysis.is_name(common):
            yield from _places(analysis, rare, common, places[common])


def _places(analysis: Analysis, rare: str, common: str, stands: list[int]) -> Iterator[Finding]:
    text = analysis.visible
    given = (rare in first_names() or common in first_names()) and not _same(rare, common)
    followers = (
        {_next_name(analysis.evidence, at + len(common)) for at in stands} if given else set()
    )
    beside = {_word_before(analysis.evidence, at) for at in stands}
    partners = {word for word in beside if word in first_names()}
    for at in analysis.places(rare):
        partner = _word_before(text, at)
        if partner in first_names() and partners and partner not in partners:
            continue  # another person with a similar surname
        if partner not in beside and partner[:1].isupper() and not is_word(partner.lower()):
            continue  # `Jinlei Zhuang` is not `Mingwei Zhang`
        after = _next_name(text, at + len(rare))
        if given and (after not in followers or not after or is_word(after.lower())):
            continue  # a first name is only a variant before the same surname
        index = analysis.segment_at(at)
        segment = analysis.document.segments[index]
        start = at - analysis.start_of(index)
        extent = Extent(start, start + len(rare))
        same = partner in partners and _bare(rare) != _bare(common)  # people drop their own accents
        level = Applicability.SAFE if same else Applicability.UNSAFE
        yield finding(
            segment, _RULE, extent, Change(extent, common), applicability=level, priority=4
        )


def _same(one: str, two: str) -> bool:
    """Whether two names differ in their accents alone: Yilmaz and Yılmaz."""
    return _bare(one) == _bare(two)


def _bare(name: str) -> str:
    """A name without its accents."""
    parts = normalize("NFD", name.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in parts if not combining(c))


def _word_before(text: str, offset: int) -> str:
    match = _BEFORE.search(text[max(0, offset - 30) : offset])
    return match[1] if match else ""


def _next_name(text: str, offset: int) -> str:
    match = _AFTER.match(text, offset)
    return match[1] if match and match[1][0].isupper() else ""
