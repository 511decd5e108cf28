"""What checkers ask of a document, computed once and when first asked. Nobody mutates it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.analysis.evidence import Evidence, words_of
from mtfix.analysis.idioms import Idiom, idioms_in
from mtfix.analysis.lexicon import is_first_name, is_word
from mtfix.analysis.marks import places_of_marks
from mtfix.analysis.narrative import surely_past, tense_of
from mtfix.analysis.occurrences import places_of, spaced_words
from mtfix.analysis.pairs import Pair, pairs_of, source_language
from mtfix.analysis.quantity import writes_commas
from mtfix.analysis.quotations import Quotations
from mtfix.analysis.sentences import sentence_begin, starts_sentence
from mtfix.lazily import lazily
from mtfix.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.analysis.names import Names
    from mtfix.analysis.profile import Profile
    from mtfix.model import Document, Segment


_END = lazily(re.compile, r"[.!?]|[”»]|$")
_SPEECH = lazily(re.compile, r"“[^“”]*(?:”|$)")


class Context(Struct, frozen=True):
    """Evidence from outside the text: other texts of the same work, and names known for sure.

    `translated_from` is the code of the language that the text was in, "" where nobody says;
    `shown`: faults that are mended by now have shown that a machine translated it.
    """

    text: str = ""
    names: tuple[str, ...] = ()
    translated_from: str = ""
    shown: bool = False


class Analysis:
    """One state of one document, with what can be derived from it.

    `scope` narrows it to some segments, by index: checkers look only there, while evidence still
    comes from the whole document. `evidence` is used instead of this document's own. `pace`: how
    closely to look at least; where no fault is known far and wide, what costs much may wait.
    """

    def __init__(
        self,
        document: Document,
        context: Context | None = None,
        *,
        scope: Sequence[int] | None = None,
        evidence: Evidence | None = None,
        pace: Pace = Pace.CLOSE,
    ) -> None:
        self.document = document
        self.context = context or Context()
        self.scope = range(len(document.segments)) if scope is None else scope
        self._evidence = evidence
        self.pace = pace

    def at(self, offset: int) -> Analysis:
        """The analysis of the record that holds an offset; this one in a text without records."""
        document = self.document
        if not document.records:
            return self
        index = min(document.index_at(offset), len(document.segments) - 1)
        return Analysis(document.record(document.record_at(index))[1], self.context)

    @cached_property
    def visible(self) -> str:
        """The visible text of the segments in scope, with a line feed between them."""
        return self.whole if isinstance(self.scope, range) else "\n".join(self.texts)

    @cached_property
    def texts(self) -> Sequence[str]:
        """The visible texts of the segments in scope."""
        texts = self.document.texts
        return texts if isinstance(self.scope, range) else [texts[i] for i in self.scope]

    @cached_property
    def starts(self) -> list[int]:
        """The offset in `visible` at which each segment in scope starts."""
        return _starts([len(text) for text in self.texts])

    def segment_at(self, offset: int) -> int:
        """The index of the segment that holds an offset of `visible`."""
        return self.scope[bisect_right(self.starts, offset) - 1]

    def start_of(self, index: int) -> int:
        """The offset in `visible` at which the segment with this index starts."""
        place = index if isinstance(self.scope, range) else bisect_right(self.scope, index) - 1
        return self.starts[place]

    @cached_property
    def whole(self) -> str:
        """The visible text of all segments, with a line feed between them."""
        return "\n".join(self.document.texts)

    @cached_property
    def whole_starts(self) -> list[int]:
        """The offset in `whole` at which each segment starts."""
        return _starts([len(text) for text in self.document.texts])

    @cached_property
    def facts(self) -> Evidence:
        """The evidence of the document and its context."""
        if self._evidence is not None:
            return self._evidence
        if not self.context.text and not self.context.names:
            return Evidence(self.whole)
        known = "\n".join(f"with {name} here" for name in self.context.names)
        return Evidence("\n".join(filter(None, (self.whole, self.context.text, known))))

    @property
    def evidence(self) -> str:
        """The text that evidence comes from."""
        return self.facts.text

    @property
    def words(self) -> frozenset[str]:
        """The different words of the evidence, each as it is written somewhere."""
        return self.facts.words

    def places(self, word: str) -> list[int]:
        """Where a word stands in `visible`."""
        if self.facts.text is self.visible:
            return self.facts.places(word)
        return list(places_of(self.visible, word))

    def literal(self, words: str) -> Iterator[int]:
        """Where a stretch of text stands in `visible`."""
        text = self.visible
        at = text.find(words)
        while at >= 0:
            yield at
            at = text.find(words, at + 1)

    def spaced(self, word: str) -> list[int]:
        """Where *he*, *it*, *that* or the like stands in `visible`: where the space before is."""
        return self._spaced[word]

    @cached_property
    def _spaced(self) -> dict[str, list[int]]:
        return spaced_words(self.visible)

    @cached_property
    def idioms(self) -> tuple[Idiom, ...]:
        """Where words of `visible` may be an idiom of another language."""
        return tuple(idioms_in(self.visible, self.words))

    @cached_property
    def words_in_scope(self) -> frozenset[str]:
        """The different words of the segments in scope."""
        return self.words if isinstance(self.scope, range) else words_of(self.visible)

    @cached_property
    def stretches(self) -> list[str]:
        """What stands in `visible` between a full stop with a space behind it and the next such."""
        return self.visible.split(". ")

    @cached_property
    def marks(self) -> dict[str, list[int]]:
        """Where each quotation mark stands in `visible`."""
        same = self.facts.text is self.visible
        return self.facts.marks if same else places_of_marks(self.visible)

    @cached_property
    def quotations(self) -> Quotations:
        return Quotations(self)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The translations in scope that have a source."""
        return tuple(pairs_of(self.document, self.document.units.among(self.scope)))

    @cached_property
    def all_pairs(self) -> tuple[Pair, ...]:
        """The translations of the whole document that have a source."""
        whole = isinstance(self.scope, range)
        return self.pairs if whole else tuple(pairs_of(self.document, self.document.units))

    @cached_property
    def source_language(self) -> str:
        """The language that the document was translated from, "" where its sources do not tell."""
        return source_language(unit.source or "" for unit in self.document.units)

    @cached_property
    def source_writes_commas(self) -> bool | None:
        """Whether the sources write fractions with a comma; None where that is unknown."""
        return writes_commas((u.source or "" for u in self.document.units), self.source_language)

    @property
    def names(self) -> Names:
        return self.facts.names

    @property
    def profile(self) -> Profile:
        return self.facts.profile

    @property
    def foreign(self) -> str:
        """The language of a text that is not in the one asked for, or ""."""
        found = self.facts.language
        return found if found != self.document.language[:2] else ""

    def sentence_start(self, segment: Segment, offset: int) -> bool:
        """Whether the word at an offset of a segment is the first of a sentence."""
        return starts_sentence(segment.text, offset)

    def in_quotation(self, segment: Segment, offset: int) -> bool:
        """Whether an offset of a segment lies inside quotation marks."""
        return self.quotations.inside(segment.index, offset)

    def in_speech(self, segment: Segment, offset: int) -> bool:
        """Whether an offset lies in what somebody says, rather than in a title or a label."""
        return self.quotations.speaks(segment.index, offset)

    def is_name(self, word: str) -> bool:
        """Whether this document or its context gives evidence that the word is a name."""
        return self.names.has(word)

    def is_first_name(self, word: str) -> bool:
        """Whether the word is a first name and hardly ever anything else."""
        return is_first_name(word)

    def tense_at(self, segment: Segment, offset: int) -> str:
        """`past` or `present`, as the sentence and then the document tell it; "" is undecided.

        Direct speech has a time of its own, whatever the story has around it.
        """
        text = segment.text
        begin = sentence_begin(text, offset)
        found = _END.search(text, offset)
        end = found.start() if found else len(text)
        quoted = self.in_quotation(segment, offset)
        told = text[begin:end] if quoted else _SPEECH.sub("", text[begin:end])
        tense = tense_of(told)
        if tense == "past" and not quoted and not surely_past(told):
            return "" if self.facts.tense == "present" else tense  # `the required files`
        return tense or ("" if quoted else self.facts.tense)

    def is_word(self, word: str) -> bool:
        """Whether the word is an English one."""
        return is_word(word.lower())

    def lower_elsewhere(self, word: str) -> bool:
        """Whether the word stands in lower case somewhere in the evidence."""
        return word.lower() in self.words


def _starts(sizes: list[int]) -> list[int]:
    return [0, *accumulate(size + 1 for size in sizes[:-1])] if sizes else []
