"""What is wrong with a text, and what would mend it."""

from __future__ import annotations

import enum
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.model.runs import Affinity, Extent, Span

if TYPE_CHECKING:
    from collections.abc import Sequence


class Edit(Struct, frozen=True):
    """Replace `span` of the document's text by `text`, which is encoded as the file needs it."""

    span: Span
    text: str


class Change(Struct, frozen=True):
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


class Example(Struct, frozen=True):
    """A text before and after a rule. `context` is evidence that stands elsewhere."""

    bad: str
    good: str
    context: str = ""
    format: str = "text"


class Rule(Struct, frozen=True):
    """What a fault is, why machine translation makes it, and what proves the rule."""

    id: str
    category: str  # a class of the catalogue, e.g. `q-inner-space`
    message: str
    why: str = ""
    applicability: Applicability = Applicability.SAFE
    languages: tuple[str, ...] = ("en",)
    sources: tuple[str, ...] = ()  # source languages that cause it, empty: any
    by_source: bool = False  # its UNSAFE fixes are SAFE in what was translated from one of these
    hunch: bool = False  # advice for texts only that show otherwise that they are translated
    touches: frozenset[str] = frozenset()  # of `numbers`, `code`, `markup`, `names`
    preview: bool = False
    examples: Sequence[Example] = ()
    keep: Sequence[Example] = ()
    misses: Sequence[Example] = ()
    origin: str = ""  # the rule file or module
    certain: str = ""  # why a safe rule may be trusted although it was rarely seen at work
    triggers: tuple[str, ...] | None = None  # literals one of which must occur; None: no trigger


class Fix(Struct, frozen=True):
    """Edits that apply all or none. They do not overlap and are in order."""

    edits: tuple[Edit, ...]
    applicability: Applicability
    title: str = ""
    priority: int = 0
    confidence: float = 1.0


class Finding(Struct, frozen=True):
    """A fault at a place. `fingerprint` stays the same when the text elsewhere changes."""

    rule: str
    span: Span
    message: str
    fix: Fix | None = None
    fingerprint: str = ""
    touches: frozenset[str] = frozenset()
    note: str = ""  # why there is no fix, where one would be expected
    also: tuple[str, ...] = ()  # other rules that see the same fault
    evidence: str = ""  # what the source says of it, where that made the fix surer
    hunch: bool = False  # counts only in a text that shows otherwise that it is translated

    @property
    def applicability(self) -> Applicability:
        return self.fix.applicability if self.fix else Applicability.DISPLAY

    def at(self, span: Span, fix: Fix | None) -> Finding:
        """The same fault in another state of the text; made so often that `replace` is too slow."""
        return Finding(
            self.rule, span, self.message, fix, self.fingerprint,
            self.touches, self.note, self.also, self.evidence, self.hunch,
        )  # fmt: skip

    def marked(self, fingerprint: str) -> Finding:
        """The finding with its fingerprint."""
        return Finding(
            self.rule, self.span, self.message, self.fix, fingerprint,
            self.touches, self.note, self.also, self.evidence, self.hunch,
        )  # fmt: skip


class Trouble(Struct, frozen=True):
    """Something that kept a rule from doing its work, such as running out of time."""

    rule: str
    message: str


class Held(Struct, frozen=True):
    """A fix that does not apply, and why."""

    finding: Finding
    reason: str


class Excluded(Struct, frozen=True):
    """A finding that a filter took out after the plan: which filter, and why."""

    finding: Finding
    by: str  # the filter's name: `suppression`, `baseline` or `lines`
    reason: str


class Plan(Struct, frozen=True):
    """The findings whose fixes apply, in order and without overlap, and those held back."""

    apply: tuple[Finding, ...]
    held: tuple[Held, ...]


# A locked run's role, and the word of `touches` that lets a rule change it.


# Sorts edits and findings by where they stand; comparing numbers is faster than comparing spans.
by_place = attrgetter("span.start", "span.end")


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
