"""Makes of a segment what LanguageTool is sent: the visible text, character for character.

What is locked becomes a word of the same length, so that code does not look like bad grammar and
every offset stays. LanguageTool counts in UTF-16, so a character beyond the BMP becomes one within.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.model import RunKind

if TYPE_CHECKING:
    from mtfix.model import Segment

SYMBOL, LETTER = "☺", "x"  # for characters beyond the BMP
_UNSENDABLE = regex.compile(
    r"[^\u0009\u0020-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]|[\u00AD\u2028\u2029]"
)


def sendable(segment: Segment) -> str:
    """The text to send for a segment, as long as its visible text."""
    if len(segment.runs) == 1 and segment.runs[0].kind is RunKind.PROSE:
        return _plain(segment.text)
    parts = []
    for run in segment.runs:
        if run.kind is RunKind.PLACEABLE and run.text:
            parts.append(_stand_in(run.text))
        else:
            parts.append(run.text)
    return _plain("".join(parts))


def _plain(text: str) -> str:
    # an empty line would end the paragraph; lone surrogates cannot be sent; soft hyphens and byte
    # order marks are removed by LanguageTool, which shifts every offset behind them
    return _UNSENDABLE.sub(_replacement, text) if _UNSENDABLE.search(text) else text


def _replacement(match: regex.Match[str]) -> str:
    char = match[0]
    if char in "\n\r\v\f\u2028\u2029\x85":
        return " "
    if ord(char) > 0xFFFF:
        return LETTER if char.isalnum() else SYMBOL
    return "'" if char == "\u00ad" else SYMBOL


def _stand_in(text: str) -> str:
    """An unknown name of that length, as a name may stand wherever a noun may."""
    return text if text.isspace() else "X" + "x" * (len(text) - 1)
