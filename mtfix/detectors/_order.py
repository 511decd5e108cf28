"""Whether a document sets comma and full stop inside the closing mark, as Americans do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.model import Applicability

if TYPE_CHECKING:
    from mtfix.detectors._edges import Edge

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


def order_level(edge: Edge, *, attributed: bool) -> Applicability | None:
    """How sure it is that this document sets comma and full stop inside the mark, or None."""
    profile, straight = edge.analysis.profile, edge.reading.mark.char == '"'
    if profile.variety == "gb" or profile.single_quotes:
        return None
    evidence = profile.strong_inside > 0
    logical = profile.outside >= 3 and not evidence
    # before an attribution every English has its comma inside, so that says nothing of words
    # that run into the sentence
    own = profile.fragments > 0 and 3 * profile.fragments >= profile.outside
    if straight and not attributed:
        return UNSAFE if own else None
    if "`" in edge.analysis.document.text and not attributed:
        return None if logical else UNSAFE  # many who write about code prefer the logical order
    if evidence and 3 * profile.strong_inside + profile.inside >= profile.outside:
        return SAFE if attributed or own or profile.variety == "us" else UNSAFE
    if profile.variety == "us" and not logical and not straight and attributed:
        return SAFE
    return UNSAFE
