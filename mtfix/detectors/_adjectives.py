"""Nouns and adjectives, as the detector of adjectives behind nouns tells them."""

from __future__ import annotations

from mtfix.analysis.lexicon import is_word, word_set
from mtfix.analysis.word_classes import main_classes, only


def is_noun(word: str) -> bool:
    """Whether a word is a noun first of all, or an unknown one that has a plural."""
    found = main_classes(word)
    return (found[:1] in ("n", "N") and not set(found) - set("nNbzg")) or (
        not found
        and is_word(word)
        and (is_word(word + "s") or (word.endswith("s") and is_word(word[:-1])))
    )


def is_adjective(word: str) -> bool:
    """Whether a word is nothing but an adjective."""
    found = main_classes(word)
    return only(word, "j") or (
        not found and is_word(word) and word.endswith(("ous", "ical", "esque"))
    )


def tells_kind(word: str) -> bool:
    """Whether an adjective says of which kind a thing is: `mechanical`, `fiscal`."""
    return (
        only(word, "jn")
        and main_classes(word)[:1] == "j"
        and word.endswith(("al", "ic", "ical", "lar", "ary", "eval", "ese", "ian", "ive"))
        and word not in word_set("qualities")
        and word not in word_set("behind-nouns")
    )
