"""Links glued to the words around them: `See[the first chapter](a.md)`, `[here](b.md)for more`.

Why machine translation makes this error: Chinese and Japanese set no space there, and an engine
that keeps a link as it is translates the words on both sides, not the seams.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_word
from mtfix.detectors._examples import keep_markdown as _keep
from mtfix.detectors._examples import markdown as _pair
from mtfix.detectors._markdown import Hidden, found_in_file
from mtfix.lazily import lazily
from mtfix.model import Edit, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "link-glued-to-word",
        "mk-md-link",
        "a space is missing beside the link",
        "The source sets no spaces, and the engine leaves the link and its seams as they are.",
        touches=frozenset({"markup"}),
        certain="Both sides are whole words that make no word together.",
        examples=(
            _pair("See[the first chapter](a.md) of it.", "See [the first chapter](a.md) of it."),
            _pair(
                "It is late.[Open the door](a.md) first.",
                "It is late. [Open the door](a.md) first.",
            ),
            _pair("Look [here](a.md)for more doors.", "Look [here](a.md) for more doors."),
            _pair("It stands in[Door list](a.md) there.", "It stands in [Door list](a.md) there."),
        ),
        keep=_keep(
            "All [door](a.md)s are [paint](b.md)ed and the re[read](c.md) file is old.",
            "See note[1](a.md) and type[T](b.md).",
            "Call `Door.[open](a.md)` or Door.[open](a.md) at night.",
            "It is [un](a.md)believable and [over](b.md)night.",
            "He said so.[^1] It is ![door](a.png)there.",
        ),
        origin="detectors/link_seams.py",
    ),
)
_RULE = RULES[0]

_LINK = lazily(
    re.compile,
    r"(?<=[A-Za-z.,;:!?])\[(?P<text>[A-Za-z][\w’'-]*(?P<more>,? [^\[\]\n]+)?)\]\([^\s()<>]+\)",
)
_WORD = lazily(
    re.compile, r"(?<![\w`./\\@#{}<>=+\[\]()-])(?P<word>[A-Za-z]{2,})(?P<stop>[.,;:!?]?)\Z"
)
_REACH = 40  # code points; no word is longer
_AFTER = lazily(re.compile, r"\]\([^\s()<>]+\)(?=(?P<word>[A-Za-z]{2,})(?![\w.-]))")
_LAST = lazily(re.compile, r"[A-Za-z]+\Z")
_BEGINNINGS = frozenset({"re", "un", "non", "pre", "anti", "sub", "multi", "over", "under"})
_ENDINGS = frozenset({"s", "es", "ed", "er", "ers", "ing", "ly", "less", "ness", "able", "ful"})


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each seam of a link without its space."""
    document = analysis.document
    if document.format != "markdown" or "](" not in document.text:
        return
    text, hidden = document.text, Hidden(document)
    for match in _LINK.finditer(text):
        word = _WORD.search(text[max(0, match.start() - _REACH) : match.start()])
        if word and _opens(word, match) and not hidden.holds(match.start()):
            yield _spaced(match.start() - len(word[0]), match.start())
    for match in _AFTER.finditer(text):
        last = _LAST.search(text[max(0, match.start() - _REACH) : match.start()])
        if last and _goes_on(last[0], match["word"]) and not hidden.holds(match.start()):
            yield _spaced(match.start(), match.end())


def _opens(before: re.Match[str], link: re.Match[str]) -> bool:
    """Whether the words before a link and in it are two: no `re[read]`, no `type[T]`."""
    word, first = before["word"].lower(), re.split(r"\W", link["text"])[0].lower()
    if not is_word(word) or word in _BEGINNINGS:
        return False
    if link["more"] or before["stop"]:
        return bool(link["more"])  # `Door.[open]` may be code
    title = link["text"][0].isupper() and before["word"].islower()
    return title and len(first) > 1 and not is_word(word + first)


def _goes_on(last: str, word: str) -> bool:
    """Whether the words in a link and behind it are two: no `[paint](…)ed`, no `[over](…)night`."""
    last, word = last.lower(), word.lower()
    return is_word(last) and is_word(word) and word not in _ENDINGS and not is_word(last + word)


def _spaced(start: int, end: int) -> Finding:
    return found_in_file(_RULE, Span(start, end), Edit(Span(end, end), " "))
