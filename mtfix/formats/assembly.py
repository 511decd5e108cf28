"""Makes a document of the stretches that a format found.

A format says where its values stand and what their escapes mean; placeables are looked for once
in all that a reader sees, and a segment is made when it is first asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from mtfix.formats import ANY_LANGUAGE
from mtfix.formats.declared import DECLARING, check_declared
from mtfix.formats.placeables import Placeable, find_placeables
from mtfix.formats.units import Value, units_of
from mtfix.model import (
    COLUMN,
    VERBATIM,
    Codec,
    Document,
    Run,
    RunKind,
    Segment,
    Segments,
    Side,
    Span,
)
from mtfix.newlines import dominant_newline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_SAME = re.compile(r"@(?:quot|boldquot|latin|euro)\b")  # ways to write the same language
_BLANKS = " \t\r\n\f\v\xa0\ufeff"


class Atom(NamedTuple):
    """A stretch of the file that is one thing: plain prose, an escape, a tag, a line break.

    Prose whose text is as long as the stretch is written as it is seen; any other is one escape.
    """

    start: int
    end: int
    text: str
    kind: RunKind = RunKind.PROSE
    side: Side = Side.NONE
    role: str = ""


class Draft(NamedTuple):
    """A segment before its placeables are known. An empty language is that of the document."""

    atoms: Sequence[Atom]
    kind: str = "paragraph"
    block: int = 0
    codec: Codec = VERBATIM
    language: str = ""
    source: str | None = None
    removal: Span | None = None
    value: Value | None = None  # the whole that this is a line of
    rooms: tuple[Span, ...] = ()
    record: int = 0  # drafts with the same number are evidence for each other


def assemble(
    text: str,
    name: str,
    drafts: Iterable[Draft],
    *,
    path: str = "",
    language: str = "en",
    written: Callable[[str], str] | None = None,
) -> Document:
    """Make the document. What is written in another language than asked for is no prose here.

    `written` turns a tag or an entity of the file into what the translator wrote; None where
    entities belong to the file and not to him, as in XML.
    """
    if name in DECLARING and not text.isascii():
        check_declared(text, path)
    wanted = language.partition("-")[0].lower()
    values: list[tuple[Draft, range]] = []
    kept: list[Draft] = []
    for draft in drafts:
        if draft.language and wanted != ANY_LANGUAGE and primary(draft.language) != wanted:
            continue
        first = len(kept)
        if atoms := _trimmed(draft.atoms):
            kept.append(draft._replace(atoms=atoms))
        if draft.value is not None and draft.value.atoms:
            if values and values[-1][0].value is draft.value:
                first = values.pop()[1].start
            values.append((draft, range(first, len(kept))))
    texts = [
        "".join(a.text for a in d.atoms) if len(d.atoms) > 1 else d.atoms[0].text for d in kept
    ]
    begins = [0, *accumulate(len(t) + 1 for t in texts)]
    found = find_placeables("\n".join(texts))
    spans = [(d.atoms[0].start, d.atoms[-1].end) for d in kept]
    plain = [
        len(d.atoms) == 1 and not _near(found, begins[i], begins[i + 1] - 1)
        for i, d in enumerate(kept)
    ]

    def make(index: int) -> Segment:
        draft, begin = kept[index], begins[index]
        hits = _near(found, begin, begins[index + 1] - 1) if found else []
        here = [p._replace(start=p.start - begin, end=p.end - begin) for p in hits]
        runs = tuple(_runs(text, draft, here))
        spoken = draft.language or language
        return Segment(
            index,
            draft.kind,
            runs,
            draft.removal,
            spoken,
            source=draft.source,
            block=draft.block,
            rooms=draft.rooms,
        )

    segments = Segments(texts, spans, plain, make)
    newline = dominant_newline(text)
    units = units_of(text, values, language, written)
    return Document(
        text,
        name,
        segments,
        path=path,
        newline=newline,
        language=language,
        units=units,
        records=_records(kept),
    )


def _records(kept: Sequence[Draft]) -> tuple[range, ...]:
    """The stretches of segments with the same number, nothing where that of all is 0."""
    if not any(draft.record for draft in kept):
        return ()
    firsts = [n for n, d in enumerate(kept) if n == 0 or d.record != kept[n - 1].record]
    return tuple(range(a, b) for a, b in pairwise([*firsts, len(kept)]))


def primary(language: str) -> str:
    """The language of a tag without its region: `en` of `en_GB`; `en@shaw` is one of its own."""
    return _SAME.sub("", language).replace("_", "-").partition("-")[0].lower()


def _near(found: Sequence[Placeable], start: int, end: int) -> Sequence[Placeable]:
    """The placeables inside a stretch."""
    lo = bisect_left(found, (start,))
    hi = lo
    while hi < len(found) and found[hi].start < end:
        hi += 1
    return [p for p in found[lo:hi] if p.end <= end] if lo < hi else []


def _trimmed(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """The atoms from the first word to the last, nothing where there is none.

    Blanks at both ends often mean something to the program that shows the text.
    """
    if not any(a.kind is RunKind.PROSE and a.text.strip(_BLANKS) for a in atoms):
        return ()
    first, last = 0, len(atoms)
    while _is_idle(atoms[first]):
        first += 1
    while _is_idle(atoms[last - 1]):
        last -= 1
    if first == 0 and last == len(atoms) and atoms[0].text[:1] not in _BLANKS:
        tail = atoms[-1].text[-1:]
        if tail and tail not in _BLANKS:
            return atoms
    out = list(atoms[first:last])
    out[0] = _cut(out[0], left=True)
    out[-1] = _cut(out[-1], left=False)
    return out


def _is_idle(atom: Atom) -> bool:
    if atom.kind is RunKind.PROSE:
        return not atom.text.strip(_BLANKS)
    return atom.kind is RunKind.BREAK or (atom.kind is RunKind.MARKUP and atom.side is Side.NONE)


def _cut(atom: Atom, *, left: bool) -> Atom:
    if atom.kind is not RunKind.PROSE or len(atom.text) != atom.end - atom.start:
        return atom
    text = atom.text.lstrip(_BLANKS) if left else atom.text.rstrip(_BLANKS)
    gone = len(atom.text) - len(text)
    if left:
        return atom._replace(start=atom.start + gone, text=text)
    return atom._replace(end=atom.end - gone, text=text)


def _runs(text: str, draft: Draft, found: Sequence[Placeable]) -> Iterator[Run]:
    """Yield the atoms as runs, with the placeables cut out of them."""
    hits = list(_in_file(draft.atoms, found)) if found else []
    k, emitted = 0, False
    for atom in draft.atoms:
        at = atom.start
        while at < atom.end:
            if k < len(hits) and hits[k][0] <= at:
                start, end, shown, role = hits[k]
                if not emitted:
                    yield Run(RunKind.PLACEABLE, Span(start, end), shown, role=role)
                at = min(atom.end, end)
                emitted = end > atom.end
                k += not emitted
            else:
                stop = min(atom.end, hits[k][0]) if k < len(hits) else atom.end
                yield _run(text, atom, at, stop, draft.codec)
                at = stop


def _run(text: str, atom: Atom, start: int, end: int, codec: Codec) -> Run:
    if atom.kind is RunKind.PROSE:
        if len(atom.text) == atom.end - atom.start:
            return Run(atom.kind, Span(start, end), text[start:end], codec=codec)
        return Run(atom.kind, Span(start, end), atom.text, (start, end), codec=codec)
    return Run(
        atom.kind,
        Span(atom.start, atom.end),
        atom.text,
        side=atom.side,
        role=atom.role,
        codec=codec,
    )


def _in_file(
    atoms: Sequence[Atom], found: Sequence[Placeable]
) -> Iterator[tuple[int, int, str, str]]:
    """Yield placeables as stretches of the file, with what a reader sees of them."""
    begins = [0, *accumulate(len(a.text) for a in atoms)]
    shown = "".join(a.text for a in atoms)
    for lo, hi, role in found:
        first = bisect_right(begins, lo) - 1
        last = bisect_left(begins, hi) - 1
        if any(a.kind is RunKind.PLACEABLE or a.role == COLUMN for a in atoms[first : last + 1]):
            continue
        a, b = atoms[first], atoms[last]
        start = a.start + (lo - begins[first] if len(a.text) == a.end - a.start else 0)
        end = b.start + hi - begins[last] if len(b.text) == b.end - b.start else b.end
        yield start, end, shown[lo:hi], role
