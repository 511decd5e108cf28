"""The parts of a question that its order depends on: where the subject ends, and its number."""

from __future__ import annotations

from mtfix.analysis.lexicon import word_set
from mtfix.analysis.subject import MANY, ONE, number_at, subject_at
from mtfix.analysis.word_classes import classes, main_classes

BE = ("is", "are", "was", "were")
AUXILIARIES = (
    *BE,
    "am",
    "have",
    "has",
    "had",
    "will",
    "can",
    "could",
    "must",
    "should",
    "would",
    "may",
    "might",
)
_ORDINALS = ("next", "last", "first", "second")
PRONOUNS = ("you", "they", "we", "I", "he", "she", "it")


def number_of(rest: list[str]) -> str:
    if rest[:1] in (["he"], ["she"], ["it"]) or (rest and rest[0][:1].isupper() and rest[0] != "I"):
        return ONE
    if rest[:1] in (["you"], ["they"], ["we"], ["I"]):
        return MANY
    kinds = main_classes(rest[-1]) if rest else ""
    rest = [w for w in rest if w not in _ORDINALS]
    return number_at(rest, 0) or (MANY if kinds[:1] == "N" else ONE if "n" in kinds else "")


def subject_end(rest: list[str]) -> int:
    if rest[:1] and rest[0] in PRONOUNS:
        return 1
    end = 0
    while end < len(rest) and rest[end][:1].isupper() and end < 3:
        end += 1
    if end:
        return end
    if not rest or rest[0] not in word_set("all-determiners"):
        return 0
    ordinal = rest[1:2] != [] and rest[1] in _ORDINALS
    subject = subject_at([rest[0], *rest[2:]] if ordinal else rest, 0)
    if subject is None:
        return _plain_end(rest)
    end = subject.end + ordinal
    return len(rest) if rest[end : end + 1] in (["to"], ["for"]) else end


def _plain_end(rest: list[str]) -> int:
    """The end of `the works` and `the best beaches`, where that is the end of the question."""
    noun, before = main_classes(rest[-1]), rest[1:-1]
    fits = len(before) < 3 and all(set(classes(w)) & set("jlkn") and w.isalpha() for w in before)
    return len(rest) * (("n" in noun.lower()) and fits and len(rest) > 1)


def goes_on(rest: list[str]) -> bool:
    """Whether another finite verb follows, so that this one belongs to a clause."""
    return bool(word_set("finite-auxiliaries") & set(rest))
