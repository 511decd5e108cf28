"""Where two words stand together that idioms of other languages have: `they lifted signatures`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex
from msgspec import Struct

from mtfix.analysis.inflection import noun_forms, verb_forms
from mtfix.analysis.lexicon import rows
from mtfix.analysis.occurrences import places_of_all
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_AHEAD = 4  # words that may stand between
_BACK = 2  # the same where the second word stands first
_OFTEN = 3  # times that the second word stands in a text that does not speak of the thing itself
_REACH = 60  # code points in which so many words have room
_WORD = lazily(regex.compile, r"[\p{L}’']+")
_END = lazily(regex.compile, r"[.,!?;:\n“”\"()]")


class Idiom(Struct, frozen=True):
    """A place of two such words, and what the source may mean, "" where that is long to say."""

    start: int
    end: int
    meaning: str


class _Table(Struct, frozen=True):
    """The base forms of each word as it may be written, and what goes with what."""

    firsts: Mapping[str, tuple[str, ...]]
    seconds: Mapping[str, tuple[str, ...]]
    meaning: Mapping[tuple[str, str], str]


def idioms_in(text: str, words: frozenset[str]) -> Iterator[Idiom]:
    """Yield each such place in order; `words` are the different words of the text."""
    known, last = _table(), -1
    if words.isdisjoint(known.firsts):
        return
    seconds = places_of_all(text, sorted(words & known.seconds.keys()))
    rare = {word: places for word, places in seconds.items() if len(places) <= _OFTEN}
    for at, word in sorted((at, word) for word, places in rare.items() for at in places):
        found = _partner(text, at, word, known)
        if found is not None and found.start >= last:
            last = found.end
            yield found


def _partner(text: str, at: int, word: str, known: _Table) -> Idiom | None:
    end = at + len(word)
    before = _END.split(text[max(0, at - _REACH) : at])[-1]
    for match in reversed(list(_WORD.finditer(before))[-_AHEAD - 1 :]):
        opens = not before[: match.start()].strip()
        meaning = _meaning(match[0], word, known) if opens or match[0].islower() else None
        if meaning is not None:
            return Idiom(at - len(before) + match.start(), end, meaning)
    behind = _END.split(text[end : end + _REACH], maxsplit=1)[0]
    for match in list(_WORD.finditer(behind))[: _BACK + 1]:
        meaning = _meaning(match[0], word, known) if match[0].islower() else None
        if meaning is not None:
            return Idiom(at, end + match.end(), meaning)
    return None


def _meaning(first: str, second: str, known: _Table) -> str | None:
    for one in known.firsts.get(first.lower(), ()):
        for other in known.seconds[second]:
            if (one, other) in known.meaning:
                return known.meaning[one, other]
    return None


@cache
def _table() -> _Table:
    meaning = {}
    for firsts, seconds, *sense in rows("idiom-pairs"):
        for one in firsts.split("/"):
            meaning.update({(one, other): "".join(sense) for other in seconds.split("/")})
    return _Table(
        _by_form({one for one, _ in meaning}, verb_forms),
        _by_form({other for _, other in meaning}, noun_forms),
        meaning,
    )


def _by_form(words: set[str], forms: Callable[[str], set[str]]) -> dict[str, tuple[str, ...]]:
    bases: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        for form in forms(word):
            bases[form] = (*bases.get(form, ()), word)
    return bases
