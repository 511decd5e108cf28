"""What a document as a whole says about its words, its names and its kind of English."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.languages import language_of
from mtfix.analysis.lexicon import first_names, is_word, table, word_list, word_set
from mtfix.analysis.marks import places_of_marks
from mtfix.analysis.names import Names
from mtfix.analysis.narrative import tense_of
from mtfix.analysis.occurrences import places_of, places_of_all
from mtfix.analysis.profile import Profile, profile_of
from mtfix.analysis.variants import close_pairs
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.analysis.lexicon import Gender

_PART = 4_000  # bytes
_SURNAME = lazily(regex.compile, r"\.?\s([\p{L}\p{M}’'-]+\p{L})")
_WORD = lazily(regex.compile, r"\p{L}[\p{L}\p{M}\p{N}_]*(?:[’'-]\p{L}[\p{L}\p{M}\p{N}_]*)*")


class Evidence:
    """Answers from one text, each worked out when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words, each as it is written somewhere."""
        return words_of(self.text)

    @cached_property
    def names(self) -> Names:
        return Names(self.text, self.words, self.each_place)

    @cached_property
    def variants(self) -> list[tuple[str, str]]:
        """Pairs of names so close that they may be one."""
        return close_pairs(self.names.capitalised, self.words)

    @cached_property
    def profile(self) -> Profile:
        closers = (*self.marks['"'], *self.marks["”"])
        return profile_of(self.text, frozenset(w.lower() for w in self.words), closers)

    @cached_property
    def marks(self) -> dict[str, list[int]]:
        """Where each quotation mark stands."""
        return places_of_marks(self.text)

    @cached_property
    def tense(self) -> str:
        """`past` or `present`, as the text tells its story, or "" where neither prevails."""
        return tense_of(self.text)

    @cached_property
    def dialect(self) -> bool:
        """Whether the text speaks dialect or older English, so that odd grammar is meant."""
        found = self.words & word_list("dialect-words")
        return len(found) > 1 or not found.isdisjoint(word_set("words-of-old"))

    @cached_property
    def language(self) -> str:
        """The language of the text where it is surely not English, or ""."""
        return language_of(self.words)

    @property
    def kind(self) -> tuple[object, ...]:
        """What decides everywhere in the text, wherever the words stand that it comes from."""
        return self.language, self.dialect, frozenset(self.genders.values())

    def places(self, word: str) -> list[int]:
        """Where a word stands. First names, and what lost its capital, are found in one scan."""
        return list(self.each_place(word))

    def each_place(self, word: str) -> Iterable[int]:
        """Where a word stands, worked out as far as it is read."""
        known = self._index.get(word)
        return places_of(self.text, word) if known is None else known

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        names = first_names()
        unknown = {w for w in self.words if len(w) > 2 and not is_word(w.lower())}
        # a word with a capital here and without one there is what names are looked for by
        twins = {w for w in unknown if w.capitalize() in unknown and w.lower() in unknown}
        close = {name for pair in self.variants for name in pair}
        first, titles = word_list("family-first"), _titles()
        known = {w for w in self.words if w in names or w in first or w in titles}
        return places_of_all(self.text, twins | close | known)

    @cached_property
    def genders(self) -> dict[str, Gender]:
        """The gender of each surname, in lower case, by the first names and titles before it."""
        titles = _titles()
        first = {
            w: g for w in self.words if (g := titles.get(w) or first_names().get(w)) and g != "u"
        }
        found: dict[str, set[str]] = {}
        for word, gender in first.items():
            for at in self.places(word):
                surname = _SURNAME.match(self.text, at + len(word))
                # `In May. She …`: what begins the next sentence is no surname
                if surname and surname[1].lower() not in word_list("function-words"):
                    found.setdefault(surname[1].lower(), set()).add(gender)
        return {s: "m" if g == {"m"} else "f" if g == {"f"} else "u" for s, g in found.items()}


@cache
def _titles() -> dict[str, str]:
    """Titles before a name with the gender that they tell."""
    return {title.capitalize(): gender for title, gender in table("gendered-titles").items()}


def words_of(text: str) -> frozenset[str]:
    """The different words of a text. White space parts a text faster than a pattern does.

    Of bytes that is faster still. What a space beyond ASCII joins is no plain chunk.
    """
    data = text.encode("utf-8", "surrogatepass")
    known: set[bytes] = set()
    for part in _parts(data):
        known.update(part.split())
    chunks = {chunk.decode("utf-8", "surrogatepass") for chunk in known}
    plain = frozenset(filter(str.isalpha, chunks))
    return plain.union(*map(_WORD.findall, chunks - plain))


def _parts(text: bytes) -> Iterator[bytes]:
    """The text in pieces whose words fit into a processor's cache: that halves the time."""
    start = 0
    while start < len(text):
        end = text.find(b" ", start + _PART)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end
