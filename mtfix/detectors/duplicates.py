"""A sentence or a paragraph that stands twice, one right behind the other.

Why machine translation makes this error: the page has a caption and its alternative text, or a
headline and its crumb; a scraper takes both, and the engine translates both.
"""

from __future__ import annotations

from itertools import compress, count, islice, pairwise
from operator import eq
from typing import TYPE_CHECKING

from mtfix.analysis.sentences import ends_sentence, starts_sentence
from mtfix.detectors._examples import keep as _keep
from mtfix.detectors._place import place_in
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

UNSAFE = Applicability.UNSAFE
_PLAN = (
    "The council of the old harbour town has put off its plan for a new bridge until the spring."
)


RULES = (
    Rule(
        "paragraph-twice",
        "rep-duplicate-block",
        "the paragraph stands here twice",
        "A scraper took a caption and its alternative text, or a headline and its crumb.",
        applicability=UNSAFE,
        touches=frozenset({"names", "numbers"}),
        examples=(
            Example(f"{_PLAN}\n\n{_PLAN}\n\nNobody was glad.", f"{_PLAN}\n\nNobody was glad."),
            Example(f"It rained.\n\n{_PLAN}\n\n{_PLAN}\n", f"It rained.\n\n{_PLAN}\n"),
        ),
        keep=_keep(
            "No. No.\n\nNo. No.",
            "And the wind blew over the water, and the wind blew over the sand\n"
            "And the wind blew over the water, and the wind blew over the sand",
            "- None of the above is known to the office.\n- None of the above is known to the office.",
        ),
        origin="detectors/duplicates.py",
    ),
    Rule(
        "sentence-twice",
        "rep-duplicate-block",
        "the sentence stands here twice",
        "A scraper took a caption and the text below it, which begins with the same words.",
        applicability=UNSAFE,
        touches=frozenset({"names", "numbers"}),
        examples=(
            Example(f"{_PLAN} {_PLAN} Nobody was glad.", f"{_PLAN} Nobody was glad."),
            Example(
                f"It rained. {_PLAN} {_PLAN} Nobody was glad.",
                f"It rained. {_PLAN} Nobody was glad.",
            ),
        ),
        keep=_keep(
            "I went home. I went home. I went home.",
            "He ran to the bridge and back. He ran to the bridge and home.",
        ),
        origin="detectors/duplicates.py",
    ),
)
_PARAGRAPH, _SENTENCE = RULES
_SHORT = 20  # a sentence of this length is as a rule repeated by mistake, but not surely
_WORDS = 4  # and it has so many words
_LONG = 60  # code points; what is shorter may be said twice on purpose


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each second one."""
    yield from _paragraphs(analysis)
    yield from _sentences(analysis)


def _paragraphs(analysis: Analysis) -> Iterator[Finding]:
    texts = analysis.document.texts
    same = compress(count(1), map(eq, texts, islice(texts, 1, None)))
    for index in same:
        if len(texts[index]) >= _LONG and index in analysis.scope:
            segment = analysis.document.segments[index]
            if analysis.document.segments[index - 1].kind != segment.kind:
                continue  # what the front matter says of the page may be its first paragraph
            if segment.kind != "paragraph" or not ends_sentence(segment.text):
                continue
            extent = Extent(0, len(segment.text))
            removes = segment.removal is not None
            yield finding(segment, _PARAGRAPH, extent, removes_segment=removes, priority=6)


def _sentences(analysis: Analysis) -> Iterator[Finding]:
    at = 0
    for one, two in pairwise(analysis.stretches):
        at += len(one) + 2
        head = two[:12]
        if head in one and _alike(one, head):
            yield from _second(analysis, one, at)


def _alike(one: str, head: str) -> bool:
    """Whether what begins with `head` may be the last sentence of the stretch before it."""
    return one.startswith(head) or f"\n{head}" in one or f"! {head}" in one


def _second(analysis: Analysis, one: str, begin: int) -> Iterator[Finding]:
    """The sentence at `begin`, if it is the whole of the one before it."""
    text = analysis.visible
    sentence = one[one.rfind("\n") + 1 :]
    for cut in ("! ", "? ", ".” ", "!” ", "?” "):
        sentence = sentence[sentence.rfind(cut) + len(cut) :] if cut in sentence else sentence
    size = len(sentence) + 1
    if not text.startswith(f"{sentence}.", begin) or not _enough(sentence, text, begin + size):
        return
    segment, extent = place_in(analysis, begin, size)
    if extent.start < size or not starts_sentence(segment.text, extent.start - size - 1):
        return
    gone = Extent(extent.start - 1, extent.end)
    if len(sentence) < _LONG and analysis.in_quotation(segment, extent.start):
        return
    yield finding(segment, _SENTENCE, extent, Change(gone, ""), priority=6)


def _enough(sentence: str, text: str, end: int) -> bool:
    """Whether the sentence is long enough, and not said a third time, as in a refrain."""
    if len(sentence) >= _LONG:
        return True
    third = text.startswith(f" {sentence}.", end)
    return len(sentence) >= _SHORT and len(sentence.split()) >= _WORDS and not third
