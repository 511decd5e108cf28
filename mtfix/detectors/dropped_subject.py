"""An attribution without its subject: `“…,” added.`.

Why machine translation makes this error: Spanish, Italian, Portuguese, Polish and others leave
the pronoun out. The attribution is translated apart from the sentence that names the speaker,
so the engine has nothing to make a subject of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.attribution import Attribution, attribution_at
from mtfix.analysis.marks import Role
from mtfix.analysis.people import SUBJECT, Mention, gender_of, mentions
from mtfix.analysis.sentences import starts_sentence
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.lexicon import Gender
    from mtfix.analysis.quotations import Quotation, QuotedSegment
    from mtfix.model import Finding, Segment

RULES = (
    Rule(
        "attribution-without-subject",
        "pro-dropped-subject",
        "the attribution has no subject; one speaker is active",
        "The source language leaves the pronoun out, and the engine did not see who speaks.",
        certain="A bare verb of speech ends the sentence, and its paragraph names the one who speaks.",
        examples=(
            Example(
                "“The dam is safe,” spokesman Piet Vos told the council. “We check it daily,” added.",
                "“The dam is safe,” spokesman Piet Vos told the council. “We check it daily,” he added.",
            ),
            Example(
                "“I never planned to stay,” said the actress. “Then I met my neighbors,” explained.",
                "“I never planned to stay,” said the actress. “Then I met my neighbors,” she explained.",
            ),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "“The dam is safe,” said Piet Vos.",
                "“The dam is safe,” he added.",
                "The word “dam” added to the confusion.",
                "“The dam is safe,” added the engineer.",
            )
        ),
        origin="detectors/dropped_subject.py",
    ),
    Rule(
        "attribution-of-whom",
        "pro-dropped-subject",
        "the attribution has no subject; who says it?",
        "The source language leaves the pronoun out, and the text does not tell the speaker.",
        applicability=Applicability.DISPLAY,
        examples=(
            Example("“The dam is safe,” added. The meeting ended late.", ""),
            Example("The council met. “We check it daily”, explained.", ""),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "“The dam is safe,” said the council.",
                "The phrase “as added” remained in the text.",
            )
        ),
        origin="detectors/dropped_subject.py",
    ),
)
_FIX, _ADVICE = RULES
_SKIP = lazily(re.compile, r"[\s,.]*")
# “asked this stranger” has its subject; “said to her by him” has none and wants none.
_NOT_BARE = lazily(
    re.compile, r"\s(?:this (?!week|month|year|morning|afternoon|evening)|(?:to|by) \w)"
)
_LEADS_IN = (".", "!", "?", "…", "”", "’", '"', ":", ",", "—")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each attribution that lacks its subject."""
    for quoted in analysis.quotations:
        for quotation in quoted.quotations:
            said = _bare(quoted, quotation)
            if said is not None:
                yield _finding(analysis, quoted, quotation, said)


def _bare(quoted: QuotedSegment, quotation: Quotation) -> Attribution | None:
    """The attribution behind a quotation that has no subject."""
    closer, text = quotation.closer, quoted.text
    if closer is None or closer.role is not Role.CLOSE or not closer.mark.char:
        return None
    end = closer.mark.offset + 1
    gap = _SKIP.match(text, end)
    start = gap.end() if gap else end
    said = attribution_at(text, start)
    if said is None or said.kind != "bare-verb" or not said.closed or not said.core_verb:
        return None
    if _NOT_BARE.match(text, said.verb[1]):
        return None
    inside = text[: closer.mark.offset].rstrip()[-1:]
    comma = "," in text[end:start] or inside in (",", "?", "!")
    opener = quotation.opener.mark.offset + 1 if quotation.opener else 0
    whole = starts_sentence(text, opener) and len(text[opener : closer.mark.offset].split()) >= 3
    return said if comma or (whole and "." not in text[end:start]) else None


def _finding(
    analysis: Analysis, quoted: QuotedSegment, quotation: Quotation, said: Attribution
) -> Finding:
    segment = quoted.segment
    extent = Extent(*said.verb)
    start = quotation.opener.mark.offset if quotation.opener else quotation.start
    gender, level = _speaker(analysis, segment, start)
    before = segment.text[:start].rstrip()
    if before and not before.endswith(_LEADS_IN):
        level = min(level, Applicability.UNSAFE)  # the verb may go with the sentence before
    if gender == "u":
        return finding(segment, _ADVICE, extent)
    text = f"{SUBJECT[gender]} "
    change = Change(Extent(said.start, said.start), text)
    return finding(segment, _FIX, extent, change, applicability=level)


def _speaker(analysis: Analysis, segment: Segment, start: int) -> tuple[Gender, Applicability]:
    """The gender of whoever speaks at an offset of a segment, and how sure that is."""
    attributed = _attributed(analysis, segment, start)
    if attributed != "u":
        return attributed, Applicability.SAFE
    here = list(mentions(analysis, segment, 0, start))
    if here:
        return _agreed(here)
    for index in range(segment.index - 1, max(-1, segment.index - 4), -1):
        before = analysis.document.segments[index]
        if not before.text.strip() or before.kind == "heading":
            continue
        gender = _attributed(analysis, before, len(before.text))
        if gender != "u":
            return gender, Applicability.UNSAFE
        found = list(mentions(analysis, before, 0, len(before.text)))
        if found:
            return _agreed(found)
    return "u", Applicability.DISPLAY


def _agreed(found: list[Mention]) -> tuple[Gender, Applicability]:
    genders = {m.gender for m in found}
    return (
        (genders.pop(), Applicability.UNSAFE) if len(genders) == 1 else ("u", Applicability.DISPLAY)
    )


def _attributed(analysis: Analysis, segment: Segment, end: int) -> Gender:
    """The gender of the subject of the last attribution before `end`, where it has one."""
    quoted = analysis.quotations.by_index.get(segment.index)
    closers = [q.closer for q in quoted.quotations if q.closer] if quoted else []
    for closer in reversed([c for c in closers if c.mark.offset < end]):
        gap = _SKIP.match(segment.text, closer.mark.offset + 1)
        said = attribution_at(segment.text, gap.end() if gap else closer.mark.offset + 1)
        if said is None or said.subject is None or said.verb[1] > end:
            continue
        found = list(mentions(analysis, segment, *said.subject))
        genders = {m.gender for m in found}
        if len(genders) == 1:
            return genders.pop()
        return gender_of(analysis, segment.text[said.subject[0] : said.subject[1]])
    return "u"
