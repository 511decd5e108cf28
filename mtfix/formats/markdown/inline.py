"""Turns the inline content of a Markdown block into runs."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from mtfix.formats.placeables import Placeable, runs_between
from mtfix.model import Codec, Run, RunKind, Side, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from tree_sitter import Node, Parser

_SPECIAL = re.compile(rb"[*_`\[!<&\\~]")
# A line break with the white space around it; `hard` is what makes it one.
_BREAK = re.compile(rb"(?P<hard>[ \t]{2,}|\\)?[ \t]*(?:\r?\n[ \t]*)+")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_CODE_TAG = re.compile(rb"<(code|kbd|samp|var|pre|tt|script|style)\b[^>]*>", re.IGNORECASE)
_BR = re.compile(rb"<br\s*/?>", re.IGNORECASE)
_WHITE = re.compile(r"\s+")


class Mark(NamedTuple):
    """A stretch of inline content that is not plain prose."""

    start: int
    end: int
    kind: RunKind
    text: str = ""
    side: Side = Side.NONE
    role: str = ""


class Source(NamedTuple):
    """What all blocks of one file share."""

    text: str
    placeables: Sequence[Placeable]
    labels: Set[str]  # the link labels that the file defines
    parser: Parser
    displays: Sequence[Placeable] = ()  # math that runs over lines


def runs_of(source: Source, start: int, masked: bytes, codec: Codec) -> tuple[Run, ...]:
    """The runs of the block content at `start`; `masked` is its stand-in without prefixes."""
    marks: Sequence[Mark] = ()
    if _SPECIAL.search(masked):
        reader = _Reader(source, start, masked)
        marks = reader.marks(source.parser.parse(masked).root_node)
    if source.displays:
        marks = _with_displays(source, start, len(masked), marks)
    return _trimmed(list(_fill(source, start, masked, marks, codec)))


def _with_displays(source: Source, start: int, size: int, marks: Sequence[Mark]) -> list[Mark]:
    """Put math that runs over lines among the marks, in place of what it covers."""
    displays = [
        Mark(
            p.start - start,
            p.end - start,
            RunKind.PLACEABLE,
            source.text[p.start : p.end],
            role="math",
        )
        for p in source.displays
        if start <= p.start and p.end <= start + size
    ]
    rest = [m for m in marks if not any(m.start < d.end and d.start < m.end for d in displays)]
    return sorted([*rest, *displays])


def label(text: str) -> str:
    """A link label as CommonMark compares it."""
    return _WHITE.sub(" ", text.strip("[]").strip()).casefold()


class _Reader:
    """Collects the marks of one block."""

    def __init__(self, source: Source, start: int, masked: bytes) -> None:
        self.source = source
        self.start = start
        self.masked = masked
        self.found: list[Mark] = []

    def marks(self, root: Node) -> list[Mark]:
        """All marks, in order and without overlap."""
        stack = [root]
        while stack:
            node = stack.pop()
            stack += self._visit(node)
        self.found.sort()
        return _joined(self._with_code_elements(self.found))

    def _visit(self, node: Node) -> Sequence[Node]:
        """Note what the node is, and return the children to look at."""
        kind = node.type
        if kind in ("emphasis", "strong_emphasis", "strikethrough"):
            self._emphasis(node)
            return [c for c in node.children if c.is_named]
        if kind == "code_span":
            self._add(node, RunKind.PLACEABLE, self._raw(node), role="code")
        elif kind in ("uri_autolink", "email_autolink"):
            self._add(node, RunKind.PLACEABLE, self._raw(node), role="url")
        elif kind == "html_tag":
            self._tag(node)
        elif kind in ("entity_reference", "numeric_character_reference", "backslash_escape"):
            self._character(node)
        elif kind in ("inline_link", "image"):
            return self._link(node)
        elif kind in ("full_reference_link", "collapsed_reference_link", "shortcut_link"):
            return self._reference(node)
        else:
            return node.children
        return ()

    def _raw(self, node: Node) -> str:
        at = self.start
        return self.source.text[at + node.start_byte : at + node.end_byte]

    def _add(
        self,
        node: Node,
        kind: RunKind,
        text: str = "",
        side: Side = Side.NONE,
        role: str = "",
    ) -> None:
        self.found.append(Mark(node.start_byte, node.end_byte, kind, text, side, role))

    def _markup(self, start: int, end: int, side: Side, role: str) -> None:
        if start < end:
            self.found.append(Mark(start, end, RunKind.MARKUP, "", side, role))

    def _emphasis(self, node: Node) -> None:
        delimiters = [c for c in node.children if c.type == "emphasis_delimiter"]
        half = len(delimiters) / 2
        for n, child in enumerate(delimiters):
            side = Side.OPEN if n < half else Side.CLOSE
            self._markup(child.start_byte, child.end_byte, side, "emphasis")

    def _tag(self, node: Node) -> None:
        raw = self.masked[node.start_byte : node.end_byte]
        if _BR.fullmatch(raw):
            self._add(node, RunKind.BREAK, " ", role="tag")
            return
        side = Side.CLOSE if raw.startswith(b"</") else Side.OPEN
        if raw.endswith(b"/>") or raw.startswith((b"<!", b"<?", b"<img", b"<input")):
            side = Side.NONE
        self._add(node, RunKind.MARKUP, side=side, role="tag")

    def _character(self, node: Node) -> None:
        raw = self._raw(node)
        shown = raw[1:] if raw.startswith("\\") else html.unescape(raw)
        if len(shown) == 1 and shown not in "\r\n":
            self._add(node, RunKind.PROSE, shown)

    def _link(self, node: Node) -> Sequence[Node]:
        """Lock all of a link or image but its text."""
        role = "image" if node.type == "image" else "link"
        inner = [c for c in node.children if c.type in ("link_text", "image_description")]
        if not inner or inner[0].start_byte == inner[0].end_byte:
            self._add(node, RunKind.MARKUP, role=role)
            return ()
        self._markup(node.start_byte, inner[0].start_byte, Side.OPEN, role)
        self._markup(inner[0].end_byte, node.end_byte, Side.CLOSE, role)
        return inner

    def _reference(self, node: Node) -> Sequence[Node]:
        """A reference is a link where its label is defined, else brackets that are seen."""
        raw = self._raw(node)
        if _FOOTNOTE.fullmatch(raw):
            self._add(node, RunKind.MARKUP, side=Side.CLOSE, role="footnote")
            return ()
        named = next((c for c in node.children if c.type == "link_label"), None)
        text = next((c for c in node.children if c.type == "link_text"), None)
        name = self._raw(named) if named is not None else self._raw(text) if text else ""
        if label(name) in self.source.labels:
            return self._link(node)
        return [c for c in node.children if c.is_named]

    def _with_code_elements(self, marks: Sequence[Mark]) -> list[Mark]:
        """Lock what stands between `<code>` and `</code>` and the like, tags included."""
        out: list[Mark] = []
        at = 0
        for mark in marks:
            if mark.start < at:
                continue
            opener = _CODE_TAG.match(self.masked, mark.start) if mark.role == "tag" else None
            end = -1
            if opener:
                closer = b"</" + opener[1].lower() + b">"
                end = self.masked.lower().find(closer, mark.end)
            if opener and end >= 0:
                end += len(opener[1]) + 3
                text = self.source.text[self.start + mark.start : self.start + end]
                mark = Mark(mark.start, end, RunKind.PLACEABLE, text, role="code")
            out.append(mark)
            at = mark.end
        return out


def _joined(marks: Sequence[Mark]) -> list[Mark]:
    """Join the two `*` of a `**`: markup of one side that touches."""
    out: list[Mark] = []
    for mark in marks:
        last = out[-1] if out else None
        if (
            last is not None
            and last.end == mark.start
            and last.kind is mark.kind is RunKind.MARKUP
            and (last.side, last.role) == (mark.side, mark.role) == (mark.side, "emphasis")
        ):
            out[-1] = last._replace(end=mark.end)
        else:
            out.append(mark)
    return out


def _fill(
    source: Source, start: int, masked: bytes, marks: Sequence[Mark], codec: Codec
) -> Iterator[Run]:
    """Yield the marks as runs, with prose, placeables and line breaks between them."""
    at = 0
    for mark in marks:
        yield from _prose(source, start, masked, (at, mark.start), codec)
        span = Span(start + mark.start, start + mark.end)
        offsets = (span.start, span.end) if mark.kind is RunKind.PROSE else None
        text = mark.text
        if "\n" in text or "\r" in text:
            text = _WHITE.sub(" ", text)
        yield Run(mark.kind, span, text, offsets, mark.side, mark.role, codec)
        at = mark.end
    yield from _prose(source, start, masked, (at, len(masked)), codec)


def _prose(
    source: Source, start: int, masked: bytes, stretch: tuple[int, int], codec: Codec
) -> Iterator[Run]:
    at, end = stretch
    if b"\n" in masked[at:end]:
        for match in _BREAK.finditer(masked, at, end):
            yield from _plain(source, start + at, start + match.start(), codec)
            role = "hard" if match["hard"] else ""
            span = Span(start + match.start(), start + match.end())
            yield Run(RunKind.BREAK, span, " ", role=role, codec=codec)
            at = match.end()
    yield from _plain(source, start + at, start + end, codec)


def _plain(source: Source, start: int, end: int, codec: Codec) -> Iterator[Run]:
    for run in runs_between(start, end, source.text, source.placeables, codec):
        if run.role == "math":
            yield Run(run.kind, run.span, _WHITE.sub(" ", run.text), role="math")
        else:
            yield run


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Join neighbouring breaks, and drop breaks and void markup at both ends."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None and last.kind is RunKind.BREAK:
            run = _without_margin(run, left=True)
            if run.kind is RunKind.BREAK:
                out[-1] = _wider(last, run)
                continue
            if run.kind is RunKind.PROSE and not run.text:
                continue
        elif last is not None and run.kind is RunKind.BREAK:
            out[-1] = _without_margin(last, left=False)
        out.append(run)
    while out and _is_idle(out[-1]):
        out.pop()
    first = next((n for n, run in enumerate(out) if not _is_idle(run)), len(out))
    return tuple(out[first:])


def _without_margin(run: Run, *, left: bool) -> Run:
    """A prose run without the blanks beside a break, which a reader does not see."""
    if run.kind is not RunKind.PROSE or run.offsets is not None:
        return run
    text = run.text.lstrip(" \t") if left else run.text.rstrip(" \t")
    cut = len(run.text) - len(text)
    if not cut:
        return run
    start, end = run.span.start, run.span.end
    span = Span(start + cut, end) if left else Span(start, end - cut)
    return Run(run.kind, span, text, codec=run.codec)


def _wider(run: Run, other: Run) -> Run:
    role = run.role or other.role
    span = Span(run.span.start, other.span.end)
    return Run(RunKind.BREAK, span, " ", role=role, codec=run.codec)


def _is_idle(run: Run) -> bool:
    if run.kind is RunKind.PROSE:
        return not run.text
    return run.kind is RunKind.BREAK or (run.kind is RunKind.MARKUP and run.side is Side.NONE)
