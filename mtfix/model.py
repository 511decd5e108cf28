"""The nouns that flow through mtfix: documents, findings, fixes, plans.

Two kinds of offset exist and never mix. A `Span` counts code points of the document's own
text, as the file has it; an `Extent` counts code points of what a reader sees of one segment.
Only `Segment` turns the second into the first.
"""

from __future__ import annotations

import enum
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Protocol, overload


class MtfixError(Exception):
    """Something the user can act on. The message holds the path and the next step."""


class LockedError(MtfixError):
    """An edit would change text that a rule may not touch."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch [start, end) of a document's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """A stretch [start, end) of a segment's visible text, in code points."""

    start: int
    end: int


class RunKind(enum.Enum):
    """What a run is to the reader, and whether it may be edited."""

    PROSE = "prose"  # visible, editable
    MARKUP = "markup"  # invisible, locked: `**`, `<b>`, a link target
    PLACEABLE = "placeable"  # visible, locked: a URL, code, `{0}`, `%s`
    BREAK = "break"  # seen as one space; in the file a newline, `\n> `, `"\n"`, a cue seam


class Side(enum.Enum):
    """Which way a markup run belongs: an opener to what follows, a closer to what precedes."""

    OPEN = "open"
    CLOSE = "close"
    NONE = "none"


class Affinity(enum.Enum):
    """On which side of the markup at a seam an insertion lands."""

    OUTSIDE = "outside"  # before openers, after closers
    BEFORE = "before"  # before every markup run at the seam
    AFTER = "after"  # after every markup run at the seam


class Codec(Protocol):
    """Turns visible text into what the file holds for it."""

    def encode(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Verbatim:
    """The codec of formats without escapes; line breaks take the document's newline."""

    newline: str = "\n"

    def encode(self, text: str) -> str:
        return text if self.newline == "\n" else text.replace("\n", self.newline)


VERBATIM = Verbatim()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the file and what the reader sees of it.

    `offsets` has, for each visible character and for the end, its offset in the document; None
    says that both sides have the same length. `role` names what a locked run is: `code`, `url`,
    `placeholder`, `tag` and so on.
    """

    kind: RunKind
    span: Span
    text: str
    offsets: tuple[int, ...] | None = None
    side: Side = Side.NONE
    role: str = ""
    codec: Codec = VERBATIM

    def __post_init__(self) -> None:
        if self.kind is not RunKind.PROSE or self.offsets is not None:
            return
        if len(self.text) != self.span.end - self.span.start:
            raise ValueError(f"a prose run of another length needs offsets: {self.text!r}")

    def at(self, index: int) -> int:
        """The document offset of the visible character at `index` (or of the end)."""
        if self.offsets is not None:
            return self.offsets[index]
        if self.kind is RunKind.PROSE or len(self.text) == self.span.end - self.span.start:
            return self.span.start + index
        return self.span.start if index == 0 else self.span.end


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `span` of the document's text by `text`, which is encoded as the file needs it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Replace an extent of a segment's visible text. A segment makes edits of it."""

    extent: Extent
    text: str
    affinity: Affinity = Affinity.OUTSIDE


class Applicability(enum.IntEnum):
    """How far a fix can be trusted, in the words of Ruff. Larger is safer."""

    DISPLAY = 0
    UNSAFE = 1
    SAFE = 2

    @property
    def label(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Example:
    """A text before and after a rule. `context` is evidence that stands elsewhere."""

    bad: str
    good: str
    context: str = ""
    format: str = "text"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a fault is, why machine translation makes it, and what proves the rule."""

    id: str
    category: str  # a class of the catalogue, e.g. `q-inner-space`
    message: str
    why: str = ""
    applicability: Applicability = Applicability.SAFE
    languages: tuple[str, ...] = ("en",)
    sources: tuple[str, ...] = ()  # source languages that cause it, empty: any
    touches: frozenset[str] = frozenset()  # of `numbers`, `code`, `markup`, `names`
    preview: bool = False
    examples: tuple[Example, ...] = ()
    keep: tuple[Example, ...] = ()
    misses: tuple[Example, ...] = ()
    origin: str = ""  # the rule file or module
    triggers: tuple[str, ...] | None = None  # literals one of which must occur; None: no trigger


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that apply all or none. They do not overlap and are in order."""

    edits: tuple[Edit, ...]
    applicability: Applicability
    title: str = ""
    priority: int = 0
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at a place. `fingerprint` stays the same when the text elsewhere changes."""

    rule: str
    span: Span
    message: str
    fix: Fix | None = None
    fingerprint: str = ""
    touches: frozenset[str] = frozenset()
    note: str = ""  # why there is no fix, where one would be expected
    also: tuple[str, ...] = ()  # other rules that see the same fault

    @property
    def applicability(self) -> Applicability:
        return self.fix.applicability if self.fix else Applicability.DISPLAY


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that kept a rule from doing its work, such as running out of time."""

    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Held:
    """A fix that does not apply, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The findings whose fixes apply, in order and without overlap, and those held back."""

    apply: tuple[Finding, ...]
    held: tuple[Held, ...]


# A locked run's role, and the word of `touches` that lets a rule change it.
_LICENCE = {"code": "code", "url": "code", "path": "code", "placeholder": "code"}


@dataclass(frozen=True)
class Segment:
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
        """Whether markup or a placeable borders on `offset`."""
        if len(self.runs) == 1:
            return False
        left, right = self._neighbours(offset)
        return any(r is None or r.kind is not RunKind.PROSE for r in (left, right)) or (
            left is not right and any(r.kind is RunKind.MARKUP for r in self._markup_at(offset))
        )

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
        Raises LockedError where text would change that the rule may not touch.
        """
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


@dataclass(frozen=True, slots=True)
class Part:
    """A named member of a container file, as a stretch of the document's text."""

    name: str
    span: Span


class Segments(Sequence[Segment]):
    """The segments of a long text, each made when first asked for.

    `texts` has the visible text of each segment, `spans` its stretch of the document, and `plain`
    says whether it is one run of prose; `make` makes the segment with an index.
    """

    def __init__(
        self,
        texts: Sequence[str],
        spans: Sequence[tuple[int, int]],
        plain: Sequence[bool],
        make: Callable[[int], Segment],
    ) -> None:
        self.texts = texts
        self.spans = spans
        self.plain = plain
        self._make = make
        self._made: dict[int, Segment] = {}

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> list[Segment]: ...

    def __getitem__(self, index: int | slice) -> Segment | list[Segment]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]


def segments_of(made: Sequence[Segment]) -> Segments:
    """Segments that are made already, with what a document asks of them."""
    spans = [(s.span.start, s.span.end) if s.runs else (0, 0) for s in made]
    plain = [len(s.runs) == 1 and s.runs[0].kind is RunKind.PROSE for s in made]
    return Segments([s.text for s in made], spans, plain, made.__getitem__)


@dataclass(frozen=True)
class Document:
    """A text, what is prose in it, and how its bytes come back.

    A container file's parts stand one after the other in `text`; any other file is one part.
    """

    text: str
    format: str
    segments: Sequence[Segment]
    path: str = ""
    parts: tuple[Part, ...] = ()
    newline: str = "\n"
    language: str = "en"

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self._segments.spans]

    @cached_property
    def _segments(self) -> Segments:
        made = self.segments
        return made if isinstance(made, Segments) else segments_of(made)

    @property
    def texts(self) -> Sequence[str]:
        """The visible text of each segment."""
        return self._segments.texts

    def index_at(self, offset: int) -> int:
        """The index of the first segment that ends at or behind an offset."""
        return bisect_left(self._ends, offset)

    def segment_holding(self, span: Span) -> Segment | None:
        """The segment that holds the start of a stretch of the document."""
        at = self.index_at(span.start)
        if at < len(self.segments) and self.segments[at].span.start <= span.start:
            return self.segments[at]
        return None

    def around(self, span: Span, reach: int) -> Span:
        """The part of the segment that holds `span`, at most `reach` code points on either side."""
        segment = self.segment_holding(span)
        if segment is None:
            return span
        start, end = (
            max(segment.span.start, span.start - reach),
            min(segment.span.end, span.end + reach),
        )
        return Span(start, max(start, end))

    def skeleton(self) -> tuple[tuple[str, str], ...]:
        """What may not change: each locked run, and all that stands outside the segments.

        White space outside does not count, so that a paragraph may go with the blank line
        after it; prose that an edit turned into code, a heading or an item does.
        """
        text, at = self.text, 0
        locked: list[tuple[str, str]] = []
        outside: list[str] = []
        known = self._segments
        for index, (start, end) in enumerate(known.spans):
            if at < start:
                outside += text[at:start].split()
            at = max(at, end)
            if not known.plain[index]:
                locked += (
                    (r.role or r.kind.value, text[r.span.start : r.span.end])
                    for r in known[index].runs
                    if r.kind in (RunKind.MARKUP, RunKind.PLACEABLE)
                    or (r.kind is RunKind.BREAK and r.role)
                )
        outside += text[at:].split()
        return (*locked, ("outside", " ".join(outside)))


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Apply edits that are in order and do not overlap."""
    out: list[str] = []
    at = 0
    for edit in edits:
        if edit.span.start < at:
            raise ValueError(f"overlapping edits at {edit.span.start}")
        out += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    out.append(text[at:])
    return "".join(out)
