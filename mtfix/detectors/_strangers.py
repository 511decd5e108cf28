"""Persons of a text whose gender nothing tells: a pronoun may mean any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.attribution import is_speech_verb
from mtfix.analysis.lexicon import without_possessive, word_list
from mtfix.analysis.people import gendered_nouns
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtfix.analysis.people import Mention

_WORD = lazily(regex.compile, r"[\p{L}\p{M}’'-]+")
_BEFORE = lazily(regex.compile, r"(\p{L}+)\s$")
_AFTER = lazily(regex.compile, r"\s(\p{L}+)")
_VERB = lazily(
    regex.compile,
    r"[!?;]|(?<!\b(?:Dr|Mr|Mrs|Ms|Prof))\.|\b(?:\p{Ll}+ed|was|is|has|had|met|saw|told|said|and|with)\b",
)
_IS = lazily(
    regex.compile,
    r"\s(?:is|was|became|has been|works as|worked as|trained as)\s(?:also\s)?(?:an?\s|the\s)?(?:[\p{Ll}-]+\s){0,2}",
)
_APPOSED = lazily(regex.compile, r",\s(?:the\s|a\s|an\s|[\p{L}-]+\s){0,3}")
_NEAR = 60  # code points around a name within which a role belongs to it


def strangers(text: str, begin: int, named: Sequence[Mention]) -> bool:
    """Whether the text from there on has a person whose gender nothing tells: another role, another name."""
    roles = word_list("person-nouns") - gendered_nouns().keys()
    own: set[str] = set()
    others: set[str] = set()
    for match in _WORD.finditer(text, begin):
        word = without_possessive(match[0])
        if any(m.start <= match.start() < m.end for m in named):
            continue
        if word.lower() in roles:
            (own if _belongs(text, match.start(), named) else others).add(word.lower())
        elif word[:1].isupper() and _speaks(text, match.start(), match.end()):
            others.add(word)
    return bool(others - own)


def _belongs(text: str, at: int, named: Sequence[Mention]) -> bool:
    """Whether a role stands before a name that it introduces, or behind one in apposition."""
    for mention in named:
        between = text[at : mention.start] if at < mention.start else text[mention.end : at]
        if at < mention.start and len(between) < _NEAR and not _VERB.search(between):
            return True
        if at > mention.end and (_APPOSED.fullmatch(between) or _IS.fullmatch(between)):
            return True
    return False


def _speaks(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word is the subject of a verb of speech."""
    before, after = _BEFORE.search(text, max(0, start - 20), start), _AFTER.match(text, end)
    return any(m is not None and is_speech_verb(m[1]) for m in (before, after))
