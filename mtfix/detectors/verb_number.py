"""A verb in the number of another subject, in a text that is translated: `The boats is late`.

Why machine translation makes this error: an engine takes the form from the noun next to the verb, or
from a source whose verbs do not change, and in a text where it does that once it does it often.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_word, word_set
from mtfix.analysis.people import is_person
from mtfix.analysis.subject import MANY, ONE
from mtfix.analysis.word_classes import base_of, classes, main_classes, only, past_of
from mtfix.detectors._finite import goes_on, other_form
from mtfix.detectors._place import mended
from mtfix.detectors._sentences import Sentence, told_sentences
from mtfix.detectors._subjects import clauses
from mtfix.detectors._tense import is_past
from mtfix.hunches import worth_a_close_search
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "verb-number",
        "agr-subject-verb",
        "the verb does not agree with its subject",
        "The verb was chosen by another noun, or the source has one form for both numbers.",
        applicability=Applicability.UNSAFE,
        hunch=True,
        examples=tuple(
            Example(bad, good)
            for bad, good in (
                ("It rained, and the roads was wet.", "It rained, and the roads were wet."),
                ("A ladder need to be long.", "A ladder needs to be long."),
                ("In this shop he sell old lamps.", "In this shop he sells old lamps."),
                ("Two of them is still here.", "Two of them are still here."),
                ("The walls, painted in May, is grey.", "The walls, painted in May, are grey."),
                ("The baker and his sons works at night.", "The baker and his sons work at night."),
                (
                    "The lift takes a minute and do not stop.",
                    "The lift takes a minute and does not stop.",
                ),
                ("I know a man who sell old lamps.", "I know a man who sells old lamps."),
            )
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The roads are wet, and the guitar needs to be tuned.",
                "They asked that he sell the lamps.",
                "Selling houses is hard.",
                "Ten years is a long time.",
                "One of the men who sell lamps is my uncle.",
                "Bread and butter is all they eat.",
                "She wants to sing and dance.",
            )
        ),
        origin="detectors/verb_number.py",
    ),
)
(_RULE,) = RULES
_LINKS = frozenset({"after", "when", "while", "until"})  # what happens with what is told
_PLURALS = ("are", "were", "have", "do")
_PRONOUNS = ("he", "she", "it", "they", "we", "you")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each verb that its subject cannot have."""
    if analysis.facts.dialect or not worth_a_close_search(analysis):
        return
    for sentence in told_sentences(analysis):
        for index, new in _wrong(sentence):
            begin, verb = sentence.places[index], sentence.words[index]
            linked = bool(_LINKS & set(sentence.words[max(0, index - 5) : index]))
            if base_of(new) == verb and is_past(analysis, begin, verb, linked=linked):
                new = past_of(verb)
            yield from mended(analysis, _RULE, (begin, begin + len(verb)), new)


def _wrong(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """The indexes of the verbs that do not agree, and the forms that do."""
    words = sentence.words
    seen: set[int] = set()
    done: set[int] = set()
    for clause in clauses(words, begun=sentence.begun):
        at = _behind_adverbs(words, clause.end)
        if clause.end in seen or clause.start in done or at >= len(words):
            continue
        if clause.number == ONE and word_set("groups") & set(words[clause.start : clause.end]):
            continue
        seen.add(clause.end)
        new = _agreeing(words, at, clause.number, opening=clause.opening)
        second = [] if new else list(_second(words, at, clause.number))
        if new or second:
            done.add(clause.start)
        yield from [(at, new)] if new else second
    yield from _relative(words, seen)


def _behind_adverbs(words: list[str], at: int) -> int:
    while at < len(words) and words[at] in word_set("adverbs-before-verbs"):
        at += 1
    return at


def _agreeing(words: list[str], at: int, number: str, *, opening: str) -> str:
    verb, before = words[at], words[at - 1]
    if not verb.isalpha() or (number == ONE and not _told(words, at, opening)):
        return ""
    if words[at + 1 : at + 2] == ["not"] and verb == "need":
        return ""
    if (before[0].isupper() or words[0] == "no") and verb in _PLURALS:
        return ""  # a club, or the last of several
    new, sure = other_form(verb, number)
    if not new or (at + 1 == len(words) and before not in _PRONOUNS):
        return ""
    finite = words[at + 2 : at + 3] and words[at + 2] in word_set("finite-auxiliaries")
    if finite and verb not in _PLURALS and before not in _PRONOUNS:
        return ""  # `the develop process is`
    behind = only(before, "f") and main_classes(verb)[0] == "b"
    if sure or behind or (before in ("we", "they") and "z" in classes(verb)):
        return new  # behind a pronoun or “who” no noun can follow
    person = words[at - 1][0].isupper() or is_person(words[at - 1])
    return new if goes_on(verb, words[at + 1 :], person=person) else ""


def _told(words: list[str], at: int, opening: str) -> bool:
    """Whether no wish stands before, which would have the base form: `insist that he go`."""
    if opening in ("before", "after", "since", "until") and words[at] in _PLURALS:
        return False  # `her questions after her sister were`
    if opening not in ("that", "if", "though", "whether", "unless"):
        return True
    return words[at] != "were" and not (word_set("verbs-of-wishing") & set(words[:at]))


def _second(words: list[str], at: int, number: str) -> Iterator[tuple[int, str]]:
    """The second verb of a subject whose first agrees: `takes an hour and do not require`."""
    verb = words[at]
    first = set(main_classes(verb)) == {"z"} or verb in ("is", "has", "does", "was")
    if number == MANY:
        first = verb in _PLURALS[:3] or set(main_classes(verb)) == {"b"}
    if not first or verb in word_set("what-stops-a-second-verb"):
        return
    for i in range(at + 1, len(words) - 1):
        if words[i] in word_set("what-stops-a-second-verb") or words[i] == ",":
            return
        if words[i] not in ("and", "but"):
            continue
        behind = _behind_adverbs(words, i + 1)
        if behind >= len(words):
            return
        new, sure = other_form(words[behind], number)
        plain = only(words[behind], "bz") or words[behind] in ("do", "does", "is", "has", "was")
        negated = words[behind] != "do" or words[behind + 1 : behind + 2] == ["not"]
        if new and sure and plain and negated and words[behind] not in ("have", "are", "were"):
            yield behind, new
        return


def _relative(words: list[str], seen: set[int]) -> Iterator[tuple[int, str]]:
    """The verb behind “who”: `a man who sell lamps`, `the men who has come`."""
    for i in range(2, len(words) - 1):
        if words[i] != "who":
            continue
        number = _antecedent(words, i - 1 - (words[i - 1] == ","))
        at = _behind_adverbs(words, i + 1)
        if not number or at >= len(words) or at in seen:
            continue
        new = _agreeing(words, at, number, opening="who")
        if new:
            yield at, new


def _antecedent(words: list[str], at: int) -> str:
    """The number of a person at an index, where nobody else can be meant; else ""."""
    noun = words[at]
    if noun[0].isupper():
        alone = not {"and", "of", "The", "the", "or"} & set(words[max(0, at - 3) : at])
        named = noun[-1] != "s" and noun != "I" and not is_word(noun.lower())
        return ONE if words[at + 1 : at + 3] == [",", "who"] and alone and named else ""
    begin = at
    while (
        begin and at - begin < 4 and words[begin] not in word_set("any-determiners") | {"a", "an"}
    ):
        if words[begin] in ("of", "and", "or", ",", "one"):
            return ""
        begin -= 1
    earlier = words[max(0, begin - 4) : begin]
    if begin == at or {"one", "only", "or"} & set(earlier) or earlier[-1:] == ["of"]:
        return ""
    if not is_person(noun) or noun in word_set("either-number"):
        return ""
    found = classes(noun)
    if found[:1] == "N" and "n" not in found:
        return MANY
    return ONE if found[:1] == "n" and "N" not in found and "and" not in earlier else ""
