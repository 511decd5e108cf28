"""Numbers that are not those of the source, and numbers that still stand in its notation.

Why machine translation makes this error: digits are copied one by one, so one may go astray, and
the decimal comma of the source is copied with them. What `1.234` means only the source can say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.bare import bare
from mtfix.analysis.quantity import Number, numbers
from mtfix.detectors.bilingual._sample import entry, fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/numbers.py"
_DOT = entry("Der Fluss ist 3,5 km lang", "The river is 3.5 km long")
RULES = (
    Rule(
        "number-differs",
        "src-number",
        "the number is another one than in the source",
        "Digits are copied one by one, and one may go astray.",
        applicability=Applicability.DISPLAY,
        languages=(),
        touches=frozenset({"numbers"}),
        examples=(
            fixed("Gebaut im Jahr 1987", "Built in the year 1978", "Built in the year 1987"),
            fixed("Bis zu 250 Dateien", "Up to 25 files", "Up to 250 files"),
            fixed("Seit 1815 und 1848", "Since 1815", "Since 1815 and 1848"),
        ),
        keep=(
            kept("Es sind 3 Boote", "There are three boats"),
            kept("Um 15:30 Uhr", "At 3:30 PM"),
            kept("Es kostet 1.234,50 Euro", "It costs 1,234.50 euros"),
            kept("Die 2. Auflage", "The second edition"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "number-in-source-notation",
        "num-decimal-comma",
        "the number stands in the notation of the source",
        "The engine copies the number as the source writes it.",
        certain="The source has the same digits, and its language another decimal mark than English.",
        touches=frozenset({"numbers"}),
        examples=(
            fixed("Es wiegt 0,75 Gramm", "It weighs 0,75 grams", "It weighs 0.75 grams"),
            Example(
                f"{_DOT}\n" + entry("Rund 12.500 Leute", "Some 12.500 people"),
                f"{_DOT}\n" + entry("Rund 12.500 Leute", "Some 12,500 people"),
                format="po",
            ),
        ),
        keep=(
            kept("Version 12.500 ist da", "Version 12.500 is here"),
            kept("Es sind 12 Boote", "There are 12 boats"),
            kept("Das Netz 192.168.*.* und 0,5", "The net 192.168.*.* and 0.5"),
            kept("Die Liste „0,5,small:2“", "The list “0,5,small:2”"),
            kept("约有12,500人", "Some 12,500 people"),
            kept("Etwa 8 GB frei", "About 8GB free"),
        ),
        origin=_ORIGIN,
    ),
)
_OTHER, _NOTATION = RULES
_WRITTEN = lazily(re.compile, r"\w*\d[\w.,]*")
_DIGIT = lazily(re.compile, r"\d")
_SMALL = 12
_SIZE = lazily(re.compile, r"[KMGT](?:i?B)?\b")
_CLOCK = lazily(
    re.compile,
    r"\d\s?(?:[ap]\.?\s?m\b|Uhr\b|h\d)|\b[ap]\.m\.|\b[AP]M\b|上午|下午|오전|오후|午[前後]",
)
_SCALE = lazily(
    re.compile,
    r"(?i)\b(?:hundred|thousand|million|billion|trillion|milli\w*|mill?\w{0,3}on\w*|mil|mrd|mio|mld|bn|tys|dozen|lakh|crore)\b"
    r"|миллион|миллиард|тысяч|млн|млрд|тыс|[万萬億亿千百兆만억]",
)
_ALONE_BEFORE = lazily(re.compile, r"(?:^|[\s(“$£€≈±])[-−–+]?$")
_ALONE_AFTER = lazily(re.compile, r"(?:\s?[%‰°€]|[)”.;:!?]|,(?=\s))*(?:\s|$)")
_VERSION = lazily(
    re.compile,
    r"(?i)(?:\b(?:versi\w+|v|ver|rev\w*|release|§|section|chapter|rule|article|no|nr)\.?\s?|[§#])$",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each number that differs, and for each in the source's notation."""
    for pair in analysis.pairs:
        if not (_DIGIT.search(pair.source) or _DIGIT.search(pair.text)):
            continue
        if len(pair.unit.sources) == 1 and _same_digits(pair):
            continue
        bared = [pair.bare_source, *(bare(s, pair.flags) for s in pair.unit.others)]
        ours = [list(numbers(text)) for text in bared]
        theirs = list(numbers(pair.bare_text))
        yield from _compared(pair, ours, theirs)
        same = {n.raw for n in ours[0]} & {n.raw for n in theirs if not n.raw.isdigit()}
        if same and pair.language == "en" and analysis.source_writes_commas:
            yield from _noted(pair, [n for n in theirs if n.raw in same])


def _same_digits(pair: Pair) -> bool:
    """Whether both sides write the same plain numbers, as most do."""
    both = [sorted(_WRITTEN.findall(text)) for text in (pair.source, pair.text)]
    return both[0] == both[1] and all(raw.isdigit() for raw in both[0])


# -- which number it is -------------------------------------------------------------------


def _compared(
    pair: Pair, ours: Sequence[Sequence[Number]], theirs: Sequence[Number]
) -> Iterator[Finding]:
    found = [_difference(mine, theirs) for mine in ours]
    missing, extra = min(found, key=lambda d: len(d[0]) + len(d[1]))
    told = list(_told(pair, missing, extra)) if missing or extra else []
    if not told:
        return
    if any(_CLOCK.search(t) or _SCALE.search(t) for t in (pair.source, pair.text)):
        return
    yield from told


def _told(pair: Pair, missing: Sequence[Number], extra: Sequence[Number]) -> Iterator[Finding]:
    """What to say of numbers without a partner."""
    if len(missing) == len(extra) == 1:
        lost, made = missing[0], extra[0]
        if _is_word(pair.source, lost) or _is_word(pair.text, made) or _same_year(lost, made):
            return
        where = Extent(made.start, made.end)
        message = f"the source has {lost.raw}, not {made.raw}"
        changes = [Change(where, lost.raw)] if _slip(lost.raw, made.raw) else []
        level = Applicability.UNSAFE if changes else Applicability.DISPLAY
        yield finding(pair.segment, _OTHER, where, *changes, message=message, applicability=level)
        return
    # `IEC 61850` may be glued together on the other side
    sure = [n for n in missing if not _may_be_word(pair.source, n) and n.raw not in pair.text]
    odd = [n for n in extra if not _may_be_word(pair.text, n) and n.raw not in pair.source]
    if odd:
        where = Extent(odd[0].start, odd[0].end)
        message = f"{', '.join(n.raw for n in odd)} does not stand in the source"
        yield finding(pair.segment, _OTHER, where, message=message)
    elif sure:
        message = f"{', '.join(n.raw for n in sure)} of the source is missing"
        yield finding(pair.segment, _OTHER, pair.core, message=message)


def _difference(
    ours: Sequence[Number], theirs: Sequence[Number]
) -> tuple[list[Number], list[Number]]:
    """The numbers without a partner on the other side."""
    rest, missing = list(theirs), []
    for number in ours:
        twin = next((n for n in rest if n.values & number.values), None)
        if twin is None:
            missing.append(number)
        else:
            rest.remove(twin)
    return missing, rest


def _is_word(text: str, number: Number) -> bool:
    """Whether letters are part of the number: `2nd`, `3-letter`, `MP3`, but not `800M`."""
    return bool(
        (re.match(r"[-‑]?[^\W\d_]|[ºª°]", tail := text[number.end :]) and not _SIZE.match(tail))
        or re.search(r"[^\W\d_][-‑]?$", text[max(0, number.start - 2) : number.start])
    )


def _may_be_word(text: str, number: Number) -> bool:
    """Whether a language may write the number out, or leave it out."""
    plain = min(number.values, key=len)
    if _SIZE.match(text, number.end):
        return False
    small = plain.isdigit() and (int(plain) <= _SMALL or set(plain[1:]) == {"0"})
    after = re.match(r"\.(?=\s+\S)", text[number.end :])  # `2. Auflage`
    return small or bool(after) or _is_word(text, number)


def _same_year(one: Number, other: Number) -> bool:
    """Whether one is the short form of the other: `1970` and `70`."""
    short, long = sorted((one.raw, other.raw), key=len)
    return (len(short), len(long)) == (2, 4) and long.endswith(short)


def _slip(ours: str, theirs: str) -> bool:
    """Whether a digit is another one, or two have changed places."""
    return len(ours) == len(theirs) >= 2 and ours.isdigit() and theirs.isdigit()


# -- how it is written --------------------------------------------------------------------


def _noted(pair: Pair, found: Sequence[Number]) -> Iterator[Finding]:
    for number in found:
        raw = number.raw
        fraction = re.fullmatch(r"(\d{1,3}(?:\.\d{3})+|\d+),\d+", raw)
        grouped = re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", raw)
        before = pair.text[max(0, number.start - 12) : number.start]
        if not (fraction or grouped) or _VERSION.search(before):
            continue
        if not _ALONE_BEFORE.search(before) or not _ALONE_AFTER.match(pair.text, number.end):
            continue  # part of a list, an address, a code
        where = Extent(number.start, number.end)
        new = raw.translate(_SWAP)
        yield finding(
            pair.segment,
            _NOTATION,
            where,
            Change(where, new),
            title=f"{new}, as English writes it",
            priority=3,
        )


_SWAP = str.maketrans(".,", ",.")
