"""An adjective behind its noun: `a dough homogeneous`, `the looms ancient`.

Why machine translation makes this error: in Romance languages, Arabic, Persian and Indonesian most
adjectives follow the noun, and an engine that loses the pair leaves them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import word_set
from mtfix.analysis.word_classes import base_of, classes, main_classes, only
from mtfix.detectors._adjectives import is_adjective, is_noun, tells_kind
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
            Example("It is a soup simple and healthy.", "It is a simple and healthy soup."),
            Example("A race very balanced was run.", "A very balanced race was run."),
            Example("The guests foreign arrived late.", "The foreign guests arrived late."),
            Example("The shop sells parts mechanical.", "The shop sells mechanical parts."),
            Example("The valley has two abbeys medieval.", "The valley has two medieval abbeys."),
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
                "The authorities concerned said nothing.",
                "The people present were glad.",
                "They consider the changes structural.",
                "He gave a talk online last week, and his tone was dull and its effect local.",
                "She took a room upstairs.",
                "He raised a civilization great in its own attainments.",
                "He spoke in a voice rich with scorn; his thoughts unfathomable.",
                "It calls a filter primitive that reads the file.",
                "The village elderly were cold.",
            )
        ),
        origin="detectors/adjective_behind_noun.py",
    ),
)
(_RULE,) = RULES
_BEGIN = r"(?<![\p{L}’'_-])"
_DETERMINER = (
    r"an?|the|his|her|its|their|our|my|your|some|many|several|these|those|two|three|four|five|\d+"
)
_DEGREE = r"(?:(?:very|more|most|too) )?"
_PHRASE = lazily(
    regex.compile,
    rf"{_BEGIN}(?P<det>{_DETERMINER}|\p{{Ll}}{{3,}}) "
    rf"(?P<noun>\p{{Ll}}{{3,}}) (?P<adjective>{_DEGREE}\p{{Ll}}{{4,}})(?P<after>[.,;:!?)]|$| (?:in|of|on|for|from|to|at|who|which|where)\b)",
)
# `a dish simple and tasty`, `a match very balanced`, `a first half excellent`, `a car electric last year`
_ONE = lazily(
    regex.compile,
    rf"{_BEGIN}(?P<det>[Aa]n?) (?P<noun>(?:(?:first|second|third|last|whole|new|big|small|great|good) )?\p{{Ll}}{{3,}}) "
    r"(?P<adjective>very \p{Ll}{3,}|\p{Ll}{3,}(?: and(?: very)? \p{Ll}{3,})?)"
    r"(?P<after>[.;!)]|$|, (?:and|but|which|who|where)\b| (?:in|on|for|at|near|with|during|and (?:the|an?|is|was|has|had|his|their|many|it|they|we)|which|that|who|where|last|this|yesterday|because|is|was|are|were|will)\b)",
)
# `The players foreign arrived`: a finite verb behind it
_HEAD = lazily(
    regex.compile,
    r"(?m)(?:^|(?<=[.!?] |[.!?][”\"] ))(?P<det>The|Our|His|Her|Their|My|These|Those|Some|Many) (?P<noun>\p{Ll}{3,}) (?P<adjective>\p{Ll}{4,})"
    r"(?P<after> \p{Ll}{2,}\b)",
)
# `repairs components mechanical`, `two churches medieval`: what an adjective of kind says never comes about
_KIND = lazily(
    regex.compile,
    rf"{_BEGIN}(?:(?P<det>{_DETERMINER}|this|that) |(?<=(?P<before>\p{{Ll}}{{2,}}) ))(?P<noun>\p{{Ll}}{{3,}}) (?P<adjective>\p{{Ll}}{{5,}})"
    r"(?P<after>[.;!)]|$|, (?:and|but|which|who|where)\b| (?:in|on|at|near|during|which|that|who|where|last|this|yesterday|because|(?:of|to|for) (?:the|our|its|their|his|her|your))\b)",
)

_LOOSE_ENDS = (*".;!)", "last", "yesterday", "for", "with")
_VOWEL = "aeiou"


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each adjective that stands behind its noun and describes it."""
    if not worth_a_close_search(analysis):
        return
    text, seen = analysis.visible, set[int]()
    for pattern, holds in ((_PHRASE, _plain), (_ONE, _one), (_HEAD, _heads), (_KIND, _of_kind)):
        for match in pattern.finditer(text):
            if match.start("noun") in seen or not holds(text, match):
                continue
            seen.add(match.start("noun"))
            yield from _found(analysis, match)


# `a civilization great in its attainments`, `a moment rich with promise`, `a heart ill at ease`
_FILLED = lazily(
    regex.compile,
    r"(?<= (?:rich|ripe|thick|heavy|bright)) with\b| (?:in|with|at|of|for|to) (?:itself|themselves|its own|their own|its|their|ease|promise|both)\b",
)


def _found(analysis: Analysis, match: regex.Match[str]) -> Iterator[Finding]:
    if _FILLED.match(match.string, match.end("adjective")):
        return
    noun, adjective, determiner = match["noun"], match["adjective"], match["det"] or ""
    new = f"{_article(determiner, adjective)} {adjective} {noun}".lstrip()
    yield from mended(analysis, _RULE, (match.start(), match.end("adjective")), new)


def _plain(text: str, match: regex.Match[str]) -> bool:
    noun, adjective = match["noun"], match["adjective"]
    return (
        _belong(noun, adjective.rpartition(" ")[2], match["after"].strip())
        and not _predicative(text, match)
        and _is_determiner(match["det"], noun, match["after"])
    )


def _one(text: str, match: regex.Match[str]) -> bool:
    """`a match very balanced`: the article tells the noun, so that it may be a verb elsewhere."""
    words = match["adjective"].split()
    noun, after = match["noun"].rpartition(" ")[2], match["after"].strip(" ,")
    if (noun != "half" and "n" not in main_classes(noun)) or noun in word_set(
        "nouns-with-complement"
    ):
        return False
    if words[0] == "very" and after == "and":
        return False  # `a house very large and cold`: the next adjective would stay behind
    told = words[0] == "very" or "and" in words
    good = [w for w in words if w not in ("very", "and")]
    return (
        (
            (
                all(_describes(w, told=told) for w in good)
                and (len(good) == 1 or any(main_classes(w)[:1] == "j" for w in good))
            )
            or (match["adjective"] in word_set("plain-adjectives") and after in _LOOSE_ENDS)
        )
        and not (after in word_set("complement-prepositions") and _has_complement(good[-1]))
        and not _predicative(text, match)
    )


def _describes(word: str, *, told: bool) -> bool:
    if word in word_set("behind-nouns") and not told:
        return False
    found = main_classes(word)
    if told and only(word, "pdj") and word.endswith("ed"):
        return True
    if told and word in word_set("plain-adjectives"):
        return True
    if told:
        return is_adjective(word) or ("j" in found and not set(found) - set("jnrb"))
    return only(word, "jr") and found[:1] == "j"


def _has_complement(word: str) -> bool:
    return word in word_set("behind-nouns") or word.endswith(
        ("ful", "able", "ible", "less", "ent", "ed")
    )


def _heads(_text: str, match: regex.Match[str]) -> bool:
    """`The players foreign arrived`."""
    noun, adjective, verb = match["noun"], match["adjective"], match["after"].strip()
    many = main_classes(noun) == "N"
    finite = verb in word_set("verbs-behind-subjects") or verb.endswith("ed")
    if not finite and not (many and only(verb, "b")):
        return False
    return (
        is_noun(noun)
        and (
            only(adjective, "j")
            or (many and only(adjective, "jn") and tells_kind(adjective))
            or (many and main_classes(adjective) in ("j", "jn") and verb in ("are", "were", "have"))
        )
        and adjective not in word_set("behind-nouns")
        and (adjective not in word_set("adjectives-for-people") or main_classes(noun) == "N")
        and noun not in word_set("nouns-with-complement")
    )


def _of_kind(text: str, match: regex.Match[str]) -> bool:
    """`repairs components mechanical`: an adjective that says of which kind a thing is."""
    noun, adjective, determiner = match["noun"], match["adjective"], match["det"]
    if (
        not tells_kind(adjective)
        or not (main_classes(noun) and is_noun(noun))
        or noun in word_set("nouns-with-complement")
    ):
        return False
    if "n" in classes(adjective) and main_classes(noun) != "N":
        return False
    relates = adjective in word_set("adjectives-of-relation") or not adjective.endswith(
        ("al", "ic")
    )
    if relates and match["after"].split(" ")[1:2] in (["to"], ["for"], ["of"]):
        return False
    if not determiner:
        governing = match["before"]
        if main_classes(noun) not in ("N", "n", "Nz") or not (
            (
                only(governing, "zdpN")
                and set("zd") & set(classes(governing))
                and "N" not in main_classes(governing)
            )
            or governing in word_set("behind-which-objects")
            or _verb_of_subject(text, match, governing)
        ):
            return False
    if determiner and match.string[: match.start()].endswith((", ", "and ", "but ")):
        return False  # `his speech was dull and its effect local`
    begin = max(text.rfind(mark, 0, match.start()) for mark in ".!?;:\n“(")
    before = set(text[begin + 1 : match.start("noun")].lower().split())
    return not before & word_set("makers-of-kinds") and match["after"][:1] != "?"


def _verb_of_subject(text: str, match: regex.Match[str], governing: str) -> bool:
    """Whether `repairs` is what `the workshop` does, and no noun behind another one."""
    before = text[max(match.start() - 60, 0) : match.start()].lower().split()[-3:-1]
    if before[-1:] != [] and before[-1] in ("they", "we", "you", "i"):
        return "b" in main_classes(governing) and main_classes(match["noun"]) == "N"
    return (
        governing.endswith("s")
        and base_of(governing) != ""
        and main_classes(match["noun"]) == "N"
        and len(before) == 2
        and before[0] in ("the", "a", "our", "this")
        and only(before[1], "n")
    )


def _is_determiner(word: str, noun: str, after: str) -> bool:
    """Whether a noun phrase begins here: several need no determiner behind a verb."""
    if not only(word, "bzdg"):
        return word[0].isdigit() or word in word_set("determiners-of-all-kinds")
    return main_classes(noun) == "N" and after != ","


def _belong(noun: str, adjective: str, after: str) -> bool:
    if adjective == "everyday":  # `goes to the gym everyday`: every day
        return False
    if not is_noun(noun) or not is_adjective(adjective):
        return False
    if adjective in word_set("behind-nouns") or noun in word_set("nouns-with-complement"):
        return False
    return after not in ("to", "from") and (
        after not in word_set("complement-prepositions")
        or not adjective.endswith(("ful", "able", "ible", "less"))
    )


def _predicative(text: str, match: regex.Match[str]) -> bool:
    """Whether the adjective says what becomes of the noun, or what it is: `makes the room warm`."""
    begin = max(text.rfind(mark, 0, match.start()) for mark in ".!?;:\n“(")
    before = text[begin + 1 : match.start("noun")].lower().split()
    absolute = text[match.start() - 2 : match.start()] in (", ", "; ", "")  # `…, his air gloomy.`
    if absolute and match["det"] in ("his", "her", "its", "their", "the"):
        return True
    makers = word_set("makers-of-states")
    if match["det"].lower() in ("a", "an"):
        makers = makers - word_set("having-words")  # `get a dough homogeneous`
    if match["after"][:1] == "?" or makers.intersection(before):
        return True
    if (before[-2:-1] == ["with"] and " and " not in match["adjective"]) or any(
        w.endswith(("n't", "n’t")) for w in before[:1]
    ):
        return True
    return before[:1] != [] and before[0] in word_set("question-openers")


def _article(determiner: str, adjective: str) -> str:
    if determiner.lower() not in ("a", "an"):
        return determiner
    return determiner[0] + "n" * (
        adjective[0] in _VOWEL and not adjective.startswith(("uni", "use", "eu", "one"))
    )
