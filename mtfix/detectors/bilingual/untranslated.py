"""Translations that are the source itself, or break off into it.

Why machine translation makes this error: what the engine does not know, or what comes after a
placeholder, it copies; a failed request returns the text that was sent.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.languages import NAMES, frequent_words
from mtfix.analysis.lexicon import is_word
from mtfix.analysis.pairs import NOT_LATIN
from mtfix.detectors.bilingual._sample import fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/untranslated.py"
DISPLAY = Applicability.DISPLAY
RULES = (
    Rule(
        "unit-untranslated",
        "src-untranslated",
        "the translation is the source",
        "What an engine does not know it copies; a failed request returns the text that was sent.",
        applicability=DISPLAY,
        languages=(),
        examples=(
            fixed(
                "Bitte warten Sie auf den Server",
                "Bitte warten Sie auf den Server",
                "Please wait for the server",
            ),
            fixed("Die Datei ist nicht da.", "die Datei ist nicht da", "The file is not there."),
        ),
        keep=(
            kept("Mozilla Firefox", "Mozilla Firefox"),
            kept("git commit --amend", "git commit --amend"),
            kept("OK", "OK"),
            kept("The colour of the boat is red", "The colour of the boat is red"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "unit-half-translated",
        "src-untranslated",
        "these words still are those of the source",
        "Behind a placeholder, an address or a bracket the engine copies the rest.",
        applicability=DISPLAY,
        languages=(),
        examples=(
            fixed(
                "Sie finden die Datei unter %s und können sie dann mit dem Editor öffnen",
                "You find the file under %s und können sie dann mit dem Editor öffnen",
                "You find the file under %s and can then open it with the editor",
            ),
            fixed(
                "Das Boot kam an und der Sturm war vorbei",
                "The boat arrived und der Sturm war vorbei",
                "The boat arrived and the storm was over",
            ),
        ),
        keep=(
            kept(
                "Er sang „Das Wandern ist des Müllers Lust“",
                "He sang “Das Wandern ist des Müllers Lust”",
            ),
            kept("Starten Sie `das ist ein Befehl hier`", "Start `das ist ein Befehl hier`"),
            kept(
                "Universität für Musik und darstellende Kunst in Wien",
                "University of Music and Performing Arts in Vienna",
            ),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "word-of-source",
        "left-content-word",
        "this word stands in the source and is no English one",
        "The engine copies a word that it does not know.",
        applicability=DISPLAY,
        examples=(
            fixed(
                "Der alte Kutter fuhr rückwärts davon",
                "The old boat drove rückwärts away",
                "The old boat drove off backwards",
            ),
            fixed(
                "Die Suppe schmeckt heute würzig",
                "The soup tastes würzig today",
                "The soup tastes spicy today",
            ),
        ),
        keep=(
            kept("Die Schadenfreude war groß", "The schadenfreude was great"),
            kept("Das Wort „rückwärts“ steht da", "The word “rückwärts” stands there"),
            kept("Mit systemctl starten", "Start it with systemctl"),
        ),
        origin=_ORIGIN,
    ),
)
_WHOLE, _HALF, _WORD = RULES
_TOKEN = lazily(
    regex.compile,
    r"(?<![~\\\\/%$@#=_])\p{L}[\p{L}\p{M}]*(?:[\'’-]\p{L}[\p{L}\p{M}]*)*(?![_\p{L}\p{M}])",
)
_RUN = 5  # words in a row that do not come out the same by chance
_SHOWN = 60
_SHORT_RUN = 4  # the same where they have two frequent words of the source's language
_QUOTED = lazily(re.compile, r"[“„«\"‘'`(\[][^“”„«»\"‘’`()\[\]]*[”“»\"’'`)\]]")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each pair that is the same, or partly so, and for single words."""
    for pair in analysis.pairs:
        if pair.unit.lost:
            yield _left_out(pair)
        if _same(pair):
            if _is_prose(pair.bare_source, pair, analysis):
                yield finding(pair.segment, _WHOLE, pair.core)
            continue
        yield from _partly(pair, analysis)


def _partly(pair: Pair, analysis: Analysis) -> Iterator[Finding]:
    """What of a translation is still the source: a row of words, or single ones."""
    source, text = pair.bare_source, pair.bare_text
    ours = {word.casefold() for word in pair.source_pieces}
    shared = [word for word in pair.pieces if word.casefold() in ours]
    where = _copied(source, text) if len(shared) >= _SHORT_RUN else None
    if where is not None:
        if _is_prose(text[where.start : where.end], pair, analysis):
            yield finding(pair.segment, _HALF, where)
        return
    if pair.language == "en" and any(map(_is_left, shared)) and analysis.source_language != "en":
        yield from _words(pair, source, text)


def _left_out(pair: Pair) -> Finding:
    """A paragraph of the source that has no counterpart, told at the end of the one before it."""
    words = " ".join(pair.unit.lost.split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    where = Extent(max(pair.core.start, pair.core.end - 1), pair.core.end)
    message = f"the source has another paragraph behind this one: “{shown}”"
    return finding(pair.segment, _WHOLE, where, message=message)


def _same(pair: Pair) -> bool:
    """Whether both sides have the same letters and digits."""
    one, other = "".join(pair.source_pieces), "".join(pair.pieces)
    return one == other or one.casefold() == other.casefold()


def _is_prose(text: str, pair: Pair, analysis: Analysis) -> bool:
    """Whether a text has words of another language than the translation's."""
    words = [w for w in _TOKEN.findall(text) if w.islower() and len(w) > 1]
    long = [w for w in words if len(w) > 2]  # not those of hh:mm:ss
    if analysis.source_language in NOT_LATIN and pair.language not in NOT_LATIN:
        return False  # Latin letters are no word of that source
    if pair.language == "en":
        if len(words) < 2 or analysis.source_language == "en":
            return False
        foreign = sum(not (is_word(w) or w.isascii()) for w in long)
        told = any(
            len(frequent_words()[code].intersection(words)) >= 2
            for code in NAMES
            if code in frequent_words()
        )
        return told or foreign > 0
    common = frequent_words().get(analysis.source_language or "en", frozenset())
    own = frequent_words().get(pair.language, frozenset())
    return len(words) >= 3 and bool(long) and len(common.intersection(words) - own) >= 1


def _copied(source: str, text: str) -> Extent | None:
    """The longest row of the source's words in the translation, outside quotations and code."""
    ours = [w.casefold() for w in _TOKEN.findall(source)]
    if len(ours) < _SHORT_RUN:
        return None
    theirs = list(_TOKEN.finditer(text))
    if len(theirs) < _SHORT_RUN:
        return None
    grams = {tuple(ours[i : i + _SHORT_RUN]) for i in range(len(ours) - _SHORT_RUN + 1)}
    words = [m[0].casefold() for m in theirs]
    best, at = (0, 0), 0
    while at <= len(words) - _SHORT_RUN:
        end = at
        while end <= len(words) - _SHORT_RUN and tuple(words[end : end + _SHORT_RUN]) in grams:
            end += 1
        if end > at and end - at + _SHORT_RUN - 1 > best[1] - best[0]:
            best = (at, end + _SHORT_RUN - 1)
        at = max(at + 1, end)
    first, last = best
    if last - first < _SHORT_RUN:
        return None
    where = Extent(theirs[first].start(), theirs[last - 1].end())
    stretch = text[where.start : where.end]
    lower = sum(m[0].islower() for m in theirs[first:last])
    if lower * 2 < last - first or "\ufffc" in stretch or not _is_running(stretch):
        return None
    return None if _is_quoted(text, where) else where


def _is_running(stretch: str) -> bool:
    """Whether the words follow each other as in a sentence, and are no list, command or menu."""
    return not re.search(r"[|/\\=<>;{}\"“”«»]|\w[(.:]\w", stretch)


def _is_quoted(text: str, where: Extent) -> bool:
    return any(m.start() <= where.start and where.end <= m.end() for m in _QUOTED.finditer(text))


def _words(pair: Pair, source: str, text: str) -> Iterator[Finding]:
    """Words in lower case that both sides have and English does not."""
    ours = {w for w in _TOKEN.findall(source) if len(w) > 3 and w.islower() and w.isalpha()}
    for match in _TOKEN.finditer(text) if ours else ():
        word = match[0]
        where = Extent(*match.span())
        if word not in ours or not _is_left(word):
            continue
        if not _is_quoted(text, where) and not _glued(text, where):
            yield finding(pair.segment, _WORD, where)


def _is_left(word: str) -> bool:
    """Whether a word may be one of another language, and is no English one."""
    if len(word) < 4 or not word.islower() or is_word(word):
        return False
    return not word.isascii() or _is_foreign(word)


def _is_foreign(word: str) -> bool:
    """Whether an ASCII word is surely one of another language: one of its frequent words."""
    return word in _foreign_words()


@cache
def _foreign_words() -> frozenset[str]:
    return frozenset().union(*(ws for code, ws in frequent_words().items() if code != "en"))


def _glued(text: str, where: Extent) -> bool:
    around = text[max(0, where.start - 1) : where.start] + text[where.end : where.end + 1]
    return any(c in "@#/\\_.=~$<>*\ufffc-" for c in around[:1]) or (
        around[1:] in "/\\_=@(" and around[1:] != ""
    )
