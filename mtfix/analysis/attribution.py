"""Who said it: the attribution behind or before a quotation, told from surface text."""

from __future__ import annotations

import re
from typing import Any, Literal

import regex
from msgspec import Struct

from mtfix.analysis.lexicon import word_list
from mtfix.lazily import lazily

Kind = Literal["subject-verb", "verb-subject", "bare-verb"]


class Attribution(Struct, frozen=True):
    """The attribution that follows a quotation.

    `start` is where its first word stands, `verb` and `subject` are (start, end) in the segment's
    visible text; a bare verb has no subject. `closed` says that nothing but a stop, a comma or an
    adverbial follows, so the words can be nothing else than an attribution.
    """

    kind: Kind
    start: int
    verb: tuple[int, int]
    subject: tuple[int, int] | None
    pronoun: bool
    core_verb: bool
    closed: bool


_PRONOUN = r"(?P<pronoun>(?:he|she|they|it|we|I|you|He|She|They|It|We|You)\b)"
_PARTICLE = r"(?:de|del|della|di|da|do|dos|du|van|von|der|den|ten|ter|bin|ibn|al|el|la|le|y)"
_TOKEN = r"\p{Lu}[\p{L}\p{M}’'-]*\.?"
_NAME = rf"(?:{_PARTICLE}\s)*{_TOKEN}(?:\s(?:{_PARTICLE}\s)*{_TOKEN}){{0,4}}"
_DETERMINER = (
    r"(?:the|a|an|his|her|their|its|our|my|one|another|The|A|An|His|Her|Their|One|Another)"
)
_WORD = r"\p{L}[\p{L}\p{M}\p{N}’'-]*"
_ADVERB = r"(?:\w+ly|then|also|later|again|once|always|never|still|even|only|just|has|had|have)"
_TAIL = rf",?\s(?:{_ADVERB}\s){{0,2}}"  # between subject and verb

_FIRST = lazily(regex.compile, rf"(?:(?:also|then)\s)?(?P<verb>{_WORD})")
_FOLLOWING = lazily(
    regex.compile,
    rf"\s(?:{_ADVERB}\s)?(?P<subject>{_PRONOUN}|{_NAME}|{_DETERMINER}\s{_WORD}|\p{{Ll}}+\s{_NAME})",
)
# `said general manager Ana Ruiz`, `said the old fisherman`
_DESCRIBED = lazily(
    regex.compile,
    rf"\s(?:{_ADVERB}\s)?(?P<subject>(?:{_DETERMINER}\s)?(?P<words>(?:\p{{Ll}}[\p{{L}}-]*\s){{1,3}})"
    rf"(?P<role>\p{{Ll}}[\p{{L}}-]*)(?:,?\s{_NAME}|(?=[.,])))",
)
_SUBJECT = lazily(
    regex.compile,
    rf"(?P<subject>{_PRONOUN}|{_NAME}|{_DETERMINER}\s(?:{_WORD}[ ,]\s?){{0,6}}?(?:{_NAME}|{_WORD})"
    rf"|(?:{_TOKEN}\s){{0,3}}(?:\p{{Ll}}[\p{{L}}-]*\s){{1,3}}{_NAME}){_TAIL}",
)
# A role without an article: `Palace spokesman Karel Novak`.
_ROLE = lazily(regex.compile, rf"(?P<subject>(?:{_WORD}\s){{0,4}}{_WORD}(?:,?\s{_NAME})?){_TAIL}")
# What may follow an attribution that has no object of its own.
_CLOSED = lazily(
    regex.compile,
    r"\s*(?:$|[.,;:!?”“\"]|[—–-]\s|(?:in|on|at|about|during|after|before|when|while|as|with|from|to"
    r"|for|through|by|of|without|yesterday|today|this|last|again|later|then|\w+ly|and|but)\b)",
)
# *told* has its listener behind it, and then nothing: `Keller told the court.`
_LISTENER = lazily(
    regex.compile, r"\s(?!that\b|him\b|her\b)(?:[\p{L}\p{M}’'-]+\s?){1,5}(?:[.,;]|$)"
)
# `The bishop did not know what to say` is no attribution.
_INFINITE = lazily(
    regex.compile,
    r"\b(?:to|not|will|would|can|could|shall|should|may|might|must|did|didn[’']t|do|does) $",
)
_TOKENS = lazily(regex.compile, r"[\p{L}\p{M}\p{N}’'-]+|\S")
_LETTERS = lazily(re.compile, r"[a-z]+")
_LAST = lazily(regex.compile, rf"({_WORD})\s?[,:]?\s*$")
_TELL = frozenset({"tell", "tells", "told"})
_LONGEST = 14  # words in which the verb must stand
_STOPS = frozenset('!?;:"“”()[]—–')


def attribution_at(text: str, offset: int) -> Attribution | None:
    """The attribution whose first word stands at `offset`, whatever its case."""
    first = _FIRST.match(text, offset)
    if first is None:
        return None
    leads = is_speech_verb(first["verb"]) and first["verb"].lower() not in _TELL
    if leads and first.start("verb") == offset:
        following = _described(text, first.end()) or _FOLLOWING.match(text, first.end())
        if following:
            return _made("verb-subject", text, offset, first.span("verb"), following)
    found = _subject_verb(text, offset)
    if found is None and leads and _CLOSED.match(text, first.end()):
        return _made("bare-verb", text, offset, first.span("verb"), None)
    return found


def _described(text: str, offset: int) -> Any:
    """The subject with what it is: `said general manager Ana Ruiz`, `said the old fisherman`."""
    match = _DESCRIBED.match(text, offset)
    if match is None or match["role"] not in word_list("person-nouns"):
        return None
    words = (match["words"] or "").split()
    return None if any(w in word_list("function-words") for w in words) else match


def is_speech_verb(word: str) -> bool:
    """Whether a word is a form of a verb that attributions have."""
    return word.lower() in word_list("speech-verbs")


def speech_verb_before(text: str, offset: int) -> bool:
    """Whether a speech verb stands directly before `offset`, a comma or colon aside."""
    last = _LAST.search(text, max(0, offset - 40), offset)
    return last is not None and is_speech_verb(last[1])


def _subject_verb(text: str, offset: int) -> Attribution | None:
    """An attribution whose subject comes first: the subject ends where the verb begins."""
    if word_list("speech-verbs").isdisjoint(_LETTERS.findall(text[offset : offset + 160].lower())):
        return None
    role = False
    for number, token in enumerate(_TOKENS.finditer(text, offset, offset + 160)):
        word = token[0]
        if number > _LONGEST or word in _STOPS:
            return None
        if number and is_speech_verb(word) and not _INFINITE.search(text, offset, token.start()):
            pattern = _ROLE if role else _SUBJECT
            subject = pattern.fullmatch(text, offset, token.start()) or _SUBJECT.fullmatch(
                text, offset, token.start()
            )
            if subject:
                return _made("subject-verb", text, offset, token.span(), subject)
        role = role or word.lower() in word_list("person-nouns")
    return None


def _made(kind: Kind, text: str, start: int, verb: tuple[int, int], subject: Any) -> Attribution:
    groups = subject.groupdict() if subject else {}
    word = text[verb[0] : verb[1]].lower()
    end = max(verb[1], subject.end("subject") if subject else 0)
    closed = _CLOSED.match(text, end) or (word in _TELL and _LISTENER.match(text, end))
    return Attribution(
        kind,
        start,
        verb,
        subject.span("subject") if subject else None,
        bool(groups.get("pronoun")),
        word in word_list("core-speech-verbs"),
        bool(closed),
    )
