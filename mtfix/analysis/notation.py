"""The notations of placeholders, and what of them has to be the same on both sides."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONVERSION = r"(?:hh|h|ll|l|q|j|z|t|L|I64)?[diouxXeEfFgGaAcCsSp@n]"
_PRINTF = rf"%(?:\d+\$)?[-+#0']*(?:\*|\d+)?(?:\.(?:\*|\d+))?{_CONVERSION}"
_PLAIN = r"%(?:\d+\$)?(?:\*|[-+#0]?\d+)?(?:\.(?:\*|\d+))?(?:ll|l|z)?[dioxXusfgc@]"
_PYTHON = r"%\([^()\n%]{1,40}\)[-+#0 ]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]"
_BRACE = r"\{\{[^{}\n]{1,60}\}\}|[$#%]?\{[A-Za-z_]?[\w.\[\]-]{0,60}(?:![rsa])?(?::[^{}\n]{0,60})?\}"
_NAMED = r"%[A-Za-z_][\w.-]{1,40}%"
_FLAGGED = {
    "c-format": rf"%%|{_PRINTF}|%<PRI\w+>",
    "objc-format": rf"%%|{_PRINTF}",
    "php-format": rf"%%|{_PRINTF}",
    "boost-format": rf"%%|%\d+%|{_PRINTF}",
    "python-format": rf"%%|{_PYTHON}|{_PRINTF}",
    "python-brace-format": rf"\{{\{{|\}}\}}|{_BRACE}",
    "csharp-format": r"\{\{|\}\}|\{\d+[^{}\n]*\}",
    "java-format": r"\{\d+[^{}\n]*\}",
    "javascript-format": rf"%%|{_PRINTF}",
    "qt-format": r"%L?[1-9]\d?|%n",
    "qt-plural-format": r"%L?[1-9]\d?|%n",
    "kde-format": r"%[1-9]\d?",
    "kde-kuit-format": r"%[1-9]\d?",
    "sh-format": r"\$\{?\w+\}?",
    "perl-brace-format": r"\{\w+\}",
    "ruby-format": rf"%%|%\{{\w+\}}|%<\w+>[-+#0 ]*\d*(?:\.\d+)?[a-zA-Z]|{_PRINTF}",
}
_OPEN = (
    rf"{_PYTHON}|{_NAMED}|(?<![\w%~]){_PLAIN}(?![A-Za-z%])|{_BRACE}|(?<![\w%])%[1-9]\b(?![%\w])"
    r"|(?<![\w%~])%[A-Z](?![A-Za-z%])"  # of a program's own, such as %B
    r"|(?<![\w$])\$[A-Z_][A-Z0-9_]{1,40}\b|(?<![\w$])\$\([A-Za-z_]\w{0,40}\)"
)
_FLAGGED["prose"] = (
    rf"{_PYTHON}|{_NAMED}|(?<![\w%~]){_PLAIN}(?![A-Za-z%])|{_BRACE}|(?<![\w%])%[1-9]\b(?![%\w])"
)
MATH = lazily(re.compile, r"(?s)\$\$.+?\$\$|\$[^$\n]+\$|\\\(.+?\\\)")
_ICU = lazily(
    re.compile, r"\{\s*(\w+)\s*,\s*(plural|select|selectordinal|number|date|time|choice)\b"
)
_PARTS = lazily(
    re.compile,
    r"%(?:(?P<n>\d+)\$|\((?P<key>[^()]*)\))?[-+#0 ']*(?:\*|\d+)?(?:\.(?:\*|\d+))?"
    r"(?P<type>(?:hh|h|ll|l|q|j|z|t|L|I64)?[diouxXeEfFgGaAcCsSp@nr])",
)
_FLAG_ONLY = lazily(re.compile, r"%[-+#0 ]+[a-zA-Z]")
_STRFTIME = lazily(re.compile, r"%[-_^#EO]?[aAbBHIjklmMpPrRTUVwWxXyYZ]\b")
_SAME_TYPE = {"i": "d", "u": "d", "F": "f", "E": "e", "G": "g"}


class Placeholder(NamedTuple):
    """One placeholder: where it stands, and the key that its twin on the other side has."""

    start: int
    end: int
    raw: str
    key: str


def placeholders(text: str, flags: frozenset[str]) -> list[Placeholder]:
    """The placeholders of a text, in order. `flags` are those of its entry."""
    if "%" not in text and "{" not in text and "$" not in text:
        return []
    if "prose" in flags and ("$" in text or "\\" in text):
        text = MATH.sub(lambda m: " " * len(m[0]), text)  # braces there are no placeholders
    out, count, at = [], 0, 0
    pattern = _pattern(flags)
    for icu in [*_icu(text), Placeholder(len(text), len(text), "", "")]:
        for match in pattern.finditer(text, at, icu.start):
            raw = match.group()
            if raw in ("%%", "{{", "}}") or (_FLAG_ONLY.fullmatch(raw) and _goes_on(text, match)):
                continue
            parts = _PARTS.fullmatch(raw)
            count += bool(parts and parts["key"] is None and parts["n"] is None) or raw == "{}"
            out.append(Placeholder(*match.span(), raw, _key(raw, parts, count)))
        if icu.raw:
            out.append(icu)
        at = icu.end
    return out


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a word goes on behind the match: `%-formatting` is no placeholder."""
    return text[match.end() : match.end() + 1].isalpha()


def is_date(text: str) -> bool:
    """Whether a text is a format of dates, whose parts every language has in its own order.

    >>> [is_date(t) for t in ("%d.%m.%Y", "%H:%M", "%s of %d")]
    [True, True, False]
    """
    return len(_STRFTIME.findall(text)) >= 2 or bool(re.fullmatch(r"\W*%[-_]?[A-Za-z]\W*", text))


@cache
def _pattern(flags: frozenset[str]) -> re.Pattern[str]:
    known = [_FLAGGED[flag] for flag in sorted(flags) if flag in _FLAGGED]
    return re.compile("|".join(known) if known else _OPEN)


def _key(raw: str, parts: re.Match[str] | None, count: int) -> str:
    """What must be the same: the name or number, and what the program puts there."""
    if parts is not None:
        kind = parts["type"]
        kind = kind[:-1] + _SAME_TYPE.get(kind[-1], kind[-1]) + " " * (" " in raw)
        # what it shows may not change: the sign, and whether there are decimals
        kind = "+" * ("+" in raw) + "." * ("." in raw and kind[-1] in "fge") + kind
        if parts["key"] is not None:
            return f"%({parts['key']}){kind}"
        return f"%{parts['n'] or count}${kind}"
    if raw == "{}":
        return f"{{{count - 1}}}"
    if raw.startswith("{") and not raw.startswith("{{"):
        return "{" + re.split(r"[!:]", raw[1:-1])[0].strip() + "}"
    return re.sub(r"\s+", "", raw)


def _icu(text: str) -> Iterator[Placeholder]:
    """Yield the plural and select forms, whole: their words are translated, their frame is not."""
    at = 0
    while match := _ICU.search(text, at):
        depth, end = 0, match.start()
        for end in range(match.start(), len(text)):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            if depth == 0:
                break
        raw = text[match.start() : end + 1]
        yield Placeholder(match.start(), end + 1, raw, f"{{{match[1]},{match[2]}}}")
        at = end + 1
