"""Names whose case or spelling differs from the source, where both write the same script.

Why machine translation makes this error: the truecaser does not know a name, and pieces of a rare
word are put together anew. The source has it right.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import is_word, table
from mtfix.analysis.pairs import NOT_LATIN
from mtfix.analysis.sentences import starts_sentence
from mtfix.detectors.bilingual._sample import fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/names.py"
_TOUCHES = frozenset({"names"})
SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
RULES = (
    Rule(
        "name-case-of-source",
        "case-name-lower",
        "the source writes this name with other capitals",
        "The truecaser does not know the name.",
        certain="The source has the same letters, as a name that is written alike in both languages.",
        languages=(),
        touches=_TOUCHES,
        examples=(
            fixed(
                "Ayer llegó la doctora Okafor con su hermano",
                "Yesterday the doctor okafor arrived with her brother",
                "Yesterday the doctor Okafor arrived with her brother",
            ),
            fixed(
                "Mit dem Programm GitHub Desktop",
                "With the program Github Desktop",
                "With the program GitHub Desktop",
            ),
            fixed("Daten im JSON-Format", "Data in the Json format", "Data in the JSON format"),
        ),
        keep=(
            kept("Das Haus im Winter", "The house in winter"),
            kept("Die Bank steht leer", "The bank is empty"),
            kept("WICHTIGER HINWEIS ZUM ARTIKEL", "Important note on the artikel"),
            kept("Mit Java arbeiten", "Work with java.lang here"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "name-spelling-of-source",
        "name-corrupted",
        "the source spells this name differently",
        "A rare name is cut into pieces, and put together anew.",
        applicability=UNSAFE,
        touches=_TOUCHES,
        examples=(
            fixed(
                "Dann sprach Katharina Wojtkowiak",
                "Then Katharina Wojtokwiak spoke",
                "Then Katharina Wojtkowiak spoke",
            ),
            fixed(
                "Der Bericht von Bartholomeusz",
                "The report by Barthlomeusz",
                "The report by Bartholomeusz",
            ),
        ),
        keep=(
            kept("Wir fuhren nach Venezia und Milano", "We went to Venice and Milan"),
            kept("Kowalskiego widziano wczoraj", "Kowalski was seen yesterday"),
            kept("Er sah Alexandra und Alexander", "He saw Alexandra and Alexander"),
        ),
        origin=_ORIGIN,
    ),
)
_CASE, _SPELLING = RULES
_TOKEN = lazily(
    regex.compile, r"(?<![\p{L}\p{N}_])\p{Latin}[\p{Latin}\p{M}\p{N}]+(?![\p{L}\p{N}_])"
)
_SHORTEST = 8  # letters of a name whose misspelling can be told from another name
_GLUE = lazily(re.compile, r"[\w@#/\\_.$~=-]$")
_GLUE_AFTER = lazily(re.compile, r"[@/\\_=(]|[.:]\w|-[a-z]")
_UNIT = lazily(re.compile, r"[MGTP]i?[Bb]|Ki[Bb]")  # nobody agrees on KB and kB
_COGNATE = frozenset(frozenset(p) for p in ("ck", "cz", "sz", "iy", "vw", "ct", "ae", "eo", "uo"))
_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb", "nds"})


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each name that differs from the source."""
    for pair in analysis.pairs:
        if not _may_differ(pair):
            continue
        source = pair.bare_source
        text = pair.bare_text
        if source.isupper() or text.isupper():
            continue
        ours = list(_TOKEN.finditer(source))
        if all(m[0].islower() for m in ours):
            continue  # no name is among them
        theirs = list(_TOKEN.finditer(text))
        known = {m[0] for m in ours}
        there = {m[0] for m in theirs}
        yield from _cases(pair, analysis, ours, theirs)
        if pair.language == "en" and len(source) > _SHORTEST:  # others have cognates
            lost = [
                m[0]
                for m in ours
                if m[0] not in there
                and _may_be_name(m[0])
                and not starts_sentence(source, m.start())
            ]
            yield from _spellings(pair, lost, known, theirs)


def _may_differ(pair: Pair) -> bool:
    """Whether the words that one side alone has may be a name in another form. It is quick."""
    ours, theirs = set(pair.source_pieces), set(pair.pieces)
    odd = theirs - ours
    known = {word.lower() for word in ours if not word.islower()}
    if known and any(word.lower() in known for word in odd):
        return True
    return pair.language == "en" and _has_long(odd) and _has_long(ours - theirs)


def _has_long(words: Iterable[str]) -> bool:
    """Whether one may be a name of which a letter can be amiss."""
    return any(len(w) >= _SHORTEST and not w.islower() for w in words)


# -- case ---------------------------------------------------------------------------------


def _cases(
    pair: Pair, analysis: Analysis, ours: list[regex.Match[str]], theirs: list[regex.Match[str]]
) -> Iterator[Finding]:
    forms: dict[str, set[str]] = {}
    for match in ours:
        first = starts_sentence(pair.source, match.start()) and match[0].istitle()
        forms.setdefault(match[0].lower(), set()).add("" if first else match[0])
    sure = {lower: known for lower, known in forms.items() if len(known) == 1 and "" not in known}
    for match in theirs if sure else ():
        word, known = match[0], sure.get(match[0].lower())
        if not known or word in known:
            continue
        name = next(iter(known))
        where = Extent(*match.span())
        if _sure(pair, analysis, name, word, match.start()) and _is_free(pair.text, where):
            # some houses write Nato or gzip, and of FFmpeg and FFMpeg either may be wrong
            plain = not (name.isupper() or any(c.isupper() for c in word[1:]) or word.islower())
            level = SAFE if plain or name.istitle() else UNSAFE
            message = f"the source writes {name}"
            yield finding(
                pair.segment, _CASE, where, Change(where, name),
                message=message, priority=4, applicability=level,
            )  # fmt: skip


def _sure(pair: Pair, analysis: Analysis, name: str, word: str, at: int) -> bool:
    """Whether the capitals are those of a name, not of a language, a sentence or a heading."""
    if word.isupper() or name.islower():
        return False
    inner = any(c.isupper() for c in name[1:])
    if inner:  # GitHub, JSON, but no heading in capitals
        around = [w for w in pair.source_words if w.isalpha()]
        shouted = sum(w.isupper() for w in around) * 2 > len(around) > 1
        short = name.isupper() and len(name) < 3 and not _UNIT.fullmatch(name)  # PM, KB
        return not (shouted or short or is_word(word.lower()))
    if analysis.source_language in _NOUNS_HAVE_CAPITALS | NOT_LATIN:
        return False  # any noun, or a gloss; name-lower-case looks at the English alone
    if starts_sentence(pair.text, at) or len(word) < 4 or _is_title(pair):
        return False
    return word.islower() and not is_word(word) and pair.language == "en"


def _is_title(pair: Pair) -> bool:
    """Whether the source sets most of its words with a capital, as in a title."""
    long = [w for w in pair.source_words if len(w) > 3]
    return sum(w[0].isupper() for w in long) * 3 > len(long) * 2 and len(long) > 2


def _is_free(text: str, where: Extent) -> bool:
    """Whether the word stands for itself; `MB` of `MB/s` does."""
    word = text[where.start : where.end]
    after = not _GLUE_AFTER.match(text, where.end) or _UNIT.fullmatch(word) is not None
    return after and not _GLUE.search(text[: where.start])


# -- spelling -----------------------------------------------------------------------------


def _may_be_name(word: str) -> bool:
    title = word[0].isupper() and word[1:].islower() and len(word) >= _SHORTEST
    return title and not is_word(word.lower()) and word not in _exonyms()


@cache
def _exonyms() -> frozenset[str]:
    """Names that English writes differently."""
    return frozenset(word for form in table("foreign-forms") for word in form.split())


def _spellings(
    pair: Pair, lost: list[str], known: set[str], theirs: list[regex.Match[str]]
) -> Iterator[Finding]:
    """A word that is like one lost name, and like no other word of the source."""
    for match in theirs if lost else ():
        word = match[0]
        if word in known or not word.istitle() or len(word) < _SHORTEST or is_word(word.lower()):
            continue
        near = [name for name in lost if _is_slip(name, word)]
        where = Extent(*match.span())
        if len(near) == 1 and _is_free(pair.text, where):
            message = f"the source writes {near[0]}"
            yield finding(pair.segment, _SPELLING, where, Change(where, near[0]), message=message)


def _is_slip(name: str, word: str) -> bool:
    """One letter lost, added or moved in the middle, where no inflection and no accent is."""
    if name[:2] != word[:2] or name[-3:] != word[-3:] or _folded(name) == _folded(word):
        return False
    from rapidfuzz.distance import DamerauLevenshtein  # only pairs so alike need it

    return DamerauLevenshtein.distance(name, word) == 1 and not _is_cognate(name, word)


def _is_cognate(name: str, word: str) -> bool:
    """Whether both are one word of two languages: `Autokorrelation`, `Polinesia`."""
    if len(name) != len(word):
        return False
    pairs = {frozenset(p) for p in zip(name.lower(), word.lower(), strict=True) if p[0] != p[1]}
    return bool(pairs & _COGNATE)


def _folded(word: str) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFD", word)
    return "".join(c for c in plain if not unicodedata.combining(c))
