"""Punctuation at the end, brackets, and quotation marks, as the source has them.

Why machine translation makes this error: a mark is a token that the engine may drop or add, and it
does not remember at the end of a sentence what it opened at the beginning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.detectors.bilingual._marks import BLANKS, CLOSERS, final_mark
from mtfix.detectors.bilingual._sample import fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/punctuation.py"
UNSAFE, DISPLAY = Applicability.UNSAFE, Applicability.DISPLAY
RULES = (
    Rule(
        "final-mark-differs",
        "src-punctuation",
        "the source ends in another mark",
        "The engine drops the last mark, or adds the one that sentences mostly have.",
        applicability=UNSAFE,
        languages=(),
        examples=(
            fixed(
                "Wollen Sie die Datei löschen?",
                "Do you want to delete the file",
                "Do you want to delete the file?",
            ),
            fixed("Bitte warten…", "Please wait.", "Please wait…"),
            fixed("Dateiname:", "File name", "File name:"),
            fixed("Geht nicht (ohne Netz).", "Fails (no network)", "Fails (no network)."),
        ),
        keep=(
            kept("Öffnen...", "Open…"),
            kept("Usw.", "And so on"),
            kept("Geht nicht (ohne Netz).", "It fails. (There is no network.)"),
            kept("保存しました。", "It was saved."),
            kept("Er sagte „Nein.“", "He said “No.”"),
            kept("_Blättern …", "Browse… (_B)"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "bracket-unlike-source",
        "src-punctuation",
        "a bracket is not closed, as it is in the source",
        "The engine forgets at the end what it opened at the beginning.",
        applicability=DISPLAY,
        languages=(),
        examples=(
            fixed("Datei (leer) öffnen", "Open file (empty", "Open file (empty)"),
            fixed("Siehe [1] und [2]", "See [1 and [2]", "See [1] and [2]"),
            fixed("(siehe unten)", "(see below", "(see below)"),
            fixed("BILD [ORT]", "IMAGE [PLACE]] [", "IMAGE [PLACE]"),
        ),
        keep=(
            kept("Datei öffnen (leer)", "Open the file, empty"),
            kept("1) Eins", "1) One"),
            kept("Hallo :)", "Hello :)"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quotation-unlike-source",
        "q-unbalanced",
        "the source closes this quotation, the translation does not",
        "One of two quotation marks is dropped as a token of its own.",
        applicability=DISPLAY,
        languages=(),
        examples=(
            fixed("Klicken Sie auf „Weiter“", "Click on “Next", "Click on “Next”"),
            fixed(
                "Die Datei „%s“ fehlt",
                "The file %s“ is missing",
                "The file “%s” is missing",
                "c-format",
            ),
            fixed('Wert von "a"', 'Value of "a', 'Value of "a"'),
            fixed("Hier starten", "Start it here'", "Start it here"),
        ),
        keep=(
            kept("Klicken Sie auf „Weiter“", "Click on Next"),
            kept("Das ist’s", "That’s it"),
            kept("Von den Nutzern", "The users'"),
            kept('27" Monitor', '27" screen'),
        ),
        origin=_ORIGIN,
    ),
)
_FINAL, _BRACKET, _QUOTE = RULES
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_PAIRED = {opener: re.compile(rf"[\{opener}\{closer}]") for opener, closer in _BRACKETS.items()}
_BEHIND_BRACKET = lazily(re.compile, r"\)\.\s*$")
_BRACKET_END = lazily(re.compile, r"[^.!?…:]\)\s*$")
_BRACKET_MARK = lazily(re.compile, r"[()\[\]（）［］]")
_MENU_KEY = lazily(re.compile, r"\s*[(（][&_]\w[)）]\s*$")
_KEY_ENDS = frozenset(")）")
_TAIL = 40  # characters at the end that tell whether a text ends in an abbreviation
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
_SMILEY = lazily(re.compile, r"[:;=][-o]?[()\[\]]")
_ITEM = lazily(re.compile, r"(?:^|[\s.,;:])(?:\w{1,3}|\d+(?:\.\d+)*)$")  # `1)`, `a)`
# Languages in which a short text may do without a full stop.
_NO_STOP = frozenset({"ja", "zh", "ko", "th", "lo", "km", "my"})
_ABBREVIATED = lazily(re.compile, r"(?:\b[^\W\d_]{1,4}|\betc|[^\W\d_]\.[^\W\d_]|\d)\.\W*$")
_MARK = {".": ".", "?": "?", "!": "!", ":": ":", "…": "…"}
_EAST = {".": "。", "?": "？", "!": "！", ":": "：", "…": "……"}
_DOUBLE = '"“”„«»‟〝〞＂'
_STRAY = lazily(re.compile, r"[^\W\d_sxzßSXZ]'$")
_DOUBLE_MARK = lazily(re.compile, f"[{_DOUBLE}]")
_OPENING = {"“": "”", "„": "“”", "«": "»", "»": "«»", "「": "」", "『": "』"}


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield the findings about the marks of each pair."""
    for pair in analysis.pairs:
        source, text = pair.bare_source, pair.bare_text
        yield from _end(pair, _without_key(source), _without_key(text))
        if _BRACKET_MARK.search(text):
            yield from _brackets(pair, source, text)
        if text.endswith("'"):
            yield from _stray(pair, source, text)
        if _DOUBLE_MARK.search(text):
            yield from _quotes(pair, source, text)


def _without_key(text: str) -> str:
    """The text without the menu key that stands behind it in East Asian ones: `文件(_F)`."""
    return _MENU_KEY.sub("", text) if text.rstrip()[-1:] in _KEY_ENDS else text


# -- the end ------------------------------------------------------------------------------


def _end(pair: Pair, source: str, text: str) -> Iterator[Finding]:
    wanted, there = final_mark(source), final_mark(text, pair.language)
    if wanted == there or wanted == "," or not _comparable(source, text, wanted):
        return
    both = {wanted, there}
    if not pair.strings and wanted != "?":
        return  # a colon before a list, a stop in a table: sentences are built differently
    if both <= {"!", ".", ""} and "!" in both:  # how loud it is, languages see differently
        return
    if pair.language in _NO_STOP and both & {"", ".", "!"}:
        return
    if both == {".", ""} and len(pair.source_words) < 3:
        return
    if both == {".", ""} and _is_abbreviated(source if wanted else text):
        return
    where = _last(text)
    if where is None:
        return
    body = text[: where.start].rstrip(BLANKS) if there else text[: where.end]
    new = "" if not wanted else _written(wanted, pair, text)
    change = Change(Extent(len(body), where.end), new)
    message = f"the source ends in “{wanted}”" if wanted else "the source ends without a mark"
    yield finding(
        pair.segment, _FINAL, Extent(max(0, where.end - 1), where.end), change, message=message
    )


def _is_abbreviated(text: str) -> bool:
    """Whether the stop at the end may be that of an abbreviation."""
    return _ABBREVIATED.search(text, max(0, len(text) - _TAIL)) is not None


def _comparable(source: str, text: str, wanted: str) -> bool:
    """Whether both have words, and neither ends in a bracket, where the mark may stand inside."""
    last = source.rstrip(BLANKS)[-1:], text.rstrip(BLANKS)[-1:]
    if _BEHIND_BRACKET.search(source) and _BRACKET_END.search(text):
        return True
    inner = ")]}）】`*_\ufffc" if wanted in (".", "") else "`*_\ufffc"
    if any(c and c in inner for c in last):
        return False
    if any(c and c in CLOSERS and c not in ")]" for c in last) or source.startswith(("-", "/")):
        return False
    return any(c.isalpha() for c in source) and any(c.isalpha() for c in text)


def _last(text: str) -> Extent | None:
    """The mark at the end with the blanks before it, or the empty place where one would go."""
    core = text.rstrip(BLANKS)
    end = len(core)
    if not core:
        return None
    if final_mark(core):
        stem = re.sub(r"(?:\.(?: ?\.){2}|。{3}|\W)$", "", core)
        return Extent(len(stem), end)
    return Extent(end, end)


def _written(mark: str, pair: Pair, text: str) -> str:
    """The mark as the language of the translation writes it."""
    if pair.language in ("ja", "zh"):
        return _EAST[mark]
    if pair.language == "el" and mark == "?":
        return ";"
    if pair.language in ("ar", "fa", "ur") and mark == "?":
        return "؟"
    if mark == "…" and "…" not in pair.source:
        mark = "..."
    return f"\xa0{mark}" if pair.language == "fr" and mark in "?!:" else _MARK.get(mark, mark)


# -- pairs of marks -----------------------------------------------------------------------


def _brackets(pair: Pair, source: str, text: str) -> Iterator[Finding]:
    ours, theirs = (
        _SMILEY.sub(lambda m: " " * len(m[0]), t.translate(_WIDE)) for t in (source, text)
    )
    for opener, closer in _BRACKETS.items():
        if opener == "[" and 0 < ours.count("[") < theirs.count("[") and pair.strings:
            message = "more square brackets than in the source"
            yield finding(pair.segment, _BRACKET, pair.core, message=message)
            continue
        at = _odd(theirs, opener, closer)
        if at is None or _odd(ours, opener, closer) is not None or ours.count(opener) == 0:
            continue
        where, changes = Extent(at, at + 1), []
        if at == theirs.rfind(opener) and ours.rstrip(BLANKS).endswith(closer):
            end = len(theirs.rstrip(BLANKS))
            changes = [Change(Extent(end, end), closer)]
        level = UNSAFE if changes else DISPLAY
        yield finding(pair.segment, _BRACKET, where, *changes, applicability=level)


def _odd(text: str, opener: str, closer: str) -> int | None:
    """Where a bracket stands that has no partner."""
    if opener not in text and closer not in text:
        return None
    open_at: list[int] = []
    for match in _PAIRED[opener].finditer(text):
        at = match.start()
        if match[0] == opener:
            open_at.append(at)
        elif open_at:
            open_at.pop()
        elif not _ITEM.search(text[max(0, at - 12) : at]):
            return at
    return open_at[-1] if open_at else None


def _quotes(pair: Pair, source: str, text: str) -> Iterator[Finding]:
    ours, theirs = _marks(source), _marks(text)
    # as many marks as the source has quotations would need, less one
    if len(ours) % 2 or not ours or len(theirs) % 2 == 0 or len(theirs) > len(ours) + 1:
        return
    at = _lonely(text, theirs)
    yield finding(pair.segment, _QUOTE, Extent(at, at + 1))


def _stray(pair: Pair, source: str, text: str) -> Iterator[Finding]:
    """One single mark, behind the last word: no apostrophe of a language that has them there."""
    if text.count("'") > 1 or pair.language == "it" or not _STRAY.search(text):
        return
    if not any(c in source for c in "'’‘`") and not any(c in text for c in "’‘`"):
        where = Extent(len(text) - 1, len(text))
        message = "a quotation mark too much; the source has none"
        change = Change(where, "")
        yield finding(pair.segment, _QUOTE, where, change, message=message, applicability=UNSAFE)


def _marks(text: str) -> list[int]:
    """Where double quotation marks stand, without inches and seconds."""
    return [
        m.start()
        for m in _DOUBLE_MARK.finditer(text)
        if not (m[0] == '"' and text[m.start() - 1 : m.start()].isdigit())
    ]


def _lonely(text: str, places: list[int]) -> int:
    """The mark that has no partner, as far as its shape and the words beside it tell."""
    for at in places:
        opens = text[at + 1 : at + 2].strip() and not text[at - 1 : at].strip()
        partner = [p for p in places if p > at]
        if opens and not partner:
            return at
    return places[-1] if len(places) > 1 else places[0]
