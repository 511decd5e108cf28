"""Who said it: the attribution behind or before a quotation, told from surface text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import regex

from mtfix.analysis.lexicon import word_list

Kind = Literal["subject-verb", "verb-subject", "bare-verb"]


@dataclass(frozen=True, slots=True)
class Attribution:
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


def attribution_at(text: str, offset: int) -> Attribution | None:
    """The attribution whose first word stands at `offset`, whatever its case."""
    patterns = _patterns()
    for kind, pattern in patterns.after:
        match = pattern.match(text, offset)
        if match:
            return _made(kind, match, text, patterns)
    return None


def speech_verb_before(text: str, offset: int) -> bool:
    """Whether a speech verb stands directly before `offset`, a comma or colon aside."""
    return bool(_patterns().before.search(text, max(0, offset - 40), offset))


@cache
def compiled(pattern: str) -> Any:
    r"""A pattern that may use `\L<verbs>`, `\L<persons>`: speech verbs and nouns for persons.

    A named list compiles many times faster than the same words as alternatives.
    """
    verbs, persons = _forms("speech-verbs"), _forms("person-nouns")
    return regex.compile(pattern, ignore_unused=True, verbs=verbs, persons=persons)


@cache
def _forms(name: str) -> frozenset[str]:
    """The words of a list as they stand inside and at the beginning of a sentence."""
    words = word_list(name)
    return words | {word.capitalize() for word in words}


@dataclass(frozen=True)
class _Patterns:
    after: tuple[tuple[Kind, Any], ...]
    before: Any
    closed: Any
    core: frozenset[str]


_PRONOUN = r"(?:he|she|they|it|we|I|you|He|She|They|It|We|You)"
_PARTICLE = r"(?:de|del|della|di|da|do|dos|du|van|von|der|den|ten|ter|bin|ibn|al|el|la|le|y)"
_TOKEN = r"\p{Lu}[\p{L}\p{M}’'-]*\.?"
_NAME = rf"(?:{_PARTICLE}\s)*{_TOKEN}(?:\s(?:{_PARTICLE}\s)*{_TOKEN}){{0,4}}"
_DETERMINER = (
    r"(?:the|a|an|his|her|their|its|our|my|one|another|The|A|An|His|Her|Their|One|Another)"
)
_WORD = r"\p{L}[\p{L}\p{M}\p{N}’'-]*"
_ADVERB = r"(?:\w+ly|then|also|later|again|once|always|never|still|even|only|just|has|had|have)"
# What may follow an attribution that has no object of its own.
_CLOSED = (
    r"\s*(?:$|[.,;:!?”\"]|[—–-]\s|(?:in|on|at|about|during|after|before|when|while|as|with|from|to|for|through"
    r"|by|of|without|yesterday|today|this|last|again|later|then|\w+ly|and|but)\b)"
)


@cache
def _patterns() -> _Patterns:
    verb = r"(?P<verb>\L<verbs>)\b"
    # *tell* needs a listener, so it never stands before its subject or alone
    alone = rf"(?![Tt](?:ells?|old)\b){verb}"
    nouns = rf"(?:{_WORD}[ ,]\s?){{0,6}}?"
    role = (
        rf"(?:{_DETERMINER}\s{nouns}(?:{_NAME}|{_WORD})"
        rf"|(?:{_WORD}\s){{0,4}}?\L<persons>(?:,?\s{_NAME}){{0,1}},?"
        rf"|(?:{_TOKEN}\s){{0,3}}(?:\p{{Ll}}[\p{{L}}-]*\s){{1,3}}{_NAME})"
    )
    subject = rf"(?P<subject>(?P<pronoun>{_PRONOUN})|{_NAME}|{role})"
    following = (
        rf"(?P<subject>(?P<pronoun>{_PRONOUN}\b)|{_NAME}|{_DETERMINER}\s{_WORD}|\p{{Ll}}+\s{_NAME})"
    )
    return _Patterns(
        after=(
            ("verb-subject", compiled(rf"{alone}\s(?:{_ADVERB}\s)?{following}")),
            ("subject-verb", compiled(rf"{subject},?\s(?:{_ADVERB}\s){{0,2}}{verb}")),
            ("bare-verb", compiled(rf"(?:also\s|then\s)?{alone}(?={_CLOSED})")),
        ),
        before=compiled(r"\b\L<verbs>\s?[,:]?\s*$"),
        closed=regex.compile(_CLOSED),
        core=word_list("core-speech-verbs"),
    )


# *told* has its listener behind it, and then nothing: `Keller told the court.`
_LISTENER = regex.compile(r"\s(?!that\b|him\b|her\b)(?:[\p{L}\p{M}’'-]+\s?){1,5}(?:[.,;]|$)")


def _made(kind: Kind, match: Any, text: str, patterns: _Patterns) -> Attribution:
    groups = match.groupdict()
    return Attribution(
        kind,
        match.start(),
        match.span("verb"),
        match.span("subject") if groups.get("subject") else None,
        bool(groups.get("pronoun")),
        match["verb"].lower() in patterns.core,
        bool(patterns.closed.match(text, match.end()))
        or (
            match["verb"].lower() in ("told", "tells") and bool(_LISTENER.match(text, match.end()))
        ),
    )
