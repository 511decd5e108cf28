"""Looks at the records of a document one by one: none is evidence for another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING, Protocol

from mtfix.ledger import moved
from mtfix.model import Span
from mtfix.pace import Pace, pace_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mtfix.model import Document, Finding

    _Said = tuple[list[Finding], list[str]]

    class Check(Protocol):
        """Looks at a record, more quickly where it seems to be calm."""

        def __call__(self, record: Document, *, pace: Pace) -> _Said: ...


REACH = 4_000  # code points on either side of a fault: more than a page


def one_by_one(document: Document, segments: Sequence[int], check: Check) -> _Said:
    """What `check` says of the records that hold these segments, placed in the whole.

    Records are no evidence for each other, yet of many the calm ones, far from any in which a
    quick look finds something to repair, get no closer look.
    """
    numbers = list(_holding(document, segments))
    said: dict[int, _Said] = {}
    pace = pace_of(len(document.text))
    if isinstance(segments, range) and pace > Pace.CLOSE:
        said = {n: check(document.record(n)[1], pace=pace) for n in numbers}
        repaired = [n for n in numbers if any(f.fix is not None for f in said[n][0])]
        numbers = _near(document, repaired)
    said |= {n: check(document.record(n)[1], pace=Pace.CLOSE) for n in numbers}
    findings: list[Finding] = []
    troubles: list[str] = []
    for number, (found, failed) in sorted(said.items()):
        start = document.record(number)[0]
        findings += [moved(f, partial(_later, start)) for f in found]
        troubles += failed
    return findings, troubles


def _near(document: Document, faulty: Sequence[int]) -> list[int]:
    """Some records and those around them."""
    starts = [document.segments[record[0]].span.start for record in document.records if record]
    if len(starts) < len(document.records):
        return list(range(len(document.records)))
    found: set[int] = set()
    for number in faulty:
        first = bisect_left(starts, starts[number] - REACH)
        found.update(range(first, bisect_right(starts, starts[number] + REACH)))
    return sorted(found)


def whole(document: Document, segments: Sequence[int]) -> list[int]:
    """These segments with all others of their records, in order."""
    return [n for number in _holding(document, segments) for n in document.records[number]]


def _later(by: int, span: Span) -> Span:
    return Span(span.start + by, span.end + by)


def _holding(document: Document, segments: Sequence[int]) -> Iterable[int]:
    if isinstance(segments, range):
        return range(len(document.records))
    return sorted({document.record_at(index) for index in segments})
