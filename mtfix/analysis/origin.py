"""Which language a text was translated from, by what stayed of it and by the faults it has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mtfix.analysis.languages import frequent_words, telling_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtfix.analysis import Analysis

UNIT = 12  # points of what only one language does; what several do is shared among them
# Marks that an engine copies, and the languages that write them.
_TRACES = {
    "„": ("de", "pl", "ro"), "« ": ("fr",), "«": ("fr", "es", "it", "pt", "ru"), "¿": ("es",),
    "¡": ("es",), "，": ("zh",), "。": ("zh", "ja"), "、": ("zh", "ja"), "「": ("ja", "zh"),
    "،": ("ar",), "؛": ("ar",), "º": ("es", "pt", "it"), " ,": ("fr", "zh", "ru"), "ß": ("de",),
    "ñ": ("es",), "ã": ("pt",), "ı": ("tr",), "ł": ("pl",), "–, ": ("ru",), "№": ("ru",),
}  # fmt: skip
_MOST = 4  # one trace counts so often


def traces(analysis: Analysis) -> Counter[str]:
    """Points by language for the words and marks that stayed in the text."""
    found: Counter[str] = Counter()
    for trace, languages in _TRACES.items():
        for code in languages:
            found[code] += UNIT // len(languages) * min(analysis.whole.count(trace), _MOST)
    for code in frequent_words():
        if code != "en":
            words = analysis.words & telling_words(code)
            found[code] += UNIT // 2 * len([w for w in words if len(w) > 2])
    return found


def points(analysis: Analysis, causes: Iterable[tuple[str, ...]]) -> Counter[str]:
    """Points by language. `causes` has, for each fault found, the languages that make it."""
    return traces(analysis) + faults(causes)


def faults(causes: Iterable[tuple[str, ...]]) -> Counter[str]:
    """Points by language for faults."""
    found: Counter[str] = Counter()
    for languages, times in Counter(causes).items():
        for code in languages:
            found[code] += UNIT // len(languages) * times
    return found


def likely(analysis: Analysis, found: Counter[str]) -> frozenset[str]:
    """The languages that come into question by their points, empty where nothing tells.

    What the user or the sources beside the text say decides. Else it takes three faults or
    traces of one language, or more of what several do; what comes near the first remains.
    """
    said = analysis.context.translated_from or analysis.source_language
    if said:
        return frozenset({said})
    most = max(found.values(), default=0)
    if most < 3 * UNIT:
        return frozenset()
    return frozenset(code for code, n in found.items() if n * 4 >= most * 3)
