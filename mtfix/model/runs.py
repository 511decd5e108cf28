"""Stretches of a file: where they stand, and what a reader sees of them."""

from __future__ import annotations

import enum
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace


class MtfixError(Exception):
    """Something the user can act on. The message holds the path and the next step."""


class LockedError(MtfixError):
    """An edit would change text that a rule may not touch."""


class Span(Struct, frozen=True, order=True):
    """A stretch [start, end) of a document's text, in code points."""

    start: int
    end: int


class Extent(Struct, frozen=True, order=True):
    """A stretch [start, end) of a segment's visible text, in code points."""

    start: int
    end: int


# The role of a break between two lines of a cell, in which lines of other cells stand.
COLUMN = "column"


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


class Verbatim(Struct, frozen=True):
    """The codec of formats without escapes; line breaks take the document's newline."""

    newline: str = "\n"

    def encode(self, text: str) -> str:
        return text if self.newline == "\n" else text.replace("\n", self.newline)


VERBATIM = Verbatim()


class Run(Struct, frozen=True):
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

    def moved(self, by: int) -> Run:
        """The run in a text with `by` code points more before it."""
        span = Span(self.span.start + by, self.span.end + by)
        offsets = tuple(o + by for o in self.offsets) if self.offsets is not None else None
        return replace(self, span=span, offsets=offsets)

    def at(self, index: int) -> int:
        """The document offset of the visible character at `index` (or of the end)."""
        if self.offsets is not None:
            return self.offsets[index]
        if self.kind is RunKind.PROSE or len(self.text) == self.span.end - self.span.start:
            return self.span.start + index
        return self.span.start if index == 0 else self.span.end
