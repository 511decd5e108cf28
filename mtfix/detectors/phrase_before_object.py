"""A short object behind a phrase of place: `he took from the shelf a plate`.

Why machine translation makes this error: Russian and Polish put what is new at the end of the
sentence, German the object behind time and place. English keeps a verb and a short object together.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.inflection import verb_forms
from mtfix.analysis.lexicon import word_set
from mtfix.analysis.word_classes import base_of, classes, only
from mtfix.detectors._place import free, place_in
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "phrase-before-object",
        "wo-adverb-object",
        "a short object stands behind its verb",
        "The source has the object at the end, where the weight of the sentence is.",
        applicability=Applicability.UNSAFE,
        sources=("ru", "uk", "pl", "cs", "bg", "de", "nl", "es", "it", "fr"),
        examples=(
            Example("She took from the shelf a plate.", "She took a plate from the shelf."),
            Example(
                "He carried to the window the lamp, and it fell.",
                "He carried the lamp to the window, and it fell.",
            ),
            Example("Add to the pan the onions.", "Add the onions to the pan."),
            Example(
                "Cut into cubes the bread and the cheese.",
                "Cut the bread and the cheese into cubes.",
            ),
            Example("They explained to us the plan.", "They explained the plan to us."),
            Example(
                "You can forget for some days the noise.", "You can forget the noise for some days."
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "She took a plate from the shelf.",
                "She saw in the man a friend.",
                "He carried it to the house the next day.",
                "They took from the shelf the plate that she had painted.",
                "Add to the pan the onions that you cut before.",
                "They explained to us the plan of the house.",
                "Cook in the oven for an hour.",
                "Turn to the left the next day.",
            )
        ),
        origin="detectors/phrase_before_object.py",
    ),
)
(_RULE,) = RULES
_DETERMINER = r"(?:the|an?|his|her|its|their|our|my|your)"
_PREPOSITION = r"(?:from|to|on|onto|into|under|for|at|in|over|behind|with|through|out of)"
_THING = rf"{_DETERMINER} (?:\p{{Ll}}+ )?\p{{Ll}}{{3,}}"
_ORDER = lazily(
    regex.compile,
    rf"(?<![\p{{L}}’'-])(?<!\b(?:be|been|being|is|are|was|were|a|the|an|his|her|my|their) )(?P<verb>\p{{Ll}}{{3,}})(?P<phrase> {_PREPOSITION} "
    rf"(?P<place>(?:{_DETERMINER}|some|two|three) (?:\p{{Ll}}+ )?\p{{Ll}}{{3,}}))"
    rf"(?P<object> {_THING})(?=[.;!?]|, (?:and|but|\p{{Ll}}+ed)\b)",
)
# `Add to the pan the onions`, `Cut into pieces the meat and the cheese`: what a recipe or a manual tells
_TOLD = lazily(
    regex.compile,
    rf"(?m)(?:^(?:\d+\. |[-*] )?|(?<=[.!?;:] |, |\bthen |\band |\bto ))(?P<verb>\p{{L}}\p{{Ll}}{{2,}})(?P<phrase> {_PREPOSITION} "
    rf"(?P<place>{_THING}|(?:small |thin |thick |large |salted |boiling |hot |cold |warm |olive )?(?:pieces|cubes|slices|strips|halves|rings|quarters|dice|half|water|milk|oil|butter|salt|pepper|flour|soap|vinegar|honey|cream|foil|sugar|cheese|sauce|paper|wine|glue|two|four)))"
    rf"(?P<object> (?:{_THING}|\d+ (?:g|ml|grams) of \p{{Ll}}+)(?: and {_THING})?)(?P<bare> and \p{{Ll}}{{3,}}(?=[.;!]))?(?=[.;!]|$|, (?:and|but|then)\b| and (?P<next>\p{{Ll}}+))",
)
# `explained to us the rules`
_SAID = lazily(
    regex.compile,
    rf"(?<![\p{{L}}’'-])(?P<verb>\p{{Ll}}{{4,}})(?P<phrase> to (?P<place>us|them|him|her|me|you|everyone|everybody|{_THING}))"
    rf"(?P<object> {_THING})(?=[.;!?]|$|, (?:and|but|so)\b)",
)
# `They celebrated yesterday their anniversary`
_WHEN = lazily(
    regex.compile,
    rf"(?<=\b(?:I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Tt]he (?:\p{{Ll}}+ )?\p{{Ll}}+|\p{{Lu}}\p{{Ll}}+) )(?P<verb>\p{{Ll}}{{3,}})(?P<phrase> (?P<place>yesterday|today|last (?:night|week|month|year)|this (?:morning|week|year)|on \p{{Lu}}\p{{Ll}}+day))"
    rf"(?P<object> {_THING})(?=[.;!]|$|, (?:and|but|so)\b)",
)
_BREAKS = lazily(
    regex.compile,
    r" (?:and|or|but|as|than|that|which|who|is|was|were|are|had|has|not|of|all|both|like|in|over|with|by|from|to|at|on|for|around|better|throughout|across|along|inside|through|within|during|without|near)\b",
)


@cache
def _forms(name: str) -> frozenset[str]:
    return frozenset(form for verb in word_set(name) for form in verb_forms(verb))


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each short object that a phrase parts from its verb."""
    if not worth_a_close_search(analysis):
        return
    seen = set[int]()
    for pattern, verbs in (
        (_ORDER, _forms("verbs-of-moving-things")),
        (_TOLD, word_set("verbs-of-recipes")),
        (_SAID, _forms("verbs-of-explaining")),
        (_WHEN, None),
    ):
        for match in pattern.finditer(analysis.visible):
            verb = match["verb"].lower()
            fits = verb in verbs if verbs else _past_with_object(verb)
            if fits and match.start("verb") not in seen and _short(match):
                seen.add(match.start("verb"))
                yield from _found(analysis, match)


def _past_with_object(verb: str) -> bool:
    base = base_of(verb) if only(verb, "dp") and "d" in classes(verb) else ""
    return base != "" and base not in word_set("verbs-without-object")


def _short(match: regex.Match[str]) -> bool:
    """Whether the object is a noun with its article, and no time nor a clause behind it."""
    thing, following = match["object"], match.groupdict().get("next")
    if match["place"].endswith("ing"):
        return False  # `carved into a fence surrounding the village`
    if following and (not set("bf") & set(classes(following)) or following in ("the", "a", "an")):
        return False
    whole = match["place"] + (
        thing.replace(" of ", " ").replace(" and ", " ") if "next" in match.groupdict() else thing
    )
    return not _BREAKS.search(whole) and not word_set("loose-objects").intersection(thing.split())


def _found(analysis: Analysis, match: regex.Match[str]) -> Iterator[Finding]:
    thing = match["object"] + _also(match.groupdict().get("bare") or "")
    start = match.start("verb")
    end = match.end("object") + len(thing) - len(match["object"])
    segment, extent = place_in(analysis, start, end - start)
    if segment.kind == "heading" or not free(segment, extent):
        return
    begin = extent.start + len(match["verb"])
    yield finding(
        segment, _RULE, extent, Change(Extent(begin, extent.end), thing + match["phrase"])
    )


def _also(bare: str) -> str:
    """The second noun in `the potatoes and carrots`, or nothing where it is a verb."""
    return "" if set(classes(bare.rpartition(" ")[2])) - set("nNj") else bare
