"""A translation unit: what was translated, and the whole of its translation."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mtfix.model.runs import Span
    from mtfix.model.segment import Segment


class Unit(Struct, frozen=True, dict=True):
    """A source text and its translation as it is written, tags and outer blanks included.

    `target` maps that text to the file as any segment does; `members` are the indexes of the
    document's segments that hold its prose. A plural form may stand for several sources: all but
    the first are `others`. `flags` is what the file says of the unit, such as `c-format`.
    """

    source: str | None
    target: Segment
    members: range
    key: str = ""
    others: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    lost: str = ""  # a paragraph of the source behind this one that has no translation

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The texts that this may be a translation of."""
        return () if self.source is None else (self.source, *self.others)


class Units:
    """The units of a document in their order, each made when first asked for.

    `members` has the indexes of each unit's segments; `place` says where its value stands.
    """

    def __init__(
        self,
        members: Sequence[range],
        place: Callable[[int], tuple[int, int]],
        make: Callable[[int], Unit],
    ) -> None:
        self.members = members
        self._place = place
        self._make = make
        self._made: dict[int, Unit] = {}

    def __len__(self) -> int:
        return len(self.members)

    def __getitem__(self, index: int) -> Unit:
        if not 0 <= index < len(self):
            raise IndexError(index)
        if index not in self._made:
            self._made[index] = self._make(index)
        return self._made[index]

    def __iter__(self) -> Iterator[Unit]:
        return (self[n] for n in range(len(self)))

    def holding(self, span: Span) -> Unit | None:
        """The unit that holds a stretch of the document."""
        at = bisect_left(self._ends, span.start)
        if at == len(self):
            return None
        start, end = self._place(at)
        return self[at] if start <= span.start and span.end <= end else None

    def among(self, segments: Sequence[int]) -> Iterator[Unit]:
        """The units with one of these segments."""
        if isinstance(segments, range):
            yield from self
            return
        wanted = set(segments)
        for n, members in enumerate(self.members):
            if not wanted.isdisjoint(members):
                yield self[n]

    @cached_property
    def _ends(self) -> list[int]:
        return [self._place(n)[1] for n in range(len(self))]


def _place(index: int) -> tuple[int, int]:
    raise IndexError(index)


def _make(index: int) -> Unit:
    raise IndexError(index)


NO_UNITS = Units((), _place, _make)
