"""The parts of a long text that lie near faults: only there is a closer look worth its time.

Clean text is most of what a tool for repairs reads. Rules for slips of grammar wake in it at every
other word, only to find nothing or, now and then, something that is no fault. A machine leaves its
traces on every page, so that where none lies far and wide, no slip of grammar is looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.pace import Pace, pace_of
from mtfix.records import REACH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtfix.analysis import Analysis
    from mtfix.model import Finding


def stretches(analysis: Analysis, faults: Iterable[Finding]) -> list[tuple[int, int]]:
    """Parts of the visible text around faults, made of whole segments, in order, none touching."""
    text = analysis.visible
    found: list[tuple[int, int]] = []
    places = {analysis.document.index_at(fault.span.start) for fault in faults}
    for place in sorted(places.intersection(analysis.scope)):
        at = analysis.start_of(place)
        start = text.rfind("\n", 0, max(0, at - REACH)) + 1
        end = text.find("\n", at + REACH)
        end = len(text) if end < 0 else end
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def pace_for(analysis: Analysis) -> Pace:
    """How closely to look far from faults; at everything where the user says it is translated."""
    if analysis.context.translated_from:
        return Pace.CLOSE
    return max(analysis.pace, pace_of(len(analysis.visible)))
