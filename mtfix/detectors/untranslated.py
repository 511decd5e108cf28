"""Stretches that stayed in another language or script, and texts that are not English at all.

Why machine translation makes this error: behind a URL, a placeholder or a break of its own the
engine gives up and copies the rest. What it says has to be translated, so this is advice.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mtfix.analysis.languages import FOREIGN_WORD, NAMES, frequent_words, telling_words
from mtfix.analysis.lexicon import word_list
from mtfix.analysis.occurrences import places_of
from mtfix.detectors._examples import keep as _keep
from mtfix.detectors._place import place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

DISPLAY = Applicability.DISPLAY


RULES = (
    Rule(
        "text-not-english",
        "left-content-word",
        "the text is not English; mtfix leaves it alone",
        "The file was never translated, or the wrong language was asked for.",
        applicability=DISPLAY,
        languages=(),
        examples=(
            Example(
                "El barco llegó al puerto por la mañana con los marineros, pero nadie había dormido. Según el "
                "capitán, la tormenta fue muy larga y también muy fría para todos los que estaban a bordo.",
                "The boat reached the harbour in the morning with the sailors, but nobody had slept.",
            ),
        ),
        keep=_keep(
            "The song “Los caminos de la vida” made him known in all of the towns where he played with his band.",
            "Ok.",
        ),
        origin="detectors/untranslated.py",
    ),
    Rule(
        "left-untranslated",
        "left-content-word",
        "these words stayed in the source language",
        "Behind a URL, a placeholder or a break the engine copies the rest.",
        applicability=DISPLAY,
        examples=(
            Example(
                "The boat was late again, pero según el capitán no fue por la tormenta. Nobody believed him.",
                "The boat was late again, but not for the storm. Nobody believed him.",
            ),
            Example(
                "See the page for details und wie man das nicht mit einer anderen Adresse macht. Then go on.",
                "See the page for details and how not to do it with another address. Then go on.",
            ),
        ),
        keep=_keep(
            "He shouted “pero según el capitán no fue por la tormenta” and left.",
            "They live in San Juan de los Lagos and Santa María del Mar.",
            "The film Los que no fueron (Para los que están) was shown at night.",
            "It is de facto the end, and the crème de la crème of the town was there.",
        ),
        origin="detectors/untranslated.py",
    ),
    Rule(
        "left-script",
        "left-foreign-script",
        "words in another script stayed",
        "The engine copies what it does not know.",
        applicability=DISPLAY,
        examples=(
            Example(
                "The shop sells много разных вещей for the home.",
                "The shop sells many things for the home.",
            ),
            Example("Open the 设置 page and wait.", "Open the settings page and wait."),
        ),
        keep=_keep(
            "The poet Pushkin (Пушкин) was born in Moscow.",
            "The word “много” means many.",
            "English | 中文 | Русский",
            "The angle α and the resistance of 5 kΩ are known.",
            "The constant π is larger than three, and Δt is small.",
        ),
        origin="detectors/untranslated.py",
    ),
)
_TEXT, _STRETCH, _SCRIPT = RULES
_FIRST = 4  # telling words that a text must have before it is searched for stretches
_HITS = 4  # of them in one stretch
_GAP = 28  # code points between two of them
_ENGLISH = lazily(re.compile, r"\b(?:the|of|and|was|with|that|for|this|from|which|is)\b")
_BRACKETS = {
    "(": ")",
    "[": "]",
    "（": "）",
    "「": "」",
    "《": "》",
    "“": "”",
    "«": "»",
    '"': '"',
    "‘": "’",
}
_SPEAKS_OF = lazily(re.compile, r"(?:\b(?:called|named|word|words|or|letters?|in \w+):?|[:=/])\s*$")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for a text in another language, else one for each stretch in one."""
    if analysis.foreign:
        yield from _whole(analysis)
        return
    words = analysis.words_in_scope
    for code in sorted(NAMES):
        if code in frequent_words() and _present(words & telling_words(code)):
            yield from _stretches(analysis, code)
    if not analysis.visible.isascii() and any(w[0] >= "\u0370" for w in words):
        yield from _scripts(analysis)


def _present(found: frozenset[str]) -> bool:
    """Whether there is enough of a language to look for stretches; two letters say little."""
    return sum(len(word) > 2 for word in found) >= _FIRST


def _whole(analysis: Analysis) -> Iterator[Finding]:
    first = analysis.scope[0] if len(analysis.scope) else None
    if first is not None and first == 0:
        segment = analysis.document.segments[first]
        name = NAMES.get(analysis.foreign, analysis.foreign)
        message = f"the text is {name}, not English; mtfix leaves it alone"
        yield finding(segment, _TEXT, Extent(0, len(segment.text)), message=message)


def _stretches(analysis: Analysis, code: str) -> Iterator[Finding]:
    """Rows of telling words with little between them."""
    text = analysis.visible
    known = analysis.words_in_scope & telling_words(code)
    hits = sorted((at, at + len(w)) for w in known for at in places_of(text, w))
    row: list[tuple[int, int]] = []
    for hit in [*hits, (len(text) + _GAP + 1, 0)]:
        if row and (hit[0] - row[-1][1] > _GAP or "\n" in text[row[-1][1] : hit[0]]):
            yield from _row(analysis, row, code)
            row = []
        row.append(hit)


def _row(analysis: Analysis, row: list[tuple[int, int]], code: str) -> Iterator[Finding]:
    text, start, end = analysis.visible, row[0][0], row[-1][1]
    if len({text[a:b] for a, b in row}) < _HITS - 1 or len(row) < _HITS:
        return
    stretch = text[start:end]
    words = [w for w in stretch.split() if w[0].isalpha()]
    if _ENGLISH.search(stretch) or sum(w[0].isupper() for w in words) * 3 > len(words):
        return
    segment, extent = place_in(analysis, start, end - start)
    if analysis.in_quotation(segment, extent.start) or _bracketed(segment.text, extent):
        return
    message = f"these words stayed in {NAMES[code]}; they need a translation"
    yield finding(segment, _STRETCH, extent, message=message)


def _scripts(analysis: Analysis) -> Iterator[Finding]:
    """Runs of words in another script, one finding for each segment."""
    seen: Counter[int] = Counter()
    for match in FOREIGN_WORD.finditer(analysis.visible):
        if len(match[0]) < 2 or match[0] in word_list("language-names"):
            continue
        segment, extent = place_in(analysis, match.start(), len(match[0]))
        before = segment.text[max(0, extent.start - 30) : extent.start]
        if seen[segment.index] or segment.locked(extent) or _bracketed(segment.text, extent):
            continue
        if _SPEAKS_OF.search(before) or analysis.in_quotation(segment, extent.start):
            continue
        if before[-1:].isalnum() or segment.text[extent.end : extent.end + 1].isalnum():
            continue
        seen[segment.index] += 1
        yield finding(segment, _SCRIPT, extent)


def _bracketed(text: str, extent: Extent) -> bool:
    """Whether the stretch stands in brackets or marks, as a gloss or a quotation does."""
    left, right = text[: extent.start], text[extent.end :]
    for opener, closer in _BRACKETS.items():
        at = left.rfind(opener)
        if at >= 0 and closer not in left[at + 1 :] and closer in right and len(left) - at < 200:
            return True
    return False
