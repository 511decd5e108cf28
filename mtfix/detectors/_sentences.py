"""The sentences of a text as words and commas, for detectors that read subjects and verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

from mtfix.analysis.lexicon import is_first_name, is_word, word_set
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis

_STRETCH = lazily(regex.compile, r"[^.!?:;\n“”\"()]+")
_WORD = lazily(regex.compile, r"[\p{L}\p{M}\d]+(?:[’'-][\p{L}\p{M}\d]+)*|,|[^\s\p{L}]")
_AHEAD = 20  # code points before a sentence that tell whether it begins there


class Sentence(NamedTuple):
    """What stands between two stops: its words and where each begins in `visible`.

    The first word is in lower case unless it is a name; `capital` is how the text has it, `begun`
    whether a sentence begins here and not what goes on behind an abbreviation.
    """

    words: list[str]
    places: list[int]
    begun: bool
    capital: bool


def told_sentences(analysis: Analysis) -> Iterator[Sentence]:
    """The sentences of a text that are no questions, whose subject stands elsewhere."""
    text = analysis.visible
    for stretch in _STRETCH.finditer(text):
        if text[stretch.end() : stretch.end() + 1] == "?":
            continue
        tokens = list(_WORD.finditer(text, stretch.start(), stretch.end()))
        if not tokens:
            continue
        begun = _begins(text[max(0, stretch.start() - _AHEAD) : stretch.start()])
        first, *rest = [token[0] for token in tokens]
        word = _without_capital(first) if begun else first
        yield Sentence([word, *rest], [t.start() for t in tokens], begun, first[0].isupper())


def _begins(ahead: str) -> bool:
    """Whether a sentence begins behind these words, and no stop of an abbreviation is the last."""
    left = ahead.rstrip(" ")
    if not left or left[-1] != ".":
        return not left or left[-1] in "\n!?:;“("
    last = left[:-1].rpartition(" ")[2].lower()
    return len(last) > 1 and "." not in last and last not in word_set("titles-of-people")


def _without_capital(first: str) -> str:
    """The first word of a sentence as it stands within one; names and acronyms keep their capitals."""
    lower = first.lower()
    ordinary = len(lower) < 3 or (is_word(lower) and not is_first_name(first))
    return lower if ordinary and first[1:] == lower[1:] else first
