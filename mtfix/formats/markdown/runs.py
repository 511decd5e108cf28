"""Turns the markup of a Markdown block, and the prose between it, into runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mtfix.formats.placeables import Placeable, runs_between
from mtfix.model import Codec, Run, RunKind, Side, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from tree_sitter import Parser

# A line break with the white space around it, and the colon of a definition after it.
_BREAK = re.compile(
    rb"(?P<hard>[ \t]{2,}|\\)?[ \t]*(?:\r?\n[ \t]*)+(?P<definition>:[ \t]+)?(?:\r?\n[ \t]*)*"
)
_WHITE = re.compile(r"\s+")


class Mark(NamedTuple):
    """A stretch of inline content that is not plain prose."""

    start: int
    end: int
    kind: RunKind
    text: str = ""
    side: Side = Side.NONE
    role: str = ""


class Source(NamedTuple):
    """What all blocks of one file share."""

    text: str
    placeables: Sequence[Placeable]
    labels: Set[str]  # the link labels that the file defines
    parser: Parser
    displays: Sequence[Placeable] = ()  # math that runs over lines


def fill(
    source: Source, start: int, masked: bytes, marks: Sequence[Mark], codec: Codec
) -> tuple[Run, ...]:
    """The runs of a block: its marks, with prose, placeables and line breaks between them."""
    return _trimmed(list(_filled(source, start, masked, marks, codec)))


def _filled(
    source: Source, start: int, masked: bytes, marks: Sequence[Mark], codec: Codec
) -> Iterator[Run]:
    """Yield the marks as runs, with prose, placeables and line breaks between them."""
    at = 0
    for mark in marks:
        yield from _prose(source, start, masked, (at, mark.start), codec)
        span = Span(start + mark.start, start + mark.end)
        offsets = (span.start, span.end) if mark.kind is RunKind.PROSE else None
        text = mark.text
        if "\n" in text or "\r" in text:
            text = _WHITE.sub(" ", text)
        yield Run(mark.kind, span, text, offsets, mark.side, mark.role, codec)
        at = mark.end
    yield from _prose(source, start, masked, (at, len(masked)), codec)


def _prose(
    source: Source, start: int, masked: bytes, stretch: tuple[int, int], codec: Codec
) -> Iterator[Run]:
    at, end = stretch
    if b"\n" in masked[at:end]:
        for match in _BREAK.finditer(masked, at, end):
            yield from _plain(source, start + at, start + match.start(), codec)
            role = "hard" if match["hard"] else "definition" if match["definition"] else ""
            span = Span(start + match.start(), start + match.end())
            yield Run(RunKind.BREAK, span, " ", role=role, codec=codec)
            at = match.end()
    yield from _plain(source, start + at, start + end, codec)


def _plain(source: Source, start: int, end: int, codec: Codec) -> Iterator[Run]:
    for run in runs_between(start, end, source.text, source.placeables, codec):
        if run.role == "math":
            yield Run(run.kind, run.span, _WHITE.sub(" ", run.text), role="math")
        else:
            yield run


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Join neighbouring breaks, and drop breaks and void markup at both ends."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None and last.kind is RunKind.BREAK:
            run = _without_margin(run, left=True)
            if run.kind is RunKind.BREAK:
                out[-1] = _wider(last, run)
                continue
            if run.kind is RunKind.PROSE and not run.text:
                continue
        elif last is not None and run.kind is RunKind.BREAK:
            out[-1] = _without_margin(last, left=False)
        out.append(run)
    while out and _is_idle(out[-1]):
        out.pop()
    first = next((n for n, run in enumerate(out) if not _is_idle(run)), len(out))
    return tuple(out[first:])


def _without_margin(run: Run, *, left: bool) -> Run:
    """A prose run without the blanks beside a break, which a reader does not see."""
    if run.kind is not RunKind.PROSE or run.offsets is not None:
        return run
    text = run.text.lstrip(" \t") if left else run.text.rstrip(" \t")
    cut = len(run.text) - len(text)
    if not cut:
        return run
    start, end = run.span.start, run.span.end
    span = Span(start + cut, end) if left else Span(start, end - cut)
    return Run(run.kind, span, text, codec=run.codec)


def _wider(run: Run, other: Run) -> Run:
    role = run.role or other.role
    span = Span(run.span.start, other.span.end)
    return Run(RunKind.BREAK, span, " ", role=role, codec=run.codec)


def _is_idle(run: Run) -> bool:
    if run.kind is RunKind.PROSE:
        return not run.text
    return run.kind is RunKind.BREAK or (run.kind is RunKind.MARKUP and run.side is Side.NONE)
