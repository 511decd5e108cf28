"""One stretch of prose: from what a reader sees of it to edits of the file."""

from __future__ import annotations

from bisect import bisect_right
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from msgspec import Struct
from msgspec.structs import replace

from mtfix.model.findings import Change, Edit
from mtfix.model.runs import (
    COLUMN,
    Affinity,
    Codec,
    Extent,
    LockedError,
    Run,
    RunKind,
    Side,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LICENCE = {
    "code": "code", "url": "code", "path": "code", "placeholder": "code", "markup": "markup",
}  # fmt: skip


class Segment(Struct, frozen=True, dict=True):
    """One stretch of prose: the runs it consists of and the text that a reader sees.

    `kind` is `paragraph`, `heading`, `item`, `cell`, `line` or what a format calls it. `removal`
    is what goes from the document when the whole segment goes, None where that is not allowed.
    """

    index: int
    kind: str
    runs: tuple[Run, ...]
    removal: Span | None = None
    language: str = "en"
    source: str | None = None
    block: int = 0  # segments of one block stand together without a blank line
    rooms: tuple[Span, ...] = ()  # behind each line in a column, blanks: what it gains, they lose

    @cached_property
    def text(self) -> str:
        """The visible text."""
        return self.runs[0].text if len(self.runs) == 1 else "".join(r.text for r in self.runs)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """The visible offset at which each run starts."""
        out, at = [], 0
        for run in self.runs:
            out.append(at)
            at += len(run.text)
        return tuple(out)

    def moved(self, by: int, index: int) -> Segment:
        """The segment with another index, in a text with `by` code points more before it.

        What goes with the whole segment, and the column it stands in, is no longer known.
        """
        runs = tuple(run.moved(by) for run in self.runs)
        return replace(self, index=index, runs=runs, removal=None, rooms=())

    @cached_property
    def char_starts(self) -> tuple[int, ...]:
        """Where in the document each visible character starts."""
        return tuple(run.at(i) for run in self.runs for i in range(len(run.text)))

    @property
    def span(self) -> Span:
        return Span(self.runs[0].span.start, self.runs[-1].span.end)

    def run_at(self, offset: int) -> Run:
        """The visible run that holds the character at `offset`."""
        i = bisect_right(self._starts, offset) - 1
        while i > 0 and not self.runs[i].text:
            i -= 1
        return self.runs[i]

    def locked(self, extent: Extent) -> bool:
        """Whether the extent overlaps a placeable."""
        return any(r.kind is RunKind.PLACEABLE for r, _, _ in self._pieces(extent))

    def seam(self, offset: int) -> bool:
        """Whether markup or a placeable borders on `offset`, or a line begins there.

        Where a line or the segment ends, nothing stands behind it that would border.
        """
        if len(self.runs) == 1:
            return False
        left, right = self._neighbours(offset)
        if left is not None and left.kind is not RunKind.PROSE:
            return True
        if right is not None and right.kind is RunKind.PLACEABLE:
            return True
        return left is not right and any(r.kind is RunKind.MARKUP for r in self._markup_at(offset))

    def locate(self, extent: Extent) -> Span:
        """The stretch of the document that the extent stands for."""
        pieces = list(self._pieces(extent))
        if not pieces:
            at = self._insertion_point(extent.start, Affinity.OUTSIDE)
            return Span(at, at)
        first, lo, _ = pieces[0]
        last, _, hi = pieces[-1]
        start = first.span.start if first.kind is RunKind.PLACEABLE and lo == 0 else first.at(lo)
        end = last.span.end if hi == len(last.text) else last.at(hi)
        return Span(start, end)

    def edits(self, change: Change, touches: frozenset[str] = frozenset()) -> tuple[Edit, ...]:
        """Turn a change of the visible text into edits of the document.

        What stays the same is left alone, so line breaks and markup inside the extent survive.
        Raises LockedError where text would change that the rule may not touch, or grow beyond
        its column.
        """
        return self.edits_of((change,), touches)

    def edits_of(
        self, changes: Iterable[Change], touches: frozenset[str] = frozenset()
    ) -> tuple[Edit, ...]:
        """Turn changes that are apart from each other into edits, in order."""
        made = [e for change in changes for e in self._edits(change, touches)]
        made.sort(key=lambda e: e.span)
        return tuple(made) if not self.rooms else tuple(self._fitted(made))

    def _fitted(self, made: list[Edit]) -> Iterator[Edit]:
        """Yield the edits, with blanks taken or given so that what stands behind stays in place."""
        if any(east_asian_width(char) in "WF" for e in made for char in e.text):
            raise LockedError("wide characters would move the columns of the table")
        at = 0
        for room, line in zip(self.rooms, self._lines(), strict=True):
            mine = [e for e in made if at <= e.span.start and e.span.end <= room.start]
            at = room.end
            yield from mine
            grown = sum(len(e.text) - (e.span.end - e.span.start) for e in mine)
            if grown > room.end - room.start:
                raise LockedError("the column of the table is too narrow")
            if -grown >= line.end - line.start:
                raise LockedError("a line of the cell would be empty")
            if grown:
                yield Edit(Span(room.start, room.start + max(grown, 0)), " " * -grown)

    def _lines(self) -> Iterator[Span]:
        """Yield the stretches between the seams of a column."""
        start = self.span.start
        for run in self.runs:
            if run.role == COLUMN:
                yield Span(start, run.span.start)
                start = run.span.end
        yield Span(start, self.span.end)

    def holds(self, offset: int) -> bool:
        """Whether an offset of the document lies in the segment, not in a cell beside it."""
        if not self.span.start <= offset <= self.span.end:
            return False
        return not any(seam.start < offset < seam.end for seam in self._seams)

    @cached_property
    def _seams(self) -> tuple[Span, ...]:
        """Where lines of other cells stand between the lines of this one."""
        return tuple(run.span for run in self.runs if run.role == COLUMN)

    def _edits(self, change: Change, touches: frozenset[str]) -> tuple[Edit, ...]:
        old = self.text[change.extent.start : change.extent.end]
        out: list[Edit] = []
        start = change.extent.start
        for lo, hi, new in _minimal(old, change.text, fixed=self._fixed_points(change.extent)):
            extent = Extent(start + lo, start + hi)
            if not new:
                extent = self._best_deletion(extent, change.extent)
            out += self._replace(extent, new, change.affinity, touches)
        return tuple(out)

    # -- from visible offsets to the document ---------------------------------------------

    def _pieces(self, extent: Extent) -> Iterator[tuple[Run, int, int]]:
        """Yield each visible run that the extent overlaps, with the part of it."""
        i = max(0, bisect_right(self._starts, extent.start) - 1)
        for start, run in zip(self._starts[i:], self.runs[i:], strict=True):
            if start >= extent.end:
                return
            lo, hi = max(0, extent.start - start), min(len(run.text), extent.end - start)
            if lo < hi:
                yield run, lo, hi

    def _fixed_points(self, extent: Extent) -> bool:
        """Whether something inside the extent must stay where it is."""
        if len(self.runs) == 1:
            return False
        return any(
            start < extent.end
            and run.kind is not RunKind.PROSE
            and (start > extent.start if not run.text else start + len(run.text) > extent.start)
            for start, run in zip(self._starts, self.runs, strict=True)
        )

    def _best_deletion(self, gone: Extent, within: Extent) -> Extent:
        """Shift a deletion by one where that reads the same and spares breaks and markup."""
        lo, hi, text = gone.start, gone.end, self.text
        if len(self.runs) == 1:
            return gone
        ways = [gone]
        if lo > within.start and text[lo - 1] == text[hi - 1]:
            ways.append(Extent(lo - 1, hi - 1))
        if hi < len(text) and text[lo] == text[hi]:
            ways.append(Extent(lo + 1, hi + 1))
        return min(ways, key=self._harm)

    def _harm(self, gone: Extent) -> tuple[bool, int, int]:
        runs = [run for run, _, _ in self._pieces(gone)]
        kinds = [run.kind for run in runs]
        return RunKind.PLACEABLE in kinds, kinds.count(RunKind.BREAK), len(runs)

    def _replace(
        self, extent: Extent, new: str, affinity: Affinity, touches: frozenset[str]
    ) -> Iterator[Edit]:
        if extent.start == extent.end:
            left, right = self._neighbours(extent.start)
            if left is right and left is not None:
                _check_lock(left, touches)
            at = self._insertion_point(extent.start, affinity)
            yield Edit(Span(at, at), self._codec(left, right).encode(new))
            return
        pieces = list(self._pieces(extent))
        for run, _, _ in pieces:
            _check_lock(run, touches)
        codec = self._codec(*(run for run, _, _ in pieces))
        for n, (run, lo, hi) in enumerate(pieces):
            text = codec.encode(new) if n == 0 else ""
            yield Edit(Span(run.at(lo), run.at(hi)), text)

    def _codec(self, *near: Run | None) -> Codec:
        """The codec of the nearest prose, as a break or a placeable has none of its own."""
        runs = [r for r in (*near, *self.runs) if r is not None]
        return next((r.codec for r in runs if r.kind is RunKind.PROSE), runs[0].codec)

    def _neighbours(self, offset: int) -> tuple[Run | None, Run | None]:
        """The visible runs that hold the characters left and right of `offset`."""
        left = self.run_at(offset - 1) if offset > 0 else None
        right = self.run_at(offset) if offset < len(self.text) else None
        return left, right

    def _markup_at(self, offset: int) -> list[Run]:
        """The markup runs that stand at `offset`, in order."""
        lo = bisect_right(self._starts, offset - 1) if offset else 0
        found = zip(self._starts[lo:], self.runs[lo:], strict=True)
        return [r for start, r in found if start == offset and r.kind is RunKind.MARKUP]

    def _insertion_point(self, offset: int, affinity: Affinity) -> int:
        """Where in the document an insertion at `offset` goes."""
        markup = self._markup_at(offset)
        if not markup:
            return self._plain_point(offset, *self._neighbours(offset))
        if affinity is Affinity.AFTER:
            return markup[-1].span.end
        closers = [r for r in markup if r.side is Side.CLOSE]
        if affinity is Affinity.BEFORE or not closers:
            return markup[0].span.start
        return closers[-1].span.end

    def _plain_point(self, offset: int, left: Run | None, right: Run | None) -> int:
        if left is not None:
            index = offset - self._starts[self.runs.index(left)]
            return left.span.end if index == len(left.text) else left.at(index)
        return right.span.start if right is not None else self.runs[0].span.start


def _check_lock(run: Run, touches: frozenset[str]) -> None:
    if run.role == COLUMN:
        raise LockedError("two lines of a cell cannot become one")
    if run.kind is RunKind.PLACEABLE and _LICENCE.get(run.role) not in touches:
        raise LockedError(f"{run.text!r} is locked ({run.role or 'placeable'})")


def _minimal(old: str, new: str, *, fixed: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the replacements that turn old into new, as (start, end, text), from the left.

    One replacement without the common ends, unless something inside must keep its place.
    """
    lo, top = 0, min(len(old), len(new))
    while lo < top and old[lo] == new[lo]:
        lo += 1
    tail = 0
    while tail < top - lo and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    hi, end = len(old) - tail, len(new) - tail
    if lo == hi and lo == end:
        return
    if not fixed:
        yield lo, hi, new[lo:end]
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield i, j, new[k:m]
