"""Addresses, file names, options and code: what a translation copies letter by letter.

Why machine translation makes this error: a tokenizer cuts addresses and options at their marks,
the truecaser cases them, and their words are translated.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from mtfix.analysis.bare import ADDRESS
from mtfix.detectors.bilingual._sample import fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/verbatim.py"
RULES = (
    Rule(
        "copy-damaged",
        "mk-url-path",
        "the source has this address, name or option in another spelling",
        "A tokenizer cuts addresses and options at their marks.",
        certain="The source has the same characters in the same order, without the blanks.",
        languages=(),
        touches=frozenset({"code", "markup", "names", "numbers"}),
        examples=(
            fixed(
                "Siehe https://docs.example.org/start",
                "See https: //docs.example.org/ start",
                "See https://docs.example.org/start",
            ),
            fixed("Ohne --src-ref geht nichts", "No -src-ref, no go", "No --src-ref, no go"),
            fixed(
                "Mit --output-dir wählen", "Choose with – output-dir", "Choose with --output-dir"
            ),
            fixed(
                "Die Datei ~/.config/tool.ini",
                "The file ~ / .config / tool.ini",
                "The file ~/.config/tool.ini",
            ),
            fixed(
                "Schreiben Sie an info@example.org",
                "Write to info @ example.org",
                "Write to info@example.org",
            ),
        ),
        keep=(
            kept("Siehe https://de.example.org/", "See https://en.example.org/"),
            kept("Mit oder ohne --force", "With or without --force"),
            kept("Ein/Aus", "On/Off"),
            kept("Siehe /de/docs/start.md", "See /en/docs/start.md"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "copy-missing",
        "mk-url-path",
        "the source has this address, name or option, the translation does not",
        "Its words were translated, or it was left out.",
        applicability=Applicability.DISPLAY,
        languages=(),
        examples=(
            fixed(
                "Siehe https://docs.example.org/start",
                "See the documentation",
                "See https://docs.example.org/start",
            ),
            fixed(
                "Mit --farbe=nie abschalten",
                "Turn off with --colour=never",
                "Turn off with --farbe=nie",
            ),
            fixed("Schreiben Sie an info@example.org", "Write to us", "Write to info@example.org"),
        ),
        keep=(
            kept("Siehe https://de.example.org/wiki/Haus", "See https://en.example.org/wiki/House"),
            kept("Siehe https://example.org/de/start", "See https://example.org/en/start"),
            kept("Mehr auf www.example.org/de", "More on www.example.org"),
        ),
        origin=_ORIGIN,
    ),
)
_DAMAGED, _MISSING = RULES
_OPTION = r"(?<![\w-])--[A-Za-z][\w-]+(?:=[A-Za-z]\w*)?"
_PATH = r"(?<![\w/.<>~)%}-])(?:~|\.{1,2})?/[A-Za-z_.][\w.@-]*(?:/[\w.@-]*[\w@-])+/?|(?<![\w/.])~/[\w.@/-]*\w"
_COPIED = lazily(re.compile, rf"{ADDRESS.pattern}|{_OPTION}|{_PATH}")
_TAIL = ".,;:!?)]}'\"*"
_SIGNS = {
    "-": "[-‑‐–—]", "/": "[/／]", ":": "[:：]", ".": "[.．。]", "@": "[@＠]", "~": "[~～]", "_": "[_＿]",
    "?": "[?？]", "=": "[=＝]", "&": "[&＆]", "#": "[#＃]",
}  # fmt: skip
_HOST = lazily(re.compile, r"(?i)(?:[a-z][a-z0-9+.-]*://|www\.|.*@)([^/\s:?#]+)")
_FOLDER = lazily(re.compile, r"(?<=/)[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?(?=/)")
_LANGUAGE = lazily(
    re.compile, r"(?<=[/.=_-])[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=[/.?&]|$)|(?<=://)[a-z]{2}(?=\.)"
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each copy that is damaged or missing."""
    for pair in analysis.pairs:
        if any(mark in pair.source for mark in ("://", "www.", "@", "--", "/")):
            yield from _compared(pair)


def _compared(pair: Pair) -> Iterator[Finding]:
    theirs = Counter(_copies(pair.text))
    for raw in dict.fromkeys(_copies(pair.source)):
        if theirs[raw] or raw in pair.text:
            continue
        places = [m for m in _spoilt_pattern(raw).finditer(pair.text) if m[0] != raw]
        if len(places) == 1:
            where = Extent(*places[0].span())
            message = f"the source has {raw}"
            change = Change(where, raw)
            yield finding(
                pair.segment, _DAMAGED, where, change, message=message, title=message, priority=8
            )
        elif not _localised(raw, theirs):
            message = f"{raw} of the source is missing"
            yield finding(pair.segment, _MISSING, pair.core, message=message)


def _copies(text: str) -> Iterator[str]:
    """Yield what is copied letter by letter, without the punctuation of the sentence."""
    for match in _COPIED.finditer(text):
        raw = match[0]
        while raw and raw[-1] in _TAIL and not (raw[-1] == ")" and "(" in raw):
            raw = raw[:-1]
        if len(raw) > 3:
            yield raw


def _localised(raw: str, theirs: Counter[str]) -> bool:
    """Whether the translation has an address of the same place in its own language."""
    host = _HOST.match(raw)
    if host is None:  # /de/start.md for /en/start.md
        plain = _FOLDER.sub("", raw)
        return plain != raw and any(_FOLDER.sub("", other) == plain for other in theirs)
    if _LANGUAGE.search(raw) and any(_domain(t) == _domain(raw) for t in theirs):
        return True
    for other in theirs:
        known = _HOST.match(other)
        if known and known[1] != host[1] and _domain(other) == _domain(raw):
            return True  # de.example.org for en.example.org
    return False


def _domain(address: str) -> str:
    host = _HOST.match(address)
    return ".".join(host[1].lower().split(".")[-2:]) if host else address


@lru_cache(maxsize=512)
def _spoilt_pattern(raw: str) -> re.Pattern[str]:
    """What matches a copy with blanks at its marks, other dashes, or other capitals."""
    parts = re.findall(r"--|\w+|\W", raw)
    pieces = ["(?:--?|- -|[–—])" if p == "--" else _SIGNS.get(p) or re.escape(p) for p in parts]
    out = pieces[0]
    for before, after, piece in zip(parts, parts[1:], pieces[1:], strict=False):
        glued = before[-1].isalnum() and after[0].isalnum()
        out += piece if glued else rf"\s?{piece}"
    head = r"(?<![\w-])" if raw[0].isalnum() else ""
    return re.compile(rf"{head}{out}(?![\w-])", re.IGNORECASE)
