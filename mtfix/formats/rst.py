"""reStructuredText: paragraphs, titles, items; roles, directives and literal blocks locked."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from mtfix.formats.assembly import Atom, Draft, assemble
from mtfix.formats.comments import CommentStyle
from mtfix.formats.escaping import Backslashes, OneLine
from mtfix.formats.inline import marked
from mtfix.formats.rst_tables import Paragraph, paragraphs
from mtfix.model import COLUMN, RunKind, Span
from mtfix.newlines import dominant_newline, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.model import Document

NAME = "rst"
SUFFIXES = (".rst", ".rest")
ABOUT = (
    "paragraphs, titles, items, cells, admonitions; locked: roles, references, "
    "literals, frames of tables, options, comments, other directives"
)
COMMENTS = (CommentStyle("..", block=True),)

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\Z")
_DIRECTIVE = re.compile(r"\.\. (?:\|[^|]+\| )?([\w:.+-]+?) ?::(?: +|\Z)")
_NOTE = re.compile(r"\.\. \[[^\]]+\] +")
_EXPLICIT = re.compile(r"\.\.(?: |\Z)|__ ")
_ITEM = re.compile(
    r"(?:[-*+•]|\(?(?:\d{1,3}|#|[a-zA-Z]|[ivxIVX]{1,5})[.)]) +(?=\S)|(?:[-*+•]|#\.)\Z"
)
_FIELD = re.compile(r":(?![: ])(?:[^:\\\n]|\\.|:(?=\S)(?![^`\n]*`)){1,80}:(?: +|\Z)")
_OPTION = re.compile(r"(?:-\w|--\w|/[A-Z]\b)")
_TABLE = re.compile(r"\+(?:[-=]{2,}\+)+\Z|={2,}(?: +={2,})+\Z")
_SPOKEN = frozenset(
    [
        "note", "warning", "tip", "important", "caution", "hint", "attention", "danger", "error",
        "seealso", "admonition", "topic", "sidebar", "epigraph", "highlights", "pull-quote",
        "versionadded", "versionchanged", "deprecated", "versionremoved", "rubric", "compound",
        "container", "todo", "figure", "centered", "table", "list-table",
    ]
)  # fmt: skip
_ARGUMENT_IS_PROSE = _SPOKEN - {"figure", "container", "compound"}
_VERSIONED = re.compile(r"(?:version\w+|deprecated)\Z")

_LONGEST_TABLE = 2000

# What stands before and after inline markup, by the rules of docutils.
_BEFORE = r"(?<![\w\\`*|_])"
_AFTER = r"(?![\w*])"
_INLINE = re.compile(
    r"(?P<escape>\\[^\s])|(?P<blank>\\[ \n])|(?P<fold>[ \t]*(?:\r\n|\n|\r)[ \t]*)"
    rf"|{_BEFORE}(?P<code>``(?=\S)(?:[^`]|`(?!`)){{1,1000}}?(?<=\S)``){_AFTER}"
    rf"|{_BEFORE}(?P<code2>:[\w:.+-]{{1,60}}:`[^`]{{1,1000}}`|`[^`<]{{1,1000}}`:[\w:.+-]{{1,60}}:)"
    r"|(?<![\w\\`])(?P<link>`(?P<link_text>[^`<>\s][^`<>]{0,500}?)\s{1,60}<[^`<>]{1,1000}>`__?)"
    r"|(?<![\w\\`])(?P<reference>`[^`]{1,1000}`(?:__?)?)"
    rf"|{_BEFORE}(?P<strong>\*\*(?P<strong_text>(?=\S)(?:[^*\\]|\\.|\*(?!\*)){{1,1000}}?)"
    rf"(?<=[^\s\\])\*\*){_AFTER}"
    rf"|{_BEFORE}(?P<emphasis>\*(?P<emphasis_text>(?=[^\s*])(?:[^*\\]|\\.){{1,1000}}?)"
    rf"(?<=[^\s\\])\*){_AFTER}"
    r"|(?P<placeholder>(?<!\w)\|(?=\S)[^|\n]{1,200}?(?<=\S)\|_{0,2}(?!\w))"
    r"|(?P<void>[ ]?\[(?:#?[\w.-]{0,80}|\*)\]_(?!\w))"
    r"|(?P<reference2>(?<![\w_`])[A-Za-z0-9](?:[\w.-]{0,80}[A-Za-z0-9])?__?(?![\w`]))"
)
_HINT = re.compile(r"[\\`*|_\[]")  # without one of these, nothing is inline markup
_SPECIAL = re.compile(r"[\\`*|]|_(?!\w)")


class Line(NamedTuple):
    """A line without the blanks around it."""

    start: int  # of its text
    core: str
    indent: int


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read reStructuredText; what is not understood is prose only where it looks like it."""
    return assemble(text, NAME, _Reader(text).drafts(), path=path, language=language)


class _Reader:
    """Goes through the lines once, paragraph by paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [
            Line(
                start + len(line) - len(line.lstrip(" \t\ufeff")),
                line.strip(" \t\ufeff"),
                _indent(line),
            )
            for start, line in lines(text)
        ]
        self.codec = Backslashes(_SPECIAL, dominant_newline(text))
        self.block = 0

    def drafts(self) -> Iterator[Draft]:
        n = 0
        while n < len(self.lines):
            if not self.lines[n].core:
                n += 1
                self.block += 1
                continue
            if _TABLE.match(self.lines[n].core):
                end = self._table_end(n)
                yield from self._table(n, end)
                n = end
                continue
            end = self._locked(n)
            if end > n:
                n = end
                continue
            end = self._paragraph_end(n)
            if end - n == 1 and self._is_title(n):
                yield self._draft(n, end, self.lines[n].start, "heading")
                n = end + 1
                continue
            yield from self._paragraph(n, end)
            explicit = self.lines[n].core.startswith(".. ")
            n = self._options_end(end, self.lines[n].indent) if explicit else end
            if self.lines[end - 1].core.endswith("::"):
                n = self._after_block(end, self.lines[end - 1].indent)

    def _locked(self, n: int) -> int:
        """Where a locked stretch that starts at n ends, n where there is none."""
        core = self.lines[n].core
        if core.startswith(".."):
            return self._explicit(n, core)
        if core.startswith((">>> ", "| | ")):
            return self._gap(n)
        if _ADORNMENT.match(core):
            return n + 1
        if _EXPLICIT.match(core) or (_OPTION.match(core) and not _ITEM.match(core)):
            return self._gap(n)
        return n

    def _explicit(self, n: int, core: str) -> int:
        """Pass a comment, target or directive; of some directives only the first line."""
        directive = _DIRECTIVE.match(core)
        if _NOTE.match(core) or (directive and directive[1] in _SPOKEN):
            inline = directive is None or (
                directive[1] in _ARGUMENT_IS_PROSE and len(core) > directive.end()
            )
            return n if inline else self._options_end(n + 1, self.lines[n].indent)
        return self._after_block(n + 1, self.lines[n].indent) if _EXPLICIT.match(core) else n

    def _options_end(self, n: int, indent: int) -> int:
        """Pass the options of a directive."""
        while n < len(self.lines) and self.lines[n].indent > indent and self.lines[n].core:
            if not _FIELD.match(self.lines[n].core):
                break
            n += 1
        return n

    def _after_block(self, n: int, indent: int) -> int:
        """Pass all that is indented deeper."""
        while n < len(self.lines) and (not self.lines[n].core or self.lines[n].indent > indent):
            n += 1
        return n

    def _gap(self, n: int) -> int:
        while n < len(self.lines) and self.lines[n].core:
            n += 1
        return n

    def _table_end(self, n: int) -> int:
        """A grid ends at the blank line; a simple table at a border with a blank line after it."""
        if self.lines[n].core[0] == "+":
            return self._gap(n)
        borders, at = 0, n
        while at < min(len(self.lines), n + _LONGEST_TABLE):
            if _TABLE.match(self.lines[at].core):
                borders += 1
                last = at + 1 == len(self.lines) or not self.lines[at + 1].core
                if borders > 1 and last:
                    return at + 1
            at += 1
        return n + 1

    def _table(self, n: int, end: int) -> Iterator[Draft]:
        codec = OneLine(self.codec)
        for paragraph in paragraphs(self.lines[n:end]):
            self.block += 1
            atoms = list(self._in_cell(paragraph))
            rooms = tuple(Span(p.end, p.limit) for p in paragraph if p.limit is not None)
            yield Draft(atoms, "cell", self.block, codec, rooms=rooms)
        self.block += 1

    def _in_cell(self, paragraph: Paragraph) -> Iterator[Atom]:
        """Yield the atoms of a paragraph in a cell, nothing where one goes over a line's end."""
        if len(paragraph) == 1:
            yield from marked(self.text, *paragraph[0][:2], _INLINE, _HINT)
            return
        told = [self.text[piece.start : piece.end] for piece in paragraph]
        joined = "\n".join(told)
        begins = [0, *accumulate(len(line) + 1 for line in told)]
        found = list(marked(joined, 0, len(joined), _INLINE, _HINT))
        if any("\n" in joined[a.start : a.end] for a in found if a.kind is not RunKind.BREAK):
            return
        for atom in found:
            start, end = (
                paragraph[line].start + at - begins[line]
                for at in (atom.start, atom.end)
                for line in (bisect_right(begins, at) - 1,)
            )
            role = COLUMN if atom.kind is RunKind.BREAK else atom.role
            yield atom._replace(start=start, end=end, role=role)

    def _paragraph_end(self, n: int) -> int:
        """Where the paragraph that starts at n ends: at a blank line or another indent."""
        core = self.lines[n].core
        marker = 3 if core.startswith(".. ") else _marker(core)
        deep = self.lines[n].indent + marker if marker else None
        at = n + 1
        while at < len(self.lines) and self.lines[at].core:
            line = self.lines[at]
            if at == n + 1 and deep is None and line.indent != self.lines[n].indent:
                break  # a term with its definition
            indent = self.lines[n + 1].indent
            if line.indent != indent or _marker(line.core) or line.core.startswith(".. "):
                break
            if line.core.startswith("| ") or _ADORNMENT.match(line.core):
                break
            if deep is not None and line.indent <= self.lines[n].indent:
                break
            at += 1
        return at

    def _is_title(self, n: int) -> bool:
        """An adornment of another length is none: docutils warns, and the reader sees text."""
        line = self.lines[n]
        under = self.lines[n + 1].core if n + 1 < len(self.lines) else ""
        return bool(_ADORNMENT.match(under)) and len(under) >= len(line.core)

    def _paragraph(self, n: int, end: int) -> Iterator[Draft]:
        line = self.lines[n]
        start, kind = line.start, "paragraph"
        directive = _DIRECTIVE.match(line.core)
        note = _NOTE.match(line.core)
        if note or directive:
            start += (note or directive).end()  # type: ignore[union-attr]
            if directive and _VERSIONED.match(directive[1]):
                start += len(line.core[directive.end() :].split(" ", 1)[0])
        elif line.core.startswith("| "):
            start, kind, end = start + 2, "line", n + 1
        while marker := _marker(self.text[start : line.start + len(line.core)]):
            start += marker
            kind = "item"
        below = self.lines[end] if end < len(self.lines) else None
        if kind == "paragraph" and below and below.core and below.indent > line.indent:
            kind = "item"  # a term above its definition
        if start < self.lines[end - 1].start + len(self.lines[end - 1].core):
            yield self._draft(n, end, start, kind)

    def _draft(self, n: int, end: int, start: int, kind: str) -> Draft:
        last = self.lines[end - 1]
        stop = last.start + len(last.core)
        if last.core.endswith("::"):
            stop -= 2 if last.core.endswith(" ::") or last.core == "::" else 1
        if kind == "heading":
            self.block += 1
        atoms = list(marked(self.text, start, max(start, stop), _INLINE, _HINT))
        draft = Draft(atoms, kind, self.block, self.codec)
        if kind == "heading":
            self.block += 1
        return draft


def _indent(line: str) -> int:
    body = line.lstrip(" \t\ufeff")
    return len(line[: len(line) - len(body)].expandtabs(8))


def _marker(core: str) -> int:
    """How long the marker of an item or field is."""
    match = _ITEM.match(core) or _FIELD.match(core)
    return match.end() if match else 0


def literals(text: str) -> list[tuple[int, int]]:
    """The lines that are code: what stands below `::` or a directive that holds no prose."""
    out: list[tuple[int, int]] = []
    inside = -1  # the indent of the line that began the code
    for start, line in lines(text):
        core, indent = line.strip(" \t\ufeff"), _indent(line)
        if inside >= 0 and (not core or indent > inside):
            out.append((start, start + len(line)))
            continue
        directive = _DIRECTIVE.match(core)
        code = directive[1] not in _SPOKEN if directive else core.endswith("::")
        inside = indent if code else -1
    return out
