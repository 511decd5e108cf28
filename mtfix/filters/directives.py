"""Reads the comments by which a text says what mtfix leaves alone in it.

    mtfix: off [RULE …] [: reason]       from here on, until `mtfix: on [RULE …]`
    mtfix: off-next [RULE …] [: reason]  the next paragraph, cue, entry or value
    mtfix: off-file [RULE …] [: reason]  the whole file

Without a rule, all of them; a rule is an id or the beginning of one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.filters import MARK
from mtfix.model import RunKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.formats import Format
    from mtfix.formats.comments import CommentStyle
    from mtfix.model import Document

VERBS = ("off", "on", "off-next", "off-file")

_LONGEST = 1000  # code points of a comment that is looked at
_SEPARATOR = re.compile(r"[,\s]+")


class Directive(Struct, frozen=True):
    """One such comment. `verb` is none of VERBS where it was not understood."""

    span: Span
    verb: str
    rules: tuple[str, ...]
    reason: str = ""


def directives(document: Document, reader: Format) -> list[Directive]:
    """The directives of a document, in order. What is prose or code is no comment."""
    text = document.text
    if MARK not in text:
        return []
    styles: Sequence[CommentStyle] = getattr(reader, "COMMENTS", ())
    found: dict[Span, str] = {}
    for style in styles:
        if style.fits(document.path):
            found |= _comments(text, style)
    literals = sorted(getattr(reader, "literals", lambda _: ())(text)) if found else []
    return [
        _parsed(span, body)
        for span, body in sorted(found.items())
        if not _within(span.start, literals) and not _is_seen(document, span)
    ]


def _comments(text: str, style: CommentStyle) -> Iterator[tuple[Span, str]]:
    """Yield each comment of one style that speaks to mtfix, and what it says."""
    opening, closing = re.escape(style.opening), re.escape(style.closing)
    if closing:
        pattern = rf"{opening}\s*{MARK}((?:(?!{closing}).){{0,{_LONGEST}}}){closing}"
    else:
        pattern = rf"^[ \t\ufeff]*{opening}[ \t]*{MARK}([^\r\n]*)"
    for match in re.finditer(pattern, text, re.DOTALL if closing else re.MULTILINE):
        yield Span(*match.span()), match[1]


def _parsed(span: Span, body: str) -> Directive:
    """Take `off quote-space, repeated: as spoken` apart."""
    head, _, reason = body.partition(":")
    verb, *rules = _SEPARATOR.split(head.strip()) or [""]
    return Directive(span, verb, tuple(filter(None, rules)), " ".join(reason.split()))


def _within(offset: int, stretches: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(stretches, offset, key=lambda s: s[0]) - 1
    return at >= 0 and offset < stretches[at][1]


def _is_seen(document: Document, span: Span) -> bool:
    """Whether a reader sees the comment, as in a text about comments."""
    segment = document.segment_holding(span)
    if segment is None:
        return False
    return any(
        run.span.start <= span.start < run.span.end
        and (run.kind is RunKind.PROSE or run.role == "code")
        for run in segment.runs
    )
