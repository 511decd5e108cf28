"""What a document is like, trait by trait, each with the evidence: what `--profile` prints.

The profile that rules ask for is small and quick. This is the long form, for people.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mtfix.analysis.languages import NAMES, frequent_words
from mtfix.analysis.lexicon import word_list
from mtfix.analysis.origin import UNIT, points
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.analysis import Analysis

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_MARKS = {
    "“…”": re.compile(r"“"),
    "‘…’": re.compile(r"(?<!\w)‘(?=\w)"),
    '"…"': re.compile(r'"(?=\w)'),
    "'…'": re.compile(r"(?<!\w)'(?=\w)"),
    "«…»": re.compile(r"«"),
    "„…“": re.compile(r"„"),
    "「…」": re.compile(r"「"),
}
_NUMBERS = {
    "decimal point (3.5)": re.compile(r"(?<![\d.,])\d+\.\d{1,2}(?![\d.,]\d|\d)"),
    "decimal comma (3,5)": re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d.,]\d|\d)"),
    "thousands comma (3,500)": re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)"),
    "thousands dot (3.500)": re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\d)"),
}
_DATES = {
    "month first (May 3)": re.compile(rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b"),
    "day first (3 May)": re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b"),
    "ISO (2024-05-03)": re.compile(r"\b\d{4}-\d\d-\d\d\b"),
    "dots (03.05.2024)": re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b"),
    "slashes (03/05/2024)": re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b"),
}
_TIMECODE = lazily(re.compile, r"\d\d:\d\d[,.]\d{3} *-->")
_SPEECH = '“"‘«„—–'
_SAMPLE = 400_000  # code points that the counts are taken from
_SHORT = 50


class Trait(NamedTuple):
    """One thing that a document shows, and what shows it."""

    name: str
    value: str
    evidence: str


def portrait(analysis: Analysis, causes: Iterable[tuple[str, ...]] = ()) -> Iterator[Trait]:
    """Yield the traits. `causes` has, for each fault found, the source languages that make it."""
    text = analysis.whole[:_SAMPLE]
    yield _language(analysis)
    yield _variety(analysis)
    yield _counted("quotation marks", text, _MARKS)
    yield _order(analysis)
    yield _counted("numbers", text, _NUMBERS)
    yield _counted("dates", text, _DATES)
    yield _headings(analysis)
    yield _genre(analysis)
    yield _source(analysis, causes)


def _language(analysis: Analysis) -> Trait:
    found = analysis.facts.language
    words = len(analysis.words & frequent_words()["en"])
    return Trait("language", NAMES.get(found, "English"), f"{words} frequent words of English")


def _variety(analysis: Analysis) -> Trait:
    profile = analysis.profile
    lower = {w.lower() for w in analysis.words}
    us, gb = sorted(lower & word_list("american")), sorted(lower & word_list("british"))
    shown = {"us": "American", "gb": "British"}.get(profile.variety, "nothing tells")
    parts = [f"American spellings: {_some(us)}", f"British spellings: {_some(gb)}"]
    return Trait("variety", shown, "; ".join(parts) + "; dates, titles and marks count, too")


def _some(words: list[str]) -> str:
    more = f" and {len(words) - 5} more" if len(words) > 5 else ""
    return ", ".join(words[:5]) + more or "none"


def _counted(name: str, text: str, kinds: dict[str, re.Pattern[str]]) -> Trait:
    """The most frequent of several ways to write something, and how often each stands."""
    counts = Counter({kind: len(pattern.findall(text)) for kind, pattern in kinds.items()})
    found = [f"{kind} {count}" for kind, count in counts.most_common() if count]
    best = counts.most_common(1)[0][0] if found else "none"
    return Trait(name, best, ", ".join(found) or "nothing found")


def _order(analysis: Analysis) -> Trait:
    p = analysis.profile
    value = "none"
    if p.inside or p.outside:
        value = "inside the marks" if p.inside > p.outside else "outside the marks"
    shown = f"inside {p.inside}, outside {p.outside}, surely American {p.strong_inside}"
    return Trait("comma and full stop", value, shown)


def _headings(analysis: Analysis) -> Trait:
    counts: Counter[str] = Counter()
    for segment in analysis.document.segments:
        if segment.kind == "heading":
            counts[_casing(segment.text)] += 1
    value = counts.most_common(1)[0][0] if counts else "none"
    shown = ", ".join(f"{kind} {n}" for kind, n in counts.most_common())
    return Trait("headings", value, shown or "nothing found")


def _casing(text: str) -> str:
    if text.isupper():
        return "capitals"
    words = [w for w in text.split()[1:] if len(w) > 3 and w[0].isalpha()]
    high = sum(w[0].isupper() for w in words)
    return "title case" if words and high * 3 >= len(words) * 2 else "sentence case"


def _genre(analysis: Analysis) -> Trait:
    """Prose, dialogue, subtitles, verse, a list or documentation, by the kinds of its lines."""
    document = analysis.document
    segments = list(document.segments)
    total = max(len(segments), 1)
    items = sum(s.kind in ("item", "cell") for s in segments)
    code = sum(run.role == "code" for s in segments for run in s.runs) + document.text.count("```")
    speech = sum(s.text[:1] in _SPEECH for s in segments if s.text)
    short = sum(len(s.text) < _SHORT and s.kind == "line" for s in segments)
    times = len(_TIMECODE.findall(document.text))
    kinds_of = f"{items} items, {speech} with speech, {short} short"
    evidence = f"{total} lines: {kinds_of}; {code} pieces of code"
    if times * 3 >= total:
        return Trait("genre", "subtitles", f"{evidence}; {times} time codes")
    kinds = {
        "list": items * 2,
        "documentation": code * 3,
        "dialogue": speech * 3,
        "verse or a list": short * 2,
    }
    best = max(kinds, key=lambda kind: kinds[kind])
    return Trait("genre", best if kinds[best] > total else "prose", evidence)


def _source(analysis: Analysis, causes: Iterable[tuple[str, ...]]) -> Trait:
    """The language it was translated from, as the faults and what stayed of it tell."""
    ranked = [(code, n) for code, n in points(analysis, causes).most_common(3) if n]
    second = ranked[1][1] if len(ranked) > 1 else 0
    sure = ranked and ranked[0][1] >= max(UNIT, second * 4 / 3)
    value = NAMES.get(ranked[0][0], ranked[0][0]) if sure else "nothing tells"
    shown = ", ".join(f"{NAMES.get(code, code)} {n / UNIT:.1f}" for code, n in ranked)
    return Trait("source language", value, f"faults, marks and words left: {shown or 'none'}")
