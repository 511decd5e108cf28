"""Finds the markup inside a Markdown block."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from mtfix.formats.markdown.runs import Mark, Source, fill
from mtfix.model import RunKind, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

    from mtfix.model import Codec, Run

_SPECIAL = re.compile(rb"[*_`\[!<&\\~]")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_CODE_TAG = re.compile(rb"<(code|kbd|samp|var|pre|tt|script|style)\b[^>]*>", re.IGNORECASE)
_BR = re.compile(rb"<br\s*/?>", re.IGNORECASE)
_WHITE = re.compile(r"\s+")


def runs_of(source: Source, start: int, masked: bytes, codec: Codec) -> tuple[Run, ...]:
    """The runs of the block content at `start`; `masked` is its stand-in without prefixes."""
    marks: Sequence[Mark] = ()
    if _SPECIAL.search(masked):
        reader = _Reader(source, start, masked)
        marks = reader.marks(source.parser.parse(masked).root_node)
    if source.displays:
        marks = _with_displays(source, start, len(masked), marks)
    return fill(source, start, masked, marks, codec)


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
        if raw.startswith((b"<img", b"<input")):
            self._add(node, RunKind.PLACEABLE, self._raw(node), role="tag")
            return
        side = Side.CLOSE if raw.startswith(b"</") else Side.OPEN
        if raw.endswith(b"/>") or raw.startswith((b"<!", b"<?")):
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
            self._add(node, RunKind.PLACEABLE, self._raw(node), role=role)
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
