"""The sentence around a change, with the change marked word by word."""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.analysis.sentences import sentence_begin
from mtfix.unified import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mtfix.model import Document, Edit, Span
    from mtfix.patch import Patch

KEPT, GONE, NEW = "kept", "gone", "new"
LINE_END = "⏎"  # between two paragraphs
_TOKEN = re.compile(r"\w+|\s|.", re.DOTALL)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|⏎|$)")
_OPENERS = "“‘\"'«„‚([¿¡"
_SPOKEN = re.compile(r"[\w\s⏎]")
_REACH = 240  # code points on either side at most


class Piece(Struct, frozen=True):
    """A stretch of a sentence that stays, goes or comes."""

    kind: str
    text: str


def marked(
    document: Document,
    before: Patch,
    after: Patch,
    edits: Sequence[Edit],
    shown: Mapping[Edit, tuple[str, str]],
) -> tuple[Piece, ...]:
    """What `edits` change from one patch's result to the other's, in its sentence."""
    spans = [edit.span for edit in edits]
    old = _local(document, before.edits, spans, shown)
    new = _local(document, after.edits, spans, shown)
    return tuple(_cut(_pieces(old, new)))


def _local(
    document: Document,
    edits: Iterable[Edit],
    spans: Sequence[Span],
    shown: Mapping[Edit, tuple[str, str]],
) -> str:
    """The visible text of the segments that hold the spans, with edits applied."""
    starts, chars = _characters(document, spans[0].start, spans[-1].end)
    if not chars:
        starts = list(range(spans[0].start, spans[-1].end))
        chars = list(document.text[spans[0].start : spans[-1].end])
    out, at = [], 0
    lowest, highest = min([*starts, spans[0].start]), max([*starts, spans[-1].end])
    for edit in edits:
        if edit.span.end < lowest or edit.span.start > highest:
            continue
        lo, hi = bisect_left(starts, edit.span.start), bisect_left(starts, edit.span.end)
        new = shown.get(edit, ("", edit.text))[1]
        out += [*chars[at:lo], new]
        at = max(at, hi)
    text = "".join([*out, *chars[at:]])
    return text.replace("\r\n", LINE_END).replace("\n", LINE_END)


def _characters(document: Document, start: int, end: int) -> tuple[list[int], list[str]]:
    """The visible characters of the segments around a stretch, and where each starts."""
    starts: list[int] = []
    chars: list[str] = []
    last = None
    for at in range(document.index_at(start), len(document.segments)):
        segment = document.segments[at]
        if segment.span.start > end:
            break
        if segment.rooms and not segment.holds(start):
            continue  # a cell beside this one, line by line
        if last is not None:
            starts.append(last)
            chars.append(LINE_END)
        last = segment.span.end
        starts += segment.char_starts
        chars += segment.text
    return starts, chars


def _pieces(old: str, new: str) -> list[Piece]:
    lo, tail = _alike(old, new)
    end = len(old) - tail
    left, right = _TOKEN.findall(old[lo:end]), _TOKEN.findall(new[lo : len(new) - tail])
    out = [Piece(KEPT, old[:lo])] if lo else []
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, come = "".join(left[i:j]), "".join(right[k:m])
        if tag == "equal":
            out.append(Piece(KEPT, gone))
            continue
        out += [Piece(kind, text) for kind, text in ((GONE, gone), (NEW, come)) if text]
    if tail:
        out.append(Piece(KEPT, old[end:]))
    return _joined(out)


def _alike(old: str, new: str) -> tuple[int, int]:
    """How much of two texts is the same at both ends, whole words only."""
    edit = changed(old, new)
    lo, tail = edit.span.start, len(old) - edit.span.end
    while lo > 0 and (old[lo - 1].isalnum() or old[lo - 1] == "_"):
        lo -= 1
    while tail > 0 and (old[-tail].isalnum() or old[-tail] == "_"):
        tail -= 1
    return lo, tail


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Make one change of those with a mark or two between: `”,` to `,”` is a swap."""
    out: list[Piece] = []
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        marks_only = len(piece.text) <= 2 and not _SPOKEN.search(piece.text)
        between = number > 0 and not last and marks_only
        if piece.kind == KEPT and not between:
            out.append(piece)
            continue
        start = len(out)
        while start > 0 and out[start - 1].kind != KEPT:
            start -= 1
        old = "".join(p.text for p in out[start:] if p.kind == GONE)
        new = "".join(p.text for p in out[start:] if p.kind == NEW)
        old += piece.text if piece.kind != NEW else ""
        new += piece.text if piece.kind != GONE else ""
        out[start:] = [Piece(kind, text) for kind, text in ((GONE, old), (NEW, new)) if text]
    return out


def _cut(pieces: list[Piece]) -> Iterator[Piece]:
    """Leave out what stands before and behind the sentences that change."""
    for number, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == KEPT and number == len(pieces) - 1:
            end = _END.search(text, 0, _REACH)
            cut = end.end() if end else _space(text)
            text = text[:cut] + ("…" if cut < len(text) and not end else "")
        if piece.kind == KEPT and number == 0:
            begin = max(sentence_begin(text, len(text)), text.rfind(LINE_END) + 1)
            while begin > 0 and text[begin - 1] in _OPENERS:
                begin -= 1
            text = ("…" if begin and not text[begin - 1].isspace() else "") + text[begin:]
        if text:
            yield Piece(piece.kind, text)


def _space(text: str) -> int:
    """Where to cut a text without the end of a sentence near by."""
    if len(text) <= _REACH:
        return len(text)
    space = text.rfind(" ", 0, _REACH)
    return space if space > 0 else _REACH


def before_and_after(pieces: Iterable[Piece]) -> tuple[str, str]:
    """The sentence as it was, and as it becomes."""
    listed = list(pieces)
    old = "".join(p.text for p in listed if p.kind != NEW)
    new = "".join(p.text for p in listed if p.kind != GONE)
    return old, new
