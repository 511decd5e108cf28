"""Gives a text the source that stands in another file: by key, by cue, or paragraph by paragraph.

The first reading must align, or is refused with the place where both part. Later readings, of the
text with fixes in it, find their paragraphs again by what they say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from mtfix.model import Document, MtfixError, Run, RunKind, Segment, Span, Unit, Units
from mtfix.source.counterparts import Counterparts, Paragraph, are_facing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Texts = tuple[str, ...]  # what a text may be a translation of; plural forms know several


class Given(NamedTuple):
    """What the source has for a unit: its texts, and what was left out behind it."""

    texts: Texts
    lost: str = ""


_QUANTITY = re.compile(r"([/._])(zero|one|two|few|many|other|plural)$")
_SHOWN = 40


class Source(Struct, frozen=True):
    """The text that was translated. Without a format it has that of the translation."""

    text: str
    format: str = ""
    path: str = ""


def aligned(
    read: Callable[[str], Document], text: str, source: Document
) -> Callable[[str], Document]:
    """A function that reads the text, and what becomes of it, with its source at hand."""
    first = read(text)
    if any(unit.source is not None for unit in first.units):
        raise MtfixError(
            f"{first.path or 'the text'}: a {first.format} file holds its own sources;"
            " leave the other source out"
        )
    units = list(_whole(first))
    ranges = [_cues(unit) for unit in source.units] if _has_cues(first) else []
    if _has_cues(first):
        units = _joined(units, ranges)
        sources = [Given(texts) for texts in _by_cue(first, units, source)]
    elif _has_keys(first):
        sources = [Given(texts) for texts in _by_key(first, units, source)]
    else:
        sources = _by_order(first, units, source)
    known = [unit.target.text for unit in units]

    def again(text: str) -> Document:
        document = read(text)
        found = list(_whole(document))
        found = _joined(found, ranges) if _has_cues(document) else found
        return _with_sources(document, found, _found_again(known, sources, found))

    return again


def _with_sources(document: Document, units: Sequence[Unit], sources: Sequence[Given]) -> Document:
    kept = [
        replace(
            unit,
            source=given.texts[0] if given.texts else None,
            others=given.texts[1:],
            target=_of(unit, given.texts[0]) if given.texts else unit.target,
            lost=given.lost,
        )
        for unit, given in zip(units, sources, strict=True)
        if (given.texts or given.lost) and unit.target.text
    ]

    def place(index: int) -> tuple[int, int]:
        span = kept[index].target.span
        return span.start, span.end

    return replace(document, units=Units([u.members for u in kept], place, kept.__getitem__))


def _of(unit: Unit, source: str) -> Segment:
    return replace(unit.target, source=source)


def _found_again(
    known: Sequence[str], sources: Sequence[Given], units: Sequence[Unit]
) -> list[Given]:
    """The source of each unit. Where paragraphs have gone, those that stayed tell the place."""
    if len(known) == len(units):
        return list(sources)
    out = [Given(())] * len(units)
    texts = [unit.target.text for unit in units]
    for tag, i, j, k, m in SequenceMatcher(None, known, texts, autojunk=False).get_opcodes():
        if tag == "equal" or j - i == m - k:
            out[k:m] = sources[i:j]
    return out


# -- the whole of a text, as a translator has it before him -------------------------------


def _whole(document: Document) -> Iterator[Unit]:
    """Yield the units of a document; where its format has none, one for each segment."""
    if len(document.units):
        yield from document.units
        return
    for segment in document.segments:
        runs = tuple(_shown(document.text, run) for run in segment.runs)
        target = replace(segment, kind="unit", runs=runs)
        yield Unit(None, target, range(segment.index, segment.index + 1))


def _shown(text: str, run: Run) -> Run:
    """A run with its markup made visible."""
    raw = text[run.span.start : run.span.end]
    if run.kind is not RunKind.MARKUP or "\n" in raw:
        return run
    return replace(run, kind=RunKind.PLACEABLE, text=raw, role="markup")


# -- by key -------------------------------------------------------------------------------


def _has_keys(document: Document) -> bool:
    return any(unit.key for unit in document.units)


def _by_key(document: Document, units: Sequence[Unit], source: Document) -> list[Texts]:
    """The value of the same key; of a key that comes again, the value in the same place."""
    theirs = list(source.units)
    known = {k: u.target.text for k, u in zip(_numbered(theirs), theirs, strict=True)}
    plurals: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (key, number), text in known.items():
        if _QUANTITY.search(key):
            plurals[_QUANTITY.sub("", key), number].append(text)
    found = [_texts(known, plurals, *key) for key in _numbered(units)]
    if not any(found):
        raise MtfixError(
            f"{_named(document, source)} share no key; name the source of this very file"
        )
    return found


def _texts(
    known: Mapping[tuple[str, int], str],
    plurals: Mapping[tuple[str, int], list[str]],
    key: str,
    number: int,
) -> Texts:
    """The sources of a key: its own first, and those of the other quantities behind it."""
    own = known.get((key, number))
    others = plurals.get((_QUANTITY.sub("", key), number), []) if _QUANTITY.search(key) else []
    return tuple(dict.fromkeys([own, *reversed(others)] if own else reversed(others)))


def _numbered(units: Sequence[Unit]) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for unit in units:
        seen[unit.key] += 1
        yield unit.key, seen[unit.key]


# -- by cue -------------------------------------------------------------------------------


def _has_cues(document: Document) -> bool:
    return document.format == "subtitles"


def _cues(unit: Unit) -> tuple[int, int]:
    first, _, last = unit.key.partition("-")
    return int(first), int(last)


def _by_cue(document: Document, units: Sequence[Unit], source: Document) -> list[Texts]:
    """For each group of cues, what the source says in them."""
    ours = list(source.units)
    count, theirs = (max((_cues(u)[1] for u in side), default=0) for side in (units, ours))
    if count != theirs:
        raise MtfixError(
            f"{_named(document, source)} have {count} and {theirs} cues; give both the same cues"
        )
    return [_said(ours, *_cues(unit)) for unit in units]


def _said(units: Sequence[Unit], first: int, last: int) -> Texts:
    """What the units say that lie between two cues."""
    inside = (u.target.text for u in units if first <= _cues(u)[0] and _cues(u)[1] <= last)
    said = " ".join(inside)
    return (said,) if said else ()


def _joined(units: Sequence[Unit], ranges: Sequence[tuple[int, int]]) -> list[Unit]:
    """The units, as one those that share a cue, or a sentence of the source."""
    bridged = {cue for first, last in ranges for cue in range(first, last)}
    groups: list[list[Unit]] = []
    for unit in units:
        first, last = _cues(unit)[0], _cues(groups[-1][-1])[1] if groups else -1
        if groups and (first <= last or bridged.issuperset(range(last, first))):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [_one(group) for group in groups]


def _one(group: Sequence[Unit]) -> Unit:
    if len(group) == 1:
        return group[0]
    runs = list(group[0].target.runs)
    for before, unit in pairwise(group):
        start, end = before.target.span.end, unit.target.span.start
        runs += [Run(RunKind.BREAK, Span(start, end), " ", role="cue"), *unit.target.runs]
    key = f"{_cues(group[0])[0]}-{_cues(group[-1])[1]}"
    members = range(group[0].members.start, group[-1].members.stop)
    return Unit(None, replace(group[0].target, runs=tuple(runs)), members, key)


# -- paragraph by paragraph ---------------------------------------------------------------


def _by_order(document: Document, units: Sequence[Unit], source: Document) -> list[Given]:
    """The paragraph in the same place; where one has gone or come, the one that says the same."""
    ours = list(_whole(source))
    mine, theirs = _paragraphs(source, ours), _paragraphs(document, units)
    facing = [Given((p.text,) if p.text else ()) for p in mine]
    if len(mine) == len(theirs) and are_facing(mine, theirs):
        return facing
    between = Counterparts(mine, theirs)
    pairing = between.pairing()
    if not pairing.fits:
        if len(mine) == len(theirs):
            return facing
        raise MtfixError(_apart(document, units, source, ours, between))
    given = [
        Given((mine[at].text,) if at is not None and at >= 0 and mine[at].text else ())
        for at in pairing.sources
    ]
    for at in pairing.lost:
        behind = [n for n, s in enumerate(pairing.sources) if s is not None and 0 <= s < at]
        if behind and mine[at].text:
            given[behind[-1]] = given[behind[-1]]._replace(lost=mine[at].text)
    return given


def _paragraphs(document: Document, units: Sequence[Unit]) -> list[Paragraph]:
    return [Paragraph(u.target.text, document.segments[u.members.start].kind) for u in units]


def _apart(
    document: Document,
    units: Sequence[Unit],
    source: Document,
    ours: Sequence[Unit],
    between: Counterparts,
) -> str:
    """What to say of two texts that do not align."""
    at, alone = between.parting()
    side, segment = (document, units[at].target) if alone else (source, ours[at].target)
    counts = f"have {len(units)} and {len(ours)} paragraphs"
    place = f"{side.path or 'line'}:{_line(side, segment)}"
    return (
        f"{_named(document, source)} {counts}, so they do not align; “{_excerpt(segment.text)}”"
        f" ({place}) has no counterpart; give both the same paragraphs"
    )


def _line(document: Document, segment: Segment) -> int:
    return document.text.count("\n", 0, segment.span.start) + 1


def _excerpt(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _named(document: Document, source: Document) -> str:
    return f"{document.path or 'the text'} and {source.path or 'its source'}"
