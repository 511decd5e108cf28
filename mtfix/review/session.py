"""One file's review: what is asked next, and what follows from each answer.

A fix that needs a refused or edited one is refused with it, and one that stands in words that
the reviewer wrote himself, too. Going back takes an answer back with all that followed from it.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from mtfix.review.context import marked
from mtfix.review.deciding import decided
from mtfix.review.decisions import Choice, Decision
from mtfix.review.own_words import edited, proposal, stretch_of
from mtfix.review.places import shown_edits
from mtfix.review.units import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mtfix.model import Edit, Span
    from mtfix.patch import Patch
    from mtfix.review.context import Piece
    from mtfix.review.decisions import Reviewed
    from mtfix.review.own_words import Stretch
    from mtfix.review.record import Record
    from mtfix.review.units import Unit


class Answer(Struct, frozen=True):
    """What was said about a unit; `because` is the unit whose answer entails it."""

    choice: Choice
    because: int | None = None
    span: Span | None = None
    replacement: str = ""


class Move(Struct, frozen=True):
    """What one key did: the units that it answered, itself and by what followed."""

    asked: tuple[int, ...]
    entailed: tuple[int, ...]


class Session(Struct, dict=True):
    """The state of one file's review. Everything it says it derives from the answers."""

    record: Record
    answers: dict[int, Answer] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        return units(self.record.patch)

    @property
    def current(self) -> Unit | None:
        """The first unit without an answer, None where all have one."""
        return next((u for u in self.units if u.number not in self.answers), None)

    def count(self, choice: Choice) -> int:
        return sum(a.choice is choice for a in self.answers.values())

    # -- answers --------------------------------------------------------------------------

    def answer(self, unit: Unit, choice: Choice) -> Move:
        return self._move({unit.number: Answer(choice)})

    def edit(self, unit: Unit, stretch: Stretch, replacement: str) -> Move:
        """Put the reviewer's words into the stretch. Raises MtfixError where they do not fit."""
        answer = Answer(Choice.EDITED, span=stretch.span, replacement=replacement)
        edited(self.record.document, unit.fixes[0], stretch.span, replacement)
        trial = [d for d in self.decisions() if d.index not in unit.indexes]
        decided(self.record.patch, [*trial, *_decisions(unit, answer)], self.record.read)
        return self._move({unit.number: answer})

    def answer_rule(self, rule: str, choice: Choice) -> Move:
        """Answer for all units of a rule that are open and need no open one."""
        chosen: dict[int, Answer] = {}
        for unit in self.units:
            if unit.number in self.answers or rule not in unit.rules:
                continue
            if choice is Choice.REFUSED or all(self._accepted(n, chosen) for n in unit.needs):
                chosen[unit.number] = Answer(choice)
        return self._move(chosen)

    def _accepted(self, number: int, more: Mapping[int, Answer]) -> bool:
        answer = self.answers.get(number) or more.get(number)
        return answer is not None and answer.choice is Choice.ACCEPTED

    def back(self) -> Move | None:
        """Take the last answer back, None where there is none."""
        if not self.moves:
            return None
        move = self.moves.pop()
        for number in (*move.asked, *move.entailed):
            del self.answers[number]
        return move

    def _move(self, chosen: dict[int, Answer]) -> Move:
        self.answers |= chosen
        entailed: list[int] = []
        for unit in self.units:
            if unit.number not in self.answers:
                cause = self._cause(unit)
                if cause is not None:
                    self.answers[unit.number] = Answer(Choice.REFUSED, because=cause)
                    entailed.append(unit.number)
        move = Move(tuple(chosen), tuple(entailed))
        self.moves.append(move)
        return move

    def _cause(self, unit: Unit) -> int | None:
        """The answered unit that leaves this one no choice but to be refused."""
        for number in sorted(unit.needs):
            answer = self.answers.get(number)
            if answer is not None and answer.choice is not Choice.ACCEPTED:
                return number
        for number, answer in self.answers.items():
            span = answer.span
            if span is not None and any(
                e.span.start <= span.end and span.start <= e.span.end for e in unit.edits
            ):
                return number
        return None

    # -- what follows from the answers ----------------------------------------------------

    def decisions(self) -> tuple[Decision, ...]:
        found = (d for n, a in self.answers.items() for d in _decisions(self.units[n], a))
        return tuple(sorted(found, key=lambda d: d.index))

    def restore(self, reviewed: Reviewed) -> int:
        """Take over earlier decisions; how many units they answer.

        Of another state of the text, those whose fixes can still be told by their fingerprints.
        """
        same = reviewed.sha256 == self.record.sha256
        known = _matched(self.record.patch, reviewed.decisions, same=same)
        for unit in self.units:
            if unit.number in self.answers:
                continue
            answer = _answer([known[i] for i in sorted(unit.indexes) if i in known], unit)
            if answer is None or (
                answer.choice is Choice.ACCEPTED
                and not all(self._accepted(n, {}) for n in unit.needs)
            ):
                continue
            self._move({unit.number: answer})
        return len(self.answers)

    def patch(self) -> Patch:
        """What the answers leave of the patch."""
        return decided(self.record.patch, self.decisions(), self.record.read)

    # -- how a unit looks -----------------------------------------------------------------

    @cached_property
    def _shown(self) -> dict[Edit, tuple[str, str]]:
        return shown_edits(self.record)

    def sentence(self, unit: Unit) -> tuple[Piece, ...]:
        """The unit's change in its sentence, in which what was accepted before stands."""
        whole = self.record.patch
        before = self._accepted_indexes() - unit.indexes
        after = whole.closure(before | unit.indexes)
        return marked(
            self.record.document, whole.subset(before), whole.subset(after), unit.edits, self._shown
        )

    def editable(self, unit: Unit) -> tuple[Stretch, str]:
        """Where the reviewer's words go, and what stands there if the unit is accepted.

        Raises MtfixError where the change is not inside one paragraph.
        """
        whole, record = self.record.patch, self.record
        accepted = whole.subset(self._accepted_indexes() - unit.indexes)
        stretch = stretch_of(record.document, unit.edits, accepted.edits)
        after = whole.subset(whole.closure([*(a.index for a in accepted.applied), *unit.indexes]))
        return stretch, proposal(record.document, stretch, after.edits, record.read)

    def _accepted_indexes(self) -> set[int]:
        chosen = (n for n, a in self.answers.items() if a.choice is Choice.ACCEPTED)
        return {i for n in chosen for i in self.units[n].indexes}


def _decisions(unit: Unit, answer: Answer) -> list[Decision]:
    """A unit's answer, told of each of its fixes: the first holds what was edited."""
    out = []
    for number, fix in enumerate(unit.fixes):
        choice, span, text = answer.choice, answer.span, answer.replacement
        if choice is Choice.EDITED and number > 0:
            choice, span, text = Choice.REFUSED, None, ""
        out.append(Decision(fix.index, fix.finding.fingerprint, fix.rule, choice, span, text))
    return out


def _answer(decisions: list[Decision], unit: Unit) -> Answer | None:
    if not decisions:
        return None
    edited = next((d for d in decisions if d.choice is Choice.EDITED), None)
    if edited is not None:
        return Answer(Choice.EDITED, span=edited.span, replacement=edited.replacement)
    accepted = sum(d.choice is Choice.ACCEPTED for d in decisions) == len(unit.fixes)
    return Answer(Choice.ACCEPTED if accepted else Choice.REFUSED)


def _matched(patch: Patch, decisions: Iterable[Decision], *, same: bool) -> dict[int, Decision]:
    """The decisions by the index of the fix that each is about.

    A reviewer's own words have a place in the text, so they hold for the `same` text only.
    """
    keys = Counter((a.finding.fingerprint, a.rule) for a in patch.applied)
    usable = (d for d in decisions if same or d.choice is not Choice.EDITED)
    by_key = {(d.fingerprint, d.rule): d for d in usable}
    return {
        a.index: by_key[key]
        for a in patch.applied
        if (key := (a.finding.fingerprint, a.rule)) in by_key and keys[key] == 1
    }
