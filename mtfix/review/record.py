"""One file's patch and all that a decision about it depends on."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix import plugins
from mtfix.cleaner import reader_of
from mtfix.filters.screen import NEEDS
from mtfix.filters.suppression import SUPPRESSION
from mtfix.review.decisions import Reviewed, Terms, terms, text_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mtfix.files import TextFile
    from mtfix.model import Document
    from mtfix.patch import Patch
    from mtfix.reporters import Result
    from mtfix.review.decisions import Decision


class Record(Struct, frozen=True, dict=True):
    """A file that is reviewed: its patch, and the terms under which it was made."""

    path: str
    file: TextFile
    patch: Patch
    terms: Terms
    rules: str  # the hash of the rules that made it

    @cached_property
    def sha256(self) -> str:
        return text_hash(self.patch.before)

    @cached_property
    def document(self) -> Document:
        return self.read(self.patch.before)

    @property
    def read(self) -> Callable[[str], Document]:
        """The function that reads a text in this file's format."""
        found = reader_of(
            plugins.format_named(self.terms.format), self.terms.keys, self.terms.group
        )
        return partial(found, path=self.path, language=self.terms.language)

    @property
    def _left_out(self) -> tuple[str, ...]:
        """What lists outside the text took out: with it the same fixes come again."""
        return tuple(
            e.finding.fingerprint
            for e in self.patch.excluded
            if e.by != SUPPRESSION and not e.reason.startswith(NEEDS)
        )

    def reviewed(self, decisions: Iterable[Decision]) -> Reviewed:
        """The decisions, with all that says which text they are about."""
        ordered = tuple(sorted(decisions, key=lambda d: d.index))
        return Reviewed(self.path, self.sha256, self.rules, self.terms, ordered, self._left_out)


def record(result: Result, rules: str) -> Record | None:
    """The record of a result; None where the file could not be worked on."""
    if result.patch is None or result.file is None or result.config is None:
        return None
    used = result.config.languagetool != "off" and _languagetool(result.config.languagetool_url)
    made = terms(result.config, result.format, result.source, languagetool=used)
    return Record(result.path, result.file, result.patch, made, rules)


def _languagetool(url: str) -> bool:
    from mtfix.languagetool.access import missing

    return not missing(url)
