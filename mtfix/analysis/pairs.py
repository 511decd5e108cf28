"""Source and translation side by side, as checkers of both ask for them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import regex
from msgspec import Struct

from mtfix.analysis.bare import bare
from mtfix.analysis.languages import frequent_words, language_of
from mtfix.analysis.notation import placeholders
from mtfix.lazily import lazily
from mtfix.model import Extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.analysis.notation import Placeholder
    from mtfix.model import Document, Segment, Unit

_WORD = lazily(regex.compile, r"\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*")
_PIECE = lazily(re.compile, r"[^\W_]+")
_CREDITS = lazily(re.compile, r"(?i)\W*translator[-_ ]?credits?\W*|your (?:names|emails)")
# Formats whose texts a program sets together; in the others a blank at the end means little.
STRINGS = frozenset(
    {"po", "json", "yaml", "properties", "strings", "android", "xliff", "stringsdict", "xcstrings"}
)
PROSE = frozenset({"prose"})
NOT_LATIN = frozenset(
    {"zh", "ja", "ko", "ru", "el", "ar", "he", "th", "hi", "uk", "bg", "sr", "fa"}
)
_BLANKS = " \t\r\n\f\v\xa0\u3000\u202f"


class Pair(Struct, frozen=True, dict=True):
    """A source text and its translation. `text` is what extents of `segment` count in."""

    unit: Unit
    source: str
    format: str = ""

    @property
    def strings(self) -> bool:
        """Whether these are strings of a program, and no running text."""
        return self.format in STRINGS

    @cached_property
    def flags(self) -> frozenset[str]:
        """What the file says of the placeholders; `prose` where it is running text."""
        return self.unit.flags if self.strings else PROSE

    @property
    def segment(self) -> Segment:
        return self.unit.target

    @cached_property
    def text(self) -> str:
        return self.unit.target.text

    @cached_property
    def language(self) -> str:
        """The language of the translation, without its region."""
        return self.unit.target.language.replace("_", "-").partition("-")[0].lower()

    @cached_property
    def core(self) -> Extent:
        """The translation without the blanks around it."""
        text = self.text
        start = len(text) - len(text.lstrip(_BLANKS))
        return Extent(start, max(start, len(text.rstrip(_BLANKS))))

    @cached_property
    def bare_source(self) -> str:
        """The source with an object sign for each character that is no prose."""
        return bare(self.source, self.flags)

    @cached_property
    def bare_text(self) -> str:
        """The translation with an object sign for each character that is no prose."""
        return bare(self.text, self.flags)

    @cached_property
    def source_placeholders(self) -> list[Placeholder]:
        return placeholders(self.source, self.flags)

    @cached_property
    def placeholders(self) -> list[Placeholder]:
        return placeholders(self.text, self.flags)

    @cached_property
    def source_pieces(self) -> list[str]:
        """The rows of letters and digits in the prose of the source: quick, for early ends."""
        return _PIECE.findall(self.bare_source)

    @cached_property
    def pieces(self) -> list[str]:
        """The rows of letters and digits in the prose of the translation."""
        return _PIECE.findall(self.bare_text)

    @cached_property
    def source_words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.source))

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.text))


def pairs_of(document: Document, units: Iterable[Unit]) -> Iterator[Pair]:
    """Yield the units that have a source; a list of the translators' names is no translation."""
    for unit in units:
        text = unit.target.text
        if unit.source and text and not any(_CREDITS.fullmatch(t) for t in (unit.source, text)):
            yield Pair(unit, unit.source, document.format)


def source_language(sources: Iterable[str]) -> str:
    """The language of the sources, "" where they are too short to tell; `en` where English."""
    words = frozenset(w for s in sources for w in _WORD.findall(s))
    found = language_of(words)
    if found:
        return found
    english = frequent_words().get("en", frozenset())
    return "en" if len(words & english) >= _ENOUGH else ""


_ENOUGH = 8  # frequent words of English that only an English text has together
