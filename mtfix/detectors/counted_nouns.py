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
from mtfix.analysis.word_classes import classes, main_classes, mostly, only
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
            )
        ),
        origin="detectors/counted_nouns.py",
    ),
)
(_RULE,) = RULES
_NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|eighty"
    r"|ninety|(?:(?:a|two|three|five|several)[ ])?(?:hundred|thousand)|(?<![\d.,:/$€£#-])(?:[2-9]|[1-9]\d{1,2}|\d{1,3}(?:[.,]\d{3})+))"
)
_COUNTED = lazily(
    regex.compile,
    rf"(?<![\p{{L}}\d’'.,/_–-])(?P<count>(?i:{_NUMBER})|[Mm]any|[Ss]everal|[Vv]arious|[Tt]hese|[Tt]hose|(?:[Tt]he|[Aa]) few"
    r"|(?:[Oo]ne|[Ee]ach|[Mm]any|[Ss]everal|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ew)(?P<of> of) (?:the|these|those|my|our|his|her|their|your))"
    r"(?P<adjectives>(?: \p{Ll}+){0,2}?) (?P<noun>\p{Ll}{3,})(?![\p{L}\d’'-])"
    r"(?=(?P<after>[.,;:!?)”]?(?: (?P<next>[\p{L}\d]+)|(?=\s)|$)))",
)
_SINGLE = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?:[Ee]ach|[Ee]very|[Aa]nother)(?P<adjectives>(?: \p{Ll}+)?) (?P<noun>\p{Ll}{3,}s)(?![\p{L}’'-])"
    r"(?<!very (?:few|other|two|three) \p{Ll}+)(?=(?P<after>[.,;:!?)”]?(?: (?P<next>[\p{L}\d]+)|(?=\s)|$)))",
)
_LOOSE = frozenset({"these", "those", "many", "several", "various", "a few", "the few"})
_BEFORE = lazily(regex.compile, r"(?P<word>[\p{L}\d%’'-]*)(?P<mark>[,;:(“]?) $")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each count noun in the singular behind a number above one."""
    if not worth_a_close_search(analysis):
        return
    text = analysis.visible
    for match in _SINGLE.finditer(text):
        new = _singular(match["noun"])
        plain = all(mostly(w, "jl") for w in match["adjectives"].split())
        if new and plain and _ends(match):
            yield from mended(analysis, _RULE, match.span("noun"), new)
    for match in _COUNTED.finditer(text, overlapped=True):
        new = _plural(match["noun"])
        if not new or not _describes(match["adjectives"].split()) or not _ends(match):
            continue
        if not _counts(text, match) or (match["of"] and match["noun"] in word_set("groups")):
            continue
        yield from mended(analysis, _RULE, match.span("noun"), new)


def _singular(noun: str) -> str:
    """The singular of what is nothing but a plural, or ""."""
    if not only(noun, "N") or not noun.endswith("s") or noun in word_set("either-number"):
        return ""
    stems = (
        (noun[:-3] + "y", noun[:-1], noun[:-2]) if noun.endswith("ies") else (noun[:-1], noun[:-2])
    )
    return next((stem for stem in stems if main_classes(stem)[:1] == "n"), "")


def _plural(noun: str) -> str:
    """The plural of what is surely a count noun in the singular, or ""."""
    if main_classes(noun) != "n" or "N" in classes(noun) or noun in word_set("uncounted"):
        return ""
    return next((f for f in noun_forms(noun) if f != noun and only(f, "Nz")), "")


def _describes(words: list[str]) -> bool:
    """Whether the words between are adjectives, or nouns that stand before another."""
    return all(mostly(w, "jlkn") or w in word_set("countable-qualities") for w in words)


def _ends(match: regex.Match[str]) -> bool:
    """Whether the noun phrase ends here: no other noun follows that this one stands before."""
    if match["after"][:1] not in ("", " "):
        return match["after"][0] != "," or only(match["next"] or "", "fr")
    word: str = match["next"] or ""
    if not word:
        return match.end() == len(match.string) or match.string[match.end()] == "\n"
    if word in ("and", "or"):
        return False
    return word.islower() and only(word, "fdzrbp") and "j" not in classes(word)


def _counts(text: str, match: regex.Match[str]) -> bool:
    """Whether the number counts, and is no label: `in chapter 2`, `Boeing 747`."""
    count = match["count"]
    if count.lower() in _LOOSE and (  # `these range from`, `many water`
        "b" in classes(match["noun"]) or match["noun"] in word_set("mass-words")
    ):
        return False
    before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    word = before["word"] if before else ""
    if count.lower() in ("these", "those") and word in word_set("noun-openers"):
        return False
    if count[0].isdigit() and word:
        return bool(word.islower()) and (
            only(word, "fdzbr") or word in ("last", "next", "first", "past")
        )
    return word.lower() not in ("a", "an", "this", "that", "each", "every", "number", "not")
