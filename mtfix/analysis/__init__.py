"""What checkers ask of a document, computed once and when first asked. Nobody mutates it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.names import Names
from mtfix.analysis.profile import Profile, profile_of
from mtfix.analysis.quotations import Quotations
from mtfix.analysis.sentences import starts_sentence

if TYPE_CHECKING:
    from mtfix.model import Document, Segment

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}_]*(?:[’'-]\p{L}[\p{L}\p{M}\p{N}_]*)*")


@dataclass(frozen=True)
class Context:
    """Evidence from outside the text: other texts of the same work, and names known for sure."""

    text: str = ""
    names: tuple[str, ...] = field(default=())


class Analysis:
    """One state of one document, with what can be derived from it."""

    def __init__(self, document: Document, context: Context | None = None) -> None:
        self.document = document
        self.context = context or Context()

    @cached_property
    def visible(self) -> str:
        """The visible text of all segments, with a line feed between them."""
        return "\n".join([s.text for s in self.document.segments])

    @cached_property
    def starts(self) -> list[int]:
        """The offset in `visible` at which each segment starts."""
        sizes = [len(s.text) + 1 for s in self.document.segments]
        return [0, *accumulate(sizes[:-1])] if sizes else []

    def segment_at(self, offset: int) -> int:
        """The index of the segment that holds an offset of `visible`."""
        return bisect_right(self.starts, offset) - 1

    @cached_property
    def evidence(self) -> str:
        """The text that evidence comes from: the document's and the context's."""
        if not self.context.text and not self.context.names:
            return self.visible
        known = "\n".join(f"with {name} here" for name in self.context.names)
        return "\n".join(filter(None, (self.visible, self.context.text, known)))

    @cached_property
    def chunks(self) -> frozenset[str]:
        """The different stretches without white space in the evidence."""
        return frozenset(self.evidence.split())

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words of the evidence, each as it is written somewhere."""
        return frozenset(w for chunk in self.chunks for w in _WORD.findall(chunk))

    @cached_property
    def quotations(self) -> Quotations:
        return Quotations(self.document.segments, self.visible, self.starts)

    @cached_property
    def names(self) -> Names:
        return Names(self.evidence, self.words)

    @cached_property
    def profile(self) -> Profile:
        return profile_of(self.evidence, frozenset(w.lower() for w in self.words))

    def sentence_start(self, segment: Segment, offset: int) -> bool:
        """Whether the word at an offset of a segment is the first of a sentence."""
        return starts_sentence(segment.text, offset)

    def in_quotation(self, segment: Segment, offset: int) -> bool:
        """Whether an offset of a segment lies inside quotation marks."""
        return self.quotations.inside(segment.index, offset)

    def is_name(self, word: str) -> bool:
        """Whether this document or its context gives evidence that the word is a name."""
        return self.names.has(word)

    def lower_elsewhere(self, word: str) -> bool:
        """Whether the word stands in lower case somewhere in the evidence."""
        return word.lower() in self.words

    def segments(self) -> Sequence[Segment]:
        return self.document.segments
