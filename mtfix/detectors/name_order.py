"""One person in two orders: `Li Wen` and, a sentence later, `Wen Li`.

Why machine translation makes this error: Chinese, Korean, Vietnamese and Hungarian put the family
name first, and the engine decides anew in every sentence whether to turn it around.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import word_list
from mtfix.analysis.occurrences import places_of
from mtfix.detectors._examples import keep as _keep
from mtfix.detectors._place import free, place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Extent, Finding

UNSAFE = Applicability.UNSAFE


RULES = (
    Rule(
        "name-order",
        "name-variant",
        "the name in another order; the text mostly has it otherwise",
        "The source puts the family name first, and each sentence is turned around anew or not.",
        applicability=UNSAFE,
        touches=frozenset({"names"}),
        examples=(
            Example(
                "Zhang Meilan won. The coach praised Zhang Meilan. Then Meilan Zhang thanked Zhang’s mother.",
                "Zhang Meilan won. The coach praised Zhang Meilan. Then Zhang Meilan thanked Zhang’s mother.",
            ),
            Example(
                "We met Chen Guo. Guo Chen was late. Chen’s train had stopped.",
                "We met Chen Guo. Chen Guo was late. Chen’s train had stopped.",
            ),
        ),
        keep=_keep(
            "Zhang Meilan met her cousin Meilan Zhang.",
            "Wei Guo and Guo Jian are two people, and they know it.",
            "Kim Larsson sang, and Larsson Kim did not exist.",
        ),
        origin="detectors/name_order.py",
    ),
)
_RULE = RULES[0]
_NAME = r"([A-Z][a-zà-ỹ]+(?:-?[a-z]+)?)"
_AFTER = lazily(re.compile, rf" {_NAME}(?![\w-])(?! [A-Z])")
_BEFORE = lazily(re.compile, rf"(?<![\w-])(?<![A-Z][a-z] )(?<![A-Z][a-z][a-z] ){_NAME} $")
_ALONE = lazily(re.compile, r"(?:’s|'s|,|\.|;| [a-z])")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place where a name stands in the order of the minority."""
    seen: set[str] = set()
    for family in sorted(analysis.words_in_scope & word_list("family-first")):
        pairs = _pairs(analysis, family)
        for given in sorted({g for g, _ in pairs} - seen):
            yield from _turned(analysis, family, given, pairs)
        seen.add(family)


def _pairs(analysis: Analysis, family: str) -> Counter[tuple[str, bool]]:
    """The names beside a family name, and whether the family name stands first."""
    found: Counter[tuple[str, bool]] = Counter()
    text = analysis.evidence
    for at in analysis.facts.each_place(family):
        end = at + len(family)
        before = _BEFORE.search(text, max(0, at - 24), at)
        after = _AFTER.match(text, end)
        if after and not before:
            found[after[1], True] += 1
        elif before and not after:
            found[before[1], False] += 1
    return found


def _turned(
    analysis: Analysis, family: str, given: str, pairs: Counter[tuple[str, bool]]
) -> Iterator[Finding]:
    """The places where the rarer order stands, if one is the rule."""
    first, last = pairs[given, True], pairs[given, False]
    if not first or not last or given == family:
        return
    alone = _alone(analysis.evidence, family), _alone(analysis.evidence, given)
    family_first = first > last or (first == last and alone[0] > alone[1])
    if (not family_first and last < 2 * first) or (family_first and first == last and alone[1]):
        return
    right = f"{family} {given}" if family_first else f"{given} {family}"
    wrong = f"{given} {family}" if family_first else f"{family} {given}"
    for offset in places_of(analysis.visible, wrong):
        segment, extent = place_in(analysis, offset, len(wrong))
        if right in _sentence(segment.text, extent):
            continue  # two people
        if free(segment, extent) or segment.text[extent.end : extent.end + 2] in ("’s", "'s"):
            yield finding(segment, _RULE, extent, Change(extent, right), priority=3, title=right)


def _sentence(text: str, extent: Extent) -> str:
    """The sentence around a place, as far as its marks tell."""
    start = max(text.rfind(mark, 0, extent.start) for mark in ".!?。")
    ends = [at for mark in ".!?。" if (at := text.find(mark, extent.end)) >= 0]
    return text[start + 1 : min(ends, default=len(text))]


def _alone(text: str, name: str) -> int:
    """How often a name stands without another one beside it: by that the person is called."""
    return sum(
        bool(_ALONE.match(text, at + len(name))) and not _BEFORE.search(text, max(0, at - 24), at)
        for at in places_of(text, name)
    )
