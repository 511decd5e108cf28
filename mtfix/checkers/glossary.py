"""Checks that terms have the translation that a glossary gives them, in whatever inflection.

Why machine translation makes this error: an engine knows no glossary of the house, and translates
a term anew in each sentence.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from mtfix.analysis.lexicon import without_possessive
from mtfix.model import Applicability, Change, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding, Segment
    from mtfix.source.glossary import Term

_WHY = "An engine translates a term anew in each sentence, and knows no glossary of the house."
_NAMES = frozenset({"names"})
SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY
_MISSING = Rule(
    "glossary-term", "src-term", "the glossary has another translation", _WHY,
    applicability=DISPLAY, languages=(), touches=_NAMES, origin="checkers/glossary.py",
)  # fmt: skip
_AVOID = Rule(
    "glossary-avoided-term", "src-term", "the glossary says to avoid this", _WHY,
    applicability=UNSAFE, languages=(), touches=_NAMES, origin="checkers/glossary.py",
)  # fmt: skip
_CASE = Rule(
    "glossary-case", "src-term", "the glossary writes this with other capitals", _WHY,
    languages=(), touches=_NAMES, origin="checkers/glossary.py",
)  # fmt: skip
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}]*(?:[’'-]\p{L}[\p{L}\p{M}\p{N}]*)*|\p{N}+")
_NO_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "hi": "hindi", "hu": "hungarian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish",
}  # fmt: skip


class _Token(NamedTuple):
    start: int
    end: int
    word: str
    stem: str


class GlossaryChecker:
    """The terms of glossaries as one checker."""

    rules = (_MISSING, _AVOID, _CASE)

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = sorted(terms, key=lambda term: -len(term.source))
        self._languages = sorted({term.language for term in terms})
        self._indexes: dict[str, dict[str, list[int]]] = {}

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Yield a finding for each term of a source without its translation, and what to avoid."""
        language = analysis.source_language if analysis.pairs else ""
        for pair in analysis.pairs:
            yield from self._compared(pair, language)
        if not analysis.pairs:
            for index in analysis.scope:
                yield from self._alone(analysis.document.segments[index])

    def _compared(self, pair: Pair, spoken: str) -> Iterator[Finding]:
        taken: list[Extent] = []
        theirs = _tokens(pair.text, pair.language)
        for term in self._near(pair.source, spoken):
            language = term.language or spoken
            found = [
                place
                for place in _places(pair.source, term.source, language)
                if not any(place.start < t.end and t.start < place.end for t in taken)
            ]
            if found:
                taken += found
                yield from _judged(pair, term, theirs)

    def _near(self, source: str, spoken: str) -> list[Term]:
        """The terms whose first word the source has, the longest ones first."""
        if spoken not in self._indexes:
            index: dict[str, list[int]] = defaultdict(list)
            for number, term in enumerate(self._terms):
                first = _tokens(term.source, term.language or spoken)[:1]
                unspaced = not first or _NO_SPACES.search(term.source)
                index["" if unspaced else first[0].stem].append(number)
            self._indexes[spoken] = index
        index = self._indexes[spoken]
        stems = {
            token.stem for code in self._languages for token in _tokens(source, code or spoken)
        }
        numbers = {number for stem in (*stems, "") for number in index.get(stem, ())}
        return [self._terms[number] for number in sorted(numbers)]

    def _alone(self, segment: Segment) -> Iterator[Finding]:
        """What a glossary says to avoid, where no source says which term is meant."""
        language = segment.language.partition("-")[0]
        for term in self._terms:
            for bad in term.avoid:
                for place in _places(segment.text, bad, language):
                    yield _replaced(segment, _AVOID, place, bad, term, UNSAFE)


def _judged(pair: Pair, term: Term, theirs: Sequence[_Token]) -> Iterator[Finding]:
    """Yield what is wrong with the translation of a term that the source has."""
    for bad in term.avoid:
        for place in _places(pair.text, bad, pair.language):
            yield _replaced(pair.segment, _AVOID, place, bad, term, UNSAFE)
            return
    for good in term.translations:
        places = _places(pair.text, good, pair.language)
        if places:
            if not good.islower():
                yield from _cased(pair, good, places)
            return
    copied = [
        p for p in _places(pair.text, term.source, "") if term.source not in term.translations
    ]
    if copied:
        yield _replaced(pair.segment, _MISSING, copied[0], term.source, term, UNSAFE)
        return
    wanted = " or ".join(f"“{good}”" for good in term.translations)
    message = f"the glossary has {wanted} for “{term.source}”"
    yield finding(pair.segment, _MISSING, pair.core, message=message)


def _cased(pair: Pair, good: str, places: Sequence[Extent]) -> Iterator[Finding]:
    """The translation with its own capitals, where it is written out as the glossary has it."""
    for place in places:
        there = pair.text[place.start : place.end]
        inner = any(c.isupper() for c in good[1:])
        if inner and there != good and there.casefold() == good.casefold():
            message = f"the glossary writes {good}"
            yield finding(pair.segment, _CASE, place, Change(place, good), message=message)


def _replaced(
    segment: Segment, rule: Rule, place: Extent, old: str, term: Term, level: Applicability
) -> Finding:
    there, new = segment.text[place.start : place.end], term.translations[0]
    ending = re.fullmatch(rf"{re.escape(old)}(s?)", there, re.IGNORECASE)
    changes = []
    if ending is not None and len(term.translations) == 1:
        if there[0].isupper() and not old[0].isupper():
            new = new[0].upper() + new[1:]
        changes = [Change(place, new + ending[1])]
    message = f"the glossary has “{' or '.join(term.translations)}” for “{term.source}”"
    return finding(segment, rule, place, *changes, message=message, applicability=level)


# -- where a term stands ------------------------------------------------------------------


def _places(text: str, term: str, language: str) -> list[Extent]:
    """Where a term stands in some inflection; an acronym only as it is written."""
    if _NO_SPACES.search(term):
        return [Extent(m.start(), m.end()) for m in re.finditer(re.escape(term), text)]
    exact = term.isupper() and len(term) < 6
    wanted = _tokens(term, language)
    words = _tokens(text, language)
    if not wanted:
        return []
    size = len(wanted)
    out = []
    for at in range(len(words) - size + 1):
        row = words[at : at + size]
        same = all(
            ours.word == theirs.word if exact else ours.stem == theirs.stem
            for ours, theirs in zip(wanted, row, strict=True)
        )
        if same and all(len(text[a.end : b.start]) < 3 for a, b in itertools.pairwise(row)):
            out.append(Extent(row[0].start, row[-1].end))
    return out


@lru_cache(maxsize=4096)
def _tokens(text: str, language: str) -> tuple[_Token, ...]:
    return tuple(
        _Token(m.start(), m.end(), m[0], _stem(m[0].casefold(), language))
        for m in _WORD.finditer(text)
    )


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    """The stem of a word; without a known language the word itself."""
    name = _STEMMERS.get(language)
    if name is None:
        return word
    bare = without_possessive(word)
    stemmed: str = _stemmer(name).stemWord(bare)
    return stemmed


@cache
def _stemmer(name: str) -> Any:
    import snowballstemmer  # only who has a glossary waits for it

    return snowballstemmer.stemmer(name)
