"""The nouns that flow through mtfix: documents, findings, fixes, plans.

Two kinds of offset exist and never mix. A `Span` counts code points of the document's own
text, as the file has it; an `Extent` counts code points of what a reader sees of one segment.
Only `Segment` turns the second into the first.
"""

from mtfix.model.document import Document, Listing, Part, Segments, segments_of
from mtfix.model.findings import (
    Applicability,
    Change,
    Edit,
    Example,
    Excluded,
    Finding,
    Fix,
    Held,
    Plan,
    Rule,
    Trouble,
    apply_edits,
    by_place,
)
from mtfix.model.runs import (
    COLUMN,
    VERBATIM,
    Affinity,
    Codec,
    Extent,
    LockedError,
    MtfixError,
    Run,
    RunKind,
    Side,
    Span,
    Verbatim,
)
from mtfix.model.segment import Segment
from mtfix.model.unit import NO_UNITS, Unit, Units

__all__ = [
    "COLUMN",
    "NO_UNITS",
    "VERBATIM",
    "Affinity",
    "Applicability",
    "Change",
    "Codec",
    "Document",
    "Edit",
    "Example",
    "Excluded",
    "Extent",
    "Finding",
    "Fix",
    "Held",
    "Listing",
    "LockedError",
    "MtfixError",
    "Part",
    "Plan",
    "Rule",
    "Run",
    "RunKind",
    "Segment",
    "Segments",
    "Side",
    "Span",
    "Trouble",
    "Unit",
    "Units",
    "Verbatim",
    "apply_edits",
    "by_place",
    "segments_of",
]
