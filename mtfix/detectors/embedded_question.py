"""A question inside a sentence that keeps the order of one: `She asked me where did I live`.

Why machine translation makes this error: many languages ask inside a sentence in the order in which
they ask outside, and most put a verb before its subject in either. English has the order of a
statement there, and no *do*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.inflection import third_of
from mtfix.analysis.lexicon import word_set
from mtfix.analysis.subject import MANY, ONE
from mtfix.analysis.word_classes import base_of, classes, main_classes, only, past_of
from mtfix.detectors._place import mended
from mtfix.detectors._questions import AUXILIARIES, BE, PRONOUNS, goes_on, number_of, subject_end
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "embedded-question-order",
        "wo-question",
        "a question inside a sentence has the order of a statement",
        "The source asks in the same order everywhere.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("Tell me when starts the game.", "Tell me when the game starts."),
            Example("They asked why was he so late.", "They asked why he was so late."),
            Example("She asked me where did I live.", "She asked me where I lived."),
            Example(
                "The nurse asked the man how long does the pain last.",
                "The nurse asked the man how long the pain lasts.",
            ),
            Example(
                "I asked the guard when will the bridge open.",
                "I asked the guard when the bridge will open.",
            ),
            Example("He wanted to know where was the key.", "He wanted to know where the key was."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "She asked me where I lived.",
                "They asked who was there.",
                "Nobody knows what is good for him.",
                "Ask yourself: where did the money go?",
                "She asked what was the matter.",
                "He asked why, and was told.",
            )
        ),
        origin="detectors/embedded_question.py",
    ),
    Rule(
        "embedded-question-what-is",
        "wo-question",
        "a question inside a sentence has the order of a statement",
        "The source asks in the same order everywhere.",
        applicability=Applicability.UNSAFE,
        hunch=True,
        examples=(
            Example(
                "Many people ask me what is the secret.",
                "Many people ask me what the secret is.",
            ),
            Example(
                "He asked her who was her teacher.",
                "He asked her who her teacher was.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Many people ask me what the secret is.",
                "He asked which is the way to the mill, and what is the price of a horse.",
                "She asked what was the matter.",
            )
        ),
        origin="detectors/embedded_question.py",
    ),
)
_ORDER, _IDENTITY = RULES
_OBJECT = (
    r"(?: (?:me|us|him|her|them|you|someone|everybody|everyone|people|yourself|myself|himself|herself"
    r"|themselves|(?:the|a|an|my|his|her|our|their|its|your) (?:\p{Ll}+ )?\p{Ll}+|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?))"
)
_HEADS = (
    rf"(?:ask|asks|asked|asking|tell|tells|told|telling|show|shows|showed|remind|reminded){_OBJECT}"
    r"|ask|asks|asked|asking|know|knows|knew|known|wonder|wonders|wondered|understand|understands"
    r"|understood|remember|remembers|remembered|forgot|forgotten|forget|explain|explains|explained"
    rf"|(?:explain|explains|explained) to{_OBJECT}|see|find out|found out|learn|learned|discovered"
    r"|not sure|not clear|no idea|decide|imagine|guess"
)
_MATCH = lazily(
    regex.compile,
    rf"\b(?i:{_HEADS}) (?P<wh>(?i:when|where|how (?:much|long|often|many)|how|why|what time"
    r"|from where|what|who|which)) "
    r"(?P<rest>\p{Ll}{2,} [^.?!\n“”\",;:()]{1,80})(?=[.?!;,”\"]|$)",
)
_NOUN_WH = ("what", "who", "which")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each embedded question whose verb stands before its subject."""
    if not worth_a_close_search(analysis):
        return
    for match in _MATCH.finditer(analysis.visible):
        words = match["rest"].split(" ")
        if "" in words:
            continue
        wh = match["wh"].lower()
        new = _ordered(wh, words)
        rule = _ORDER
        if not new and wh in ("what", "who"):
            new, rule = _named(words), _IDENTITY
        if new:
            yield from mended(analysis, rule, match.span("rest"), " ".join(new))


def _ordered(wh: str, rest: list[str]) -> list[str]:
    verb, others = rest[0], rest[1:]
    if verb in ("do", "does", "did"):
        return _undone(verb, others)
    if wh in _NOUN_WH and (wh == "who" or verb in BE):
        return []
    if verb in AUXILIARIES:
        return _behind_auxiliary(wh, verb, others)
    return _inverted(wh, verb, others)


def _undone(helper: str, others: list[str]) -> list[str]:
    """`did I come from`: the verb takes over the form of the helper."""
    end = subject_end(others)
    if not end or end >= len(others):
        return []
    if others[end] == "not":
        return [*others[:end], helper, *others[end:]]
    base = others[end]
    if "b" not in classes(base) or base_of(base) not in ("", base):
        return []
    number = number_of(others[:end])
    if (helper == "do" and number == ONE) or (helper == "does" and number == MANY):
        return []
    form = {"do": base, "does": third_of(base), "did": past_of(base)}[helper]
    form = {"haves": "has", "bes": "is"}.get(form, form)
    return [*others[:end], form, *others[end + 1 :]] if form else []


def _behind_auxiliary(wh: str, verb: str, others: list[str]) -> list[str]:
    """`was he so late`, `can we buy a tuba`."""
    end = subject_end(others)
    if not end or (others[0] == "I" and verb in ("is", "are")):
        return []
    behind = others[end : end + 1]
    if others[0] in PRONOUNS:
        if not behind and verb not in BE:
            return []
        if behind and (behind[0] in ("that", "who") or goes_on(others[1:])):
            return []
        return [] if wh == "what time" else [others[0], verb, *others[1:]]
    if verb in BE and behind and not _completes(behind[0]):
        return []
    if verb not in BE and not (behind and set(classes(behind[0])) & set("bpr")):
        return []
    return [*others[:end], verb, *others[end:]]


def _completes(word: str) -> bool:
    """Whether a word may stand behind a subject and its form of “be”."""
    return bool(set(main_classes(word)) & set("jgp")) or word in word_set("phrase-openers")


def _inverted(wh: str, verb: str, others: list[str]) -> list[str]:
    """`starts the game`: a full verb before its subject."""
    verbs = word_set("verbs-without-object") | ({"take"} if wh == "how long" else set())
    if wh in _NOUN_WH or (base_of(verb) not in verbs and verb not in verbs) or only(verb, "g"):
        return []
    end = subject_end(others)
    number = number_of(others[:end])
    if verb in verbs and base_of(verb) in ("", verb):
        fits = number == MANY
    else:
        fits = (number == ONE) if verb.endswith("s") else "d" in classes(verb)
    return [*others[:end], verb, *others[end:]] if fits and end and len(others) - end <= 3 else []


def _named(rest: list[str]) -> list[str]:
    """`is the secret` behind “what”: what is asked for is a noun, so that the verb goes last."""
    verb, others = rest[0], rest[1:]
    end = subject_end(others)
    if (
        verb not in BE
        or end != len(others)
        or others[-1] in word_set("idioms-of-what-is")
        or others[0] in PRONOUNS
    ):
        return []
    return [*others, verb]
