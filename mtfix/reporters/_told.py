"""A finding in one line, for programs that show only text: what is wrong, and the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.reporters._excerpt import excerpts
from mtfix.reporters._safe import one_line

if TYPE_CHECKING:
    from mtfix.reporters import Result
    from mtfix.reporters._entries import Entry

MOST = 400  # code points of a change that are shown


def told(entry: Entry, text: str) -> str:
    """The message, and the change between the words around it."""
    shown = one_line(" / ".join(excerpts(text, entry.edits)))
    cut = shown if len(shown) <= MOST else shown[:MOST] + "…"
    message = one_line(entry.message)
    return f"{message}: {cut}" if cut else message


def has_lines(result: Result) -> bool:
    """Whether lines of the text are lines of the file; those of a Word file are paragraphs."""
    return result.file is None or result.file.word is None
