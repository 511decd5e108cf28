"""What no surface shows or applies: what is suppressed, in a baseline, or on unchanged lines.

Filters run after the plan and never before the analysis, so evidence comes from the whole document
whatever they take out. A filter is an object with a name; it is asked once for each text and
answers with a reason for every finding that goes. `mtfix.filters.screen.screened` applies them
to a patch: every surface (check, diff, fix, review, editor) goes through this one function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mtfix.model import Document, Finding

MARK = "mtfix:"  # what begins a comment that speaks to mtfix
UNUSED = "unused-suppression"  # the rule id of what is wrong with such a comment


class Subject(Struct, frozen=True):
    """The text that the findings are about.

    `path` is where it lies, for lists that go by paths. `document` reads it in its format.
    """

    text: str
    document: Callable[[], Document]
    path: str = ""
    format: str = "text"


class Verdict(Struct, frozen=True):
    """What a filter takes out: by fingerprint, the reason. `remarks` are findings of its own."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Finding, ...] = ()


class Filter(Protocol):
    """Says which findings of a text go. Every finding has a fingerprint that no other has."""

    @property
    def name(self) -> str: ...

    def judge(self, subject: Subject, findings: Sequence[Finding]) -> Verdict: ...
