"""The state machine over the quotation marks of one paragraph.

Each mark opens or closes; the sequence of roles with the least total cost wins, where a cost is
a shape or a neighbour that does not fit, or a mark that would have to be missing. The margin of
a mark is what the best sequence with another role there would cost more: how sure it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.analysis.marks import Mark, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Costs = tuple[tuple[Role, float], ...]
_Shape = tuple[_Costs, bool]  # and whether the mark is there to be seen
_STATES = range(3)  # outside, inside a quotation, inside a nested one
_INFINITE = 1e9
LOST = 1.5  # a mark is missing
NESTED = 0.9  # a quotation inside a quotation with the same kind of mark
LEFT_OPEN = (0.0, 1.0, 1.8)  # the paragraph ends inside
CONTINUED = (0.0, 0.1, 0.8)  # and the next one goes on
CARRIED = 0.2  # the paragraph begins inside, without an opening mark


class Step(Struct, frozen=True):
    """A way to read a mark: its role, the state before and after, and what it costs."""

    role: Role
    before: int
    after: int
    cost: float


class Reading(Struct, frozen=True):
    """What a mark was read as, how sure, and whether its partner is missing."""

    mark: Mark
    role: Role
    before: int
    after: int
    margin: float

    @property
    def lost_closer(self) -> bool:
        """It opens although a quotation at the same level is open."""
        return self.role is Role.OPEN and self.before == self.after

    @property
    def lost_opener(self) -> bool:
        return self.role is Role.CLOSE and self.before == 0


def read_marks(marks: Sequence[Mark], *, carried: bool, continued: bool) -> tuple[Reading, ...]:
    """Read the marks of one paragraph. `carried` and `continued` tell of its neighbours."""
    shapes = tuple((mark.costs, bool(mark.char)) for mark in marks)
    best = _best(shapes, carried, continued)
    return tuple(
        Reading(mark, step.role, step.before, step.after, margin)
        for mark, (step, margin) in zip(marks, best, strict=True)
    )


@lru_cache(maxsize=4096)
def _best(
    shapes: tuple[_Shape, ...],
    carried: bool,  # noqa: FBT001
    continued: bool,  # noqa: FBT001
) -> tuple[tuple[Step, float], ...]:
    """The way of least cost through the marks, each step with its margin.

    Most paragraphs are alike: their marks open and close in turn, so the answers are kept.
    """
    end = CONTINUED if continued else LEFT_OPEN
    start = [0.0, CARRIED if carried else _INFINITE, _INFINITE]
    steps = [tuple(_steps(*shape)) for shape in shapes]
    forward, backward = [start], [list(end)]
    for options in steps:
        forward.append(_relax(forward[-1], options))
    for options in reversed(steps):
        backward.append(_relax_back(backward[-1], options))
    backward.reverse()
    found: list[tuple[Step, float]] = []
    state = None
    for options, ahead, behind in zip(steps, forward, backward[1:], strict=False):
        totals = [(ahead[s.before] + s.cost + behind[s.after], n, s) for n, s in enumerate(options)]
        best = min(t for t in totals if state is None or t[2].before == state)
        other = min((t[0] for t in totals if t[2].role is not best[2].role), default=_INFINITE)
        found.append((best[2], other - min(totals)[0]))
        state = best[2].after
    return tuple(found)


def _steps(costs: _Costs, visible: bool) -> Iterator[Step]:  # noqa: FBT001
    for role, cost in costs:
        if role is Role.OPEN:
            yield Step(role, 0, 1, cost)
            yield Step(role, 1, 2, cost + NESTED)
            yield Step(role, 1, 1, cost + LOST)
        elif role is Role.CLOSE:
            yield Step(role, 1, 0, cost)
            yield Step(role, 2, 1, cost)
            if visible:
                yield Step(role, 0, 0, cost + LOST)
        else:
            for state in _STATES:
                yield Step(role, state, state, cost)


def _relax(costs: list[float], options: Sequence[Step]) -> list[float]:
    return [
        min((costs[s.before] + s.cost for s in options if s.after == state), default=_INFINITE)
        for state in _STATES
    ]


def _relax_back(costs: list[float], options: Sequence[Step]) -> list[float]:
    return [
        min((s.cost + costs[s.after] for s in options if s.before == state), default=_INFINITE)
        for state in _STATES
    ]
