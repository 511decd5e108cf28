"""Grammar that is meant: dialect, speech written as it sounds, and older English.

“The duke he hired the court house”, “thirty year ago”, “the night is far spent, I doubted of it”:
where a text is full of such words as “hath”, “thou” and “warn’t”, a rule about the grammar of plain
prose finds nothing but the manner of the author. Marks, spaces and characters are as good as
anywhere, and so is what says the same of every English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import word_list
from mtfix.hunches import is_translation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Rule

# What is a matter of grammar, of order and of the choice of words.
_GRAMMAR = ("pro-", "fw-", "vf-", "agr-", "tense-", "cmp-", "wo-", "ff-", "art-missing", "art-sup")
_GRAMMAR_WORDS = ("split-word", "fuse-inline-boundary", "case-mid-sentence", "num-scale-word")
_WORDS_EACH = 1500  # a word of dialect among so many, or more


def unmeant(
    analysis: Analysis, found: Sequence[Finding], rules: Mapping[str, Rule]
) -> Sequence[Finding]:
    """The findings without those about grammar, where a text has a grammar of its own."""
    if not analysis.facts.dialect or is_translation(analysis):
        return found
    kinds = _GRAMMAR + _GRAMMAR_WORDS
    odd = [f for f in found if f.rule in rules and rules[f.rule].category.startswith(kinds)]
    if not odd or not _full_of_it(analysis):
        return found
    gone = set(map(id, odd))
    return [f for f in found if id(f) not in gone]


def _full_of_it(analysis: Analysis) -> bool:
    text = analysis.facts.text
    said = sum(len(analysis.facts.places(w)) for w in analysis.facts.words & _words())
    return said * _WORDS_EACH >= text.count(" ")


def _words() -> frozenset[str]:
    return word_list("dialect-words")
