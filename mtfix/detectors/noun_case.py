"""Common nouns with a capital in the middle of a sentence: `The Engine starts slowly`.

Why machine translation makes this error: German nouns keep their capital, and a linked or bold
noun is a segment of its own that is given the capital of a sentence.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import any_of, first_names, word_list, word_set
from mtfix.analysis.occurrences import places_of
from mtfix.detectors._examples import keep as _keep
from mtfix.detectors._place import free, place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule, RunKind
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment

UNSAFE = Applicability.UNSAFE


RULES = (
    Rule(
        "noun-capital",
        "case-mid-sentence",
        "a common noun has no capital in mid-sentence",
        "German nouns keep their capital, and a linked noun is given that of a sentence.",
        applicability=UNSAFE,
        touches=frozenset({"names"}),
        examples=(
            Example(
                "The Engine starts slowly. Let the engine run, for a cold engine needs time.",
                "The engine starts slowly. Let the engine run, for a cold engine needs time.",
            ),
            Example(
                "They looked for a Corner to talk. Every corner was full, so they left the corner shop.",
                "They looked for a corner to talk. Every corner was full, so they left the corner shop.",
            ),
            Example(
                "The Kettle boils in two minutes. Read the label if You need help.",
                "The kettle boils in two minutes. Read the label if You need help.",
            ),
        ),
        keep=_keep(
            "The Committee meets here. A committee of parents and a committee of pupils came.",
            "He read The Economist and the Economist’s blog; no economist agreed with an economist.",
            "Press the Enter key to enter; you may enter twice.",
            "The Buyer pays. Any buyer may pay, and the buyer signs for the Buyer.",
            "The Engine Room is a club; the engine of a car is another engine.",
            "They went to the Corner of Hope. A corner is a corner.",
        ),
        origin="detectors/noun_case.py",
    ),
    Rule(
        "polite-capital",
        "case-mid-sentence",
        "“your” has no capital in mid-sentence",
        "German, Russian and Italian write the polite form with a capital.",
        applicability=UNSAFE,
        examples=(
            Example(
                "Please write Your address on the card.", "Please write your address on the card."
            ),
            Example("Bring Your keys, too.", "Bring your keys, too."),
        ),
        keep=_keep(
            "They sang Your Song that night.",
            "He read the poem Your hands are cold.",
            "I pray for Your mercy, Lord.",
            "“Your keys,” she said.",
            "Send Your Excellency the letter.",
        ),
        origin="detectors/noun_case.py",
    ),
)
_RULE, _YOUR = RULES
_ARTICLE = lazily(re.compile, r"(?:^|[\s“‘(])(?:t|T)$")
_NAMED = lazily(re.compile, r"\b(?:called|named|titled|entitled|book|novel|film) The $")
_NAME_BEFORE = lazily(re.compile, r"[A-Z][\w’'-]* (?:of|for|in|and|on) (?:the|a|an) $")
_NOUN = r"([A-Z][a-z]{3,})(?=[,.;:!?)]?(?:\s|$))"
# One by one they are found faster; *the* is told from the end of other words later.
_BEHIND = tuple(lazily(re.compile, before + _NOUN) for before in ("he ", " a ", " an "))
_BEHIND_YOUR = lazily(re.compile, " your " + _NOUN)
_NAME_GOES_ON = lazily(
    re.compile, r",? (?:of |and |for |on |in |to |from |with |& )?(?:the )?(?:[A-Z\d“‘\"]|[a-z]*\d)"
)
_LABEL = lazily(re.compile, rf" (?:{any_of('label-nouns')})s?\b")
_YOUR_PLACE = lazily(re.compile, r"([A-Za-z][a-z]+) (Yours?)(?= [a-z]{2,}[ ,.;:!?)])")
_POLITE = lazily(re.compile, r"[a-z] Your? [a-z]")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each noun with a stray capital."""
    places: dict[str, list[int]] = {}
    text = analysis.visible
    yours = "your" in analysis.words_in_scope
    for pattern in (*_BEHIND, _BEHIND_YOUR) if yours else _BEHIND:
        for match in pattern.finditer(text):
            places.setdefault(match[1], []).append(match.start(1))
    for noun in sorted(filter(_common, places)):
        size = len(noun)
        found = list(islice((at for at in places[noun] if _alone(text, at, at + size)), 2))
        if len(found) == 1:
            yield from _stray(analysis, noun, found[0])
    if "Your" in analysis.words_in_scope and " Your " in text:
        yield from _polite(analysis)


def _polite(analysis: Analysis) -> Iterator[Finding]:
    """“Your” behind a verb or a preposition, where nobody prays and nothing is a title."""
    if not word_set("devout-capitals").isdisjoint(analysis.words):
        return
    text = analysis.visible
    for at in (*places_of(text, "Your"), *places_of(text, "Yours")):
        before = max(text.rfind(space, 0, max(at - 1, 0)) for space in " \n")
        match = _YOUR_PLACE.match(text, before + 1)
        if not match or match.start(2) != at:
            continue
        segment, extent = place_in(analysis, match.start(2), len(match[2]))
        if segment.kind == "heading" or analysis.in_quotation(segment, extent.start):
            continue
        if segment.run_at(extent.start - 1).kind is RunKind.BREAK:
            continue  # a line of its own, as below the label of an item
        if match[1] not in word_list("naming-nouns") and not segment.locked(extent):
            yield finding(segment, _YOUR, extent, Change(extent, match[2].lower()))


def _alone(text: str, at: int, end: int) -> bool:
    """Whether no name goes on behind the word, and a determiner stands before it."""
    if _NAME_GOES_ON.match(text, end) or _LABEL.match(text, end):
        return False
    if not text.startswith("he ", at - 3):
        return True
    named = _NAMED.search(text, max(0, at - 20), at)
    return not named and bool(_ARTICLE.search(text[max(0, at - 5) : at - 3]))


def _common(noun: str) -> bool:
    lower = noun.lower()
    return (
        lower in word_list("common-words")
        and lower not in word_list("capital-nouns")
        and lower.removesuffix("s") not in word_list("capital-nouns")
        and lower not in word_list("function-words")
        and noun not in first_names()
    )


def _stray(analysis: Analysis, noun: str, offset: int) -> Iterator[Finding]:
    """The place of a noun whose only capital this is."""
    segment, extent = place_in(analysis, offset, len(noun))
    if segment.kind == "heading" or not free(segment, extent) or _titled(segment, extent):
        return
    if segment.seam(extent.start):  # a label: `the **Target file** box`
        return
    if _NAME_BEFORE.search(segment.text, max(0, extent.start - 40), extent.start):
        return
    if analysis.in_quotation(segment, extent.start):
        return
    before, after = segment.text[: extent.start], segment.text[extent.end :]
    if _EPITHET.search(before) or after.startswith((":", ", or ")):
        return  # Catherine the Great, a thing called a Cause, “The Juror:”
    capital = sum(1 for _ in places_of(analysis.evidence, noun))
    lower = sum(1 for _ in places_of(analysis.evidence, noun.lower()))
    polite = bool(_POLITE.search(segment.text)) or bool(_POLITE.search(analysis.whole[:20_000]))
    code = "`" in analysis.document.text
    if capital == 1 and (polite or (lower >= 2 and not code)):
        change = Change(Extent(extent.start, extent.start + 1), noun[0].lower())
        yield finding(segment, _RULE, extent, change, priority=1)


_EPITHET = lazily(re.compile, r"(?:\b[A-Z][a-z]+ the|\b(?:called|named|titled) (?:a|an|the)) $")


def _titled(segment: Segment, extent: Extent) -> bool:
    """Whether the line is a headline, or the place lies in a run of capitals."""
    words = [w for w in segment.text.split() if len(w) > 3 and w[0].isalpha()]
    high = sum(w[0].isupper() for w in words)
    return (high * 2 > len(words) and len(words) > 3) or not segment.text[extent.end :].strip(
        " .,;:!?)”’"
    )
