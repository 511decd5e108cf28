"""Blanks and line breaks at the ends of a translation, and double spaces in it.

Why machine translation makes this error: an engine trims what it gets. A program that sets a text
behind another one, or counts on its line break, then shows words run together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.detectors.bilingual._sample import fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/blanks.py"
RULES = (
    Rule(
        "outer-blanks-differ",
        "src-blank",
        "the blanks at the end are not those of the source",
        "An engine trims the text that it gets.",
        certain="Programs put these strings together, and the source says with which blanks.",
        languages=(),
        touches=frozenset({"markup"}),  # a line break may be written as an escape
        examples=(
            fixed("Name: ", "Name:", "Name: "),
            fixed("Gespeichert.\n", "Saved.", "Saved.\n"),
            fixed("Weiter", " Next", "Next"),
        ),
        keep=(
            kept("Nom : ", "Name: "),
            kept("Eins\nzwei\n", "One and two\n"),
            kept("Ende", "End"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "line-breaks-differ",
        "src-blank",
        "the source parts these lines, the translation does not",
        "An engine takes a line break for a blank.",
        applicability=Applicability.DISPLAY,
        languages=(),
        touches=frozenset({"markup"}),
        examples=(
            fixed("Fehler:\n\n%s", "Error: %s", "Error:\n\n%s"),
            fixed("Erstens\n\nZweitens", "First\nSecond", "First\n\nSecond"),
            fixed("Zurück\tF11", "BackF11", "Back\tF11"),
            fixed("Das war alles.", "That was all\n.", "That was all."),
            fixed("Das alte Boot ist da", "The old boat\n    is here", "The old boat is here"),
        ),
        keep=(
            kept("Das ist ein langer\nSatz.", "This is a long sentence."),
            kept("Eins, zwei", "- One\n- Two"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "double-space-unlike-source",
        "sp-extra",
        "two spaces, where the source has one",
        "The parts of a translation are joined with a space each.",
        certain="The source has one space throughout.",
        languages=(),
        examples=(
            fixed("Die Datei ist da.", "The  file is here.", "The file is here."),
            fixed("Bitte warten", "Please  wait", "Please wait"),
        ),
        keep=(
            kept("Eins  zwei", "One  two"),
            kept("Ende. Anfang", "End.  Beginning"),
            kept("Ein\n Satz", "A\n  sentence"),
        ),
        origin=_ORIGIN,
    ),
)
_OUTER, _LINES, _DOUBLE = RULES
_BLANK = " \t\r\n\f\v\xa0\u3000\u202f"
_UNSPACED = frozenset({"ja", "zh", "th", "lo", "km", "my"})
_TWO = lazily(re.compile, r"(?<=[^\s|~][ \xa0]) (?=[^\s|~])")
_LONELY = lazily(re.compile, r"\w[ \t]*\n[ \t]*[.,;:!?][ \t]*(?:\n|$)")
_WRAPPED = lazily(re.compile, r"[ \t]*\n[ \t]{2,}(?=\S)")
_PARTED = lazily(re.compile, r"\n[ \t]*\n")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield the findings about blanks of each pair."""
    for pair in analysis.pairs:
        if pair.core.start == pair.core.end or not pair.source.strip():
            continue
        if pair.strings and pair.format != "android":  # which drops them
            yield from _ends(pair)
        yield from _lines(pair)
        if "  " in pair.text and not re.search(r"\S  +\S", pair.source):
            yield from _doubled(pair)


def _lines(pair: Pair) -> Iterator[Finding]:
    """What parts the lines: one finding for each text."""
    lines = pair.source.strip(), pair.text.strip()
    if len(_PARTED.findall(lines[0])) > len(_PARTED.findall(lines[1])):
        yield finding(pair.segment, _LINES, pair.core)
    elif lines[0].count("\t") > lines[1].count("\t"):
        yield finding(pair.segment, _LINES, pair.core, message="a tab of the source is missing")
    elif _LONELY.search(lines[1]) and not _LONELY.search(lines[0]):
        message = "a mark stands in a line of its own"
        yield finding(pair.segment, _LINES, pair.core, message=message)
    elif "\n" not in lines[0] and (inner := _WRAPPED.search(pair.text, pair.core.start)):
        message = "the translation is wrapped and indented, the source is not"
        where, level = Extent(*inner.span()), Applicability.UNSAFE
        change = Change(where, " ")
        yield finding(pair.segment, _LINES, where, change, message=message, applicability=level)


def _doubled(pair: Pair) -> Iterator[Finding]:
    for match in _TWO.finditer(pair.bare_text):
        if pair.language == "en" and pair.text[match.start() - 2] in ".!?":
            continue  # a house style
        where = Extent(*match.span())
        yield finding(pair.segment, _DOUBLE, where, Change(where, ""))


def _ends(pair: Pair) -> Iterator[Finding]:
    text, core = pair.text, pair.core
    lead = pair.source[: len(pair.source) - len(pair.source.lstrip(_BLANK))]
    tail = pair.source[len(pair.source.rstrip(_BLANK)) :]
    if not _same(lead, text[: core.start], pair):
        reported = Extent(0, core.start + 1)
        change = Change(Extent(0, core.start), lead)
        message = f"the source begins with {_named(lead)}"
        yield finding(pair.segment, _OUTER, reported, change, message=message)
    if not _same(tail, text[core.end :], pair):
        reported = Extent(core.end - 1, len(text))
        change = Change(Extent(core.end, len(text)), tail)
        message = f"the source ends with {_named(tail)}"
        yield finding(pair.segment, _OUTER, reported, change, message=message)


def _same(ours: str, theirs: str, pair: Pair) -> bool:
    """Whether the blanks do the same; scripts without spaces need none."""
    plain = theirs.replace("\xa0", " ").replace("\u202f", " ").replace("\r\n", "\n")
    wanted = ours.replace("\xa0", " ").replace("\r\n", "\n")
    if pair.language in _UNSPACED and wanted.replace(" ", "") == plain:
        return True
    return wanted == plain


def _named(blanks: str) -> str:
    if not blanks:
        return "no blank"
    if set(blanks) == {" "}:
        return "a space" if len(blanks) == 1 else f"{len(blanks)} spaces"
    return "a line break" if "\n" in blanks else "another blank"
