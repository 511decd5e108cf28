"""Marks, spaces and punctuation at the edges of quotations.

Why machine translation makes these errors: a quotation mark is a token of its own for the
decoder, so the detokenizer hangs it on the wrong side of a space, a style pass guesses its
direction from that, the source language's order of comma and mark is kept, and quotation and
attribution are often two segments that were translated apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mtfix.analysis.marks import Role
from mtfix.analysis.quotations import is_foreign
from mtfix.detectors._boundary_rules import RULES as RULES
from mtfix.detectors._closing import closing
from mtfix.detectors._edges import Edge, Fault, Repair, faults_in_order, opening
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Extent
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.quotations import Quotation, QuotedSegment
    from mtfix.model import Finding, Segment

_VALUE_BEFORE = lazily(re.compile, r"[\"'\d\]})][,:]\Z|[\[{]\Z|= ?\Z|(?<!\w)\w{1,2}\.\Z")
_VALUE_AFTER = lazily(re.compile, r"[,:][\"'\[{]|[\]}]|[,:]\d| ?\\\\?[nrt0]")
_BY_ID = {rule.id: rule for rule in RULES}


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each edge at each level of trust, and one for each lost mark."""
    for quoted in analysis.quotations:
        owner = {id(r): q for q in quoted.quotations for r in (q.opener, q.closer) if r}
        paired: set[int] = set()
        for reading in quoted.readings:
            if id(reading) in paired:
                continue
            if _in_data(quoted.text, reading.mark.offset):
                continue
            edge = Edge(analysis, quoted, owner.get(id(reading)), reading)
            partner = _partner(edge, owner)
            if partner is not None:
                paired.add(id(partner.reading))
            yield from _edge_findings(quoted, edge, partner)
        yield from _unbalanced(analysis, quoted)


def _in_data(text: str, at: int) -> bool:
    """Whether a straight mark stands in a list of values, as code writes it: `["a","b"]`."""
    return text[at : at + 1] == '"' and bool(
        _VALUE_BEFORE.search(text[max(0, at - 4) : at]) or _VALUE_AFTER.match(text, at + 1)
    )


def _partner(edge: Edge, owner: dict[int, Quotation]) -> Edge | None:
    """The other edge of a quotation in foreign marks: both marks change or none."""
    quotation = owner.get(id(edge.reading))
    if quotation is None or quotation.opener is not edge.reading or quotation.closer is None:
        return None
    marks = (edge.reading.mark.char, quotation.closer.mark.char)
    if not any(is_foreign(char) for char in marks):
        return None
    other = Edge(edge.analysis, edge.quoted, quotation, quotation.closer)
    repairs = (opening(edge, Applicability.UNSAFE), closing(other, Applicability.UNSAFE))
    return other if any(r and Fault.FOREIGN in r.faults for r in repairs) else None


def _edge_findings(quoted: QuotedSegment, edge: Edge, partner: Edge | None) -> Iterator[Finding]:
    edges = [e for e in (edge, partner) if e]
    loose = _repairs(quoted.text, edges, Applicability.UNSAFE)
    if not loose:
        return
    strict = _repairs(quoted.text, edges, Applicability.SAFE)
    if strict:
        yield _finding(quoted.segment, strict, Applicability.SAFE)
    if loose != strict:
        yield _finding(quoted.segment, loose, Applicability.UNSAFE)


def _repairs(text: str, edges: list[Edge], level: Applicability) -> tuple[Repair, ...]:
    found = (_repair(edge, level) for edge in edges)
    return tuple(r for r in found if r and text[r.start : r.end] != r.text)


def _repair(edge: Edge, level: Applicability) -> Repair | None:
    return opening(edge, level) if edge.reading.role is Role.OPEN else closing(edge, level)


def _finding(segment: Segment, repairs: tuple[Repair, ...], level: Applicability) -> Finding:
    faults = list(faults_in_order(frozenset().union(*(r.faults for r in repairs))))
    rule = _BY_ID[faults[0].value]
    others = [_BY_ID[f.value].message for f in faults[1:]]
    message = "; ".join([rule.message, *others])
    found = finding(
        segment,
        rule,
        Extent(repairs[0].start, repairs[-1].end),
        *(Change(Extent(r.start, r.end), r.text) for r in repairs),
        applicability=level,
        message=message,
        priority=10,
    )
    return replace(found, also=tuple(f.value for f in faults[1:]))


def _unbalanced(analysis: Analysis, quoted: QuotedSegment) -> Iterator[Finding]:
    """Advice where a mark is missing and the text does not say where it stood."""
    rule = _BY_ID["quote-unbalanced"]
    for reading in quoted.readings:
        if reading.lost_opener or reading.lost_closer:
            at = reading.mark.offset
            yield finding(quoted.segment, rule, Extent(at, at + len(reading.mark.char)))
            return
    last = quoted.readings[-1] if quoted.readings else None
    if last is not None and quoted.open_after and _ends_open(analysis, quoted.index):
        at = last.mark.offset
        yield finding(quoted.segment, rule, Extent(at, at + len(last.mark.char)))


def _ends_open(analysis: Analysis, index: int) -> bool:
    """Whether nothing goes on with a quotation that the segment with this index leaves open."""
    texts = analysis.document.texts
    later = range(index + 1, min(index + 3, len(texts)))
    following = next((i for i in later if texts[i].strip()), None)
    return following is None or (
        following not in analysis.quotations.by_index and texts[following].lstrip()[:1] not in "‘'"
    )
