"""Where sentences begin, told from the text to the left of a place."""

from __future__ import annotations

import re

from mtfix.lazily import lazily

# Titles and abbreviations after which a full stop ends nothing.
_ABBREVIATION = lazily(
    re.compile,
    r"(?:^|[\s(“‘\"'—–-])(?:Mr|Mrs|Ms|Messrs|Dr|Prof|St|Sr|Jr|Gen|Col|Capt|Lt|Sgt|Maj|Gov|Sen|Rep|Rev|Hon"
    r"|Pres|No|Nos|vs|etc|e\.g|i\.e|cf|al|ca|approx|Inc|Ltd|Co|Corp|Fig|Art|Vol|pp?"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$",
)
_OPENERS = "“‘\"'«„‚([{*_¿¡—–-"
_REACH = 200  # code points to the left that are looked at
_CLOSERS = "”’\"'»“)]}*_"


def starts_sentence(text: str, offset: int) -> bool:
    """Whether the word at `offset` is the first of a sentence, as far as punctuation tells."""
    begin = max(0, offset - _REACH)
    left = text[begin:offset].rstrip()
    stripped = left.rstrip(_OPENERS + " ")
    if not stripped:
        return begin == 0
    if left != stripped and text[begin + len(stripped) : offset].strip(" ") in ("—", "–", "-"):
        return False
    core = stripped.rstrip(_CLOSERS + " ")
    if not core:
        return begin == 0
    last = core[-1]
    if last in "!?…。！？":
        return True
    if last == ":":
        return False
    return last == "." and not _ABBREVIATION.search(core[-24:])


def ends_sentence(text: str) -> bool:
    """Whether a stretch of text closes with the end of a sentence."""
    core = text.rstrip().rstrip(_CLOSERS + " ")
    return bool(core) and (
        core[-1] in "!?…。！？" or (core[-1] == "." and not _ABBREVIATION.search(core[-24:]))
    )


def sentence_begin(text: str, offset: int) -> int:
    """The offset of the first word of the sentence that holds `offset`, as far as seen."""
    lowest = max(0, offset - _REACH)
    at = offset
    while True:
        at = max(text.rfind(mark, lowest, at) for mark in (". ", "! ", "? ", "” ", '" '))
        if at < 0:
            start = lowest
            break
        start = at + 2
        if starts_sentence(text, start):
            break
    while start < offset and text[start] in _OPENERS + " ":
        start += 1
    return start
