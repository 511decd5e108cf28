"""Names so alike that they may be one person's, spelled anew in each sentence."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_word, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORTEST = 4
_LONG = 12  # from this length on, two letters may differ
_MANY = 5000  # a text with more unknown names is an index or a list
_STEM = 4
_ARTICLES = frozenset({"Al", "El"})


def close_pairs(capitalised: Iterable[str], words: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The pairs of close names among capitalised words that are no English ones, in order.

    Among all words are those of Arabic names with their article.
    """
    names = [
        w for w in capitalised if len(w) >= _SHORTEST and w.isalpha() and not is_word(w.lower())
    ]
    alone = _pairs(names) if 2 <= len(names) <= _MANY else ()
    return sorted({*alone, *_articled_pairs(words)})


def _articled_pairs(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Arabic names whose article is spelled in two ways, `Al-Gohary` and `El-Gohary`."""
    whole: dict[str, list[str]] = {}
    for word in words:
        article, hyphen, rest = word.partition("-")
        if hyphen and article in _ARTICLES and rest.isalpha() and rest[0].isupper():
            whole.setdefault(rest, []).append(word)
    for spellings in whole.values():
        yield from combinations(sorted(spellings), 2)
    rests = [r for r in whole if len(r) >= _SHORTEST]
    for one, two in _pairs(rests) if 2 <= len(rests) <= _MANY else ():
        for first, second in product(whole[one], whole[two]):
            yield min(first, second), max(first, second)


def _pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names so close that they may be one: a letter more, less or other, the same beginning."""
    buckets: dict[str, list[str]] = {}
    for name in sorted(names):
        for key in _keys(name):
            buckets.setdefault(key, []).append(name)
    near = {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}
    for one, two in sorted(near):
        limit = 1 if min(len(one), len(two)) < _LONG else 2
        if _within(one, two, limit) and not _inflected(one, two):
            yield one, two


def _within(one: str, two: str, limit: int) -> bool:
    """Whether so few letters more, less, other or changed places lead from one to the other."""
    short, long = sorted((one, two), key=len)
    size = len(short)
    if size == len(long):
        other = [n for n in range(size) if short[n] != long[n]]
        swapped = len(other) == 2 and other[1] == other[0] + 1
        if len(other) <= 1 or (
            swapped and short[other[0]] == long[other[1]] and (short[other[1]] == long[other[0]])
        ):
            return True
    elif size + 1 == len(long):
        same = next((n for n in range(size) if short[n] != long[n]), size)
        if short[same:] == long[same + 1 :]:
            return True
    if limit == 1:
        return False
    from rapidfuzz.distance import OSA  # loading it takes long, and few names are so long

    return OSA.distance(one, two, score_cutoff=limit) <= limit


def _keys(name: str) -> frozenset[str]:
    """What is left of a name when a letter goes, two of a long one; variants share a key."""
    once = {name[:i] + name[i + 1 :] for i in range(1, len(name))} | {name}
    if len(name) < _LONG:
        return frozenset(once)
    return frozenset(once | {n[:i] + n[i + 1 :] for n in once for i in range(1, len(n))})


def _inflected(one: str, two: str) -> bool:
    """Whether one name is the other with an ending: a feminine form, a plural, a demonym."""
    short, long = sorted((one, two), key=len)
    if long == short + short[-1] or {short[-1], long[-1]} == {"i", "y"}:
        return False  # a slip, and two ways to write one Russian letter
    if long.startswith(short) and long[len(short) :] in word_set("name-endings"):
        return True
    stem = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if stem >= _STEM and {short[stem:], long[stem:]} - {""} <= word_set("people-endings"):
        return True
    if len(long) == _SHORTEST and short[:-1] == long[:-1]:
        return True  # Iran and Iraq
    return (
        short[:-1] == long[:-1]
        and short[-1] in "aoeiy"
        and long[-1] in "aoeiy"
        and len(short) == len(long)
    )
