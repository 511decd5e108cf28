"""What kind of English a document is written in, from evidence in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtfix.analysis.lexicon import word_list

_INSIDE = re.compile(r",[”\"]|[a-z]\.[”\"](?=\s|$)")
_OUTSIDE = re.compile(r"\w[”\"][.,](?!\w)")
# A fragment run into the sentence, with the full stop inside the mark, is the American order.
_FRAGMENT_INSIDE = re.compile(r"[a-z] [“\"][a-z][^“”\"\n]{0,300}\.[”\"](?=\s|$)", re.MULTILINE)
_COMMA_INSIDE = re.compile(r"\w,[”\"](?=\s|$)", re.MULTILINE)
_SINGLE_OPEN = re.compile(r"(?:^|[\s(])‘\w", re.MULTILINE)
_DOUBLE_OPEN = re.compile(r"(?:^|[\s(])“\w", re.MULTILINE)
_US = re.compile(
    r"\bU\.S\.|\b(?:Mr|Mrs|Ms|Dr)\. [A-Z]|\b(?:January|February|March|April|June|July|August|September"
    r"|October|November|December) \d{1,2}(?:, \d{4})?\b"
)
_GB = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr) [A-Z]|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """English variety (`us`, `gb` or "" where nothing tells) and the order of punctuation.

    `inside` and `outside` count quotations whose comma or full stop stands in American and in
    logical order; `strong_inside` counts those that only the American order explains.
    """

    variety: str = ""
    single_quotes: bool = False
    inside: int = 0
    outside: int = 0
    strong_inside: int = 0


def profile_of(text: str, words: frozenset[str]) -> Profile:
    """The profile of a text, given the words that occur in it."""
    us = len(words & word_list("american")) + len(_US.findall(text))
    gb = len(words & word_list("british")) + len(_GB.findall(text))
    single = len(_SINGLE_OPEN.findall(text)) > 2 * len(_DOUBLE_OPEN.findall(text))
    if single:
        gb += 2
    variety = "us" if us > gb else "gb" if gb > us else ""
    return Profile(
        variety,
        single,
        len(_INSIDE.findall(text)),
        len(_OUTSIDE.findall(text)),
        len(_FRAGMENT_INSIDE.findall(text)) + len(_COMMA_INSIDE.findall(text)),
    )
