"""What kind of English a document is written in, from evidence in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.analysis.lexicon import word_list
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable

# A fragment run into the sentence, with the full stop inside the mark, is the American order.
_FRAGMENT = lazily(re.compile, r"[a-z] [“\"][a-z][^“”\"\n]{0,300}\.$")
_REACH = 310
_SAMPLE = 200_000  # code points in which dates and titles are looked for
_SINGLE_OPEN = lazily(re.compile, r"(?m)(?:^|[\s(])‘\w")
_DOUBLE_OPEN = lazily(re.compile, r"(?m)(?:^|[\s(])“\w")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_US = lazily(
    re.compile, rf"\bU\.S\.|\b(?:Mr|Mrs|Ms|Dr)\. [A-Z]|\b(?!May){_MONTH} \d{{1,2}}(?:, \d{{4}})?\b"
)
_GB = lazily(re.compile, rf"\b(?:Mr|Mrs|Ms|Dr) [A-Z]|\b\d{{1,2}} {_MONTH}\b")


class Profile(Struct, frozen=True):
    """English variety (`us`, `gb` or "" where nothing tells) and the order of punctuation.

    `inside` and `outside` count quotations whose comma or full stop stands in American and in
    logical order; `strong_inside` counts those that only the American order explains, and
    `fragments` those of these that no attribution follows.
    """

    variety: str = ""
    single_quotes: bool = False
    inside: int = 0
    outside: int = 0
    strong_inside: int = 0
    fragments: int = 0


def profile_of(text: str, words: frozenset[str], closers: Iterable[int]) -> Profile:
    """The profile of a text, given the words that occur in it and where `"` and `”` stand."""
    sample = text[:_SAMPLE]
    us = len(words & word_list("american")) + len(_US.findall(sample))
    gb = len(words & word_list("british")) + len(_GB.findall(sample))
    single = "‘" in text and len(_SINGLE_OPEN.findall(text)) > 2 * len(_DOUBLE_OPEN.findall(text))
    if single:
        gb += 2
    variety = "us" if us > gb else "gb" if gb > us else ""
    return Profile(variety, single, *_order(text, closers))


def _order(text: str, closers: Iterable[int]) -> tuple[int, int, int, int]:
    """How many marks have their stop inside and outside, and how many only Americans set so."""
    inside = outside = strong = fragments = 0
    for at in closers:
        left, right = text[at - 1 : at], text[at + 1 : at + 2]
        if left.isalnum():
            outside += right in (".", ",") and not text[at + 2 : at + 3].isalnum()
        elif left == "," and text[at - 2 : at - 1].isalnum() and (not right or right.isspace()):
            inside, strong = inside + 1, strong + 1
        elif left == "." and text[at - 2 : at - 1].islower() and (not right or right.isspace()):
            inside += 1
            fragments += bool(_FRAGMENT.search(text[max(0, at - _REACH) : at]))
    return inside, outside, strong + fragments, fragments
