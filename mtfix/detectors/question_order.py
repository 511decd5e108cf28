"""A question in the order of a statement, or with its verb first: `Where is located the museum?`.

Why machine translation makes this error: Romance and Slavic languages ask by the voice alone, and many
languages put any verb before its subject. English needs an auxiliary before the subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import word_set
from mtfix.analysis.subject import MANY, ONE
from mtfix.analysis.word_classes import base_of, classes, main_classes, only
from mtfix.detectors._place import mended
from mtfix.detectors._questions import (
    AUXILIARIES,
    BE,
    PRONOUNS,
    goes_on,
    number_of,
    subject_end,
)
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "question-in-order-of-source",
        "wo-question",
        "an English question has an auxiliary before its subject",
        "The source asks with another order of words.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("Where is situated the mill?", "Where is the mill situated?"),
            Example("How much costs the room?", "How much does the room cost?"),
            Example("What time leaves the bus?", "What time does the bus leave?"),
            Example("Where can be seen the seals?", "Where can the seals be seen?"),
            Example("When will begin the repairs?", "When will the repairs begin?"),
            Example("How many books you have read?", "How many books have you read?"),
            Example("Which song you prefer?", "Which song do you prefer?"),
            Example("How old he is?", "How old is he?"),
            Example("Why the baker closed the shop?", "Why did the baker close the shop?"),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "What time does the bus leave?",
                "How goes it with the mill?",
                "Which bus leaves at ten?",
                "How much you have grown!",
                "How many people you meet is not the question, is it?",
                "When will open doors be the rule?",
                "How many men work there?",
                "What means have they?",
            )
        ),
        origin="detectors/question_order.py",
    ),
)
(_RULE,) = RULES
_QUESTION = lazily(
    regex.compile,
    r"(?m)(?:^|(?<=[.!?:] |[“\"‘(]|[—–-] ))(?P<words>(?:(?:In|At|On|For|From|With|To|By|Since|Until|About|Of) )?(?i:what|how|where|when|why|which|who|whom)\b[^.?!\n“”\",;:()]{3,110})(?=\?)",
)
_PLACE_OR_TIME = frozenset(
    (
        "where",
        "when",
        "how",
        "why",
        "what time",
        "how much",
        "how long",
        "how often",
        "from where",
        "since when",
        "until when",
        "at what time",
    )
)
_PREPOSITIONS = (
    *["in", "at", "on", "for", "from", "with", "to", "by", "since", "until", "about", "of"],
)
_HELPERS = {"have": "do", "has": "does", "had": "did"}


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each question whose subject and verb stand in another order."""
    if not worth_a_close_search(analysis):
        return
    for match in _QUESTION.finditer(analysis.visible):
        words = match["words"].split(" ")
        new = _verb_first(words) or _statement(words) or _asked_why(words)
        if new and "" not in words:
            first = next((i for i, (a, b) in enumerate(zip(words, new, strict=False)) if a != b), 0)
            begin = match.start("words") + len(" ".join(words[:first])) + bool(first)
            yield from mended(analysis, _RULE, (begin, match.end("words")), " ".join(new[first:]))


def _verb_first(words: list[str]) -> list[str]:
    """`Where is located the museum`, `When will begin the works`, `How much costs the ticket`."""
    lower = [w.lower() for w in words]
    size = next((n for n in (3, 2, 1) if " ".join(lower[:n]) in _PLACE_OR_TIME), 0)
    what = not size and lower[0] == "what"
    size = size or what
    rest = words[size:]
    if len(rest) < 3 or (size == 1 and lower[1] in ("much", "many", "long", "often")):
        return []
    head, one, two = words[:size], rest[0], rest[1]
    if one in BE and only(two, "pdj") and "p" in main_classes(two) and not what:
        return _moved([*head, one], [two], rest[2:])
    if one in AUXILIARIES[6:] and two == "be" and not what and "p" in main_classes(rest[2]):
        return _moved([*head, one], rest[1:3], rest[3:])
    if what and one in ("has", "have") and two in word_set("participles-of-saying"):
        return _moved([*head, one], [two], rest[2:])
    verbs = (
        word_set("verbs-of-what")
        if what or lower[:2] == ["how", "much"]
        else word_set("verbs-without-object")
    )
    if one in ("will", "did", "does", "do", "can", "would") and two in verbs:
        return _moved([*head, one], [two], rest[2:])
    if lower[:2] == ["how", "long"]:
        verbs = frozenset({"take", "last", "stay"})
    if what:
        verbs = frozenset({"mean", "cost"})
    base = one if one in verbs else base_of(one)
    if base not in verbs or (base, lower[0]) in (("go", "how"), ("come", "how")) or only(one, "g"):
        return []
    return _helped(head, one, base, rest[1:])


def _helped(head: list[str], verb: str, base: str, rest: list[str]) -> list[str]:
    """The question with a form of *do* before its subject."""
    number = number_of(rest)
    if verb == base:
        helper = "do" if number == MANY else ""
    elif verb.endswith("s"):
        helper = "does" if number == ONE else ""
    else:
        helper = "did" if "d" in classes(verb) else ""
    return _moved([*head, helper], [base], rest) if helper else []


def _moved(head: list[str], verbs: list[str], rest: list[str]) -> list[str]:
    """The verbs put behind the subject with which the rest begins; empty where that is unsure."""
    end = subject_end(rest)
    if not end or (rest[end:] and rest[end] not in word_set("phrase-openers")):
        return []
    return [*head, *rest[:end], *verbs, *rest[end:]]


def _statement(words: list[str]) -> list[str]:
    """`How many books you have read`, `Which song you prefer`, `How old he is`."""
    asked = [w.lower() for w in words[:2]] == ["what", "you"] and words[2:]
    if asked and words[2] in word_set("verbs-of-advice"):
        return [] if goes_on(words[3:]) else [words[0], "do", *words[1:]]
    at = next((i for i, w in enumerate(words) if w in PRONOUNS), 0)
    if not 2 <= at <= 5 or len(words) < at + 2 or not _asks(words[:at]):
        return []
    head, subject, verb, rest = words[:at], words[at], words[at + 1], words[at + 2 :]
    if verb in AUXILIARIES:
        if verb in ("have", "has", "had") and not any("p" in classes(w) for w in rest[:2]):
            return [*head, _HELPERS[verb], subject, "have", *rest] if not rest else []
        return [] if goes_on(rest[1:]) else [*head, verb, subject, *rest]
    if goes_on(rest) or verb in word_set("verbs-of-opinion"):
        return []
    if subject in ("you", "they", "we", "I") and "b" in main_classes(verb):
        return [*head, "do", subject, verb, *rest]
    base = base_of(verb)
    if not base or "g" in classes(verb):
        return []
    if only(verb, "zN") and "z" in classes(verb) and subject in ("he", "she", "it"):
        return [*head, "does", subject, base, *rest]
    return [*head, "did", subject, base, *rest] if only(verb, "dp") and "d" in classes(verb) else []


def _asked_why(words: list[str]) -> list[str]:
    """`Why the baker closed the shop`, `When the shops open`: a statement behind a question word."""
    if words[0].lower() not in ("why", "when", "where", "how") or len(words) < 4:
        return []
    rest = words[1:]
    end = subject_end(rest)
    if rest[0] in PRONOUNS or not 0 < end < len(rest):
        return []
    verb, behind, number = rest[end], rest[end + 1 :], number_of(rest[:end])
    if goes_on(behind) or not number or verb in word_set("finite-auxiliaries"):
        return []
    base = base_of(verb)
    if "d" in main_classes(verb) and base and behind:
        return [words[0], "did", *rest[:end], base, *behind]
    if only(verb, "z") and number == ONE and base:
        return [words[0], "does", *rest[:end], base, *behind]
    if number == MANY and main_classes(verb)[:1] == "b" and behind:
        return [words[0], "do", *rest[:end], verb, *behind]
    return []


def _asks(head: list[str]) -> bool:
    """Whether these words are what is asked for: `How many books`, `In which town`, `How old`."""
    lower = [w.lower() for w in head]
    if set(lower) & {*AUXILIARIES, "do", "does", "did"} or only(lower[-1], "f"):
        return False
    if lower[0] in _PREPOSITIONS:
        lower = lower[1:]
    kinds = [main_classes(w)[:1] for w in lower[1:]]
    if lower[0] == "how" and len(lower) == 2:
        return lower[1] in ("many", "much", "long", "often") or kinds[0] in ("j", "r")
    if lower[0] not in ("which", "what") and lower[:2] not in (["how", "many"], ["how", "much"]):
        return False
    fits = (
        kind in ("n", "N", "j") or word in ("of", "many", "much", "more")
        for kind, word in zip(kinds, lower[1:], strict=True)
    )
    return bool(kinds) and kinds[-1] in ("n", "N") and all(fits)
