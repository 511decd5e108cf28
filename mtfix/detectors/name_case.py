"""Names in lower case that the document itself writes with a capital.

Why machine translation makes this error: the truecaser does not know a surname, or knows a
common word that looks like it; each sentence is cased anew, without memory of the last one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_first_name, is_word, table, word_list
from mtfix.analysis.occurrences import places_of_all
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE

RULES = (
    Rule(
        "name-lower-case",
        "case-name-lower",
        "a name in lower case; the document writes it with a capital elsewhere",
        "The truecaser does not know the name and cases every sentence anew.",
        certain="The word is in no dictionary, and the document has it as a person's name within a sentence.",
        touches=frozenset({"names"}),
        examples=(
            Example(
                "Lena okafor opened the clinic. On Friday, Okafor thanked the donors.",
                "Lena Okafor opened the clinic. On Friday, Okafor thanked the donors.",
            ),
            Example(
                "The prize went to Marco Bellandi. Then bellandi left the stage.",
                "The prize went to Marco Bellandi. Then Bellandi left the stage.",
            ),
            Example(
                "The plumber Ayşe Korkut came late. “It leaks,” said korkut.",
                "The plumber Ayşe Korkut came late. “It leaks,” said Korkut.",
            ),
            Example(
                "Rosa bush sings. The album of Rosa Bush sold well.",
                "Rosa Bush sings. The album of Rosa Bush sold well.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The work of Laura Bush began early. Each bush in the park was cut.",
                "They moved to the house. The House of Lords sat late.",
                "Charles de Gaulle arrived; with him came De Gaulle’s aides.",
                "Install redis first. The server that Redis runs on needs memory; redis listens on a port.",
            )
        ),
        origin="detectors/name_case.py",
    ),
)
_RULE = RULES[0]
_SHORTEST = 4
_WORD_AFTER = lazily(re.compile, r" ([a-zß-ÿ]{4,})\b")
_SURNAME = lazily(re.compile, r" ([A-ZÀ-Þ][a-zß-ÿ]{3,})\b")
_DERIVED = lazily(
    re.compile,
    r"(?:de|re|un|non|pre|sub|super|multi|over|under|mis)?"
    r"(?P<stem>[a-z]{3,}?)(?:ed|ing|able|ers?|less|ish|ly|ness)",
)
_PERSON_BEFORE = lazily(re.compile, r"([^\W\d_][\w’'-]*)\.?[ \u00a0]$")
_GLUE = "@#/\\_.-’'&=:~"


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place where a name is in lower case."""
    words = analysis.words
    unknown = sorted(
        word
        for word in analysis.words_in_scope
        if len(word) >= _SHORTEST
        and word.islower()
        and word.isalpha()
        and word[0] < "\u0370"  # Greek and Cyrillic are words of the source
        and word.capitalize() in words
        and not is_word(word)
        and not _derived(word)
    )
    for word in unknown:
        capital = analysis.facts.places(word.capitalize())
        yield from _unknown_word(analysis, word, analysis.places(word), capital)
    yield from _common_words(analysis)


def _unknown_word(
    analysis: Analysis, word: str, places: list[int], capitalised: list[int]
) -> Iterator[Finding]:
    """The places of a word that is no English one and has a capital elsewhere."""
    if len(places) > len(capitalised):
        return  # a term that sometimes begins a sentence
    within = {_within(analysis, at) for at in capitalised}
    person = _is_person(analysis, capitalised)
    for at in places:
        before = _PERSON_BEFORE.search(analysis.visible[max(0, at - 30) : at])
        named = before is not None and _names_somebody(before[1])
        first = before is not None and is_first_name(before[1])
        if not first and within == {""}:
            continue  # its capital may be that of a heading
        if person or named or _speaks(analysis, at, word, capitalised):
            sure = first or ("sentence" in within and (person or not named))
            yield from _place(analysis, at, word, SAFE if sure else UNSAFE)


def _within(analysis: Analysis, at: int) -> str:
    """Within what a capital stands: a `sentence`, where only names have one, a `paragraph`, or ""."""
    before = analysis.evidence[max(0, at - 2) : at]
    if before[1:] not in (" ", "\u00a0") or before[0] in '\n#*|•-–—"“‘(':
        return ""
    return "sentence" if before[0].isalnum() or before[0] in ",;’”)" else "paragraph"


def _derived(word: str) -> bool:
    """Whether the word is made of a common one: *paned*, *destructured* are no names."""
    match = _DERIVED.fullmatch(word)
    if match is None:
        return False
    return is_word(match["stem"]) or is_word(match["stem"] + "e")


def _common_words(analysis: Analysis) -> Iterator[Finding]:
    """The places of an English word behind a first name that elsewhere stands before its capital."""
    text, found = analysis.visible, []
    for first in sorted(w for w in analysis.words_in_scope if is_first_name(w)):
        after = [_WORD_AFTER.match(text, at + len(first)) for at in analysis.places(first)]
        behind = [m for m in after if m and is_word(m[1])]
        known = _surnames(analysis, first) if behind else frozenset()
        found += [m for m in behind if m[1].capitalize() in known]
    times = Counter(match[1] for match in found)
    lower = places_of_all(text, times)
    for match in found:
        # a word that stands alone, too, is no surname that lost its capital
        if len(lower[match[1]]) <= times[match[1]]:
            yield from _place(analysis, match.start(1), match[1], UNSAFE)


def _speaks(analysis: Analysis, at: int, word: str, capitalised: list[int]) -> bool:
    """Whether the word is beside a verb of speech, and elsewhere behind what can only be a name."""
    verbs, text = word_list("core-speech-verbs"), analysis.visible
    before = _PERSON_BEFORE.search(text[max(0, at - 30) : at])
    after = _WORD_AFTER.match(text, at + len(word))
    if not any(m and m[1] in verbs for m in (before, after)):
        return False
    left = (analysis.evidence[max(0, i - 30) : i] for i in capitalised)
    named = (_PERSON_BEFORE.search(words) for words in left)
    return any(m is not None and _names_somebody(m[1]) for m in named)


def _surnames(analysis: Analysis, first: str) -> frozenset[str]:
    """The capitalised words that stand behind a first name anywhere."""
    text, size = analysis.evidence, len(first)
    after = (_SURNAME.match(text, at + size) for at in analysis.facts.each_place(first))
    return frozenset(m[1] for m in after if m)


def _place(
    analysis: Analysis, offset: int, word: str, level: Applicability = SAFE
) -> Iterator[Finding]:
    index = analysis.segment_at(offset)
    segment = analysis.document.segments[index]
    at = offset - analysis.start_of(index)
    extent = Extent(at, at + len(word))
    if segment.text.strip() == word or segment.text[:at].lower().endswith(f"{word} "):
        return  # a label, and “choo choo”
    if not _glued(segment.text, extent) and not segment.locked(extent):
        change = Change(extent, word.capitalize())
        yield finding(segment, _RULE, extent, change, applicability=level, priority=5)


def _names_somebody(word: str) -> bool:
    """Whether a capitalised word can only be the first part of a name."""
    return is_first_name(word) or (
        not word.endswith(("’s", "'s"))
        and "-" not in word
        and word[0].isupper()
        and word[1:].islower()
        and len(word) > 2
        and not is_word(word.lower())
    )


def _is_person(analysis: Analysis, places: list[int]) -> bool:
    """Whether the capitalised form stands behind a first name or a title somewhere."""
    titles = table("gendered-titles")
    for at in places:
        before = _PERSON_BEFORE.search(analysis.evidence[max(0, at - 30) : at])
        if before and (
            is_first_name(before[1]) or (before[1][0].isupper() and before[1].lower() in titles)
        ):
            return True
    return False


def _glued(text: str, extent: Extent) -> bool:
    """Whether the word is part of an address, a handle, a file name or a compound."""
    left, right = text[extent.start - 1 : extent.start], text[extent.end : extent.end + 2]
    if left in ("(", "[") and right[:1] in (")", "]"):
        return True  # the handle of somebody
    return bool(left and left in _GLUE) or bool(
        (right and right[0] in "@/\\_=-~") or re.match(r"[.:]\w", right)
    )
