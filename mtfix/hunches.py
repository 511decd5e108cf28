"""Hunches: advice that is worth giving only in a text that a machine translated.

“Arbitrator” is good English, and in a translated report of a football match it is the referee. A
rule that says `hunch = true` marks such a place where the text shows by other faults that a machine
translated it, or where somebody says so, and is silent elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Rule

# What any hasty writer or web page does, too: it counts for less.
_SLIPS = ("q-", "sp-", "typo-", "mk-", "scr-", "src-", "case-")
_FAULTS, _KINDS, _SHARE = 2, 2, 0.006  # of language: how many, of how many rules, a word
_ALL, _ALL_KINDS = 8, 5  # the same with slips of every kind
_BOOK = 200_000  # code points
_PAGES = 40_000  # code points
_REACH = 0.002  # faults a word from which on hunches are worth the work
_ALL_SHARE = 0.02
# Pairs of words that only a translation has many of, with the faults of language: how many, a word.
_TOLD, _TOLD_SHARE = 4, 0.018
_HUNCHES, _HUNCH_KINDS, _HUNCH_SHARE = 6, 3, 0.035  # different ones beside a fault of any kind


def grounded(
    analysis: Analysis, found: Sequence[Finding], rules: Mapping[str, Rule]
) -> list[Finding]:
    """The findings without the hunches that nothing else in the document supports."""
    hunches = [f for f in found if f.hunch or (f.rule in rules and rules[f.rule].hunch)]
    if not hunches or _is_known(analysis) or _shows(analysis, found, hunches, rules):
        return list(found)
    marked = set(map(id, hunches))
    return [f for f in found if id(f) not in marked]


def shows_translation(
    analysis: Analysis, found: Sequence[Finding], rules: Mapping[str, Rule]
) -> bool:
    """Whether the faults of a text show that a machine translated it, so that it is known later."""
    return _is_known(analysis) or _shows(analysis, found, (), rules)


def _shows(
    analysis: Analysis,
    found: Sequence[Finding],
    hunches: Sequence[Finding],
    rules: Mapping[str, Rule],
) -> bool:
    marked = set(map(id, hunches))
    seen = [f.rule for f in found if f.rule in rules and id(f) not in marked]
    words = max(len(analysis.whole.split()), 1)
    faults = [rule for rule in seen if not rules[rule].category.startswith(_SLIPS)]
    return (
        _many(faults, _FAULTS, _KINDS, words * _SHARE)
        or _many(seen, _ALL, _ALL_KINDS, words * _ALL_SHARE)
        or _tells(analysis, len(faults))
        or (bool(seen) and _abound(analysis, hunches, words))
    )


def _is_known(analysis: Analysis) -> bool:
    return analysis.context.shown or is_translation(analysis)


def in_reach(analysis: Analysis, faults: int) -> bool:
    """Whether hunches may come to be grounded, by the number of faults that rules have found.

    It saves clean text the work: what finds hunches is awake far more often than other rules.
    """
    few = faults < 2 or faults < analysis.visible.count(" ") * _REACH
    return _is_known(analysis) or not few or _tells(analysis, faults)


def _tells(analysis: Analysis, faults: int) -> bool:
    """Whether the text has so many idioms of another language that it must be a translation."""
    if not worth_a_close_search(analysis):
        return False
    telling = len(analysis.idioms)
    if telling < 2 or telling + faults < _TOLD:
        return False
    return telling + faults >= analysis.visible.count(" ") * _TOLD_SHARE


def worth_a_search(analysis: Analysis) -> bool:
    """Whether a detector should look for hunches, which in a text as long as a book cost most.

    A translated book would have to be full of faults for them to be grounded; that a part of it
    is read again does not change that.
    """
    return len(analysis.facts.text) <= _BOOK or is_translation(analysis)


def worth_a_close_search(analysis: Analysis) -> bool:
    """Whether a detector should look for hunches word by word, in texts of the length of a page."""
    return is_translation(analysis) or (
        len(analysis.visible) <= _PAGES and analysis.pace is Pace.CLOSE
    )


def is_translation(analysis: Analysis) -> bool:
    """Whether the user says that it is a translation, or its source stands beside it."""
    return bool(analysis.context.translated_from) or bool(len(analysis.document.units))


def _abound(analysis: Analysis, hunches: Sequence[Finding], words: int) -> bool:
    """Whether there are so many different hunches that they bear each other out."""
    text = analysis.document.text
    different = {(f.rule, text[f.span.start : f.span.end].lower()) for f in hunches}
    return _many(
        [rule for rule, _ in sorted(different)], _HUNCHES, _HUNCH_KINDS, words * _HUNCH_SHARE
    )


def _many(rules: Sequence[str], least: int, kinds: int, share: float) -> bool:
    return len(rules) >= max(least, share) and len(set(rules)) >= kinds
