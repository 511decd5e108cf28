"""Each edit of a patch as a reader sees it: the words that go and the words that come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.ledger import Shift
from mtfix.model import MtfixError, apply_edits
from mtfix.review.seen import visible

if TYPE_CHECKING:
    from mtfix.model import Edit
    from mtfix.patch import Patch
    from mtfix.review.record import Record


def shown_edits(record: Record) -> dict[Edit, tuple[str, str]]:
    """For each edit of each fix, what a reader sees go and come.

    What has nothing to show, such as a line break, stands as it is in the file.
    """
    shown: dict[Edit, tuple[str, str]] = {}
    patch = record.patch
    for number in sorted({a.round for a in patch.applied}):
        done = patch.subset([a for a in patch.applied if a.round <= number])
        for edit, new in _new(record, done, number):
            raw = patch.before[edit.span.start : edit.span.end]
            shown[edit] = (visible(record.document, edit.span) or raw, new or edit.text)
    return shown


def _new(record: Record, done: Patch, number: int) -> list[tuple[Edit, str]]:
    """What the edits of the last of these rounds put in, to the reader."""
    edits = list(dict.fromkeys(e for a in done.applied if a.round == number for e in a.edits))
    net = done.edits
    try:
        after = record.read(apply_edits(done.before, net))
    except MtfixError:
        return [(edit, edit.text) for edit in edits]
    shift = Shift(net)
    return [(edit, visible(after, shift.result(edit))) for edit in edits]
