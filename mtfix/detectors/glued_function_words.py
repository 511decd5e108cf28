"""A function word without the space beside it: `ofthe bridge`, `the mayorsaid`, `Theyhave a boat`.

Why machine translation makes this error: a tag ended between the words and took the space with it;
subword decoders forget the mark that begins a word, above all before and behind short ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

from mtfix.analysis.attribution import is_speech_verb
from mtfix.analysis.lexicon import english_words, first_names, is_word, word_list, word_set
from mtfix.analysis.occurrences import places_of
from mtfix.analysis.sentences import starts_sentence
from mtfix.detectors._place import free, place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

_ORIGIN = "detectors/glued_function_words.py"
RULES = (
    Rule(
        "function-word-glued",
        "fuse-inline-boundary",
        "two words without the space between them",
        "The space stood beside a tag that did not survive, or the decoder left it out.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("They sat in front ofthe house.", "They sat in front of the house."),
            Example("The farmersaid that it was dry.", "The farmer said that it was dry."),
            Example("She lives in anold mill.", "She lives in an old mill."),
            Example("Theyhave sold the boat.", "They have sold the boat."),
            Example("He didnot want to go there.", "He did not want to go there."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Themis and Theroux met Hewitt in Andover.",
                "The gathering of the brethren was near the fjord.",
                "Her handle is @ofthe and her page is ofthe.example.org there.",
                "The hashtag #andthe was used by them.",
                "They ordered a latte and a frappe there.",
            )
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "name-glued-to-verb",
        "fuse-inline-boundary",
        "a name without the space behind it",
        "The name was a link, and the space beside it went with the tag.",
        applicability=Applicability.UNSAFE,
        touches=frozenset({"names"}),
        examples=(
            Example(
                "Marta Okonkwosaid that the road is open.",
                "Marta Okonkwo said that the road is open.",
            ),
            Example(
                "Lebedenkowas tired. Lebedenko went home.",
                "Lebedenko was tired. Lebedenko went home.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Port Said lies in Egypt.",
                "Ana Kawas came late, and Ana Kawasaki came early.",
            )
        ),
        origin=_ORIGIN,
    ),
)
_GLUED, _NAME = RULES
_SHORTEST, _LONGEST = 5, 20  # of the token
_COMMON = 4  # the shortest common word beside a function word of three letters or more
_SHAPE = lazily(regex.compile, r"\p{L}\p{Ll}+")
_BEFORE = lazily(regex.compile, r"[\p{L},;’”)] $")
_BEHIND = lazily(regex.compile, r",? ['“‘(]?\p{L}|[.,;:!?]")
_FIRST = lazily(regex.compile, r"(\p{Lu}\p{L}+) $")
_ENGLISH = 2  # known words near it


class _Split(NamedTuple):
    left: str
    right: str


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each function word that is glued to its neighbour."""
    if "`" in analysis.document.text:
        return  # texts about code coin words
    for word in sorted(analysis.words_in_scope - english_words()):
        if not _SHORTEST <= len(word) <= _LONGEST or not _SHAPE.fullmatch(word):
            continue
        if word[0].islower() and word.isascii():
            yield from _places(analysis, word, _split(word))
        elif word[0].isupper():
            yield from _capital(analysis, word)


def _split(word: str) -> _Split | None:
    """The one way to read a token as two words of which one is a function word, or None."""
    if word in word_list("closed-compounds") or word.endswith("wheres"):
        return None
    ways = [_Split(word[:i], word[i:]) for i in range(2, len(word) - 1)]
    ways = [s for s in ways if _belong(*s)]
    return ways[0] if len(ways) == 1 else None


def _belong(left: str, right: str) -> bool:
    before, behind = word_set("glued-before"), word_set("glued-behind")
    if left in word_set("function-pairs-first") and right in word_set("function-pairs-second"):
        return True
    if left == "an":
        return right[0] in "aeio" and right in word_list("common-words") and len(right) > 2
    if left in before and len(right) >= _COMMON:
        return right in word_list("common-words") and right not in word_list("compounding-words")
    return (
        right in behind
        and len(left) >= _COMMON
        and left in word_list("common-words")
        and left not in word_list("compounding-words")
    )


def _places(analysis: Analysis, word: str, split: _Split | None) -> Iterator[Finding]:
    if split is None:
        return
    for offset in places_of(analysis.visible, word):
        segment, extent = place_in(analysis, offset, len(word))
        if free(segment, extent) and _in_prose(segment.text, extent):
            at = extent.start + len(split.left)
            title = f"{split.left} {split.right}"
            yield finding(segment, _GLUED, extent, Change(Extent(at, at), " "), title=title)


def _in_prose(text: str, extent: Extent) -> bool:
    """Whether the token stands in a sentence of English, and not among names, keys or commands."""
    begins = starts_sentence(text, extent.start)
    if not begins and not _BEFORE.search(text[max(0, extent.start - 2) : extent.start]):
        return False
    if not _BEHIND.match(text, extent.end):
        return False
    words = text[: extent.start].split()[-8:] + text[extent.end :].split()[:8]
    return sum(is_word(w.strip(".,;:“”").lower()) for w in words) >= _ENGLISH


def _capital(analysis: Analysis, word: str) -> Iterator[Finding]:
    """`Theyhave a boat` where a sentence begins; `Ruizsaid` behind a first name or beside itself."""
    low = word.lower()
    if low in english_words() or word in first_names():
        return
    split = _split_opening(word)
    for offset in places_of(analysis.visible, word):
        segment, extent = place_in(analysis, offset, len(word))
        if not free(segment, extent) or not _in_prose(segment.text, extent):
            continue
        if split and starts_sentence(segment.text, extent.start):
            at = extent.start + len(split.left)
            title = f"{split.left} {split.right}"
            yield finding(segment, _GLUED, extent, Change(Extent(at, at), " "), title=title)
        elif name := _named(analysis, word, segment.text[: extent.start]):
            at = extent.start + len(name)
            yield finding(
                segment,
                _NAME,
                extent,
                Change(Extent(at, at), " "),
                title=f"{name} {word[len(name) :]}",
            )


def _split_opening(word: str) -> _Split | None:
    pronouns, verbs = word_set("opening-pronouns"), word_set("glued-auxiliaries")
    openers = word_set("glued-openers")
    for i in range(2, len(word) - 1):
        left, right = word[:i], word[i:]
        if left in pronouns and right in verbs:
            return _Split(left, right)
        if left in openers and right in word_set("function-pairs-second") | word_set("glued-nouns"):
            return _Split(left, right)
    return None


def _named(analysis: Analysis, word: str, before: str) -> str:
    """The name in a token that ends in a verb, where the text proves it; else ""."""
    for verb in word_set("glued-verbs"):
        name = word.removesuffix(verb)
        if name == word or len(name) < _COMMON or is_word(name.lower()):
            continue
        first = _FIRST.search(before[-30:])
        if name in analysis.words or (
            is_speech_verb(verb) and first is not None and first[1] in first_names()
        ):
            return name
    return ""
