"""Numbers in a text, with every value that they may have in the notations of the world."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DIGITS = lazily(re.compile, r"\d")
_NUMBER = lazily(
    re.compile,
    r"(?<![0-9A-Za-zÀ-ɏ_])(?<!\d[.,])"
    r"(?:[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?|\d+(?:[.,'’٫٬]\d+)*)",
)
_GROUPED = lazily(re.compile, r"\d{1,3}(?:[.,'’ \u00a0\u202f\u2009]\d{3})+")
_COMMA_FRACTION = lazily(re.compile, r"(?:\d{1,3}(?:\.\d{3})+|\d+),(?!\d{3}$)\d+|0,\d+")
_DOT_FRACTION = lazily(re.compile, r"\d{1,3}(?:,\d{3})+\.\d+")
# Languages in which everybody writes one or the other; Spanish is neither.
_COMMA = frozenset({"de", "it", "pt", "nl", "id", "tr", "ro", "pl", "ru", "fr", "sv", "el"})
_DOT = frozenset({"en", "zh", "ja", "ko", "th", "he", "hi"})
_BLANK = lazily(re.compile, r"[ \u00a0\u202f\u2009'’]")


class Number(NamedTuple):
    """A number as it is written, and the values that it may have, as plain decimals."""

    start: int
    end: int
    raw: str
    values: frozenset[str]


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text, in order; `1.234` may be 1234 and 1.234.

    >>> [sorted(n.values) for n in numbers("3,5 of 1.234, 2 000 and 10.2.1")]
    [['3.5'], ['1.234', '1234'], ['2000'], ['10'], ['2'], ['1']]
    """
    for match in _NUMBER.finditer(text):
        raw = western(match.group())
        found = _values(raw)
        if found:
            yield Number(*match.span(), match.group(), found)
            continue
        at = match.start()
        for part in re.finditer(r"\d+", raw):  # a date, a version, an address
            lo, hi = at + part.start(), at + part.end()
            yield Number(lo, hi, text[lo:hi], frozenset({_plain(part.group())}))


@lru_cache(maxsize=4096)
def western(text: str) -> str:
    """The text with its digits as 0-9."""
    if text.isascii():
        return text
    return _DIGITS.sub(lambda m: str(unicodedata.digit(m.group(), 0)), text)


def writes_commas(texts: Iterable[str], language: str = "") -> bool | None:
    """Whether texts write fractions with a comma; None where neither they nor the language tell.

    >>> writes_commas(["3,5 km"]), writes_commas(["1,234.5"]), writes_commas(["12.500"], "de")
    (True, False, True)
    """
    comma = dot = 0
    for text in texts:
        if "," in text or "." in text:
            found = [western(number.raw) for number in numbers(text)]
            comma += sum(bool(_COMMA_FRACTION.fullmatch(n)) for n in found)
            dot += sum(bool(_DOT_FRACTION.fullmatch(n)) for n in found)
    if comma and not dot:
        return True
    if dot and not comma:
        return False
    return True if language in _COMMA else False if language in _DOT else None


def _values(raw: str) -> frozenset[str]:
    raw = raw.replace("٫", ",").replace("٬", ".")
    core = _BLANK.sub("", raw)
    marks = [c for c in core if c in ".,"]
    out = set()
    if marks and re.match(r"0\d", core):
        return frozenset()
    if not marks:
        return frozenset({_plain(core)})
    if len(marks) == 1:
        out.add(_plain(core.replace(",", ".")))
    last = core[max(core.rfind("."), core.rfind(",")) :]
    if len(set(marks)) == 1 and _GROUPED.fullmatch(core):
        out.add(_plain(re.sub(r"[.,]", "", core)))
    elif len(set(marks)) == 2 and marks[:-1] == [marks[0]] * (len(marks) - 1):
        whole = re.sub(r"[.,]", "", core[: -len(last)])
        out.add(_plain(f"{whole}.{last[1:]}"))
    return frozenset(out)


def _plain(number: str) -> str:
    whole, _, fraction = number.partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole
