"""Spaces lost beside marks, words said twice, and signs left out, where the source shows no such thing.

Why machine translation makes this error: parts of a sentence are translated one by one and put
together without the space between them, or with the word that both parts end and begin with.
"""

from __future__ import annotations

import re
from operator import eq
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import table, word_set
from mtfix.analysis.pairs import NOT_LATIN
from mtfix.detectors.bilingual._sample import fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/spacing.py"
UNSAFE, DISPLAY = Applicability.UNSAFE, Applicability.DISPLAY
RULES = (
    Rule(
        "space-unlike-source",
        "sp-missing",
        "a space is missing, as the source shows",
        "Parts of a sentence are put together without the space between them.",
        applicability=UNSAFE,
        languages=(),
        touches=frozenset({"names", "code"}),
        examples=(
            fixed(
                "Fehler {x} (wieder in {n} s)",
                "Error {x}(again in {n} s)",
                "Error {x} (again in {n} s)",
            ),
            fixed("Es ist fertig.", "It is done .", "It is done."),
            fixed(
                'Die Datei "%s" fehlt',
                'The file " %s " is gone',
                'The file "%s" is gone',
                "c-format",
            ),
            fixed("%d Dateien sind da", "%dfiles are here", "%d files are here", "c-format"),
            fixed("Fehler (nicht da)", "Error ( not there )", "Error (not there)"),
            fixed(
                "Die Datei fehlt. Bitte neu laden",
                "The file is missing.Please reload",
                "The file is missing. Please reload",
            ),
        ),
        keep=(
            kept("Datei(en) (alle)", "File(s) (all)"),
            kept("Siehe os.Path dazu. Ende", "See os.Path for it. End"),
            kept("保存(S)", "Save (S)"),
            kept("Dateien vom Typ .txt wählen", "Choose files of type .txt"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "word-twice-unlike-source",
        "rep-word",
        "a word stands twice; in the source it does not",
        "Two parts of a sentence each bring the word that they share.",
        applicability=UNSAFE,
        languages=(),
        examples=(
            fixed(
                "Die Spur der Datei wählen",
                "Choose the track of of the file",
                "Choose the track of the file",
            ),
            fixed("Neue Liste anlegen", "Make make a new list", "Make a new list"),
        ),
        keep=(
            kept("Sehr sehr gut", "Very very good"),
            kept("Dass das so war, wusste er", "He knew that that was so"),
            kept("%s %s und %s", "%s %s and %s", "c-format"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "sign-missing",
        "src-punctuation",
        "a sign of the source is missing",
        "A sign between spaces is a token that may get lost.",
        applicability=DISPLAY,
        languages=(),
        examples=(
            fixed(
                "Quote (gelesen - geschrieben) / gelesen",
                "Ratio (read - written) read",
                "Ratio (read - written) / read",
            ),
            fixed("a = b + c", "a b + c", "a = b + c"),
        ),
        keep=(kept("Zeit / Datum", "Time/date"), kept("Ein = an", "One ＝ on")),
        origin=_ORIGIN,
    ),
)
_SPACE, _TWICE, _SIGN = RULES
_UNSPACED = frozenset({"ja", "zh", "th", "lo", "km", "my", "ko"})
_DOUBLING = frozenset({"tr", "id", "ms", "jv", "tl", "hi", "az", "kk", "uz", "vi"})  # ayrı ayrı
_BRACKET = lazily(re.compile, r"(?:(?<=[^\W\d_]{2})|(?<=\ufffc))\((?=[^\W\d_]{4}|[^()]* )")
_LOOSE = lazily(re.compile, r"(?<=[^\W\d_] \()[ \xa0](?=\w)|(?<=\w)[ \xa0](?=\)(?:[\s.,;]|$))")
_BEFORE_MARK = lazily(re.compile, r"(?<=[^\W\d_]{3})[ \xa0](?=[.,](?:\s|\Z))")
_IN_QUOTES = lazily(re.compile, r'(?<=[ (])"( )[^" ](?:[^"]{0,40}[^" ])?( )"(?=[\s.,;)]|\Z)')
_STRAY = lazily(re.compile, r"(?<=[:;,])[ \xa0]?\.(?=\s)")
_ODD = lazily(
    re.compile, r"[ \xa0][.,)\"]|\([ \xa0]|[:;,]\."
)  # without it, nothing of these is there
_TOO_MUCH = (
    (_BEFORE_MARK, "a space before the mark; the source has none"),
    (_LOOSE, "a space inside a bracket; the source has none"),
    (_STRAY, "a mark too much; the source has none"),
)
_WORD_FOLLOWS = lazily(re.compile, r"[^\W\d_]{4}")
_MARK = lazily(re.compile, r"[.,;!?](?=[^\W\d_]{3})(?<=[^\W\d_]{3}.)")
_AGAIN = lazily(re.compile, r"(?i)(?<![\w’'-])([^\W\d_]{2,})([ \xa0])\1(?![\w’'@-])")
_SIGNS = {"/": "/／⁄÷", "=": "=＝", "|": "|｜", "→": "→>⇒»"}


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield the findings about spaces, repeated words and signs of each pair."""
    for pair in analysis.pairs:
        source, text = pair.bare_source, pair.bare_text
        if pair.language not in _UNSPACED:
            yield from _spaces(pair, source, text)
            if pair.language not in _DOUBLING:
                yield from _repeated(pair, source, text)
        for sign, same in _SIGNS.items():
            if f" {sign} " in source and not any(c in pair.text for c in same):
                message = f"the source has “{sign}”"
                yield finding(pair.segment, _SIGN, pair.core, message=message)


def _spaces(pair: Pair, source: str, text: str) -> Iterator[Finding]:
    """Places where a bracket or the next sentence is glued on, and the source parts them."""
    found = []
    if "(" in text and " (" in source and not _BRACKET.search(source):
        found += list(_BRACKET.finditer(text))
    glued = list(_MARK.finditer(text))
    marks = {m[0] for m in _MARK.finditer(source)} if glued else set()
    for match in glued:
        mark = match[0]
        after = text[match.end()]
        known = any(f"{mark}{blank}" in source for blank in (" ", "\n", "\xa0"))
        if mark not in marks and known and (mark != "." or after.isupper()):
            found.append(match)
    for match in found:
        at = match.start() if match[0] == "(" else match.end()
        where = Extent(max(0, at - 1), at + 1)
        yield finding(pair.segment, _SPACE, where, Change(Extent(at, at), " "))
    if _ODD.search(text):
        yield from _too_much(pair, source, text)
    yield from _glued(pair)


def _too_much(pair: Pair, source: str, text: str) -> Iterator[Finding]:
    """Spaces and marks of which the source has none like them."""
    for pattern, message in _TOO_MUCH:
        if not pattern.search(source):
            for match in pattern.finditer(text):
                where = Extent(*match.span())
                yield finding(pair.segment, _SPACE, where, Change(where, ""), message=message)
    if not _IN_QUOTES.search(source):
        for match in _IN_QUOTES.finditer(text):
            message = "spaces inside the quotation marks; the source has none"
            gone = [Change(Extent(*match.span(n)), "") for n in (1, 2)]
            yield finding(pair.segment, _SPACE, Extent(*match.span()), *gone, message=message)


def _glued(pair: Pair) -> Iterator[Finding]:
    """Placeholders that run into the next word, where the source parts them."""
    if pair.language in NOT_LATIN:
        return
    parted = {p.key for p in pair.source_placeholders if pair.source[p.end :][:1] == " "}
    for placeholder in pair.placeholders if parted else ():
        at = placeholder.end
        if placeholder.key in parted and _WORD_FOLLOWS.match(pair.text, at):
            where = Extent(placeholder.start, at + 1)
            yield finding(pair.segment, _SPACE, where, Change(Extent(at, at), " "))


def _repeated(pair: Pair, source: str, text: str) -> Iterator[Finding]:
    words = [word.lower() for word in pair.pieces]
    if not any(map(eq, words, words[1:])) or _AGAIN.search(source):
        return
    for match in _AGAIN.finditer(text):
        first, second = match[1], match[0][-len(match[1]) :]
        begins = first[0].islower() and second[0].isupper()  # `note Note:`
        known = first.isupper() or _may_stand_twice(first.lower(), pair.language)
        if begins or known or pair.text[match.end(1) :][:1] != match[2]:
            continue
        gone = Extent(match.end(1), match.end())
        yield finding(pair.segment, _TWICE, Extent(*match.span()), Change(gone, ""))


def _may_stand_twice(word: str, language: str) -> bool:
    """Whether a sentence may well have the word twice in a row, in that language."""
    if word in table("never-twice").get(language, "").split():
        return False
    return word in word_set("words-said-twice")
