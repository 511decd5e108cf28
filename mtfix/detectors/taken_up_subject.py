"""A subject that a pronoun says again, in a text that is translated: `The boat, black and low, it sank`.

Why machine translation makes this error: an engine that has lost sight of a subject behind an aside or
a long phrase begins the clause anew, and some languages take a subject up with a pronoun anyway. In
speech this is English as well, so that only narration is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import is_first_name, is_word, word_set
from mtfix.analysis.people import is_person
from mtfix.analysis.subject import MANY
from mtfix.analysis.word_classes import base_of, classes, main_classes, only
from mtfix.detectors._finite import finite_follows
from mtfix.detectors._place import mended, place_in
from mtfix.detectors._sentences import told_sentences
from mtfix.detectors._subjects import (
    Clause,
    clauses,
    noun_phrases,
)
from mtfix.hunches import worth_a_close_search
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "subject-taken-up",
        "pro-duplicate-subject",
        "the pronoun says the subject again",
        "The source takes its subject up with a pronoun, or the engine lost sight of it.",
        applicability=Applicability.UNSAFE,
        hunch=True,
        examples=tuple(
            Example(bad, good)
            for bad, good in (
                (
                    "The ship, old and slow, it left at noon.",
                    "The ship, old and slow, left at noon.",
                ),
                (
                    "They say that the new bridge it has no roof.",
                    "They say that the new bridge has no roof.",
                ),
                (
                    "Ana Ruiz, a nurse from Vigo, she lives here.",
                    "Ana Ruiz, a nurse from Vigo, lives here.",
                ),
                ("The farmers they have sold the hay.", "The farmers have sold the hay."),
                (
                    "My uncle, who sold the mill and left, he writes every week.",
                    "My uncle, who sold the mill and left, writes every week.",
                ),
            )
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The ship, old and slow, left at noon.",
                "The book he wrote sold well.",
                "That morning it rained.",
                "A nurse from Vigo, she lives here.",
                "The son of a smith, a quiet man, he left for Rome.",
                "“The ship, old and slow, it left at noon,” she said.",
            )
        ),
        origin="detectors/taken_up_subject.py",
    ),
)
(_RULE,) = RULES
_PRONOUNS = ("he", "she", "it", "they")
_LINKS = ("and", "after", "before", "since", "until", "why", "how")
_ASIDES = 26  # words between a subject and its pronoun


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pronoun that says a subject again."""
    if analysis.facts.dialect or not worth_a_close_search(analysis):
        return
    for sentence in told_sentences(analysis):
        if not sentence.begun or not sentence.capital:
            continue
        for index in _taken_up(sentence.words):
            name, begin = sentence.words[:index], sentence.places[index]
            if all(w[0].isupper() for w in name) and not _is_person(analysis, name):
                continue
            segment, extent = place_in(analysis, begin, len(sentence.words[index]))
            if not analysis.in_quotation(segment, extent.start):
                end = begin + len(sentence.words[index]) + 1
                yield from mended(analysis, _RULE, (begin, end), "")


def _is_person(analysis: Analysis, name: list[str]) -> bool:
    """Whether a name before a pronoun is somebody's: a first name, or behind one elsewhere."""
    if is_first_name(name[0]) or len(name) > 1:
        return True
    before = regex.escape(name[0])
    return regex.search(rf"\b\p{{Lu}}\p{{Ll}}+ {before}\b", analysis.visible) is not None


def _taken_up(words: list[str]) -> Iterator[int]:
    """The indexes of the pronouns that say again what stands before."""
    for at in range(1, len(words) - 1):
        if words[at] not in _PRONOUNS or not _is_finite(words[at + 1 : at + 3]):
            continue
        if words[at - 1] == ",":
            if _behind_asides(words, at):
                yield at
        elif _behind_subject(words, at) and not finite_follows(words[_verb_end(words, at + 1) :]):
            yield at


def _verb_end(words: list[str], at: int) -> int:
    """The index behind a verb with what belongs to it: `have not yet sold`."""
    group = words[at] in word_set("finite-auxiliaries")
    at += 1
    while group and at < len(words) and set(main_classes(words[at])[:2]) & set("rpb"):
        at += 1
    return at


def _is_finite(rest: list[str]) -> bool:
    verb = rest[1] if rest[0] in word_set("adverbs-before-verbs") and rest[1:] else rest[0]
    if verb in word_set("finite-auxiliaries"):
        return True
    known = bool(set(classes(verb)) & set("dzb")) or (verb[-1] == "s" and base_of(verb) != "")
    return known and not set(main_classes(verb)[:1]) & set("jrf")


def _behind_subject(words: list[str], at: int) -> bool:
    """Whether a clause begins with a subject that ends right before a pronoun."""
    if all(w[0].isupper() for w in words[:at]):
        return at < 3 and _is_name(words[:at], words[at])
    found = [*clauses([*words[:at], "was"], begun=True), *_fronted(words[:at])]
    return any(
        clause.end == at and clause.opening not in _LINKS and _fits(words, clause, words[at])
        for clause in found
    )


def _fronted(words: list[str]) -> Iterator[Clause]:
    """The subject behind a phrase that opens the sentence: `In spring the river`."""
    if words[0] not in word_set("chaining-prepositions"):
        return
    for start in range(2, min(len(words), 6)):
        if words[start] in word_set("any-determiners"):
            for number, end in noun_phrases(words, start):
                yield Clause(number, end, start, ".")
            return


def _fits(words: list[str], clause: Clause, pronoun: str) -> bool:
    """Whether a pronoun can stand for a noun phrase, which is no time and no measure."""
    phrase = words[clause.start : clause.end]
    head = _head(phrase)
    if pronoun == "it" and (len(phrase) < 2 or not _definite(phrase)):
        return False
    if head in word_set("times-and-ways") or head in _PRONOUNS:
        return False
    if pronoun == "they":
        return clause.number == MANY and len(phrase) > 1
    return clause.number != MANY and (pronoun == "it") is not is_person(head)


def _head(phrase: list[str]) -> str:
    """The noun that a phrase is about, before its first preposition."""
    cut = next((i for i, w in enumerate(phrase) if w in word_set("chaining-prepositions")), 0)
    return phrase[cut - 1] if cut else phrase[-1]


def _definite(phrase: list[str]) -> bool:
    return phrase[0] in word_set("any-determiners") or phrase[0] in ("this", "these")


def _is_name(name: list[str], pronoun: str) -> bool:
    person = is_first_name(name[0]) or not is_word(name[-1].lower())
    return pronoun in ("he", "she") and person


def _behind_asides(words: list[str], at: int) -> bool:
    """Whether a definite subject opens the sentence and only asides follow up to a pronoun."""
    if at > _ASIDES:
        return False
    end = _subject_end(words, words[at])
    if not 0 < end < at - 2 or words[end] != ",":
        return False
    aside: list[str] = []
    for word in words[end + 1 : at]:
        if word != ",":
            aside.append(word)
        elif _is_aside(aside):
            aside = []
        else:
            return False
    return True


def _subject_end(words: list[str], pronoun: str) -> int:
    """The index behind a name or a definite noun phrase that opens a sentence; 0 where none does."""
    end = 0
    while end < len(words) and end < 4 and words[end][0].isupper():
        end += 1
    if end or (words[0] in ("old", "young", "little") and words[1][0].isupper()):
        end = end or 2
        return end if _is_name([words[end - 1]], pronoun) or _is_name(words[:end], pronoun) else 0
    if words[:2] == ["one", "of"] and words[2] in word_set("any-determiners"):
        behind = next((e for n, e in noun_phrases(words, 2) if n == MANY), 0)
        return behind if pronoun != "they" else 0
    for number, behind in noun_phrases(words, 0):
        whole = behind < len(words) and words[behind] == "," and "of" not in words[:behind]
        if whole and _definite(words) and _fits(words, Clause(number, behind, 0, "."), pronoun):
            return behind
    return 0


def _is_aside(words: list[str]) -> bool:
    """Whether words between commas say more of a noun, and are no clause of their own."""
    if not words:
        return False
    if words[0] in ("who", "which", "whose", "where"):
        return any(set(main_classes(w)) & set("dz") for w in words) or _has_verb(words)
    if words[0] in word_set("no-aside"):
        return words[0] in ("in", "on", "at", "and") and not _has_verb(words)
    return not _has_verb(words)


def _has_verb(words: list[str]) -> bool:
    return any(w in word_set("finite-auxiliaries") or only(w, "z") for w in words)
