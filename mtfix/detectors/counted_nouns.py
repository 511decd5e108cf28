"""A noun that stayed in the singular behind a number: `30 visitor`, `one of the student`.

Why machine translation makes this error: Chinese, Japanese, Indonesian, Turkish, Hungarian and Persian
leave the noun behind a number as it is, and Slavic languages have forms for two, three and four that
an engine takes for a singular.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.inflection import noun_forms
from mtfix.analysis.lexicon import word_set
from mtfix.analysis.word_classes import classes, is_counted, main_classes, mostly, only
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
        "several-in-singular",
        "agr-uncountable",
        "several things take a plural",
        "The source leaves a noun in the singular behind a number.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("He took 40 photograph in one day.", "He took 40 photographs in one day."),
            Example("Many old farmer still remember it.", "Many old farmers still remember it."),
            Example("One of the teacher was absent.", "One of the teachers was absent."),
            Example("Every old houses has a garden.", "Every old house has a garden."),
            Example("They sold three wooden boat to us.", "They sold three wooden boats to us."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "It is a 40 minute walk from here.",
                "One of the family was absent.",
                "Most of the house was empty.",
                "The Chapter 2 exercise is hard.",
                "He saw two deer in the wood.",
                "Many a farmer remembers it.",
                "In 2015 tourism began.",
                "The three person household was quiet.",
                "The 304 response is sent at once.",
                "Add 1 (6 ounce) can of juice to it.",
                "It became a category five storm at sea.",
            )
        ),
        origin="detectors/counted_nouns.py",
    ),
)
(_RULE,) = RULES
_NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|(?:(?:a|two|three|five|several)[ ])?(?:hundred|thousand)|(?<![\d.,:/$€£#×–-])(?:[2-9]|[1-9]\d{1,2}|\d{1,3}(?:[.,]\d{3})+))"
)
_COUNTED = lazily(
    regex.compile,
    rf"(?<![\p{{L}}\d’'.,/_×–-])(?<!\b(?i:no|nr|nos)\. )(?P<count>(?P<number>(?i:{_NUMBER}))|[Mm]any|[Ss]everal|[Vv]arious|[Tt]hese|[Tt]hose|(?:[Tt]he|[Aa]) few"
    r"|(?:[Oo]ne|[Ee]ach|[Mm]any|[Ss]everal|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ew)(?P<of> of) (?:the|these|those|my|our|his|her|their|your))"
    r"(?= \p{Ll})",
)
_SINGLE = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<count>[Ee]ach|[Ee]very|[Aa]nother)(?= \p{Ll})(?! (?:few|other|two|three|couple)\b)",
)
_WORD = lazily(regex.compile, r" (?P<word>\p{Ll}+)(?![\p{L}\d’'_-])(?P<mark>[.,;:!?)”]?)")
_NEXT = lazily(regex.compile, r" (?P<word>[\p{L}\d]+)")
_LOOSE = frozenset({"these", "those", "many", "several", "various", "a few", "the few"})
_UNITS = frozenset({"minute", "second", "kilo"})  # which are adjectives or rare, too
_LONGEST = 3  # words from the number to its noun
_BEFORE = lazily(regex.compile, r"(?P<word>[\p{L}\d%’'-]*)(?P<mark>[,;:(“]?) $")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each count noun in the wrong number behind a number or *each*."""
    if not worth_a_close_search(analysis):
        return
    text = analysis.visible
    for match in _SINGLE.finditer(text):
        if (noun := _head(text, match.end(), "jl")) and (new := _singular(noun["word"])):
            yield from mended(analysis, _RULE, noun.span("word"), new)
    for match in _COUNTED.finditer(text):
        # `three person households`: a noun behind a number may be its measure
        noun = _head(text, match.end(), "jlk" if match["number"] else "jlkn")
        new = _plural(noun["word"]) if noun else ""
        if noun and new and _counts(text, match, noun):
            yield from mended(analysis, _RULE, noun.span("word"), new)


def _head(text: str, at: int, qualities: str) -> regex.Match[str] | None:
    """The noun that ends the phrase which goes on at an offset, behind at most two other words."""
    for _ in range(_LONGEST):
        match = _WORD.match(text, at)
        if match is None:
            return None
        if main_classes(match["word"])[:1] in ("n", "N") and _ends(text, match):
            return match
        if match["mark"] or not _describes(match["word"], qualities):
            return None
        at = match.end()
    return None


def _singular(noun: str) -> str:
    """The singular of what is nothing but a plural, or ""."""
    if main_classes(noun) != "N" or not noun.endswith("s") or noun in word_set("either-number"):
        return ""
    stems = (
        (noun[:-3] + "y", noun[:-1], noun[:-2]) if noun.endswith("ies") else (noun[:-1], noun[:-2])
    )
    return next((stem for stem in stems if main_classes(stem)[:1] == "n"), "")


def _plural(noun: str) -> str:
    """The plural of what is surely a count noun in the singular, or ""."""
    if noun in _UNITS:
        return noun + "s"
    if main_classes(noun) != "n" or "N" in classes(noun) or noun in word_set("uncounted"):
        return ""
    return next((f for f in noun_forms(noun) if f != noun and is_counted(f) and only(f, "Nz")), "")


def _describes(word: str, qualities: str) -> bool:
    """Whether a word between is an adjective, or a noun that stands before another."""
    return mostly(word, qualities) or word in word_set("countable-qualities")


def _ends(text: str, match: regex.Match[str]) -> bool:
    """Whether the noun phrase ends here: no other noun follows that this one stands before."""
    following = _NEXT.match(text, match.end())
    word = following["word"] if following else ""
    if match["mark"]:
        return match["mark"] != "," or only(word, "fr")
    if not word:
        return text[match.end() : match.end() + 1] in ("", "\n")
    if word in ("and", "or"):
        return False
    return word.islower() and mostly(word, "fdzrbp") and "N" not in classes(word)


def _counts(text: str, match: regex.Match[str], head: regex.Match[str]) -> bool:
    """Whether the number counts, and is no label: `in chapter 2`, `Boeing 747`."""
    count, noun = match["count"], head["word"]
    if match["of"]:  # `photos: two of the lamp and one of the door.`
        listed = head["mark"] and text[: match.start()].endswith(("and ", "or ", ", ", ": "))
        return noun not in word_set("groups") and not listed
    verb_or_mass = "b" in classes(noun) or noun in word_set("mass-words")
    if verb_or_mass and count.lower() in _LOOSE:  # `these range from`, `many water`
        return False
    if text[match.start() - 2 : match.start()] in ("/ ", "× ", "– ", "- ", "# "):
        return False  # `1 / 2 teaspoon`
    before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    word = before["word"] if before else ""
    if count.lower() in ("these", "those") and word in word_set("noun-openers"):
        return False
    if word == "per":  # `cases per 1,000 population`
        return False
    if text[match.start() - 1 : match.start()] in ("~", "∶", ":", "?"):
        return False  # `a 4∶3 display`
    if count[0].isdigit() and head["mark"] == ")":
        return False  # `1 (6 ounce) can`
    if (count[0].isdigit() and word.lower() in ("the", "a", "an", "to")) or word == "category":
        return False  # `the 304 response`, `from Python 2 to 3 transition`
    if before and word in word_set("months-cut-short"):
        return False  # `the Oct. 17 earthquake`
    if count[0].isdigit() and word:
        return bool(word.islower()) and (
            only(word, "fdzbrpg") or word in ("last", "next", "first", "past")
        )
    return word.lower() not in ("a", "an", "this", "that", "each", "every", "number", "not")
