"""What rounds of fixes did to a text, always told against the text before the first one.

A later round's edit that touches an earlier one's is merged with it: expressed against the
first text, it covers both and supersedes the earlier edit. So any set of fixes that is closed
under `requires` applies by itself, and the text before is all it needs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct, field

from mtfix.model import Edit, Fix, Span, apply_edits, by_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mtfix.model import Finding


class _Piece(Struct, frozen=True):
    """A changed stretch: where it stands now, and what it stood for before."""

    now: Span
    before: Span
    owners: frozenset[int]


class Entry(Struct):
    """One fix: its edits against the first text and the fixes without which it has no meaning."""

    round: int
    edits: list[Edit] = field(default_factory=list)
    requires: set[int] = field(default_factory=set)


class Ledger:
    """Collects rounds of edits over one text. Fixes are numbered in the order they come."""

    def __init__(self, text: str) -> None:
        self.before = text
        self.text = text
        self.entries: list[Entry] = []
        self._pieces: list[_Piece] = []
        self._rounds = 0

    def apply(self, fixes: Sequence[tuple[Sequence[Edit], Iterable[Span]]]) -> list[int]:
        """Apply one round. Each fix comes with the stretches that its meaning depends on.

        The edits of a round neither overlap nor touch. Returns the numbers of the fixes.
        """
        numbers = []
        for _, scope in fixes:
            numbers.append(len(self.entries))
            needs = {o for span in scope for p in self._within(span) for o in p.owners}
            self.entries.append(Entry(self._rounds, requires=needs))
        self._rounds += 1
        edits = [(e, n) for (es, _), n in zip(fixes, numbers, strict=True) for e in es]
        edits.sort(key=lambda pair: by_place(pair[0]))
        self._merge(edits)
        return numbers

    def origin(self, span: Span) -> Span:
        """The stretch of the first text that a stretch of the present text comes from."""
        start, end = self._origin(span.start, left=True), self._origin(span.end, left=False)
        return Span(start, max(start, end))

    def _within(self, span: Span) -> Iterable[_Piece]:
        at = max(0, bisect_left(self._pieces, span.start, key=lambda p: p.now.start) - 1)
        for piece in self._pieces[at:]:
            if piece.now.start > span.end:
                return
            if piece.now.end >= span.start:
                yield piece

    def _origin(self, offset: int, *, left: bool) -> int:
        at = bisect_right(self._pieces, offset, key=lambda p: p.now.start) - 1
        if at < 0:
            return offset
        piece = self._pieces[at]
        if offset > piece.now.end or (offset == piece.now.end and piece.now.end > piece.now.start):
            return offset + piece.before.end - piece.now.end
        if offset == piece.now.start and offset < piece.now.end:
            return piece.before.start
        return piece.before.start if left else piece.before.end

    def _merge(self, edits: list[tuple[Edit, int]]) -> None:
        """Merge a round's edits with the pieces that they touch, from the left."""
        pieces, shift, out = self._pieces, 0, []
        old = self.text
        for cluster in _clusters(pieces, edits):
            own = [p for p in cluster if isinstance(p, _Piece)]
            new = [p for p in cluster if not isinstance(p, _Piece)]
            lo = min([p.now.start for p in own] + [e.span.start for e, _ in new])
            hi = max([p.now.end for p in own] + [e.span.end for e, _ in new])
            if not new:
                piece = own[0]
                moved = Span(piece.now.start + shift, piece.now.end + shift)
                out.append(_Piece(moved, piece.before, piece.owners))
                continue
            local = [Edit(Span(e.span.start - lo, e.span.end - lo), e.text) for e, _ in new]
            text = apply_edits(old[lo:hi], local)
            before = self._cover(own, lo, hi)
            owners = frozenset(n for _, n in new).union(*(p.owners for p in own))
            for number in {n for _, n in new}:
                self.entries[number].edits.append(Edit(before, text))
                self.entries[number].requires |= owners - {number}
            out.append(_Piece(Span(lo + shift, lo + shift + len(text)), before, owners))
            shift += len(text) - (hi - lo)
        self.text = apply_edits(old, [e for e, _ in edits])
        self._pieces = out

    def _cover(self, own: list[_Piece], lo: int, hi: int) -> Span:
        """The stretch of the first text for [lo, hi), which holds the pieces `own` whole."""
        if not own:
            return Span(self._outside(lo), self._outside(hi))
        first, last = own[0], own[-1]
        start = first.before.start - (first.now.start - lo)
        return Span(start, last.before.end + (hi - last.now.end))

    def _outside(self, offset: int) -> int:
        """The first text's offset for an offset that no piece holds."""
        at = bisect_right(self._pieces, offset, key=lambda p: p.now.start) - 1
        if at < 0:
            return offset
        return offset + self._pieces[at].before.end - self._pieces[at].now.end


def moved(found: Finding, place: Callable[[Span], Span]) -> Finding:
    """The finding with every stretch where `place` puts it."""
    fix = found.fix
    if fix is not None:
        edits = tuple(Edit(place(e.span), e.text) for e in fix.edits)
        fix = Fix(edits, fix.applicability, fix.title, fix.priority, fix.confidence)
    return found.at(place(found.span), fix)


class Shift:
    """Moves offsets from before a round's edits (in order, apart from each other) to after it."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._starts = [e.span.start for e in edits]
        self._ends = [e.span.end for e in edits]
        self._shift = [0, *accumulate(map(_growth, edits))]

    def at(self, offset: int) -> int:
        """Where an offset stands afterwards; one inside an edit stands at the edit's start."""
        return offset + self._shift[bisect_right(self._ends, offset)]

    def span(self, span: Span) -> Span:
        start = self.at(span.start)
        return Span(start, max(start, self.at(span.end)))

    def result(self, edit: Edit) -> Span:
        """Where the text that an edit put in stands."""
        start = edit.span.start + self._shift[bisect_left(self._starts, edit.span.start)]
        return Span(start, start + len(edit.text))


def between(text: str, one: Sequence[Edit], two: Sequence[Edit]) -> list[Edit]:
    """The edits that lead from `text` with the edits `one` to `text` with the edits `two`.

    Each are apart from each other and in order, as those of a plan are.
    """
    both = set(one) & set(two)
    single = sorted({*one, *two} - both, key=by_place)
    places: list[tuple[Span, list[Edit]]] = []  # where they differ, with what is done there
    for edit in single:
        if places and edit.span.start <= places[-1][0].end:
            span, known = places.pop()
            places.append((Span(span.start, max(span.end, edit.span.end)), [*known, edit]))
        else:
            places.append((edit.span, [edit]))
    items = [*places, *((edit.span, [edit]) for edit in both)]
    first, found, shift = set(one), [], 0
    for span, known in sorted(items, key=lambda item: item[0]):
        grown = sum(_growth(edit) for edit in known if edit in first)
        if known[0] not in both:
            local = [
                Edit(Span(e.span.start - span.start, e.span.end - span.start), e.text)
                for e in known
                if e not in first
            ]
            new = apply_edits(text[span.start : span.end], local)
            found.append(Edit(Span(span.start + shift, span.end + shift + grown), new))
        shift += grown
    return found


def _growth(edit: Edit) -> int:
    return len(edit.text) - (edit.span.end - edit.span.start)


def _clusters(
    pieces: list[_Piece], edits: list[tuple[Edit, int]]
) -> Iterable[list[_Piece | tuple[Edit, int]]]:
    """Group pieces and edits that overlap, and an edit with the piece that it borders on."""
    items: list[tuple[int, int, _Piece | tuple[Edit, int]]] = [
        (p.now.start, p.now.end, p) for p in pieces
    ] + [(e.span.start, e.span.end, (e, n)) for e, n in edits]
    items.sort(key=lambda item: item[:2])
    group: list[_Piece | tuple[Edit, int]] = []
    ends = {True: -1, False: -1}  # how far the group's pieces and its edits reach
    for start, stop, item in items:
        is_piece = isinstance(item, _Piece)
        if group and start >= max(ends.values()) and start != ends[not is_piece]:
            yield group
            group, ends = [], {True: -1, False: -1}
        group.append(item)
        ends[is_piece] = max(ends[is_piece], stop)
    if group:
        yield group
