"""A name with a pronoun glued to it: `Sergeyevhe told the agency`.

Why machine translation makes this error: the name was a link or bold, so it is one segment; the
verb behind it is another and is given a subject of its own; the space between them goes with
the tag. The comma that closed an apposition goes the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.attribution import is_speech_verb
from mtfix.analysis.lexicon import first_names, is_word, without_possessive, word_list, word_set
from mtfix.analysis.sentences import starts_sentence
from mtfix.lazily import lazily
from mtfix.model import Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "name-fused-pronoun",
        "fuse-name-pronoun",
        "a pronoun is glued to the name",
        "The verb behind a linked name was translated apart and got a subject of its own.",
        certain="The word is no name of its own, and without the pronoun it is one that the text has.",
        touches=frozenset({"names"}),
        examples=(
            Example(
                "The Finance Minister of Georgia, Boris Menabdishvilihe told the channel that he agrees.",
                "The Finance Minister of Georgia, Boris Menabdishvili, told the channel that he agrees.",
            ),
            Example(
                "Marta Okonkwoshe added that the vote was close. Okonkwo leads the union.",
                "Marta Okonkwo added that the vote was close. Okonkwo leads the union.",
            ),
            Example(
                "On Monday Viktor Lebedenkohe said the road is open.",
                "On Monday Viktor Lebedenko said the road is open.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Friedrich Nietzsche told his sister that he was ill.",
                "The poet, Johann Goethe, said little.",
                "Arthur Ashe was a champion.",
                "Marie Blanche said that the road is open.",
            )
        ),
        origin="detectors/name_fused.py",
    ),
)
_RULE = RULES[0]
_FIRST = lazily(regex.compile, r"(\p{Lu}[\p{L}’'-]+)\s$")
_NEXT = lazily(regex.compile, r"\s(\p{Ll}+)\b")
_GENDER = {"he": "m", "she": "f", "He": "m", "She": "f"}


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each name with a pronoun glued to it."""
    for word in sorted(analysis.words_in_scope):
        if word[0].isupper() and len(word) > 5 and word.endswith(("he", "she", "He", "She")):
            yield from _places(analysis, word)


def _places(analysis: Analysis, word: str) -> Iterator[Finding]:
    if is_word(word.lower()):
        return
    text = analysis.visible
    for place in analysis.places(word):
        first = _FIRST.search(text, max(0, place - 40), place)
        stem = _stem(analysis, word, first[1] if first else "")
        if not stem or not _before_verb(text, place + len(word)):
            continue
        index = analysis.segment_at(place)
        segment = analysis.document.segments[index]
        at = place - analysis.start_of(index)
        end = at + len(word)
        name_start = at - (place - first.start(1) if first else 0)
        comma = "," if _open_apposition(segment.text, name_start) else ""
        extent = Extent(at + len(stem), end)
        yield finding(segment, _RULE, Extent(at, end), Change(extent, comma), priority=8)


def _stem(analysis: Analysis, word: str, first: str) -> str:
    """The name without its pronoun, or "" where nothing proves it."""
    for suffix in ("she", "She", "he", "He"):
        stem = word.removesuffix(suffix)
        if stem == word or len(stem) < 3:
            continue
        if stem in analysis.words and not is_word(stem.lower()):
            return stem
        gender = first_names().get(first)
        surname = any(
            stem.endswith(e) for e in word_list("surname-endings") if len(stem) > len(e) + 1
        )
        if surname and gender in (_GENDER[suffix], "u"):
            return stem
    return ""


def _open_apposition(text: str, start: int) -> bool:
    """Whether the name closes an apposition to the subject: `The minister of X, Name …`."""
    left = text[:start].rstrip()
    if not left.endswith(","):
        return False
    subject = regex.search(r"[^.!?:;“”\"]*$", left[:-1])
    if (
        subject is None
        or "," in subject[0]
        or not starts_sentence(text, subject.end() - len(subject[0].lstrip()))
    ):
        return False
    words = [w.lower() for w in subject[0].split()]
    return len(words) <= 14 and any(
        without_possessive(w) in word_list("person-nouns") for w in words
    )


def _before_verb(text: str, offset: int) -> bool:
    """Whether a finite verb stands behind a place."""
    word = _NEXT.match(text, offset)
    return word is not None and (
        word[1].endswith("ed")
        or word[1] in word_set("auxiliaries-behind-pronoun")
        or is_speech_verb(word[1])
    )
