"""A verb that does not agree with a subject far before it: `The results of the test is public`.

Why machine translation makes this error: an engine chooses the verb from the noun next to it, or from
a source whose verbs have one form for both numbers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.inflection import verb_forms
from mtfix.analysis.lexicon import word_set
from mtfix.analysis.subject import MANY, ONE, Subject, number_at, subject_at
from mtfix.analysis.word_classes import base_of, is_counted, only, past_of
from mtfix.detectors._finite import MANY_FORMS, ONE_FORMS
from mtfix.detectors._place import mended
from mtfix.detectors._tense import is_past
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "verb-far-from-subject",
        "agr-subject-verb",
        "the verb does not agree with its subject",
        "The verb was chosen by the noun next to it, or the source has one form for both numbers.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("The results of the vote is public.", "The results of the vote are public."),
            Example("Medals was given to the runners.", "Medals were given to the runners."),
            Example(
                "The colour of the old doors were lovely.",
                "The colour of the old doors was lovely.",
            ),
            Example(
                "In the barn there is forty bags of corn.",
                "In the barn there are forty bags of corn.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Ten years is a long time.",
                "The number of the guests is small.",
                "Selling houses is hard.",
                "Between the house and the gardens is a wall.",
                "The team are ready, and the family were there.",
                "If the colour of the doors were lovely, we would stay.",
            )
        ),
        origin="detectors/agreement.py",
    ),
)
(_RULE,) = RULES
_VERB = lazily(
    regex.compile,
    r"(?<=[\p{Ll}] )(?P<verb>(?:is|was|has|does|are|were|have|do)(?:n[’']t)?|\p{Ll}{3,})(?![\p{L}’'-]| (?:you|we|they|I)\b)",
)
_WORD = lazily(regex.compile, r"[\p{L}\p{M}]+(?:[’'-][\p{L}\p{M}]+)*|[^\s\p{L}]")
# What makes a part of a name of a verb: `borrow checking is`, `develop process is`.
_NOUN = lazily(regex.compile, r" \p{Ll}+ (?:is|was|has|are|were|had|will|can|would|could)\b")
_REACH = 120
_THERE = lazily(
    regex.compile,
    r"\b[Tt]here (?P<verb>is|was)(?= (?:only |still |about |also |around |over |more than )?(?:[2-9]|[1-9]\d+|\d+[.,]\d{3}|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|twenty|thirty|forty|fifty|many|several|various|(?:a |two |three )?hundreds?|no) (?P<rest>[\p{L} -]{3,30}))",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each form of *be* and *have* that its subject cannot have."""
    if not worth_a_close_search(analysis):
        return
    text = analysis.visible
    for match in _VERB.finditer(text):
        forms = _forms(match["verb"])
        new = _agreeing(text, match, forms) if forms else ""
        if new:
            yield from _found(analysis, match, new)
    for match in _THERE.finditer(text):
        if _several(match["rest"].split()):
            yield from _found(analysis, match, MANY_FORMS[match["verb"]])


def _found(analysis: Analysis, match: regex.Match[str], new: str) -> Iterator[Finding]:
    verb = match["verb"]
    if only(verb, "b") and is_past(analysis, match.start("verb"), verb):
        new = past_of(verb)
    yield from mended(analysis, _RULE, match.span("verb"), new)


def _several(rest: list[str]) -> bool:
    """Whether the words behind a number begin with a plural noun, and no amount: `ten miles`."""
    if number_at(["the", *rest], 0) != MANY:
        return False
    return not word_set("amounts").intersection(rest[:2])


@lru_cache(maxsize=8192)
def _forms(verb: str) -> tuple[str, str] | None:
    """The number of the subject that a verb cannot have, and its form there; None for other words."""
    if verb in MANY_FORMS:
        return MANY, MANY_FORMS[verb]
    if verb in ONE_FORMS:
        return ONE, ONE_FORMS[verb]
    if only(verb, "z") and (base := base_of(verb)):
        return MANY, base
    if only(verb, "b"):
        return ONE, next(f for f in verb_forms(verb) if f.endswith("s") and f != verb)
    return None


def _agreeing(text: str, match: regex.Match[str], forms: tuple[str, str]) -> str:
    """The form that agrees with the subject before, where that is certain; else ""."""
    wrong, new = forms
    verb = match["verb"]
    if _NOUN.match(text, match.end()) and verb not in ONE_FORMS:
        return ""
    begin = max(0, match.start() - _REACH)
    tokens = _WORD.findall(text[begin : match.start()].rpartition("\n")[2])
    for start in _starts(tokens, whole=begin == 0 or "\n" in text[begin : match.start()]):
        words = [t.lower() if i == start else t for i, t in enumerate(tokens)]
        subject = subject_at(words, start)
        if subject is None or subject.end != len(words) or subject.number != wrong:
            continue
        return "" if _doubtful(words, start, subject, verb) else new
    return ""


def _starts(tokens: list[str], *, whole: bool) -> Iterator[int]:
    """The indexes at which a clause surely begins, the last one first."""
    for i in range(len(tokens) - 1, -1, -1):
        before = tokens[i - 1].lower() if i else ""
        if _sentence_starts(tokens, i, whole=whole):
            yield i
        elif tokens[i] in word_set("any-determiners") | word_set("plural-determiners"):
            led = before in word_set("clause-starts") and tokens[i] not in ("few", "many")
            joined = before in ("but", "so") and i > 1 and tokens[i - 2] == ","
            if led or joined or (before == "," and _opened(tokens[: i - 1])):
                yield i
        if before and before in ".!?:;":
            return


def _sentence_starts(tokens: list[str], at: int, *, whole: bool) -> bool:
    """Whether a sentence begins here, and not behind an initial or with a name in capitals."""
    token = tokens[at]
    if not token[0].isupper() or (token.isupper() and len(token) > 1):
        return False
    if at == 0:
        return whole
    short = tokens[at - 2].lower() if tokens[at - 1] == "." and at > 1 else ""
    initial = len(short) == 1 or short in word_set("titles-of-people")
    return tokens[at - 1] in ".!?:;“”" and not initial


def _opened(tokens: list[str]) -> bool:
    """Whether what stands before a comma is a phrase in front of the clause: `In May, …`."""
    start = len(tokens)
    while start and tokens[start - 1] not in ".!?:;“”,":
        start -= 1
    words = tokens[start:]
    return bool(words) and words[0].lower() in word_set("fronting-words") and words[0][0].isupper()


def _doubtful(words: list[str], start: int, subject: Subject, verb: str) -> bool:
    """Whether the verb may be right all the same: a wish, an amount, a body of people."""
    phrase = words[start : subject.end]
    if len(phrase) == 1 and not is_counted(phrase[0]):
        return True  # a name, as *Hayes*
    before = words[start - 1].lower() if start else ""
    if subject.number is MANY:
        return bool(word_set("amounts").intersection(phrase)) or not _plain(phrase)
    body = word_set("groups").intersection(phrase)
    wish = not verb.startswith("are") and before in word_set("wishing-words")
    return bool(body) or wish


def _plain(phrase: list[str]) -> bool:
    """Whether no figure is in a phrase."""
    return not any(word[0].isdigit() for word in phrase)
