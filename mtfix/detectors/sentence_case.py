"""Sentences and paragraphs that begin in lower case.

Why machine translation makes this error: the first word was dropped or moved, or the segment
began in the middle of a sentence; the engine keeps the case of what it was given.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_word, word_list, word_set
from mtfix.analysis.sentences import ends_sentence, starts_sentence
from mtfix.analysis.word_classes import main_classes, only
from mtfix.detectors._examples import keep as _keep
from mtfix.detectors._place import free, place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule, RunKind
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


RULES = (
    Rule(
        "paragraph-start-lower",
        "case-sentence-start",
        "a paragraph begins with a capital",
        "The first word was dropped or moved, and the next one kept its lower case.",
        certain="A paragraph of whole sentences begins behind a full stop, in a text that begins the others with capitals.",
        examples=(
            Example(
                "The shop opened in May.\n\nthese quiet weeks were good for us. We rested a little.",
                "The shop opened in May.\n\nThese quiet weeks were good for us. We rested a little.",
            ),
            Example(
                "every winter the lake freezes. Then Marta takes her skates.\n\nShe is fast.",
                "Every winter the lake freezes. Then Marta takes her skates.\n\nShe is fast.",
            ),
        ),
        keep=_keep(
            "The rules are:\n\nevery winter the lake is closed. Nobody skates.",
            "npm installs the rest. Then run it.\n\nIt takes a minute.",
            "iPhone users know it. Others do not.\n\nThey wait.",
            "the moon is a boat.\nit sails on.\nit never lands.",
            "The columns are explained below.\n\nstatus: how the Worker is doing, which is most often idle.",
            "hey, you there? i am late.\n\nok, see you.",
        ),
        origin="detectors/sentence_case.py",
    ),
    Rule(
        "sentence-start-lower",
        "case-sentence-start",
        "a sentence begins with a capital, or the full stop before it is wrong",
        "The engine took a full stop for that of an abbreviation, or lost the first word.",
        applicability=UNSAFE,
        certain="A subject with its verb begins behind the full stop, so neither the stop nor the word can go.",
        examples=(
            Example(
                "My brother likes to cook. once he baked a cake for us.",
                "My brother likes to cook. Once he baked a cake for us.",
            ),
            Example(
                "The harbour is small. the ferry comes twice a day.",
                "The harbour is small. The ferry comes twice a day.",
            ),
        ),
        keep=_keep(
            "They sell tea, milk, etc. the rest of the day.",
            "We sell soap for washing. or for cleaning.",
            "It is small. eBay has others.",
            "I was in bed. she was, too. nobody called. it was late.",
            "He waited … the ferry did not come.",
        ),
        origin="detectors/sentence_case.py",
    ),
    Rule(
        "translated-sentence-start-lower",
        "case-sentence-start",
        "a sentence begins with a capital",
        "The engine put another word first, and that one kept its lower case.",
        applicability=UNSAFE,
        hunch=True,
        examples=(
            Example(
                "The ferry is small. a boy of ten sells the tickets.",
                "The ferry is small. A boy of ten sells the tickets.",
            ),
            Example(
                "The shop is closed.\n\nbread and milk can be bought at the station.",
                "The shop is closed.\n\nBread and milk can be bought at the station.",
            ),
        ),
        keep=_keep(
            "They sell tea, milk, etc. the rest of the day.",
            "The ferry is small. a, b and c are its doors.",
            "The ferry is small. A boy of ten sells the tickets.",
        ),
        origin="detectors/sentence_case.py",
    ),
)
_PARAGRAPH, _SENTENCE, _TRANSLATED = RULES
_WORD = lazily(re.compile, r"[a-z]+(?![\w.’'@/_-])")
_OPENER = lazily(re.compile, r"([a-z]+(?:n[’']t)?),? [A-Za-z“‘']")
# A subject and its verb: what begins so is a sentence of its own.
_WHOLE = lazily(
    re.compile,
    r"(?:he|she|it|they|we|this|these|there|you) (?:also |then |now |still |never |always )?(?:is|are|was|were|has|have|had|will"
    r"|would|can|could|must|should|may|might|did|does|do|went|came|took|gave|said|says|goes|comes|takes|gives|[a-z]{3,}ed)\b"
    r"|(?:the|these|those|our|their|his|my|its|your) (?:[a-z]+ ){1,3}(?:is|are|was|were|has|have|had|will|can|must)\b(?! that\b)"
    r"|(?:because|although|when|if) (?:he|she|it|they|we|I|you|the|this|these|my|his|her|their|our) [^.!?]{4,70}, (?:he|she|it|they|we|I|you|the|my|his|her|their|our)\b"
    r"|don[’']t (?:be|go|do|use|put|touch|forget|worry|open|close|try|leave|let|take|make|miss|wait|buy|expect|hesitate)\b",
)
_PLURAL = lazily(
    re.compile,
    r"[a-z]+s (?:of|in|from|with|for) (?:the|this|these|our|their|his|her) [^.!?,;]{3,60} (?:are|were|have|can|will)\b",
)
_STOPPED = lazily(re.compile, r"(?:[a-z]{3}|[A-Z][a-z]{2}|°[CF]|\d%)[”’\")]?$")
_ASKED = lazily(
    re.compile, r"(?<=[a-z][?!] )(?P<word>an?|the|in|at|on|for|this|these)(?= [a-z]{3})"
)
_REACH = 160  # of a sentence whose beginning is looked at
_TITLE_CASED = 4  # so many other paragraphs settle how the text begins them
_SHORT_LINE = 60


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each paragraph or sentence that begins in lower case."""
    yield from _paragraphs(analysis)
    yield from _sentences(analysis)
    yield from _behind_questions(analysis)


def _paragraphs(analysis: Analysis) -> Iterator[Finding]:
    texts = analysis.document.texts
    low = [i for i in analysis.scope if texts[i][:1].islower()]
    if not low or not _has_capitals(analysis):
        return
    for index in low:
        match = _WORD.match(texts[index])
        if match and texts[index][match.end() : match.end() + 1] == ":":
            continue  # `status: how the process is doing` explains a name
        if not match or not _ordinary(match[0]) or not _paragraph(analysis, index):
            continue
        capitals = any(map(str.isupper, texts[index]))
        if not capitals and not (_tells(texts[index]) and _behind_stop(analysis, index)):
            continue
        segment = analysis.document.segments[index]
        extent = Extent(0, len(match[0]))
        if free(segment, extent) and segment.runs[0].kind is RunKind.PROSE:
            change = Change(Extent(0, 1), match[0][0].upper())
            stop = _behind_stop(analysis, index) or _behind_torn_heading(analysis, index)
            sure = stop and not _behind_code(analysis, index)
            level = SAFE if sure and capitals else UNSAFE
            rule = _PARAGRAPH if capitals else _TRANSLATED
            yield finding(segment, rule, extent, change, applicability=level)


def _behind_code(analysis: Analysis, index: int) -> bool:
    """Whether something that is no prose stands above, after which a sentence may go on."""
    segments, text = analysis.document.segments, analysis.document.text
    begin = segments[index - 1].span.end if index else 0
    return bool(text[begin : segments[index].span.start].strip())


def _behind_stop(analysis: Analysis, index: int) -> bool:
    """Whether a full stop stands above; behind a quotation its sentence may go on."""
    before = analysis.document.texts[index - 1] if index else ""
    return not before or (before.rstrip().endswith((".", "!", "?")) and before[-3:] != "...")


def _behind_torn_heading(analysis: Analysis, index: int) -> bool:
    """Whether a heading stands above that lost its end: “Gifts without the pain of”."""
    above = analysis.document.segments[index - 1] if index else None
    return (
        above is not None
        and above.kind == "heading"
        and above.text.rsplit(None, 1)[-1] in word_list("function-words")
    )


def _has_capitals(analysis: Analysis) -> bool:
    """Whether the text begins its paragraphs and sentences with capitals, as chats do not."""
    texts = analysis.document.texts
    firsts = [text[:1] for text in texts]
    return sum(map(str.islower, firsts)) <= sum(map(str.isupper, firsts))


def _ordinary(word: str) -> bool:
    """Whether the word is an English one that no name, program or unit is written like."""
    return is_word(word) and word not in word_list("lower-case-names")


def _paragraph(analysis: Analysis, index: int) -> bool:
    """Whether a whole paragraph begins here, and nothing that goes on from above."""
    segments = analysis.document.segments
    segment = segments[index]
    if segment.kind != "paragraph" or not ends_sentence(segment.text):
        return False
    for near in (index - 1, index + 1):
        if 0 <= near < len(segments) and _same_block(segments[near], segment):
            return False
    before = segments[index - 1].text if index else ""
    headed = segments[index - 1].kind == "heading" and before[:1].isupper()
    return not before or ends_sentence(before) or headed


def _same_block(near: Segment, segment: Segment) -> bool:
    """Whether two lines stand together and are so short that they may be verse or a list."""
    return near.block == segment.block and min(len(near.text), len(segment.text)) < _SHORT_LINE


def _sentences(analysis: Analysis) -> Iterator[Finding]:
    """Look behind each full stop; a question or a cry may go on in lower case."""
    pieces = analysis.stretches
    low = [n for n, piece in enumerate(pieces) if n and piece[:1].islower()]
    if not low or len(low) > max(2, len(pieces) // 3):
        return
    ends = list(itertools.accumulate(map(len, pieces)))
    for number in low:
        match = _OPENER.match(pieces[number])
        if not match or not _STOPPED.search(pieces[number - 1]):
            continue
        at = ends[number - 1] + 2 * number
        if _begins(pieces[number], match[1]):
            level = SAFE if _WHOLE.match(pieces[number]) and _long(pieces[number - 1]) else UNSAFE
            yield from _sentence(analysis, at, match[1], level)
        elif _tells(pieces[number]) and is_word(match[1]) | (len(match[1]) < 3):
            yield from _sentence(analysis, at, match[1], UNSAFE, _TRANSLATED)


def _behind_questions(analysis: Analysis) -> Iterator[Finding]:
    """Look behind question and exclamation marks, where a translated text begins in lower case."""
    for match in _ASKED.finditer(analysis.visible):
        rest = analysis.visible[match.start("word") : match.start("word") + _REACH]
        if _tells(rest.partition(". ")[0].partition("\n")[0]):
            yield from _sentence(analysis, match.start("word"), match["word"], UNSAFE, _TRANSLATED)


def _begins(piece: str, word: str) -> bool:
    """Whether a word in lower case may be the first of a sentence."""
    if word in word_set("sentence-starts"):
        return True
    return bool(_WHOLE.match(piece) or (_PLURAL.match(piece) and is_word(word)))


def _tells(piece: str) -> bool:
    """Whether a piece is a sentence with a verb of its own, some words from its beginning."""
    first, *words = piece.split(" ")[:14]
    if first.endswith(",") or first in ("which", "who", "that") or main_classes(first)[:1] == "z":
        return False
    verb = any(w in word_set("finite-auxiliaries") or "d" in main_classes(w) for w in words)
    return len(words) > 4 and (verb or any(only(w, "z") for w in words))


def _long(piece: str) -> bool:
    """Whether a piece is more than an abbreviation or a number that a full stop follows."""
    return len(piece.split()) > 3 and piece[:1].isupper()


def _sentence(
    analysis: Analysis, offset: int, word: str, level: Applicability, rule: Rule = _SENTENCE
) -> Iterator[Finding]:
    segment, extent = place_in(analysis, offset, len(word))
    text = segment.text
    if extent.start < 3 or not text[: extent.start - 2].strip():
        return
    last = text[: extent.start - 2].rsplit(None, 1)[-1].strip("“‘(\"'")
    measured = last.startswith("°") or last.endswith("%")
    if not starts_sentence(text, extent.start) or _abbreviation(last):
        return
    named = rule is _TRANSLATED and len(last) > 3 and last[:1].isupper()
    if not measured and not named and not is_word(last.lower()):
        return
    if segment.kind in ("line", "cell") or not ends_sentence(text):
        return  # verse and lists
    if text[0].islower() or not any(c.isupper() for c in text[: extent.start]):
        return
    if free(segment, extent) and len(text) - extent.end > 12:
        change = Change(Extent(extent.start, extent.start + 1), word[0].upper())
        yield finding(segment, rule, extent, change, applicability=level)


@cache
def _abbreviation(word: str) -> bool:
    return word in word_list("abbreviations")
