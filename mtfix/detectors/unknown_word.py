"""A word that no English dictionary has: `they sell poncik at every corner`.

Why machine translation makes this error: an engine copies or transliterates what it does not know.
Such a word may be a loan that the author means, a term, or a name without its capital; so this is
a hunch, given only in texts that show that they are translated, and not in technical ones, whose
words are their own.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import is_word, word_list
from mtfix.detectors._place import free, place_in
from mtfix.hunches import worth_a_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule, RunKind
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "unknown-word",
        "left-content-word",
        "no English word: untranslated, or a slip?",
        "The engine copies what it does not know.",
        applicability=Applicability.DISPLAY,
        hunch=True,
        examples=(
            Example("In the morning they eat poncik with cheese.", ""),
            Example("The old chardak of the house was empty.", ""),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "They drink cafe au lait in the piazza.",
                "The “poncik” is a kind of doughnut.",
                "An unputdownable, rewatchable film.",
                "The town lies on the mapo, and Mapo is a port.",
            )
        ),
        origin="detectors/unknown_word.py",
    ),
)
(_RULE,) = RULES
_SHAPE = lazily(regex.compile, r"\p{Ll}{4,}")
_SHARE = 0.01  # of the words: a text with more of them has a vocabulary of its own
_CODE = 2  # stretches of code that a text may have for all that
_OFTEN = 2  # times that a word stands in a text that does not explain it
_BEFORE = lazily(
    regex.compile,
    r"(?:re|un|pre|micro|multi|de|over|under|out|inter|non|super|anti|self|mis|sub|co|bi|eco|mid|cyber|tele|neo|pro|ultra)",
)
_BEHIND = lazily(
    regex.compile,
    r"(?:able|ably|less|ness|like|ing|ed|er|ers|s|es|ly|y|ish|ize[ds]?|ise[ds]?|izing|ising|[iy][sz]ation|ism|ists?|ity|ship|hood|wise|goer|goers)$",
)
_TOLD = lazily(
    regex.compile, r"[“\"‘«(\[*_]$|\b(?:called|named|word|term|known as)(?: an?| the)? $"
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place of such a word."""
    if not worth_a_search(analysis):
        return
    words = analysis.words
    unknown = sorted(w for w in words if _SHAPE.fullmatch(w) and not _known(w, words))
    if not unknown or len(unknown) > max(3, len(words) * _SHARE) or _technical(analysis):
        return
    for word in unknown:
        places = analysis.places(word)
        if len(places) <= _OFTEN:
            yield from _placed(analysis, word, places)


def _technical(analysis: Analysis) -> bool:
    """Whether the text speaks of code, whose terms no dictionary has."""
    runs = (run for segment in analysis.document.segments for run in segment.runs)
    code = sum(run.kind is RunKind.PLACEABLE and run.role == "code" for run in runs)
    return code > _CODE


def _placed(analysis: Analysis, word: str, places: list[int]) -> Iterator[Finding]:
    for at in places:
        segment, extent = place_in(analysis, at, len(word))
        text = segment.text
        told = _TOLD.search(text[max(0, extent.start - 16) : extent.start])
        quoted = analysis.in_quotation(segment, extent.start)
        if free(segment, extent) and not told and not quoted:
            yield finding(segment, _RULE, extent)


def _known(word: str, words: frozenset[str]) -> bool:
    """Whether it is English, a name in lower case, or built of English words."""
    if is_word(word) or word in word_list("loan-words") or word in word_list("calendar"):
        return True
    if word.capitalize() in words:
        return True
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    if plain != word and (is_word(plain) or plain in word_list("loan-words")):
        return True
    return _derived(word) or _joined(word)


def _derived(word: str) -> bool:
    stem = _BEHIND.sub("", word)
    stems = {stem, stem + "e", stem[:-1], word}
    front = _BEFORE.match(word)
    if front:
        stems |= {s[front.end() :] for s in (word, stem, stem + "e") if len(s) > front.end() + 2}
    return any(len(s) > 2 and s != word and is_word(s) for s in stems)


def _joined(word: str) -> bool:
    """Two words in one, which other detectors deal with."""
    cuts = range(3, len(word) - 2)
    return any(is_word(word[:at]) and is_word(word[at:]) for at in cuts)
