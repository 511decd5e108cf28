"""What a document as a whole says about its words, its names and its kind of English."""

from __future__ import annotations

from functools import cached_property

import regex

from mtfix.analysis.languages import language_of
from mtfix.analysis.names import Names
from mtfix.analysis.profile import Profile, profile_of

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}_]*(?:[’'-]\p{L}[\p{L}\p{M}\p{N}_]*)*")


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
        return Names(self.text, self.words)

    @cached_property
    def profile(self) -> Profile:
        return profile_of(self.text, frozenset(w.lower() for w in self.words))

    @cached_property
    def language(self) -> str:
        """The language of the text where it is surely not English, or ""."""
        return language_of(self.words)


def words_of(text: str) -> frozenset[str]:
    """The different words of a text. White space parts a text faster than a pattern does."""
    return frozenset(w for chunk in frozenset(text.split()) for w in _WORD.findall(chunk))
