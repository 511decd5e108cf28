"""Quotation marks that were lost where a quotation meets its attribution.

Why machine translation makes this error: quotation and attribution are two segments for the engine,
and a mark that stands alone at their border belongs to neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.attribution import attribution_at, is_speech_verb
from mtfix.analysis.marks import Role
from mtfix.analysis.sentences import starts_sentence
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.attribution import Attribution
    from mtfix.analysis.balance import Reading
    from mtfix.analysis.quotations import QuotedSegment, Style
    from mtfix.model import Finding

_ORIGIN = "detectors/lost_quotation_marks.py"
RULES = (
    Rule(
        "quote-lost-closer",
        "q-unbalanced",
        "the quotation ends before its attribution",
        "The closing mark stood alone between two segments.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("“The harvest was poor, he said.", "“The harvest was poor,” he said."),
            Example(
                "“The harvest was poor, said Ana Ruiz. “We need help.”",
                "“The harvest was poor,” said Ana Ruiz. “We need help.”",
            ),
            Example(
                '"Who will pay for it? asked the farmer.',
                '"Who will pay for it?" asked the farmer.',
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "“The harvest was poor, he said.”",
                "“As the mayor said, the harvest was poor.",
                "“The harvest was poor, he said.\n\n“We need help,” he added.",
                "“The harvest was poor, and he said nothing.",
            )
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "quote-lost-opener",
        "q-unbalanced",
        "the quotation begins with the paragraph",
        "The opening mark stood alone at the border of a segment.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "The harvest was poor,” said Ana Ruiz.",
                "“The harvest was poor,” said Ana Ruiz.",
                context="It rained in May.",
            ),
            Example(
                "We need help,” she added.",
                "“We need help,” she added.",
                context="It rained in May.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "He looked up. The harvest was poor,” said Ana Ruiz.",
                "“The harvest was poor.\n\nWe need help,” she added.",
                "They say the harvest was poor,” said Ana Ruiz.",
            )
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "attribution-lost-stop",
        "q-punct-outside",
        "a stop parts the attribution from what is quoted next",
        "The stop belonged to the next segment, which begins with a mark of its own.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "“The road is bad,” she said “But we will mend it.”",
                "“The road is bad,” she said. “But we will mend it.”",
            ),
            Example(
                "“The road is bad,” said Ana Ruiz “but we will mend it.”",
                "“The road is bad,” said Ana Ruiz, “but we will mend it.”",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "“The road is bad,” said Tom “Big Hat” Baker.",
                "“The road is bad,” she said and called it “a mean old road to walk.”",
                "“Go home,” and then the man said “Not to mine,” and left.",
            )
        ),
        origin=_ORIGIN,
    ),
)
_CLOSER, _OPENER, _STOP = RULES
_LINKS = ("and ", "but ", "then ", "so ", "when ", "as ", "while ", "or ")
_BREAK = lazily(regex.compile, r"(?:,|(?<=\p{Ll})[!?]) (?=\p{L})")
_REST = lazily(regex.compile, r"(?: \p{Ll}+| \p{Lu}\p{Ll}+){0,6}\.\s*$")
_NAMED = lazily(regex.compile, r"(?:,? (?:a|an|the)(?: \p{L}+){1,5})?")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each mark or stop that an attribution tells."""
    style = analysis.quotations.style
    for quoted in analysis.quotations:
        if quoted.is_data:
            continue
        yield from _closers(analysis, quoted, style)
        if len(analysis.document.segments) > 1 or analysis.context.text:  # else it runs on
            yield from _opener(quoted, style)
        yield from _stops(quoted)


def _closers(analysis: Analysis, quoted: QuotedSegment, style: Style) -> Iterator[Finding]:
    text = quoted.text
    for quotation in quoted.quotations:
        opener = quotation.opener
        if opener is None or quotation.closer is not None or quotation.depth > 1:
            continue
        start = opener.mark.offset + len(opener.mark.char)
        end = _end_before(quoted, start)
        if end == len(text) and _goes_on(analysis, quoted.index):
            continue
        places = list(_breaks(text, start, end)) if starts_sentence(text, start) else []
        if len(places) == 1:
            at = places[0]
            mark = '"' if opener.mark.char == '"' else style.closer
            yield finding(quoted.segment, _CLOSER, Extent(at - 1, at), Change(Extent(at, at), mark))


def _end_before(quoted: QuotedSegment, start: int) -> int:
    """Where the next mark opens behind an offset; else where the segment ends."""
    later = (r.mark.offset for r in quoted.readings if r.mark.offset > start)
    return next(later, len(quoted.text))


def _breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Where what was said ends before the attribution that ends the stretch."""
    for match in _BREAK.finditer(text, start, end):
        said = attribution_at(text[:end], match.end())
        asked = match[0][0] in "!?"
        if said is None or not said.core_verb or said.kind == "bare-verb":
            continue
        if asked and not text[match.end()].islower():
            continue
        if _REST.fullmatch(text[:end].rstrip(), _end_of(text, said)):
            yield match.start() + 1


def _end_of(text: str, said: Attribution) -> int:
    """Where the attribution ends, without the full stop that may be an initial's."""
    end = max(said.verb[1], said.subject[1] if said.subject else 0)
    return end - text.startswith(".", end - 1)


def _goes_on(analysis: Analysis, index: int) -> bool:
    """Whether the next paragraph begins with a mark, so that this one may stay open."""
    texts = analysis.document.texts
    following = next((t for t in texts[index + 1 : index + 3] if t.strip()), "")
    return following.lstrip()[:1] in tuple("“\"«„‘'")


def _opener(quoted: QuotedSegment, style: Style) -> Iterator[Finding]:
    """A closing mark before an attribution, with one sentence before it and no other mark."""
    first = quoted.readings[0] if quoted.readings else None
    if first is None or not first.lost_opener or quoted.open_before:
        return
    text, at = quoted.text, first.mark.offset
    before = text[:at].rstrip()
    said = attribution_at(text, _next_word(text, at + len(first.mark.char)))
    if said is None or not said.core_verb or not said.closed or said.kind == "bare-verb":
        return
    if not before[:1].isupper() or not before.endswith((",", "?", "!")) or len(before.split()) < 3:
        return
    words = list(regex.finditer(r"[\p{L}’']+", before))
    if any(starts_sentence(text, w.start()) for w in words[1:]):
        return
    if any(is_speech_verb(w[0]) for w in words):
        return
    yield finding(quoted.segment, _OPENER, Extent(0, 1), Change(Extent(0, 0), style.opener))


def _next_word(text: str, at: int) -> int:
    while at < len(text) and text[at] in " ,":
        at += 1
    return at


def _stops(quoted: QuotedSegment) -> Iterator[Finding]:
    text = quoted.text
    for closer, opener in zip(quoted.readings, quoted.readings[1:], strict=False):
        if closer.role is not Role.CLOSE or opener.role is not Role.OPEN:
            continue
        if not _splits(quoted, closer, opener):
            continue
        begin = opener.mark.offset + len(opener.mark.char)
        at = opener.mark.offset - 1
        stop = "." if text[begin : begin + 1].isupper() else ","
        yield finding(quoted.segment, _STOP, Extent(at, at + 2), Change(Extent(at, at), stop))


def _splits(quoted: QuotedSegment, closer: Reading, opener: Reading) -> bool:
    """Whether nothing but an attribution stands between two quotations, and no stop."""
    text, start = quoted.text, closer.mark.offset + len(closer.mark.char)
    end = opener.mark.offset
    if text[closer.mark.offset - 1 : closer.mark.offset] not in (",", "!", "?"):
        return False
    if text[start : start + 1] != " " or text[end - 1 : end] != " ":
        return False
    said = attribution_at(text[: end - 1], start + 1)
    if text.startswith(_LINKS, start + 1):
        return False  # `“Yes,” and then the man said “No, never.”`
    if said is None or not said.core_verb or said.kind == "bare-verb":
        return False
    after = next((r.mark.offset for r in quoted.readings if r.mark.offset > end), len(text))
    return len(text[end:after].split()) > 2 and bool(
        _NAMED.fullmatch(text, _end_of(text, said), end - 1)
    )
