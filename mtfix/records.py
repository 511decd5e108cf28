"""Looks at the records of a document one by one: none is evidence for another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mtfix.ledger import moved
from mtfix.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mtfix.model import Document, Finding

    Check = Callable[[Document], tuple[list[Finding], list[str]]]


def one_by_one(
    document: Document, segments: Sequence[int], check: Check
) -> tuple[list[Finding], list[str]]:
    """What `check` says of the records that hold these segments, placed in the whole."""
    findings: list[Finding] = []
    troubles: list[str] = []
    for number in _holding(document, segments):
        start, record = document.record(number)
        found, failed = check(record)
        findings += [moved(f, partial(_later, start)) for f in found]
        troubles += failed
    return findings, troubles


def whole(document: Document, segments: Sequence[int]) -> list[int]:
    """These segments with all others of their records, in order."""
    return [n for number in _holding(document, segments) for n in document.records[number]]


def _later(by: int, span: Span) -> Span:
    return Span(span.start + by, span.end + by)


def _holding(document: Document, segments: Sequence[int]) -> Iterable[int]:
    if isinstance(segments, range):
        return range(len(document.records))
    return sorted({document.record_at(index) for index in segments})
