"""Which preposition a word governs: the rows of `calqued-prepositions.tsv`, and where one of them holds.

The comment above the table says what its columns mean.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from mtfix.analysis.inflection import noun_forms, verb_forms
from mtfix.analysis.lexicon import is_first_name, rows, word_list, word_set
from mtfix.lazily import lazily
from mtfix.model import Change, Extent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = lazily(regex.compile, r"(?<![\p{L}\d’'-])\p{L}\p{Ll}{2,}+(?= [\p{L}\d])")
_PREPOSITION = (
    r" (?P<preposition>on|in|at(?! all\b)|for|from|of|to|with|about|after|by|over|against|into|before|like|as|"
    r"than|upon|towards?|under|around|through)(?= [\p{L}\d])"
)
_BEHIND = lazily(regex.compile, _PREPOSITION)
_ACROSS = lazily(
    regex.compile,
    r" (?:(?P<short>me|him|her|us|them|you|it|themselves|himself|herself|everyone|everybody|"
    r"\p{Lu}\p{Ll}+)|(?:the|an?|his|her|its|their|our|my|your|this|these|those) (?:\p{Ll}+ )?\p{Ll}+(?<!ing))"
    + _PREPOSITION,
)
_OBJECT = lazily(regex.compile, r"(?: [\p{L}\d][\p{L}\d’'-]*+){1,3}")
_DAY = lazily(
    regex.compile,
    r"\p{Lu}\p{Ll}+day|January|February|March|April|May|June|July|August|September|October|November|December",
)
_PEOPLE = lazily(
    regex.compile,
    r"[Tt]he (?:\p{Lu}\p{Ll}+ans|Greeks|Turks|Arabs|Swedes|Danes|Vikings|Celts|Moors|Poles|Nazis|"
    r"(?:\p{Lu}\p{Ll}+(?:ese|ish)|French|Dutch)(?=$| (?:and|in|on|at|to|for|with|as|by|from|of|who)\b))",
)
_BEFORE = lazily(regex.compile, r"([\p{L}’']+) $")
_PASSIVE = lazily(
    regex.compile,
    r"(?:\b(?:am|is|are|was|were|be|been|being|gets?|got|getting)|[’'](?:s|re|m)) "
    r"(?:(?:\p{Ll}+ly|not|also|never|always|often|once|first|even|then|so|very|quite|too|more|most) )?$",
)
_CLAUSE = lazily(
    regex.compile,
    r"\b(?i:I|you|he|she|it|we|they|who|which|to|please|not|don[’']t|didn[’']t|doesn[’']t|will|would|can|could|may|"
    r"might|must|should|shall|also|never|always|often) $",
)
_END = lazily(
    regex.compile,
    r"(?:[.,;:!?)”\"]|$|\n| (?:and|but|or|without|with|when|while|as|because|for|on|at|from|before|after|"
    r"until|again|every|there|here|outside|since|by|late|later|early|alone|together|today|tonight|tomorrow|"
    r"yesterday|now|soon|quickly)\b)",
)
_DEGREES = {"most", "least", "more", "less"}  # “the most capable of them”, Italian “più ricco di”


class _Frame(NamedTuple):
    """One row for one form: what stands there in English, and under which conditions.

    `what` are the words of the last column that stand alone, `lists` those with words of their own.
    """

    right: str
    kind: str
    what: frozenset[str]
    lists: dict[str, frozenset[str]]


@cache
def _frames() -> dict[str, dict[str, list[_Frame]]]:
    """The rows for each form of a word, by the preposition that is wrong; "" where one is lost."""
    found: dict[str, dict[str, list[_Frame]]] = {}
    for heads, kind, wrong, right, *last in rows("calqued-prepositions"):
        conditions = [c.partition("=") for c in " ".join(last).split()]
        frame = _Frame(
            "" if right == "-" else right,
            kind,
            frozenset(name for name, equals, _ in conditions if not equals),
            {name: frozenset(words.split("/")) for name, equals, words in conditions if equals},
        )
        for form in {form for head in heads.split("/") for form in _forms(head, kind)}:
            for preposition in wrong.split("/"):
                key = "" if preposition == "-" else preposition
                found.setdefault(form, {}).setdefault(key, []).append(frame)
    return found


def _forms(head: str, kind: str) -> set[str]:
    if kind == "v":
        return verb_forms(head)
    if kind == "p":  # only those of the past, which no noun has: “helped”, “met”
        return {f for f in verb_forms(head) - {head} - noun_forms(head) if not f.endswith("ing")}
    return noun_forms(head) if kind == "n" else {head}


def places(text: str) -> Iterator[tuple[Extent, Change]]:
    """Where a word has another preposition than in English, and what is to be changed there."""
    frames = _frames()
    for match in _WORD.finditer(text):
        if (of_word := frames.get(match[0].lower())) is None:
            continue
        for wrong, end in _prepositions(text, match.end()):
            across = end - len(wrong) - 1 > match.end()
            of_form = of_word.get(wrong, ())
            frame = next(
                (f for f in of_form if _fits(text, match, f, wrong, end, across=across)), None
            )
            if frame is not None:
                yield Extent(match.start(), end), _change(frame, wrong, end)
                break


def _prepositions(text: str, at: int) -> Iterator[tuple[str, int]]:
    """The preposition behind a word or behind its object, and none; each with its end."""
    if behind := _BEHIND.match(text, at):
        yield behind["preposition"], behind.end()
    elif across := _ACROSS.match(text, at):
        yield across["preposition"], across.end()
    yield "", at


def _change(frame: _Frame, wrong: str, end: int) -> Change:
    if not wrong:
        return Change(Extent(end + 1, end + 1), f"{frame.right} ")
    begin = end - len(wrong)
    return (
        Change(Extent(begin, end), frame.right)
        if frame.right
        else Change(Extent(begin - 1, end), "")
    )


def _fits(
    text: str, match: regex.Match[str], frame: _Frame, wrong: str, end: int, *, across: bool
) -> bool:
    """Whether the conditions of a row hold."""
    what = frame.what
    if across != bool(what & {"him", "them"}):
        return False
    if across:
        short = _ACROSS.match(text, match.end())["short"]
        if ("him" in what and not short) or (
            short and short[0].isupper() and match[0][0].isupper()
        ):
            return False
    return _begins(text, match, frame, wrong) and _governs(text, frame, wrong, end)


def _begins(text: str, match: regex.Match[str], frame: _Frame, wrong: str) -> bool:
    """Whether what stands before the word lets it be what it must be."""
    lists, what, start = frame.lists, frame.what, match.start()
    low = max(0, start - 30)
    if "passive" in what and not _PASSIVE.search(text, low, start):
        return False
    if "active" in what and _PASSIVE.search(text, low, start):
        return False
    if "clause" in what and not _CLAUSE.search(text, low, start):
        return False
    before = _BEFORE.search(text, low, start)
    word = before[1].lower() if before else ""
    if before and match[0][0].isupper():  # a name
        return False
    if "capital" in what and not match[0][0].isupper():
        return False
    if (wrong == "of" and word in _DEGREES) or word.endswith(("’s", "'s")):
        return False
    if "after" in lists:
        return word in lists["after"]
    if word in lists.get("not-after", ()):
        return False
    if frame.kind not in {"v", "p"} or word not in word_set("noun-openers"):
        return True
    return word == "that" and match[0].endswith(("s", "d"))  # “that hopes” has no noun


def _governs(text: str, frame: _Frame, wrong: str, end: int) -> bool:
    """Whether the phrase behind belongs to the word: no time, place or fixed phrase."""
    behind = _OBJECT.match(text, end)
    if behind is None:
        return False
    words = behind[0].split()
    lower = behind[0].lower().split()
    lists, what = frame.lists, frame.what
    if "only" in lists and lists["only"].isdisjoint(lower):
        return False
    if "opens" in lists:
        if words[0] not in lists["opens"]:
            return False
    elif not _opens(words[0], bare="bare" in what and (wrong != "to" or "only" in lists)):
        return False
    closer = lower[:1] if _is_pronoun(lower) else lower
    if not ("only" in lists or "any" in what or word_set("loose-objects").isdisjoint(closer)):
        return False
    if wrong == "on" and lower[0].endswith("ing"):  # “upon”
        return False
    if not lists.get("not", frozenset()).isdisjoint(lower):
        return False
    if "pronoun" in what and not _is_pronoun(lower):
        return False
    if "person" in what and not _is_person(words):
        return False
    if "plural" in what and not (
        words[1:] and words[1].endswith("s") and not words[1].endswith("ss")
    ):
        return False
    return "end" not in what or _ends(text, words, end)


def _opens(first: str, *, bare: bool) -> bool:
    """Whether an object begins here; without an article only where the row says so."""
    if _DAY.fullmatch(first):
        return False
    if first.lower() in word_set("object-openers") or (first[0].isupper() and first[1:2].islower()):
        return True
    return bare and first.isalpha() and len(first) > 2 and first not in word_list("function-words")


def _is_pronoun(lower: Sequence[str]) -> bool:
    if lower[0] == "her":
        return len(lower) < 2 or (
            lower[1] in word_list("function-words")
            and lower[1] not in word_set("behind-possessives")
        )
    return lower[0] in word_set("object-pronouns")


def _is_person(words: Sequence[str]) -> bool:
    """Whether the object is somebody: `him`, `the old man`, `his neighbors`, `Mary`."""
    return (
        _is_pronoun([w.lower() for w in words])
        or is_first_name(words[0])
        or bool(_PEOPLE.match(" ".join(words)))
        or any(
            w in word_list("person-nouns") or w in word_set("people") for w in map(_singular, words)
        )
    )


def _singular(word: str) -> str:
    return word.removesuffix("s") if not word.endswith("ss") else word


def _ends(text: str, words: Sequence[str], end: int) -> bool:
    """Whether the clause may end behind a pronoun, or behind a noun with its article."""
    lower = [w.lower() for w in words]
    single = _is_pronoun(lower) or lower[0] not in word_set("object-openers")
    length = 1 if single else 2
    return bool(_END.match(text, end + sum(len(w) + 1 for w in words[:length])))
