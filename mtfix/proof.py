"""Proof that fixes leave alone what they may not touch: numbers, names, code and markup."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mtfix.lazily import lazily
from mtfix.model import Document, Edit, Finding, Span, apply_edits, by_place
from mtfix.model.document import differing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtfix.analysis import Analysis

_NUMBER = lazily(re.compile, r"\d+(?:[.,:/]\d+)*")
_ESCAPE = lazily(re.compile, r"&#?\w+;|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}")
_WORD = lazily(re.compile, r"[^\W\d_]+")
_STRUCTURE = frozenset({"code", "markup"})


def damage(
    analysis: Analysis,
    after: Document,
    findings: Sequence[Finding],
    read: Callable[[str], Document],
) -> list[tuple[Finding, str]]:
    """The fixes that change what their rules do not declare in `touches`, with the reason.

    `after` is the document with all fixes applied; `read` reads a text in the same format.
    """
    broken = [(f, why) for f in findings if (why := _touches(analysis, f))]
    if broken:
        return broken
    before = analysis.document
    skeleton = before.skeleton()
    if skeleton == after.skeleton():
        return []
    strict = [f for f in findings if not f.touches & _STRUCTURE]
    if len(strict) < len(findings):
        after = read(apply_edits(before.text, _edits(strict)))
        if after.skeleton() == skeleton:
            return []
    guilty = _guilty(before, after, strict, read)
    return [(f, "would change the structure") for f in guilty or strict]


def _guilty(
    before: Document,
    after: Document,
    findings: Sequence[Finding],
    read: Callable[[str], Document],
) -> list[Finding]:
    """The fixes that change the structure by themselves, found with few readings of the whole."""
    skeleton = before.skeleton()

    def spoil(some: Sequence[Finding]) -> bool:
        return read(apply_edits(before.text, _edits(some))).skeleton() != skeleton

    places = differing(before, after)
    meeting = [[f for f in findings if _meets(f, place)] for place in places]
    near = list(dict.fromkeys(f for some in meeting for f in some))
    far = [f for f in findings if f not in near]
    if far and spoil(far):
        return _halved(findings, spoil)
    alone = all(len(some) == 1 for some in meeting)
    return near if far and alone else _halved(near, spoil)


def _meets(found: Finding, place: Span) -> bool:
    spans = [edit.span for edit in _edits([found])]
    return any(span.start <= place.end and place.start <= span.end for span in spans)


def _halved(
    findings: Sequence[Finding], spoil: Callable[[Sequence[Finding]], bool]
) -> list[Finding]:
    """Those of some fixes that spoil by themselves: of two halves often one need not be read."""
    if not findings or not spoil(findings):
        return []
    if len(findings) == 1:
        return list(findings)
    middle = len(findings) // 2
    return [*_halved(findings[:middle], spoil), *_halved(findings[middle:], spoil)]


def _edits(findings: Sequence[Finding]) -> list[Edit]:
    return sorted((e for f in findings if f.fix for e in f.fix.edits), key=by_place)


def _touches(analysis: Analysis, found: Finding) -> str:
    if found.fix is None:
        return ""
    for edit in found.fix.edits:
        old, new = surroundings(analysis.document.text, edit)
        if "numbers" not in found.touches and _numbers(old) != _numbers(new):
            return "would change a number"
        if "names" not in found.touches and (
            name := _lost_name(analysis.at(edit.span.start), old, new)
        ):
            return f"would change the name {name}"
    return ""


def surroundings(text: str, edit: Edit) -> tuple[str, str]:
    """The words that an edit touches, before and after it."""
    lo, hi = edit.span.start, edit.span.end
    while lo > 0 and (
        text[lo - 1].isalnum() or (text[lo - 1] in ".,:/" and text[lo - 2 : lo - 1].isdigit())
    ):
        lo -= 1
    while hi < len(text) and (
        text[hi].isalnum() or (text[hi] in ".,:/" and text[hi + 1 : hi + 2].isdigit())
    ):
        hi += 1
    head, tail = text[lo : edit.span.start], text[edit.span.end : hi]
    return text[lo:hi], head + edit.text + tail


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(_ESCAPE.sub(" ", text))


def _lost_name(analysis: Analysis, old: str, new: str) -> str:
    gone = Counter(_WORD.findall(old)) - Counter(_WORD.findall(new))
    return next((w for w in gone if w[0].isupper() and analysis.is_name(w)), "")
