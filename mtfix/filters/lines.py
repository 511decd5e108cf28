"""Only what touches lines that changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.filters import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.filters import Subject
    from mtfix.model import Finding, Span


class ChangedLines(Struct, frozen=True):
    r"""The lines that changed, as ranges [first, last] in order, counted from 1.

    Lines end with `\n`, as Git has it. A finding stays if it points at such a line or edits one.
    """

    ranges: tuple[tuple[int, int], ...]
    since: str  # what the lines are compared with, as the user calls it
    name: str = "lines"

    def judge(self, subject: Subject, findings: Sequence[Finding]) -> Verdict:
        starts = _line_starts(subject.text)
        why = f"unchanged since {self.since}"
        return Verdict(
            {
                found.fingerprint: why
                for found in findings
                if not any(self._changed(span, starts) for span in _spans(found))
            }
        )

    def _changed(self, span: Span, starts: Sequence[int]) -> bool:
        first = bisect_right(starts, span.start)
        last = max(first, bisect_right(starts, span.end - 1))
        at = bisect_left(self.ranges, first, key=lambda r: r[1])
        return at < len(self.ranges) and self.ranges[at][0] <= last


def _spans(found: Finding) -> Iterator[Span]:
    yield found.span
    if found.fix is not None:
        yield from (edit.span for edit in found.fix.edits)


def _line_starts(text: str) -> list[int]:
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def compared(old: str, new: str) -> tuple[tuple[int, int], ...]:
    r"""The lines of `new` that `old` has not, as ranges.

    >>> compared("a\nb\n", "a\nB\nc\n")
    ((2, 3),)
    """
    matcher = SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False)
    blocks = matcher.get_opcodes()
    return tuple((lo + 1, hi) for tag, _, _, lo, hi in blocks if tag != "equal" and lo < hi)
