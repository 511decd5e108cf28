"""What many texts have in common: faults by class and by file, and where they seem to come from."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.analysis import Analysis
from mtfix.analysis.portrait import portrait
from mtfix.reporters._entries import entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mtfix.model import Document, Rule
    from mtfix.patch import Patch

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_OTHER = "other"  # the class of what no rule that is listed describes
_UNTOLD = "nothing tells"


class FileCounts(Struct, frozen=True):
    """One file: its words, its findings by class, and what it is like as far as that shows."""

    path: str
    words: int
    classes: Mapping[str, int]
    fixes: int
    source: str = ""  # the likely language of the original
    variety: str = ""
    genre: str = ""

    @property
    def findings(self) -> int:
        return sum(self.classes.values())

    @property
    def density(self) -> float:
        return per_thousand(self.findings, self.words)


class Totals(Struct, frozen=True, dict=True):
    """All files together."""

    files: tuple[FileCounts, ...]

    @cached_property
    def words(self) -> int:
        return sum(file.words for file in self.files)

    @cached_property
    def fixes(self) -> int:
        return sum(file.fixes for file in self.files)

    @cached_property
    def classes(self) -> tuple[tuple[str, int], ...]:
        """The classes of fault, the most frequent first."""
        counts: Counter[str] = Counter()
        for file in self.files:
            counts.update(file.classes)
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def findings(self) -> int:
        return sum(count for _, count in self.classes)

    @property
    def density(self) -> float:
        return per_thousand(self.findings, self.words)

    def worst(self, number: int) -> tuple[FileCounts, ...]:
        """The files with the most findings for their length; those without any never."""
        ranked = sorted(
            (file for file in self.files if file.findings),
            key=lambda file: (-file.density, -file.findings, file.path),
        )
        return tuple(ranked[:number])

    def most(self, trait: str) -> tuple[tuple[str, int], ...]:
        """The values of a trait and in how many files each shows, the most frequent first."""
        counts = Counter(value for file in self.files if (value := getattr(file, trait)))
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def per_thousand(findings: int, words: int) -> float:
    """Findings for every 1,000 words, 0 without words."""
    return 1000 * findings / words if words else 0.0


def counted(path: str, patch: Patch, document: Document, rules: Mapping[str, Rule]) -> FileCounts:
    """The counts of one file; `rules` says which class a rule's findings have."""
    found = [entry.rule for entry in entries(patch)]
    known = (rules[name].category if name in rules else _OTHER for name in found)
    causes = [rules[name].sources for name in found if name in rules and rules[name].sources]
    words = sum(1 for text in document.texts for _ in _WORD.finditer(text))
    traits = _traits(document, causes) if words else {}
    return FileCounts(
        path,
        words,
        dict(Counter(known)),
        len(patch.applied),
        source=traits.get("source language", ""),
        variety=traits.get("variety", ""),
        genre=traits.get("genre", ""),
    )


def _traits(document: Document, causes: Sequence[tuple[str, ...]]) -> dict[str, str]:
    shown = portrait(Analysis(document), causes)
    return {trait.name: trait.value for trait in shown if trait.value != _UNTOLD}


def totals(files: Iterable[FileCounts]) -> Totals:
    """All files together, in the order of their paths."""
    return Totals(tuple(sorted(files, key=lambda file: file.path)))
