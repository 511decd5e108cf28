"""Shows a fix in a few words: what goes, what comes, and a little of what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, partial
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from mtfix.reporters._ink import added, harmless, removed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mtfix.model import Edit, Span

AROUND = 24  # characters of context on either side
TOGETHER = 60  # edits no further apart than this share an excerpt

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Pen(NamedTuple):
    """How what stays, what goes and what comes is written."""

    kept: Callable[[str], str]
    gone: Callable[[str], str]
    come: Callable[[str], str]


class Places:
    """Line and column, both from 1, of the offsets of a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._text.split("\n"))]

    @cached_property
    def _astral(self) -> list[int]:
        """The offsets of characters that are two units of UTF-16."""
        return [m.start() for m in _ASTRAL.finditer(self._text)]

    def at(self, offset: int) -> tuple[int, int]:
        r"""The place of an offset.

        >>> Places("one\ntwo").at(5)
        (2, 2)
        """
        line = bisect_right(self._starts, offset) - 1
        line = min(line, len(self._starts) - 2)
        return line + 1, offset - self._starts[line] + 1

    def at_utf16(self, offset: int) -> tuple[int, int]:
        r"""The place of an offset, the column in units of UTF-16, as editors count.

        >>> Places("one\n😀 two").at_utf16(6)
        (2, 4)
        """
        line, column = self.at(offset)
        start = offset - column + 1
        return line, column + bisect_left(self._astral, offset) - bisect_left(self._astral, start)

    def last(self, span: Span) -> tuple[int, int]:
        r"""The place of the last character of a stretch; of an empty one, the place itself.

        >>> from mtfix.model import Span
        >>> Places("one\ntwo").last(Span(1, 4))
        (1, 4)
        """
        return self.at(max(span.start, span.end - 1))


def excerpts(
    text: str, edits: Sequence[Edit], *, color: bool = False, pen: Pen | None = None
) -> Iterator[str]:
    """Yield a line for each place that the edits touch; `pen` decides how its pieces look.

    >>> from mtfix.model import Edit, Span
    >>> list(excerpts("He said ” no", [Edit(Span(7, 8), "")]))
    ['He said[- -]” no']
    """
    chosen = pen or Pen(str, partial(removed, color=color), partial(added, color=color))
    group: list[Edit] = []
    for edit in _whole_words(text, edits):
        if group and edit.span.start - group[-1].span.end > TOGETHER:
            yield _excerpt(text, group, chosen)
            group = []
        group.append(edit)
    if group:
        yield _excerpt(text, group, chosen)


def _whole_words(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Widen edits that begin or end inside a word: `zork` to `zark` reads better than o to a."""
    out: list[Edit] = []
    for number, edit in enumerate(edits):
        lo, hi, old = edit.span.start, edit.span.end, text[edit.span.start : edit.span.end]
        floor = out[-1].span.end if out else 0
        ceiling = edits[number + 1].span.start if number + 1 < len(edits) else len(text)
        if (old[:1] + edit.text[:1]).isalnum():
            while lo > floor and text[lo - 1].isalnum():
                lo -= 1
        if (old[-1:] + edit.text[-1:]).isalnum():
            while hi < ceiling and text[hi].isalnum():
                hi += 1
        new = text[lo : edit.span.start] + edit.text + text[edit.span.end : hi]
        out.append(replace(edit, span=replace(edit.span, start=lo, end=hi), text=new))
    return out


def _excerpt(text: str, edits: list[Edit], pen: Pen) -> str:
    lo = _back(text, edits[0].span.start)
    hi = _ahead(text, edits[-1].span.end)
    out, at = ["…" if lo and text[lo - 1] != "\n" else ""], lo
    for edit in edits:
        out += (
            pen.kept(_one_line(text[at : edit.span.start])),
            pen.gone(_one_line(text[edit.span.start : edit.span.end])),
            pen.come(_one_line(edit.text)),
        )
        at = edit.span.end
    out += (
        pen.kept(_one_line(text[at:hi])),
        "…" if hi < len(text) and text[hi] not in "\r\n" else "",
    )
    return "".join(out)


def _back(text: str, offset: int) -> int:
    """Where the context before `offset` starts: at a word, on the same line."""
    lo = max(0, offset - AROUND, text.rfind("\n", 0, offset) + 1)
    if lo and text[lo - 1] not in " \n":
        space = text.find(" ", lo, offset)
        lo = space + 1 if space >= 0 else lo
    return lo


def _ahead(text: str, offset: int) -> int:
    newline = text.find("\n", offset)
    hi = min(len(text), offset + AROUND, newline if newline >= 0 else len(text))
    if hi < len(text) and text[hi] not in " \r\n":
        space = text.rfind(" ", offset, hi)
        hi = space if space >= 0 else hi
    return hi if hi == offset or text[hi - 1] != "\r" else hi - 1


def _one_line(text: str) -> str:
    return harmless(text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\t", "⇥"))
