"""What stands around a closing mark, before anybody says how it should look."""

from __future__ import annotations

from msgspec import Struct

from mtfix.analysis.attribution import Attribution, attribution_at
from mtfix.detectors._edges import SPACES, Edge

FULL_WIDTH = {"，": ",", "。": "."}
_FIXED = "!?…’—–-"  # what may stand before the mark and stays there


class Parts(Struct, frozen=True):
    """What stands around a closing mark, from the left.

    `body` is where the quoted words end, `inner` the stop before the mark (`fixed` where it may
    not change), `gap` the space before the mark, `last` the character before that; `gap_before`
    is the space behind the mark, `outer` a stop there, `gap_after` the space that follows, `next`
    where the next word begins, and `said` the attribution that it begins.
    """

    body: int
    inner: str
    fixed: bool
    gap: str
    last: str
    gap_before: str
    outer: str
    gap_after: str
    next: int
    said: Attribution | None


def read(edge: Edge) -> Parts:
    """What stands around the mark of an edge."""
    text, at = edge.text, edge.at
    end = _back_over_spaces(text, at)
    last = text[end - 1 : end] if end else ""
    stop = last in (",", ".") and text[end - 2 : end - 1] not in (".", ",")
    wide = last in FULL_WIDTH
    inner = last if stop or (last and last in _FIXED + ".,") else FULL_WIDTH.get(last, "")
    after = over_spaces(text, edge.end)
    outer = _stop_at(text, after)
    rest = over_spaces(text, after + len(outer))
    return Parts(
        body=end - 1 if stop or wide else end,
        inner=inner,
        fixed=bool(inner) and not stop and not wide,
        gap=text[end:at],
        last=last,
        gap_before=text[edge.end : after],
        outer=outer,
        gap_after=text[after + len(outer) : rest] if outer else text[edge.end : after],
        next=rest,
        said=attribution_at(text, rest) if rest < len(text) else None,
    )


def _stop_at(text: str, at: int) -> str:
    """The stop at an offset, unless it begins an ellipsis or a number; also a full-width one."""
    stop, after = text[at : at + 1], text[at + 1 : at + 2]
    if stop in FULL_WIDTH:
        return FULL_WIDTH[stop]
    if not stop or stop not in ",.;:" or after in (".", ",") or after.isdigit():
        return ""
    if stop == ":" and after.isalpha():
        return ""  # a role of reStructuredText: `:file:`
    named = stop == "." and after != "" and (after.islower() or after in "/\\_-")
    return "" if named else stop


def over_spaces(text: str, at: int) -> int:
    """The offset behind the spaces at an offset."""
    while at < len(text) and text[at] in SPACES:
        at += 1
    return at


def _back_over_spaces(text: str, at: int) -> int:
    while at > 0 and text[at - 1] in SPACES:
        at -= 1
    return at
