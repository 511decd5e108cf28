"""The word behind a comparison: `higher then last year`, `the same coat than yesterday`, `as big than`.

Why machine translation makes this error: “que”, “che”, “als” or “чем” are than, as, that and like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import word_set
from mtfix.analysis.word_classes import classes, main_classes, only
from mtfix.detectors._place import mended
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "comparison-word",
        "fw-that-than",
        "this comparison takes another word",
        "One word of the source means than, as, that and like.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("Rents are higher then last year.", "Rents are higher than last year."),
            Example("Lead is heavier that water.", "Lead is heavier than water."),
            Example("He is as tall than my uncle.", "He is as tall as my uncle."),
            Example("She has the same bike like me.", "She has the same bike as me."),
            Example(
                "The way back was more tiring as the first one.",
                "The way back was more tiring than the first one.",
            ),
            Example("I would rather walk that take a bus.", "I would rather walk than take a bus."),
            Example("There is no other way that to wait.", "There is no other way than to wait."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "It grew darker then the rain came.",
                "It is better that water is boiled first.",
                "It was cheaper that week.",
                "It was half an hour later that Mr. Hale came in.",
                "The work became more tiring as the days passed.",
                "She is known as other than honest.",
                "They were happier as children.",
                "It looks the same like everything he paints, he said.",
            )
        ),
        origin="detectors/comparison_words.py",
    ),
)
(_RULE,) = RULES
_WORD = lazily(regex.compile, r"(?<![\p{L}’'-])(?:than|then|that|as|like)(?= [\p{L}\d])")
_BEFORE = lazily(regex.compile, r"(?:[\p{L}’'-]+ ){1,4}$")
_REST = lazily(regex.compile, r"[^.,;:!?()\n“”\"–—]*")
_TAIL = (
    r"(?:expected|usual|planned|necessary|needed|normal|ever|(?:ever )?before|last (?:year|week|month|time|season|summer|"
    r"winter|night)|yesterday|mine|yours|ours|theirs|any other|the (?:previous|last|first|second|other|old|new) ones?|"
    r"the (?:others|rest|previous (?:year|day|week|month|season)))"
)
_FIXED = lazily(regex.compile, _TAIL + r"\b")
_THEN = lazily(
    regex.compile,
    r"(?:"
    + _TAIL
    + r"|in|any|my|your|his|her|our|their|its|me|him|us|them|the|an?|those|these|most|other|\d)\b",
)
_SURE = lazily(
    regex.compile, r"(?:" + _TAIL + r"|me|him|us|them)(?: (?:in|on|at|for|of|to|and|but)\b|$)"
)
_CHOICE = lazily(
    regex.compile,
    r"\bother (?:choice|option|way|solution|possibility|alternative|remedy|means|wish|thought|aim|goal) $",
)
_RATHER = lazily(regex.compile, r"(?i)(?:\bwould|[’']d) rather (?:[\p{L}’'-]+ ){1,4}$")
_SAME = lazily(regex.compile, r"(?i)\bthe same(?: \p{Ll}+)? $")
_SAME_TAIL = lazily(
    regex.compile,
    r"(?:me|him|us|them|you|mine|yours|hers|ours|theirs|yesterday|before|always|ever|usual|last|the others?|the rest|"
    r"(?:my|your|his|her|our|their|the) \p{Ll}+|in (?:the |my |his |her |our |their )?[\p{L}\d]+)(?: (?:in|on|at|of|and|but)\b|$)",
)
_MEASURED = lazily(regex.compile, r"(?<![\p{L}’-])\p{L}{4,}(?![\p{L}’-])")
_POINTED_AT = lazily(
    regex.compile,
    r"(?:\p{Ll}+ )?(?:way|day|week|month|year|time|night|moment|much|evening|morning|afternoon|summer|winter|spring|autumn|"
    r"season|part|age|point|hour|far|kind|sort|one)\b",
)
_OWNED = lazily(regex.compile, r"(?:the|my|your|his|her|our|their|its|an?|those|in|at|on) \p{Ll}+")
_BE = frozenset(
    {"is", "are", "was", "were", "be", "been", "even", "much", "far", "always", "often"}
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each word of comparison that another one should replace."""
    if not worth_a_close_search(analysis):
        return
    text = analysis.visible
    for match in _WORD.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 50), match.start())
        rest = _REST.match(text, match.end() + 1)
        if before is None or rest is None:
            continue
        new = _mended(match[0], before[0], rest[0].strip())
        if new == "as" and _is_measured(text, match.start()):
            continue
        if new:
            yield from mended(analysis, _RULE, match.span(), new)


def _mended(word: str, before: str, rest: str) -> str:
    """The word that belongs here, or ""."""
    words = before.lower().split()
    if word == "that" and words[-1] in {"later", "earlier"}:
        return ""  # `It was an hour later that the train came in.`
    if word in {"than", "like", "that"} and _SAME.search(before):
        return _behind_same(word, words, rest)
    if word != "as" and len(words) > 1 and words[-2] in {"as", "so"}:
        return _behind_as(word, words, rest)
    if word == "that" and _CHOICE.search(before):
        return "than" if rest.startswith("to ") else ""
    if word in {"than", "that", "like"} and words[-3:-1] in (["as", "much"], ["as", "many"]):
        return (
            ""
            if _has_verb(rest) or (word == "that" and not _is_phrase(rest, single=True))
            else "as"
        )
    if word == "that" and _RATHER.search(before):
        return "than" if main_classes(rest.split()[0])[:1] == "b" else ""
    if word in {"then", "that", "as"} and _is_comparative(words):
        return _behind_comparative(
            word, rest, single=words[-2:-1][0] in _BE if words[1:] else False
        )
    return ""


def _is_measured(text: str, end: int) -> bool:
    """Whether a comparative stands earlier, as in `more people see him as good than as bad`."""
    begin = max(end - 80, *(text.rfind(mark, 0, end) for mark in ".;:!?"))
    words = _MEASURED.findall(text[begin + 1 : end].lower())
    return any(
        word in {"more", "less", "fewer", "rather", "other"} or only(word, "kR") for word in words
    )


def _behind_same(word: str, words: list[str], rest: str) -> str:
    tail = _SAME_TAIL.match(rest)
    if word == "than":
        return "as" if tail or not _has_verb(rest) else ""
    if words[-1] in {"same", "thing", "way"} and word == "like":
        return ""
    return "as" if tail and not _has_verb(rest) else ""


def _behind_as(word: str, words: list[str], rest: str) -> str:
    """`as tall than`, `as tall like`, `so tall than`."""
    quality = words[-1]
    if word == "then" or not set(main_classes(quality)[:1]) & set("jr"):
        return ""
    if quality in word_set("no-measures") or classes(quality)[:1] in "kR":
        return ""
    if word == "than":
        return "as"
    if words[-2] == "so" or classes(quality)[:1] != "j" or _has_verb(rest):
        return ""
    return "as" if word == "like" or _is_phrase(rest) else ""


def _is_comparative(words: list[str]) -> bool:
    """Whether the words end in `higher`, `more tiring` or `more time`."""
    last = words[-1]
    if last in {"more", "less", "fewer", "worse"} or classes(last)[:1] in tuple("kR"):
        return words[-2:-1] != ["the"] and words[-2:] != ["once", "more"] and last != "rather"
    if words[-2:-1] in (["more"], ["less"], ["fewer"]):
        return words[-3:-2] != ["the"] and classes(last)[:1] in tuple("jrnNpg") and last != "so"
    return False


def _behind_comparative(word: str, rest: str, *, single: bool) -> str:
    if _FIXED.match(rest) and not _has_verb(rest):
        return "than"
    if word == "as":
        return "than" if _SURE.match(rest) and not _has_verb(rest) else ""
    if _has_verb(rest):
        return ""
    if word == "then":
        return "than" if _THEN.match(rest) else ""
    return "than" if _is_phrase(rest, single=single) else ""


def _is_phrase(rest: str, *, single: bool = False) -> bool:
    """Whether a noun follows that “that” cannot point at: plural, mass or a name.

    `single`: behind a form of “be”, where nothing is pointed at, any noun.
    """
    if _POINTED_AT.match(rest):
        return False
    if single and _OWNED.match(rest):
        return True
    for word in rest.split()[:3]:
        if single and only(word, "n"):
            return True
        if word[0].isupper() or only(word, "N") or word in word_set("mass-words"):
            return True
        if classes(word)[:1] != "j":
            return False
    return False


def _has_verb(rest: str) -> bool:
    """Whether a finite verb may stand in the rest of the clause."""
    return any(
        word in word_set("finite-auxiliaries")
        or regex.fullmatch(r".+[’'](?:s|re|ve|ll|d|m)|.+n[’']t", word)
        or main_classes(word)[:1] in tuple("bdz")
        for word in rest.lower().split()[:12]
    )
