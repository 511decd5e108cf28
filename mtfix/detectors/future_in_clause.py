"""The future behind words of time and condition: `Wait until the dough will rise`.

Why machine translation makes this error: Romance and Slavic languages have the future there, and an
engine keeps it. English has the present behind *when*, *if*, *until* and their kind, unless the clause
is a question inside the sentence (`Nobody knows when it will rain`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.analysis.inflection import third_of
from mtfix.analysis.lexicon import word_set
from mtfix.analysis.subject import MANY, ONE
from mtfix.analysis.word_classes import classes
from mtfix.detectors._place import mended
from mtfix.detectors._sentences import told_sentences
from mtfix.detectors._subjects import Clause, clauses, opening_at
from mtfix.hunches import worth_a_close_search
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.detectors._sentences import Sentence
    from mtfix.model import Finding

RULES = (
    Rule(
        "future-in-clause",
        "tense-time-adverb",
        "the present follows words of time and condition",
        "The source has the future there.",
        applicability=Applicability.UNSAFE,
        hunch=True,
        examples=tuple(
            Example(bad, good)
            for bad, good in (
                ("Wait until they will call you.", "Wait until they call you."),
                ("Do not tell her before she will ask.", "Do not tell her before she asks."),
                (
                    "When the bridge will be ready, we cross it.",
                    "When the bridge is ready, we cross it.",
                ),
                (
                    "When the repairs will be done, the road opens.",
                    "When the repairs are done, the road opens.",
                ),
                ("When I will retire, I will sail.", "When I retire, I will sail."),
                ("If it will rain all night, we stay.", "If it rains all night, we stay."),
                (
                    "Call me as soon as the train will leave.",
                    "Call me as soon as the train leaves.",
                ),
            )
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Nobody knows when the train will leave.",
                "If you will excuse me, I must go.",
                "When they will be back is not known.",
                "Ask him when it will be ready, and write it down.",
                "Call me as soon as the train leaves.",
            )
        ),
        origin="detectors/future_in_clause.py",
    ),
)
(_RULE,) = RULES
_ANYWHERE = ("until", "unless", "before", "once", "as")
_IN_FRONT = ("when", "if")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each future in a clause of time or condition."""
    if not worth_a_close_search(analysis):
        return
    for sentence in told_sentences(analysis):
        words = sentence.words
        if "will" not in words:
            continue
        for at, new in _futures(sentence):
            end = sentence.places[at + 1] + len(words[at + 1])
            yield from mended(analysis, _RULE, (sentence.places[at], end), new)


def _futures(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """The indexes of *will* that should go, and the verb in the present."""
    words = sentence.words
    for clause in [*clauses(words, begun=sentence.begun), *_of_mine(sentence)]:
        at = clause.end
        if words[at : at + 1] != ["will"] or not _asks_for_present(words, clause):
            continue
        verb = words[at + 1] if at + 1 < len(words) else ""
        courtesy = words[clause.start] == "you" and verb in word_set("verbs-of-courtesy")
        if verb == "be":
            yield at, "is" if clause.number == ONE else "are"
        elif "b" in (classes(verb) or "b") and verb.isalpha() and verb != "have" and not courtesy:
            yield at, third_of(verb) if clause.number == ONE else verb


def _of_mine(sentence: Sentence) -> Iterator[Clause]:
    """The clauses with *I*, which has a form of *be* of its own."""
    for at, word in enumerate(sentence.words):
        if word == "I" and sentence.words[at + 2 : at + 3] != ["be"]:
            opening = opening_at(sentence.words, at, begun=sentence.begun)
            yield Clause(MANY, at + 1, at, opening)


def _asks_for_present(words: list[str], clause: Clause) -> bool:
    """Whether the clause is one of time or condition, and no question inside the sentence."""
    if clause.opening in _ANYWHERE:
        return True
    opener = clause.start - 1
    if clause.opening not in _IN_FRONT or (opener > 0 and words[opener - 1] != ","):
        return False
    if "," not in words[clause.end :]:
        return False
    behind = words.index(",", clause.end) + 1
    return words[behind : behind + 1] not in (["and"], ["or"], ["but"], [])
