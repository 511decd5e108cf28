"""Two words without the space between them: `generalassembly`, `reportThe`.

Why machine translation makes this error: a link or bold type ended between the words; the tag
goes, and the space beside it goes with it. Chinese and Japanese sources have no space to keep.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mtfix.analysis.lexicon import english_words, first_names, is_word, word_list, word_set
from mtfix.analysis.occurrences import places_of
from mtfix.detectors._examples import keep as _keep
from mtfix.detectors._place import free, place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


RULES = (
    Rule(
        "fused-words",
        "fuse-inline-boundary",
        "two words without the space between them",
        "The space stood beside a tag that did not survive, or the source has none.",
        applicability=UNSAFE,
        examples=(
            Example(
                "The delegates of the generalassembly voted late.",
                "The delegates of the general assembly voted late.",
            ),
            Example(
                "They renewed the pensionreform. Nobody liked the pension reform.",
                "They renewed the pension reform. Nobody liked the pension reform.",
            ),
            Example(
                "The rooms of the museumwere closed on Monday.",
                "The rooms of the museum were closed on Monday.",
            ),
        ),
        keep=_keep(
            "The crowdfunding campaign of the storyteller went well.",
            "See generalassembly.example.org for the agenda.",
            "Her handle is @generalassembly on every network.",
            "The counterterrorism unit and the peacebuilding fund met.",
            "The German Bundesverfassungsgericht decides.",
            "Run the systemcontroller with `start` from the project root.",
            "The command `generalassembly` prints a list.",
        ),
        origin="detectors/fused_words.py",
    ),
    Rule(
        "fused-preposition",
        "fuse-inline-boundary",
        "a name or a year is glued to the word before it",
        "The name was a link, and the space beside it went with the tag.",
        applicability=UNSAFE,
        touches=frozenset({"names", "numbers"}),
        examples=(
            Example(
                "They came back toLisbon in May. In Lisbon it was hot.",
                "They came back to Lisbon in May. In Lisbon it was hot.",
            ),
            Example(
                "The bridge was built in1931 by two brothers.",
                "The bridge was built in 1931 by two brothers.",
            ),
        ),
        keep=_keep(
            "The iPhone and the eBook are sold in May. An iPhone costs more.",
            "The code of1234 is wrong, and the model at2020x, too.",
            "Call `toString` or `inPlace`; a String is returned in Place.",
        ),
        origin="detectors/fused_words.py",
    ),
    Rule(
        "fused-sentences",
        "fuse-inline-boundary",
        "two sentences without a stop and a space between them",
        "The first sentence ended in a link or a heading; the stop and the space went with the tag.",
        applicability=UNSAFE,
        examples=(
            Example(
                "The boat reached the harbourThe crew was asleep by then.",
                "The boat reached the harbour. The crew was asleep by then.",
            ),
            Example(
                "She closed the libraryHowever, the readers stayed.",
                "She closed the library. However, the readers stayed.",
            ),
        ),
        keep=_keep(
            "The function callThe is a joke.",
            "He plays for the band theThe and others.",
            "They use JavaScript, YouTube and iPhone there.",
            "Run `harbourThe crew` once.",
            "“Nobody will be repressHe said.",
        ),
        origin="detectors/fused_words.py",
    ),
)
_WORDS, _PREPOSITION, _SENTENCES = RULES
_SHORTEST = 10  # of a fused pair; shorter ones have too many readings
_LONG = 5  # from this length on, a part counts even where the text has it nowhere else
_SURE = 12  # and the pair, then
_GLUED_PREPOSITION = lazily(
    re.compile,
    r"(in|of|to|from|by|with|at|and|the|for|since|until|on)([A-Z][a-z]{3,}|1[5-9]\d\d|20[0-3]\d)",
)
_SWITCH = lazily(re.compile, r"([a-z]{4,}|[A-Z][a-z]{3,})([A-Z][a-z]+)")
_AROUND = 3  # English words beside it
_NEXT = lazily(re.compile, r",? [a-z]")
_ENGLISH_BEFORE = lazily(re.compile, r"[A-Za-z,;’”)] $")


class Split(NamedTuple):
    """The two words that stand together."""

    left: str
    right: str


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place where two words or sentences are fused."""
    for word in sorted(analysis.words_in_scope - english_words()):
        if len(word) >= _SHORTEST and word.isascii() and word.isalpha() and word.islower():
            yield from _fused(analysis, word)
        elif len(word) > 6 and word[-1].islower() and not word[1:].islower():
            yield from _switched(analysis, word)
        if match := _GLUED_PREPOSITION.fullmatch(word):
            yield from _preposition(analysis, word, match)


def _fused(analysis: Analysis, word: str) -> Iterator[Finding]:
    split = _split(word)
    level = _level(analysis, split) if split else None
    if split is None or level is None:
        return
    stands = list(places_of(analysis.visible, word))
    if len(stands) > 1 and level is not SAFE:
        return  # a word that the author coined, or one that no dictionary has
    for offset in stands:
        segment, extent = place_in(analysis, offset, len(word))
        if not free(segment, extent) or not _in_prose(segment.text, extent):
            continue
        if level is not SAFE and segment.kind in ("item", "cell"):
            continue  # rows of names and commands
        at = extent.start + len(split.left)
        title = f"{split.left} {split.right}"
        yield finding(
            segment, _WORDS, extent, Change(Extent(at, at), " "), applicability=level, title=title
        )


def _split(word: str) -> Split | None:
    """The one way to read a word as two common ones, or None."""
    if word in word_list("closed-compounds"):
        return None
    common, joining = word_list("common-words"), word_list("compounding-words")
    ways = [Split(word[:i], word[i:]) for i in range(3, len(word) - 2)]
    ways = [s for s in ways if s.left in common and s.right in common]
    ways = [
        s
        for s in ways
        if min(map(len, s)) > 3
        or s.left in word_set("fusing-words")
        or s.right in word_set("fusing-words")
    ]
    if len(ways) != 1 or ways[0].left in joining or ways[0].right in joining:
        return None
    return ways[0]


def _level(analysis: Analysis, split: Split) -> Applicability | None:
    """How far the text itself speaks for two words."""
    if "`" in analysis.document.text:
        return None  # prose about code coins words: `frontmatter`, `monkeypatch`
    function = split.left in word_set("fusing-words") or split.right in word_set("fusing-words")
    if f"{split.left} {split.right}" in analysis.evidence:
        return SAFE if function else UNSAFE  # two nouns may be one: `firewood`, `healthcheck`
    if split.right.endswith(tuple(word_set("compound-ends"))) and not function:
        return None  # grapegrowers, coarseminded
    known = split.left in analysis.words and split.right in analysis.words
    if known or (min(map(len, split)) >= _LONG and sum(map(len, split)) >= _SURE):
        return UNSAFE
    return UNSAFE if function and max(map(len, split)) >= _LONG else None


def _in_prose(text: str, extent: Extent) -> bool:
    """Whether the word stands in a sentence, and not as a value, a key, a command or a name."""
    if not _ENGLISH_BEFORE.search(text[max(0, extent.start - 3) : extent.start]):
        return False
    words = text[: extent.start].split()[-8:] + text[extent.end :].split()[:8]
    return sum(is_word(w.strip(".,;:").lower()) for w in words) >= _AROUND


def _switched(analysis: Analysis, word: str) -> Iterator[Finding]:
    """A lower-case word or a known name, and the first word of a sentence."""
    match = _SWITCH.fullmatch(word)
    if not match or match[2] not in word_set("sentence-heads"):
        return
    left = match[1]
    if not (
        is_word(left)
        or (left[0].isupper() and left in analysis.words and left not in first_names())
    ):
        return
    for offset in places_of(analysis.visible, word):
        segment, extent = place_in(analysis, offset, len(word))
        before = segment.text[: extent.start].split()[-3:]
        if (
            not free(segment, extent)
            or not _NEXT.match(segment.text, extent.end)
            or len(before) < 3
            or _speaks(segment.text, extent)
        ):
            continue
        if not _in_prose(segment.text, extent) or len(segment.text) - extent.end < 10:
            continue
        if not any(w.islower() and is_word(w) for w in before) or _code_before(before):
            continue
        at = extent.start + len(left)
        change = Change(Extent(at, at), ". ")
        yield finding(segment, _SENTENCES, extent, change, title=f"{left}. {match[2]}")


def _preposition(analysis: Analysis, word: str, match: re.Match[str]) -> Iterator[Finding]:
    """A preposition and a year, or a name that the text has alone, too."""
    name = match[2]
    if "`" in analysis.document.text or not (name.isdecimal() or analysis.is_name(name)):
        return
    for offset in places_of(analysis.visible, word):
        segment, extent = place_in(analysis, offset, len(word))
        if free(segment, extent) and _in_prose(segment.text, extent):
            at = extent.start + len(match[1])
            title = f"{match[1]} {name}"
            yield finding(segment, _PREPOSITION, extent, Change(Extent(at, at), " "), title=title)


def _speaks(text: str, extent: Extent) -> bool:
    """Whether a verb of speech follows, so that a quotation ends here and not a sentence."""
    after = text[extent.end :].split(None, 1)[:1]
    return bool(after) and after[0].strip(".,:") in word_list("speech-verbs")


def _code_before(words: list[str]) -> bool:
    return any(
        w.lower() in ("function", "method", "variable", "class", "field", "option") for w in words
    )
