"""Numbers in a text, with every value that they may have in the notations of the world."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mtfix.detectors.bilingual._marks import western

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(
    r"(?<![0-9A-Za-zÀ-ɏ_])(?<!\d[.,])(?:[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?|\d+(?:[.,'’٫٬]\d+)*)"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f\u2009]\d{3})+")
_BLANK = re.compile(r"[ \u00a0\u202f\u2009'’]")


class Number(NamedTuple):
    """A number as it is written, and the values that it may have, as plain decimals."""

    start: int
    end: int
    raw: str
    values: frozenset[str]


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text, in order; `1.234` may be 1234 and 1.234.

    >>> [sorted(n.values) for n in numbers("3,5 of 1.234, 2 000 and 10.2.1")]
    [['3.5'], ['1.234', '1234'], ['2000'], ['10', '2', '1']]
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
