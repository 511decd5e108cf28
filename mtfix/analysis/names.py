"""The names that a document itself gives evidence for.

A name is a capitalised word that stands in the middle of a sentence, where English has no other
reason for the capital. No list of names can know the people of tomorrow's news; the text does.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import first_names, is_word, word_list
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Left of a capital that means a name: a lower-case word or another name, and at most a comma.
_MID = lazily(
    regex.compile,
    r"[\p{L}\p{N}][,;]?[ \u00a0](?:(?:de|van|von|der|bin|al|la|le|di|da|du|del|dos|y)[ ])?$",
)
_TITLE = lazily(
    regex.compile,
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Gov|Gen|Rep|St|Sir|President|Minister|Chancellor|Doña|Don|Señor|Senator"
    r"|Deputy|Captain|Doctor|Professor|Judge|King|Queen|Pope)\.?[ \u00a0]$",
)
_VERB = lazily(
    regex.compile,
    r"’s|'s|[ ](?:said|says|told|added|explained|replied|asked|wrote|was|is|has|had)\b",
)
_FIRST = lazily(regex.compile, r"(\p{Lu}[\p{L}\p{M}’'-]+)\s$")
_REACH = 32


class Names:
    """Answers questions about names from one text."""

    def __init__(
        self, text: str, words: frozenset[str], places: Callable[[str], Iterable[int]]
    ) -> None:
        self._text = text
        self._places = places
        self._words = words
        self._known: dict[str, bool] = {}

    def has(self, word: str) -> bool:
        """Whether the text gives evidence that a capitalised word is a name."""
        if word not in self._known:
            self._known[word] = self._look(word)
        return self._known[word]

    def _look(self, word: str) -> bool:
        if len(word) < 2 or not word[0].isupper() or word not in self._words:
            return False
        lower = word.lower()
        # nouns such as *states* and *reports* may be parts of names, past forms may not
        verb = lower in word_list("speech-verbs") and not lower.endswith("s")
        if verb or lower in word_list("function-words"):
            return False
        if self.mid_sentence(word):
            return True
        return not is_word(word.lower()) and self._stands_as_subject(word)

    def mid_sentence(self, word: str) -> bool:
        """Whether the word stands capitalised in the middle of a sentence."""
        return any(_MID.search(left) or _TITLE.search(left) for left in self._left_of(word))

    def follows_first_name(self, word: str) -> bool:
        """Whether the word stands capitalised behind a first name."""
        found = (_FIRST.search(left) for left in self._left_of(word))
        return any(m[1] in first_names() for m in found if m)

    def _stands_as_subject(self, word: str) -> bool:
        """Whether a word that is no English one stands where only a name can."""
        return any(_VERB.match(self._text, at + len(word)) for at in self._places(word))

    def _left_of(self, word: str) -> Iterator[str]:
        for at in self._places(word):
            yield self._text[max(0, at - _REACH) : at]

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """The words that stand with a capital and are otherwise lower case."""
        return frozenset(w for w in self._words if w[:1].isupper() and w[1:].islower())
