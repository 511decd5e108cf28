"""Text that was read in the wrong encoding: `cafÃ©`, `donâ€™t`, and what is lost for good.

Why machine translation makes this error: a page is fetched, cut, sent to a service and stored by
programs that do not agree on the encoding. Only a damaged word is decoded again, and only where
the way back gives the same bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.detectors._examples import keep as _keep
from mtfix.detectors._place import place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

DISPLAY = Applicability.DISPLAY


RULES = (
    Rule(
        "mojibake",
        "typo-mojibake",
        "letters read in the wrong encoding",
        "The bytes of UTF-8 were read as those of an older encoding on the way to or from the engine.",
        touches=frozenset({"names"}),
        languages=(),
        examples=(
            Example("We met in a cafÃ© by the river.", "We met in a café by the river."),
            Example("They donâ€™t open on Mondays.", "They don’t open on Mondays."),
            Example("The ticket costs Â£20 at the door.", "The ticket costs £20 at the door."),
            Example("The FrÃ¼hstÃ¼ck is served at eight.", "The Frühstück is served at eight."),
            Example("The FrĂŒhstĂŒck is good.", "The Frühstück is good."),
            Example("It was dÃ©jÃ  vu again.", "It was déjà vu again."),
            Example("Open from 9 to 5 â€“ also on Sundays.", "Open from 9 to 5 – also on Sundays."),
        ),
        keep=_keep(
            "The road to SÃO PAULO was closed.",
            "The French word âge means age; an âne is a donkey.",
            "The unit Å is named after Ångström.",
            "Nguyễn Văn Ân came from Huế.",
            "The symbol Ð stands for eth.",
            "Write `cafÃ©` to see how the bytes look.",
        ),
        origin="detectors/mojibake.py",
    ),
    Rule(
        "lost-character",
        "typo-mojibake",
        "a character that was lost; look it up in the source",
        "What an encoding did not know was replaced by a mark, and the mark says nothing about it.",
        applicability=DISPLAY,
        languages=(),
        examples=(
            Example("The caf\ufffd by the river was full.", "The café by the river was full."),
            Example("It rained ?? and they went home.", "It rained and they went home."),
        ),
        keep=_keep("You did what??", "Use the operator ?? for a default.", "What??? Again?"),
        origin="detectors/mojibake.py",
    ),
)
_MOJIBAKE, _LOST = RULES

# The letters with which damage begins: what the lead bytes of UTF-8 are in the old encodings.
_REST = "\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"  # the bytes behind a lead
_TWO = "ÃÂâÄÅÐÑÎÏïðĂØÙËÆ"  # leads of two bytes, and of signs
_THREE = "ãäåæçèé"  # leads of three bytes, as Chinese and Japanese letters have them
_SIGN = lazily(
    re.compile, f"[{_TWO}][{_REST}]|Ă[^\\x00-\\x7f]|[ÃÂâðÄÅÐÑÎÏ]$|[{_THREE}](?![’”])[{_REST}]"
)
_RUN = lazily(
    re.compile,
    f"(?:[{_TWO}][{_REST}]+|Ă[^\\x00-\\x7f]|[{_THREE}][{_REST}]{{2,}})+|(?<=[a-zé©])Ã (?= )",
)
_LOST_WORD = lazily(re.compile, "\\S*\ufffd+\\S*")
_QUESTION_MARKS = lazily(
    re.compile,
    r"(?<=[a-z,] )(?<!\boperator )(?<!\b(?:type|with) )(?<!\b(?:the|use) )\?\?(?= [a-z])",
)
_ENCODINGS = ("cp1252", "latin-1", "cp1250", "cp1251", "iso8859-2", "iso8859-16", "cp437")
_BARE_CLOSER = "â€"  # a closing quotation mark whose last byte has no place in the old encoding


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each damaged stretch."""
    text = analysis.visible
    if not text.isascii() and any(_suspect(word) for word in analysis.words_in_scope):
        yield from _damaged(analysis)
    if "\ufffd" in text:
        yield from _advice(analysis, _LOST_WORD)
    if " ?? " in text and "`" not in analysis.document.text:
        yield from _advice(analysis, _QUESTION_MARKS)


def _suspect(word: str) -> bool:
    return not word.isascii() and bool(_SIGN.search(word))


def _damaged(analysis: Analysis) -> Iterator[Finding]:
    for match in _RUN.finditer(analysis.visible):
        run = match[0]
        segment, extent = place_in(analysis, match.start(), len(run))
        if run == "Ã ":  # its second byte is a space that does not break, and became a plain one
            repaired: str | None = "à"
        else:
            repaired = "”" if run == _BARE_CLOSER and "â€œ" in segment.text else _repaired(run)
        if repaired is not None and not segment.locked(extent):
            yield finding(segment, _MOJIBAKE, extent, Change(extent, repaired), priority=9)


def _repaired(run: str) -> str | None:
    """What the run was before it was misread, or None where that is not certain."""
    from ftfy import TextFixerConfig, fix_encoding  # only damaged text pays for it

    config = TextFixerConfig(
        uncurl_quotes=False,
        restore_byte_a0=False,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=False,
        fix_c1_controls=False,
    )
    fixed = fix_encoding(run, config)
    if fixed == run:
        fixed = _romanian(run)
    if fixed == run or "\ufffd" in fixed or not fixed or len(fixed) >= len(run):
        return None
    return fixed if _same_bytes(run, fixed) else None


def _romanian(run: str) -> str:
    """The run read in the encoding of Romanian, which ftfy does not know."""
    try:
        return run.encode("iso8859-16").decode("utf-8")
    except UnicodeError:
        return run


def _same_bytes(run: str, fixed: str) -> bool:
    """Whether the repaired text, misread again, gives the damaged one."""
    for _ in range(3):
        if any(_misread(fixed, encoding) == run for encoding in _ENCODINGS):
            return True
        fixed = _misread(fixed, "cp1252")
    return False


def _misread(text: str, encoding: str) -> str:
    """The text as it looks when its UTF-8 is read as `encoding`; holes as a browser fills them."""
    return "".join(_read(byte, encoding) for byte in text.encode())


def _read(byte: int, encoding: str) -> str:
    try:
        return bytes((byte,)).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def _advice(analysis: Analysis, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for match in pattern.finditer(analysis.visible):
        segment, extent = place_in(analysis, match.start(), len(match[0]))
        if not segment.locked(extent):
            yield finding(segment, _LOST, extent)
