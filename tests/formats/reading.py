"""What every document must be like, whatever its format."""

from __future__ import annotations

from itertools import pairwise

from mtfix.model import COLUMN, Change, Document, Extent, RunKind, Segment, Span, apply_edits


def check_document(document: Document) -> None:
    """Assert that runs are in order, apart, and say what the file says."""
    text, begins = document.text, 0
    taken: list[Span] = []
    for index, segment in enumerate(document.segments):
        assert segment.index == index
        assert segment.runs
        assert begins <= segment.span.start
        at = begins = segment.span.start
        for run in segment.runs:
            assert at <= run.span.start <= run.span.end
            at = run.span.end
            if run.role != COLUMN:  # in which lines of other cells stand
                taken.append(run.span)
            raw = text[run.span.start : run.span.end]
            if run.kind is RunKind.PROSE:
                assert run.offsets is not None or run.text == raw
                assert not {"\r", "\n"} & set(run.text)
            elif run.kind is RunKind.MARKUP:
                assert run.text == ""
            elif run.kind is RunKind.BREAK:
                assert run.text == " "
        if segment.removal is not None:
            assert segment.removal.start <= segment.span.start
            assert segment.removal.end >= segment.span.end
    taken.sort()
    assert all(one.end <= other.start for one, other in pairwise(taken))
    assert not taken or taken[-1].end <= len(text)


def texts(document: Document) -> list[str]:
    return [segment.text for segment in document.segments]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(segment.kind, segment.text) for segment in document.segments]


def locked(document: Document) -> list[tuple[str, str]]:
    """The placeables, with their roles."""
    return [
        (run.text, run.role)
        for segment in document.segments
        for run in segment.runs
        if run.kind is RunKind.PLACEABLE
    ]


def replaced(document: Document, segment: Segment, old: str, new: str) -> str:
    """The document's text with the first `old` of a segment replaced."""
    at = segment.text.index(old)
    return apply_edits(document.text, segment.edits(Change(Extent(at, at + len(old)), new)))
