"""A pair of brackets that the source has and the translation has not, with or without its words.

Why machine translation makes this error: an engine reads what stands in brackets as part of the
sentence, and drops both marks together, so that nothing in the translation looks unclosed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mtfix.analysis.bare import bare
from mtfix.analysis.pairs import NOT_LATIN
from mtfix.detectors.bilingual._marks import BLANKS
from mtfix.detectors.bilingual._sample import fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

UNSAFE, DISPLAY = Applicability.UNSAFE, Applicability.DISPLAY
RULES = (
    Rule(
        "brackets-lost",
        "src-punctuation",
        "the source has these words in brackets",
        "The engine reads what stands in brackets as part of the sentence.",
        applicability=DISPLAY,
        languages=(),
        examples=(
            fixed(
                "Kopie von %s wird erstellt (%d Dateien)",
                "Copying %s %d files",
                "Copying %s (%d files)",
                "c-format",
            ),
            fixed("Die Datei wurde gelöscht (%s)", "The file was deleted %s", "The file was deleted (%s)", "c-format"),
            fixed("Datei nicht gefunden (oder leer).", "The file was not found.", "The file was not found (or empty)."),
            fixed(
                "该项目使用大型语言模型（LLM）来回答。",
                "The project answers with large language models LLM today.",
                "The project answers with large language models (LLM) today.",
            ),
        ),
        keep=(
            kept("Datei öffnen (leer)", "Open the file, empty"),
            kept("Datei(en) öffnen", "Open files"),
            kept("该项目属于自由软件（Free Software）。", "The project is free software."),
            kept("Die Datei (alt)", "The file – the old one"),
            kept("Bearbeiten (_B)", "_Edit"),
            kept("Den Modus (schnell) wählen", "Choose the fast mode"),
            kept("Aus [{old}] wird [{new}]", "“{old}” becomes “{new}”"),
        ),
        origin="detectors/bilingual/lost_brackets.py",
    ),
)  # fmt: skip
_RULE = RULES[0]
_WIDE = str.maketrans("（）［］【】〔〕", "()[][][]")
_EMPHASIS = lazily(re.compile, r"[*_]")
_SQUARE = str.maketrans("[]{}", "    ")
_LINK = lazily(re.compile, r"(?<=\])\([^()\n]*\)")
_ANY = lazily(re.compile, r"[()\[\]{}（）［］｛｝【】〔〕〈〉《》「」『』]")
_IN_BRACKETS = lazily(
    re.compile,
    r"(?<![A-Za-z\u00c0-\u04ff\d\ufffc$%])[(\[]([^()\[\]\n]{1,120})[)\]](?![A-Za-z\u00c0-\u04ff])",
)
_SAYS = lazily(re.compile, r"[^\W\d_]{3}|[^\W\d_] [^\W\d_]|\ufffc|[^\W\d_a-z]{2}")
# What translators write instead of brackets.
_APART = lazily(re.compile, r"[,;:，；：、]|[–—]| - |/")
_QUOTED = lazily(re.compile, r"[\"“”„«»「」『』]")
_SIGNS = frozenset({"tm", "sic"})
_WORDS = lazily(re.compile, r"[^\W\d_]")
_ENDS = frozenset({"", *".,;:!?。！？"})


class _Piece(NamedTuple):
    """What stands in brackets in the source."""

    words: str  # as the file has it
    opener: str
    closer: str
    ends: bool  # no words follow in its sentence
    absorbed: bool  # a translation may say it without brackets, or need not say it


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each translation that has none of the brackets of its source."""
    for pair in analysis.pairs:
        if any(c in pair.source for c in "([（［【〔"):
            yield from _compared(pair)


def _compared(pair: Pair) -> Iterator[Finding]:
    text = _shown(pair, pair.bare_text)
    if _ANY.search(text):
        return  # one of two may be meant, or another rule tells what is not closed
    source = _shown(pair, pair.bare_source)
    if any(len(p.findall(text)) > len(p.findall(source)) for p in (_APART, _QUOTED)):
        return
    pieces = list(_pieces(pair, source))
    for piece in pieces:
        place = _place(piece, pair)
        if place is not None:
            changes = (
                Change(Extent(place.start, place.start), piece.opener),
                Change(Extent(place.end, place.end), piece.closer),
            )
            yield finding(pair.segment, _RULE, place, *changes, applicability=UNSAFE)
            return
    lost = [p for p in pieces if not p.absorbed]
    if lost:
        message = f"the source has “{lost[0].words}” in brackets"
        yield finding(pair.segment, _RULE, pair.core, message=message)


def _shown(pair: Pair, text: str) -> str:
    """A text whose locked parts are gone, in Markdown without the brackets of links."""
    shown = text.translate(_WIDE)
    if pair.strings:
        return shown
    return _LINK.sub(lambda match: " " * len(match[0]), shown).translate(_SQUARE)


def _pieces(pair: Pair, source: str) -> Iterator[_Piece]:
    """Yield what stands in brackets in the source, but for signs, plurals and menu keys."""
    for match in _IN_BRACKETS.finditer(source):
        if not _SAYS.search(match[1]) or match[1].strip().lower() in _SIGNS:
            continue
        words = pair.source[match.start(1) : match.end(1)].strip(BLANKS)
        before, after = pair.source[: match.start()], source[match.end() :].lstrip(BLANKS)
        absorbed = _is_gloss(words, pair) or _spells(words, before) or _is_said(words, pair)
        if after and after[0].isalpha() and " " not in words:
            absorbed = True  # a modifier: (fast) mode
        ends = not after or after[0] in _ENDS
        yield _Piece(words, source[match.start()], source[match.end() - 1], ends, absorbed)


def _is_gloss(words: str, pair: Pair) -> bool:
    """Whether it says in Latin letters what the source says in its own."""
    outside = pair.source.replace(words, "")
    return words.isascii() and sum(not c.isascii() for c in outside) * 2 > len(outside)


def _is_said(words: str, pair: Pair) -> bool:
    """Whether the translation has the words elsewhere, or they only say again what it says."""
    plain = _EMPHASIS.sub("", words).lower()
    if not _WORDS.search(plain):
        return False
    if plain.strip('»«“”"') in _EMPHASIS.sub("", pair.text).lower():
        return True
    outside = pair.source[: pair.source.find(words)].rstrip("(（[ ")
    return not words.isascii() and outside.strip() == pair.text.strip()


def _place(piece: _Piece, pair: Pair) -> Extent | None:
    """Where locked words stand in the translation, if once and where the source has them.

    That is at the end of the sentence, or an abbreviation behind the words that it stands for.
    """
    text, words = pair.text, piece.words
    found = list(re.finditer(rf"(?<![\w%]){re.escape(words)}(?!\w)", text))
    if len(found) != 1 or pair.language in NOT_LATIN:
        return None
    start, end = found[0].span()
    if start == 0 or not text[start - 1].isspace():
        return None
    after = text[end : end + 1]
    locked = not _WORDS.search(bare(words, pair.flags)) and piece.ends and after in _ENDS
    spelt = _spells(words, text[:start]) and (after.isspace() or after in _ENDS)
    return Extent(start, end) if locked or spelt else None


def _spells(letters: str, before: str) -> bool:
    """Whether the words before an abbreviation begin with its letters.

    >>> _spells("LLM", "of large language models "), _spells("PDF", "it is a file as ")
    (True, False)
    """
    words = re.findall(r"[^\W\d_]+", before)[-len(letters) :]
    return letters.isupper() and [w[0].upper() for w in words] == list(letters)
