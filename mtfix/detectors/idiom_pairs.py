"""Two words of an idiom of the source: `he lowered at last both arms`, `they lifted two hundred signatures`.

Why machine translation makes this error: an engine translates an idiom that it has not seen often
word by word. Articles, prepositions and what stands between come out differently each time, and the
verb and the noun remain; so it is their company that is looked for. A few of these pairs are good
English now and then; so this is a hunch, given only in texts that show that they are translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.inflection import noun_forms, verb_forms
from mtfix.analysis.lexicon import rows
from mtfix.detectors._place import free, place_in
from mtfix.hunches import worth_a_close_search
from mtfix.model import Applicability, Example, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "idiom-pair",
        "ff-idiom-literal",
        "these words may be an idiom of the source, word by word",
        "Engines translate idioms that they have not seen often word by word.",
        applicability=Applicability.DISPLAY,
        hunch=True,
        examples=(
            Example("The minister lowered at last both arms.", ""),
            Example("They have lifted two hundred signatures.", ""),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The minister gave up at last.",
                "They have collected two hundred signatures.",
                "The price was lower. Both arms hurt.",
            )
        ),
        origin="detectors/idiom_pairs.py",
    ),
)
(_RULE,) = RULES
_AHEAD, _BACK = (
    4,
    2,
)  # words that may stand between, in the order of English and the other way round
_REACH = 60  # code points in which so many words have room
_WORD = regex.compile(r"[\p{L}’']+")
_END = regex.compile(r"[.!?;:\n“”\"()]")


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The table: the base forms of each word as it may be written, and what goes with what."""

    firsts: Mapping[str, tuple[str, ...]]
    seconds: Mapping[str, tuple[str, ...]]
    meaning: Mapping[tuple[str, str], str]


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place where two such words stand together."""
    if not worth_a_close_search(analysis):
        return
    pairs, last = _pairs(), -1
    if not analysis.words & pairs.firsts.keys():
        return
    places = {
        at: word for w in analysis.words & pairs.seconds.keys() for at, word in _of(analysis, w)
    }
    for at in sorted(places):
        found = _partner(analysis.visible, at, places[at], pairs)
        if found is None or found[0] < last:
            continue
        start, last, meaning = found
        segment, extent = place_in(analysis, start, last - start)
        if free(segment, extent):
            message = f"{_RULE.message}: perhaps “{meaning}”" if meaning else ""
            yield finding(segment, _RULE, extent, message=message)


def _of(analysis: Analysis, word: str) -> Iterator[tuple[int, str]]:
    return ((at, word) for at in analysis.places(word))


def _partner(text: str, at: int, word: str, pairs: _Pairs) -> tuple[int, int, str] | None:
    """Where the pair of a second word begins and ends, and what it may mean."""
    end = at + len(word)
    before = _END.split(text[max(0, at - _REACH) : at])[-1]
    for match in reversed(list(_WORD.finditer(before))[-_AHEAD - 1 :]):
        meaning = _meaning(match[0], word, pairs)
        if meaning is not None:
            return at - len(before) + match.start(), end, meaning
    behind = _END.split(text[end : end + _REACH], maxsplit=1)[0]
    for match in list(_WORD.finditer(behind))[: _BACK + 1]:
        meaning = _meaning(match[0], word, pairs)
        if meaning is not None:
            return at, end + match.end(), meaning
    return None


def _meaning(first: str, second: str, pairs: _Pairs) -> str | None:
    for one in pairs.firsts.get(first.lower(), ()):
        for other in pairs.seconds[second]:
            if (one, other) in pairs.meaning:
                return pairs.meaning[one, other]
    return None


@cache
def _pairs() -> _Pairs:
    meaning = {}
    for firsts, seconds, *sense in rows("idiom-pairs"):
        for one in firsts.split("/"):
            meaning.update({(one, other): "".join(sense) for other in seconds.split("/")})
    return _Pairs(
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
