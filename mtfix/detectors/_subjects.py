"""Where clauses of a translated sentence begin, and the subject that each begins with.

Wider than `mtfix.analysis.subject`, which speaks only where nothing else is possible: this one is for
texts that other faults have shown to be translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mtfix.analysis.lexicon import is_first_name, is_word, word_list, word_set
from mtfix.analysis.people import is_person
from mtfix.analysis.subject import MANY, ONE, subject_at
from mtfix.analysis.word_classes import classes, main_classes, only

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASIDE = 9  # words between two commas
_PHRASE = 12  # words of a subject
_PRONOUNS = {"he": ONE, "she": ONE, "it": ONE, "we": MANY, "they": MANY, "you": MANY}
_PARTS = ("them", "us", "you", "these", "those")


class Clause(NamedTuple):
    """A subject, the index of the word behind it, and what opens the clause: a word, `,` or `.`."""

    number: str
    end: int
    start: int
    opening: str


def clauses(words: list[str], *, begun: bool) -> Iterator[Clause]:
    """The subjects of the clauses that surely begin in these words, commas among them."""
    for at in range(len(words)):
        opening = opening_at(words, at, begun=begun)
        if not opening:
            continue
        for number, end in _subjects(words, at):
            if opening == "and" and number == ONE and words[at] not in _PRONOUNS:
                continue  # it may be the last of several
            yield Clause(number, end, at, opening)


def opening_at(words: list[str], at: int, *, begun: bool) -> str:
    """What opens a clause at an index: a word, `,` or `.`; "" where none surely begins."""
    before = words[at - 1] if at else ""
    if at == 0:
        return "." if begun else ""
    if before in word_set("clause-openers") and (at == 1 or words[at - 2] not in ("as", "of")):
        return before
    if words[max(0, at - 3) : at] == ["as", "soon", "as"]:
        return "as"
    if before in ("and", "but", "so", "yet"):
        if at == 1:
            return "." if begun else ""
        return "and" if words[at - 2] == "," else ""
    if before in ("only", "even"):
        return opening_at(words, at - 1, begun=begun)
    if before == "," and _fronted(words[: at - 1]):
        return ","
    if words[at] in ("he", "she", "it", "they", "we") and begun:
        alone = at == 1 and before in word_set("opening-adverbs")
        return "." if alone or _phrase_only(words[:at]) else ""
    return ""


def _fronted(words: list[str]) -> bool:
    """Whether what stands before a comma is a phrase in front of the clause: `In May, …`."""
    return bool(words) and "," not in words and words[0] in word_set("fronting-words")


def _phrase_only(words: list[str]) -> bool:
    """Whether nothing but one phrase with a preposition stands here: `In his own office`."""
    if len(words) < 3 or words[0] not in word_set("chaining-prepositions"):
        return False
    found = subject_at(words, 1)
    return found is not None and found.end == len(words)


def _subjects(words: list[str], at: int) -> Iterator[tuple[str, int]]:
    """The subject that begins at an index: its number, and the index behind it."""
    word = words[at]
    if word in _PRONOUNS:
        yield _PRONOUNS[word], at + 1
        return
    if word in word_set("indefinite-persons"):
        yield ONE, at + 1
        return
    if words[at + 1 : at + 2] == ["of"] and words[at + 2 : at + 3]:
        several = word in word_set("plural-determiners") or word == "some"
        if several and words[at + 2] in _PARTS:
            yield MANY, at + 3
            return
    if word[0].isupper() and word != "I":
        end = _name_end(words, at)
        if end:
            yield ONE, end
        return
    for number, end in noun_phrases(words, at):
        if words[end : end + 1] != ["and"]:
            yield number, _behind_aside(words, _behind_participle(words, number, end))
        elif words[end + 1 : end + 2] == ["I"] and word in word_set("any-determiners"):
            yield MANY, end + 2
        else:
            others = [*noun_phrases(words, end + 1), *_bare_person(words, end + 1)]
            for count, behind in others:
                if _pair(words, (at, end), behind, (number, count)):
                    yield MANY, behind


def _name_end(words: list[str], at: int) -> int:
    """The index behind a person's name that begins at an index; 0 for other names."""
    end = at
    while end < len(words) and words[end][0].isupper() and end < at + 3:
        end += 1
    last = words[end - 1]
    person = is_first_name(words[at]) or (end == at + 2 and not is_word(last.lower()))
    person = person and last[-1] != "s" and words[at - 1 : at] != ["and"]
    return end if person and words[end : end + 1] != ["and"] else 0


def _pair(words: list[str], one: tuple[int, int], end: int, numbers: tuple[str, str]) -> bool:
    """Whether two nouns make two things, and no one dish or deed: `bread and butter is`."""
    if word_set("chaining-prepositions") & set(words[one[0] : one[1]]):
        return False
    persons = all(w == "people" or is_person(w) for w in (words[one[1] - 1], words[end - 1]))
    return persons or (MANY in numbers and words[one[0]] in word_set("any-determiners"))


def _bare_person(words: list[str], at: int) -> list[tuple[str, int]]:
    """A person without an article, as behind `the brother and`."""
    noun = words[at] if at < len(words) else ""
    return [(ONE, at + 1)] if noun in word_list("person-nouns") else []


def noun_phrases(words: list[str], at: int) -> Iterator[tuple[str, int]]:
    """The noun phrases that begin at an index, the longest first; `people` are many."""
    if words[at : at + 1] and words[at][:1].isupper():
        return
    if words[at : at + 1] in (["few"], ["many"]) and at and words[at - 1] == "that":
        return  # `with that few people`
    swapped = ["persons" if w == "people" else w for w in words[at : at + _PHRASE]]
    for length in range(len(swapped), 0, -1):
        found = subject_at(swapped[:length], 0)
        if found is not None and found.end == length and _fits(swapped[:length], found.number):
            yield found.number, at + length
        elif number := _plain_number(swapped[:length]):
            yield number, at + length


def _plain_number(phrase: list[str]) -> str:
    """The number of a short phrase whose noun could be a verb elsewhere: `the lift`, `the two sons`."""
    noun, head = phrase[-1], phrase[1:-1]
    known = phrase[0] in word_set("any-determiners") | {"a", "an", "this", "each", "every"}
    if not known or len(phrase) < 2 or noun in word_set("either-number"):
        return ""
    several = bool(head) and head[0] in word_set("plural-determiners")
    qualities = head[several:]
    if len(qualities) > 2 or not all(set(main_classes(w)[:1]) & set("jlkng") for w in qualities):
        return ""
    kinds = main_classes(noun)
    if "N" in kinds and "n" not in kinds and noun not in word_set("amounts"):
        return MANY if phrase[0] in word_set("any-determiners") else ""
    return (
        ONE if kinds[:1] == "n" or ((kinds[:2] == "bn" and not qualities) and not several) else ""
    )


def _fits(phrase: list[str], number: str) -> bool:
    """Whether the number of a noun phrase is sure: no amount."""
    if number == ONE:
        return True
    figures = any(word[0].isdigit() for word in phrase)
    if figures or word_set("amounts") & set(phrase):
        return False
    return len(phrase) > 1 or "N" in classes(phrase[0])


def _behind_participle(words: list[str], number: str, end: int) -> int:
    """The index behind `built in the valley` and `shorter than five meters`."""
    here = words[end : end + 1]
    if here and number == MANY and only(here[0], "p"):
        rest = _prepositional(words, end + 1)
        return rest or end
    if here and words[end + 1 : end + 2] == ["than"] and set(main_classes(here[0])) & set("kR"):
        after = end + 2
        while after < len(words) and after < end + 5 and set(classes(words[after])) & set("jnNlf"):
            after += 1
            if "N" in classes(words[after - 1]):
                return after
    return end


def _prepositional(words: list[str], at: int) -> int:
    if words[at : at + 1] and words[at] in word_set("chaining-prepositions"):
        found = subject_at(words, at + 1)
        return found.end if found else 0
    return 0


def _behind_aside(words: list[str], end: int) -> int:
    """The index behind an aside in commas that says more of the subject: `, cleaned in May,`."""
    if words[end : end + 1] != [","] or not words[end + 1 : end + 2]:
        return end
    first = words[end + 1]
    if not (set(main_classes(first)[:1]) & set("p") or first in ("who", "which", "whose")):
        return end
    for behind in range(end + 2, min(end + 2 + _ASIDE, len(words))):
        if words[behind] == ",":
            return behind + 1
        if words[behind] in ("and", "or"):
            return end
    return end
