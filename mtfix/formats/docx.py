"""Word files. Their text comes as lines, one a paragraph; the way back is that of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.formats.assembly import Draft, assemble
from mtfix.formats.inline import marked
from mtfix.model import LockedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.model import Document

NAME = "docx"
SUFFIXES = (".docx",)
ABOUT = (
    "paragraphs of the body, notes, headers and footers; locked: tabs, breaks, deleted text, "
    "fields, all formatting"
)

_INLINE = re.compile(r"(?P<hard>[ \t]*[\u2028\t\r][ \t\u2028\r]*)")
_STOPS = (".", "!", "?", "…", ".”", "?”", "!”", '."', '?"', '!"')


class WordCodec(Struct, frozen=True):
    """Keeps paragraphs whole: no line may come in."""

    def encode(self, text: str) -> str:
        if "\n" in text or "\t" in text:
            raise LockedError("a line break would change the paragraphs of the Word file")
        return text


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read the lines of a Word file; each is one paragraph."""
    return assemble(text, NAME, _drafts(text), path=path, language=language)


def _drafts(text: str) -> Iterator[Draft]:
    at, codec = 0, WordCodec()
    for block, line in enumerate(text.split("\n")):
        if line.strip():
            atoms = list(marked(text, at, at + len(line), _INLINE))
            kind = "paragraph" if line.rstrip().endswith(_STOPS) else "line"
            yield Draft(atoms, kind, block, codec)
        at += len(line) + 1
