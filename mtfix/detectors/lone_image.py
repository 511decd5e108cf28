"""An image that a text has only once: `the minister found a stork in the salad`.

Why machine translation makes this error: idioms speak of animals, food, the body and the house, and
an engine that does not know one translates it word by word. A text about such things names several
of them; a single one in a report about something else is often what is left of an idiom. That is no
more than a hunch, so it is only given in texts that show that they are translated.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import table, word_list
from mtfix.detectors._place import place_in
from mtfix.hunches import worth_a_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "lone-image",
        "ff-idiom-literal",
        "an image that the text has only here: if it makes no sense, an idiom may be translated "
        "word by word",
        "Engines translate idioms that they have not seen often word by word.",
        applicability=Applicability.DISPLAY,
        hunch=True,
        examples=(
            Example("The minister found a stork among his papers.", ""),
            Example("In the council nobody had the beard in the letterbox.", ""),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The farmer fed a stork, two geese, a hen, a cow and the old dog.",
                "The head of the council spoke.",
            )
        ),
        origin="detectors/lone_image.py",
    ),
)
(_RULE,) = RULES
_FEW = 4  # different words of one kind that still are no subject of the text
_OFTEN = 2  # times that one word stands in a text that is not about it
_WORD = lazily(regex.compile, r"[\p{L}-]+")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each such word."""
    if not worth_a_search(analysis):
        return
    kinds = table("images")
    seen = defaultdict(list)
    for word in sorted(analysis.words & kinds.keys()):
        seen[kinds[word]].append(word)
    for word in _lonely(seen.values()):
        places = analysis.places(word)
        if len(places) > _OFTEN:
            continue
        for at in places:
            if not _plain(analysis.visible, at, at + len(word)):
                segment, extent = place_in(analysis, at, len(word))
                if segment.kind != "heading" and not segment.locked(extent):
                    yield finding(segment, _RULE, extent)


def _lonely(kinds: Iterable[list[str]]) -> Iterator[str]:
    """The words of each kind of which the text has few."""
    for words in kinds:
        if len({word.removesuffix("s") for word in words}) <= _FEW:
            yield from words


def _plain(text: str, start: int, end: int) -> bool:
    """Whether the word belongs to a phrase in which it is no image: `on the other hand`."""
    before = _WORD.findall(text[max(0, start - 20) : start].lower())[-1:]
    after = _WORD.findall(text[end : end + 20].lower())[:1]
    word = text[start:end]
    phrases = (f"{before[0]} {word}" if before else "", f"{word} {after[0]}" if after else "")
    joined = text[start - 1 : start] == "-" or text[end : end + 1] == "-"
    return joined or any(phrase in word_list("plain-images") for phrase in phrases)
