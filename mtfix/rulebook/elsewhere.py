"""Evidence of a rule: whether a pattern matches in the document beside a match of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtfix.analysis import Analysis

Stretch = tuple[int, int]
_UNKNOWN: Stretch = (-1, -1)


class Elsewhere:
    """Answers for one pattern and one document; what it found first it need not find again."""

    def __init__(self, pattern: Any, analysis: Analysis) -> None:
        self._pattern = pattern
        self._text = analysis.whole
        self._context = analysis.context.text
        self._first: Stretch | None = _UNKNOWN
        self._in_context: bool | None = None

    def beside(self, start: int, end: int, limit: float) -> bool:
        """Whether it matches outside [start, end) of the whole text, or in the context.

        Raises TimeoutError after `limit` seconds.
        """
        if self._first is _UNKNOWN:
            self._first = self._next(0, limit)
        found = self._first
        while found is not None:
            if found[1] <= start or found[0] >= end:
                return True
            found = self._next(max(found[1], found[0] + 1), limit)
        if self._in_context is None:
            hit = self._pattern.search(self._context, timeout=limit)
            self._in_context = hit is not None
        return self._in_context

    def _next(self, at: int, limit: float) -> Stretch | None:
        match = self._pattern.search(self._text, at, timeout=limit)
        return match.span() if match else None
