"""From a patch and decisions about it to the smaller patch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from mtfix.model import MtfixError
from mtfix.review.decisions import Choice
from mtfix.review.own_words import edited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mtfix.model import Document, Edit
    from mtfix.patch import Applied, Patch
    from mtfix.review.decisions import Decision


def decided(patch: Patch, decisions: Sequence[Decision], read: Callable[[str], Document]) -> Patch:
    """The patch that applies what was accepted and edited, and nothing else.

    `read` reads a text in the patch's format. Raises MtfixError where the decisions are not
    about this patch, contradict each other, or would change what is locked.
    """
    known = {a.index: a for a in patch.applied}
    for decision in decisions:
        if decision.index not in known or not decision.is_about(known[decision.index]):
            raise MtfixError(f"{_named(decision)} is not a fix that mtfix finds in this text")
    accepted = {d.index for d in decisions if d.choice is Choice.ACCEPTED}
    own = [d for d in decisions if d.choice is Choice.EDITED]
    _check_closed(patch, decisions, accepted)
    plain = patch.subset(accepted)
    if not own:
        return plain
    changed = _with_own_words(plain, known, own, read)
    kept = replace(patch, applied=tuple(changed.get(a.index, a) for a in patch.applied))
    result = kept.subset({*accepted, *changed})
    if read(result.after).skeleton() != read(plain.after).skeleton():
        names = ", ".join(_named(d) for d in own)
        raise MtfixError(f"the words given for {names} would change code, markup or structure")
    return result


def _named(decision: Decision) -> str:
    return f"fix {decision.index} ({decision.rule})"


def _check_closed(patch: Patch, decisions: Iterable[Decision], accepted: set[int]) -> None:
    for decision in decisions:
        if decision.choice is not Choice.ACCEPTED:
            continue
        for index in sorted(set(patch.closure([decision.index])) - accepted):
            need = next(a for a in patch.applied if a.index == index)
            raise MtfixError(
                f"{_named(decision)} needs fix {index} ({need.rule}), which is not accepted;"
                " accept both or neither"
            )


def _with_own_words(
    plain: Patch,
    known: dict[int, Applied],
    own: Sequence[Decision],
    read: Callable[[str], Document],
) -> dict[int, Applied]:
    document = read(plain.before)
    changed: dict[int, Applied] = {}
    taken: list[Edit] = []
    for decision in own:
        if decision.span is None:
            raise MtfixError(f"{_named(decision)} is edited and has no place")
        try:
            new = edited(document, known[decision.index], decision.span, decision.replacement)
        except MtfixError as error:
            raise MtfixError(f"{_named(decision)}: {error}") from None
        whole = new.edits[0]
        for other in (*plain.edits, *taken):
            inside = whole.span.start <= other.span.start and other.span.end <= whole.span.end
            if _touch(whole, other) and (other in taken or not inside):
                raise MtfixError(f"{_named(decision)}: its place overlaps another change")
        taken.append(whole)
        changed[decision.index] = new
    return changed


def _touch(one: Edit, other: Edit) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end
