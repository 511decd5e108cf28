"""What a Markdown file may hold that CommonMark does not know: front matter, math, shortcodes.

The parser is given a stand-in of the same length, in ASCII, so that its byte offsets are ours.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from mtfix.formats.placeables import Placeable, find_placeables

if TYPE_CHECKING:
    from collections.abc import Sequence

_FRONT = re.compile(
    r"\A\ufeff?(?:---[ \t]*\r?\n(?=\s*(?:[\w\"'-][^\r\n:]{0,80}:|\#|---))"
    r"(?:(?!---|\.\.\.)[^\r\n]*\r?\n){0,2000}(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\r?\n(?:(?!\+\+\+)[^\r\n]*\r?\n){0,2000}\+\+\+)[ \t]*(?=\r?\n|\Z)"
)
# Lines that are machinery as a whole: `:::note`, a shortcode, MkDocs' `=== "Tab"`.
_LINE = re.compile(
    r"^(?:[ \t]*:{3,}[^\r\n]*|[ \t>]*(?:\{\{[<%][^\r\n]*?[%>]\}\}|\{%[^\r\n]*?%\})[ \t]*"
    r"|[ \t]*(?:===|!!!|\?\?\?)\+? (?:\w+ )?\"[^\"\r\n]*\"[ \t]*)(?=\r?$)",
    re.MULTILINE,
)
_SHORTCODE = re.compile(
    r"\{\{[<%][^\r\n]{0,500}?[%>]\}\}|\{%[^\r\n]{0,500}?%\}|\{/\*[^\r\n]{0,1000}?\*/\}"
)
_MATH = re.compile(
    r"(?<![\\$])\$\$(?!\$)(?:[^$`\r\n]|\r?\n(?![ \t>]*\r?\n)){1,3000}?(?<!\\)\$\$(?!\$)"
    r"|(?<![\\$\w])\$`[^`\r\n]{1,300}`\$"
    r"|(?<![\\$\w])\$(?![\s$])[^$`\r\n]{0,300}?(?<![\s\\])\$(?![\w$])"
)
_WORDY = re.compile(r"[^\W\x00-\x7f]")
_ACTIVE = re.compile(r"[*_~$<>\[\]`\\|]")
_ENDLESS = re.compile(r"[*_~]{200,}|(?:!?\[){200,}")  # the parser takes quadratic time for these
_PRINTED = re.compile(r"[^\r\n]")
_OWN_ROLES = frozenset({"code", "tag"})  # the parser knows these better


class Masked(NamedTuple):
    """A text as the parser sees it, and what is locked in it whatever the parser says."""

    stand_in: bytes
    placeables: Sequence[Placeable]


def mask(text: str) -> Masked:
    """Make the stand-in for a text."""
    found = _specials(text)
    lines = [_whole(m) for m in _FRONT.finditer(text)]
    lines += [_whole(m) for m in _LINE.finditer(text)] if _has_lines(text) else []
    parts: list[str] = []
    at = 0
    for start, end, blank in sorted([*lines, *((p.start, p.end, False) for p in found)]):
        if start < at:
            continue
        parts.append(text[at:start])
        if blank:
            parts.append(_PRINTED.sub(" ", text[start:end]))
        else:
            parts.append(_ACTIVE.sub("x", text[start:end]))
        at = end
    parts.append(text[at:])
    plain = "".join(parts)
    if "$" in plain:
        plain = plain.replace("$", "x")
    if not plain.isascii():
        plain = _WORDY.sub("x", plain)
    if "\r" in plain:
        plain = re.sub(r"\r(?!\n)", "\n", plain)
    plain = _ENDLESS.sub(lambda m: "x" * len(m.group()), plain)
    return Masked(plain.replace("\0", "?").encode("ascii", "replace"), found)


def _specials(text: str) -> list[Placeable]:
    """Math and shortcodes, and the placeables that lie outside them, in order."""
    found = [p for p in find_placeables(text) if p.role not in _OWN_ROLES]
    own: list[Placeable] = []
    if "$" in text:
        own += (Placeable(*m.span(), "math") for m in _MATH.finditer(text))
    if "{{" in text or "{%" in text or "{/*" in text:
        own += (Placeable(*m.span(), "tag") for m in _SHORTCODE.finditer(text))
    if not own:
        return found
    own.sort()
    own = [p for n, p in enumerate(own) if n == 0 or p.start >= own[n - 1].end]
    starts = [p.start for p in own]

    def free(p: Placeable) -> bool:
        i = bisect_right(starts, p.start) - 1
        inside = i >= 0 and own[i].end > p.start
        return not inside and not (i + 1 < len(own) and own[i + 1].start < p.end)

    return sorted([*own, *filter(free, found)])


def _whole(match: re.Match[str]) -> tuple[int, int, bool]:
    return (*match.span(), True)


def _has_lines(text: str) -> bool:
    return any(mark in text for mark in (":::", "{{", "{%", "=== ", "!!! ", "??? ", "???+ "))
