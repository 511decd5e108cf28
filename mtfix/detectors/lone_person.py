"""Every *he* of a text that tells of nobody but women.

Why machine translation makes this error: Hungarian, Turkish, Finnish, Persian and Chinese have one
word for he and she, and others leave it out; sentence by sentence the engine falls back on *he*.
Where no man occurs, all of them are wrong, wherever they stand. The other way round nothing can be
said: *she* may be a ship or a country.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import is_first_name
from mtfix.analysis.people import mentions
from mtfix.detectors._strangers import strangers
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment

RULES = (
    Rule(
        "pronoun-without-person",
        "pro-gender",
        "nobody in this text is of that gender",
        "The source has one pronoun or none for both genders.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example(
                "Anna Lindqvist bakes bread. In the morning he lights the oven alone.",
                "Anna Lindqvist bakes bread. In the morning she lights the oven alone.",
            ),
            Example(
                "Eszter Nagy opened the evening. In his speech she thanked the town.",
                "Eszter Nagy opened the evening. In her speech she thanked the town.",
            ),
            Example(
                "Olena Koval writes for children. Readers thank him, and his books sell well.",
                "Olena Koval writes for children. Readers thank her, and her books sell well.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Anna Lindqvist bakes bread. In the morning she lights the oven.",
                "“In the morning he lights the oven,” it says there.",
                "In the morning the oven is hot, and its doors are shut.",
                "Anna Lindqvist bakes bread. Her husband helps. In the morning he lights the oven.",
                "Anna Lindqvist met Peter Novak. In the morning he lights the oven.",
                "Anna Lindqvist bakes bread. The mayor came, and he bought it all.",
                "Anna Lindqvist bakes bread. “In the morning he lights the oven,” it says there.",
                "In the morning he lights the oven.",
            )
        ),
        origin="detectors/lone_person.py",
    ),
)
_RULE = RULES[0]

_MALE = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?:[Hh]e|[Hh]im|[Hh]is|[Hh]imself)(?:(?=[’'](?:s|d|ll)\b)|(?![\p{L}’'-]))",
)
_OF_WOMEN = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
_PRONOUNS = frozenset(("he", "him", "his", "He", "His"))
_ALONE = lazily(regex.compile, r"[.,;:!?”]|$|\s(?:is|was|are|were|and|to)\b")
_LONG = 40_000  # code points in which one person may be the only one
_DIVINE = lazily(regex.compile, r"\b(?:God|Lord|Pope|Jesus|Christ|Allah|Buddha)\b")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pronoun that no person of the text can own."""
    if len(analysis.visible) > _LONG or _PRONOUNS.isdisjoint(analysis.words):
        return
    if set(analysis.facts.genders.values()) != {"f"} or _DIVINE.search(analysis.visible):
        return
    named: int | None = None  # where she has been named, in the segment that does
    for index in analysis.scope:
        segment = analysis.document.segments[index]
        found = list(mentions(analysis, segment, 0, len(segment.text)))
        # “May Rai Los” may be a month and a river
        named_so = [m for m in found if not m.pronoun and " " in m.text]
        persons = [m for m in named_so if is_first_name(m.text.partition(" ")[0])]
        if len(persons) < len(named_so):
            return
        others = [m.start for m in found if not m.pronoun and m.gender != "f"]
        unknown = strangers(segment.text, 0, persons)
        end = min([*others, *([0] if unknown else [])], default=len(segment.text))
        named = named or (persons[0].end if persons else None)
        for match in _MALE.finditer(segment.text, 0, end):
            if analysis.in_quotation(segment, match.start()):
                continue
            if named is None or match.start() < named:
                return  # he came before her
            yield _finding(segment, match)
        named = 0 if named is not None else None
        if end < len(segment.text):
            return  # from here on somebody else may be meant


def _finding(segment: Segment, match: regex.Match[str]) -> Finding:
    old = match[0]
    new = _OF_WOMEN[old.lower()]
    if old.lower() == "his" and _ALONE.match(segment.text, match.end()):
        new = "hers"
    extent = Extent(*match.span())
    change = Change(extent, new.capitalize() if old[0].isupper() else new)
    return finding(segment, _RULE, extent, change, priority=-2)
