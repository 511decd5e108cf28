"""An adjective behind its noun: `a dough homogeneous`, `the looms ancient`.

Why machine translation makes this error: in Romance languages, Arabic, Persian and Indonesian most
adjectives follow the noun, and an engine that loses the pair leaves them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import is_word, word_set
from mtfix.analysis.word_classes import main_classes, only
from mtfix.detectors._place import mended
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "adjective-left-behind-noun",
        "wo-adjective-noun",
        "the adjective stands before its noun",
        "The source puts adjectives behind the noun.",
        applicability=Applicability.UNSAFE,
        sources=("es", "pt", "fr", "it", "ro", "ar", "fa", "id", "vi"),
        examples=(
            Example("They live in a building modern.", "They live in a modern building."),
            Example(
                "He cleans the walls ancient of the town.",
                "He cleans the ancient walls of the town.",
            ),
            Example(
                "They opened a museum enormous in May.", "They opened an enormous museum in May."
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "He found the house empty.",
                "They keep the streets clean and the rooms warm.",
                "Is the house enormous?",
                "It makes the mixture creamy.",
                "There is no time available in May.",
                "A man tall and thin came in.",
                "With the windows dirty, he saw nothing.",
            )
        ),
        origin="detectors/adjective_behind_noun.py",
    ),
)
(_RULE,) = RULES
_PHRASE = lazily(
    regex.compile,
    r"(?<![\p{L}’'_-])(?P<det>an?|the|his|her|its|their|our|my|your|some|many|several|these|those|two|three|four|five|\d+|\p{Ll}{3,}) "
    r"(?P<noun>\p{Ll}{3,}) (?P<adjective>(?:(?:very|more|most|too) )?\p{Ll}{4,})(?P<after>[.,;:!?)]|$| (?:in|of|on|for|from|to|at|who|which|where)\b)",
)
_VOWEL = "aeiou"


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each adjective that stands behind its noun and describes it."""
    if not worth_a_close_search(analysis):
        return
    text = analysis.visible
    for match in _PHRASE.finditer(text):
        noun, adjective = match["noun"], match["adjective"]
        if not _belong(noun, adjective.rpartition(" ")[2], match["after"].strip()):
            continue
        if _predicative(text, match) or not _is_determiner(match["det"], noun, match["after"]):
            continue
        new = f"{_article(match['det'], adjective)} {adjective} {noun}"
        yield from mended(analysis, _RULE, (match.start(), match.end("adjective")), new)


def _is_determiner(word: str, noun: str, after: str) -> bool:
    """Whether a noun phrase begins here: several need no determiner behind a verb."""
    if not only(word, "bzdg"):
        return word[0].isdigit() or word in word_set("determiners-of-all-kinds")
    return main_classes(noun) == "N" and after != ","


def _belong(noun: str, adjective: str, after: str) -> bool:
    if adjective == "everyday":  # `goes to the gym everyday`: every day
        return False
    if not _is_noun(noun) or not _is_adjective(adjective):
        return False
    if adjective in word_set("behind-nouns") or noun in word_set("nouns-with-complement"):
        return False
    return after not in ("to", "from") and (
        after not in word_set("complement-prepositions")
        or not adjective.endswith(("ful", "able", "ible", "less"))
    )


def _is_noun(word: str) -> bool:
    found = main_classes(word)
    return (found[:1] in ("n", "N") and not set(found) - set("nNbzg")) or (
        not found and is_word(word) and is_word(word + "s")
    )


def _is_adjective(word: str) -> bool:
    found = main_classes(word)
    return only(word, "j") or (
        not found and is_word(word) and word.endswith(("ous", "ical", "esque"))
    )


def _predicative(text: str, match: regex.Match[str]) -> bool:
    """Whether the adjective says what becomes of the noun, or what it is: `makes the room warm`."""
    begin = max(text.rfind(mark, 0, match.start()) for mark in ".!?;:\n“(")
    before = text[begin + 1 : match.start("noun")].lower().split()
    absolute = text[match.start() - 2 : match.start()] in (", ", "")  # `…, his air gloomy.`
    if absolute and match["det"] in ("his", "her", "its", "their", "the"):
        return True
    makers = word_set("makers-of-states")
    if match["det"] in ("a", "an"):
        makers = makers - word_set("having-words")  # `get a dough homogeneous`
    if match["after"][:1] == "?" or makers.intersection(before):
        return True
    if before[-2:-1] == ["with"] or any(w.endswith(("n't", "n’t")) for w in before[:1]):
        return True
    return before[:1] != [] and before[0] in word_set("question-openers")


def _article(determiner: str, adjective: str) -> str:
    if determiner not in ("a", "an"):
        return determiner
    return (
        "an"
        if adjective[0] in _VOWEL and not adjective.startswith(("uni", "use", "eu", "one"))
        else "a"
    )
