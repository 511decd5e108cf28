"""AsciiDoc: paragraphs, titles, items; macros, attributes, listings and tables locked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mtfix.formats.asciidoc_tables import BLOCKS, cells, columns_of, is_plain
from mtfix.formats.assembly import Draft, assemble
from mtfix.formats.comments import CommentStyle
from mtfix.formats.escaping import Backslashes
from mtfix.formats.inline import marked
from mtfix.newlines import dominant_newline, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.model import Document

NAME = "asciidoc"
SUFFIXES = (".adoc", ".asciidoc")
ABOUT = (
    "paragraphs, titles, items, cells, admonitions; locked: macros, attributes, listings, "
    "literals, comments, passthroughs"
)
COMMENTS = (CommentStyle("//"),)

_FENCE = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,}[\w,+-]*|~{4,}|[|,:!]={3,})\Z")
_FRAME = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|\"\")\Z")
_MACHINERY = re.compile(
    r"//(?!/)|\[[^\]]*\]\Z|:!?[\w-]+!?:(?:\s|\Z)|(?:include|ifdef|ifndef|ifeval|endif)::"
    r"|(?:image|video|audio|toc|icon|\w+)::\S*\[.*\]\Z|'''\Z|<<<\Z|\+\Z|<\d+>\Z"
)
_VERBATIM_STYLE = re.compile(
    r"\[(?:source|listing|literal|stem|latexmath|asciimath|pass|verse|plantuml|ditaa|graphviz|mermaid)\b"
)
_HEADING = re.compile(r"(?:={1,6}|#{1,6}) +(?=\S)|\.(?=[^\s.])")
_ITEM = re.compile(
    r"(?:\*{1,5}|-|\.{1,5}|\d{1,3}\.|[a-zA-Z]\.|<[\d.]+>) +(?:\[[ x*]\] +)?(?=\S)"
    r"|[^\n:]{1,80}:{2,4} +(?=\S)"
)
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION): +")
_TERM = re.compile(r"(\S[^\n]{0,80}?):{2,4}\Z")

# All that may span words is bounded, so that no line is slow.
_INLINE = re.compile(
    r"(?P<escape>\\[*_`#^~+{<\[|])|(?P<hard>[ \t]\+[ \t]*(?:\r\n|\n|\r)[ \t]*)"
    r"|(?P<fold>[ \t]*(?:\r\n|\n|\r)[ \t]*)"
    r"|(?P<code>\+\+\+[^+]{1,400}\+\+\+|``[^`]{1,400}``"
    r"|(?<![\w`])`\+?(?=\S)[^`\n]{1,400}(?<=\S)`(?![\w`])"
    r"|(?<![\w+])\+(?=\S)[^+\n]{1,400}(?<=\S)\+(?![\w+]))"
    r"|(?P<reference><<[^<>\n]{1,200}>>|\(\(\(?[^()\n]{1,200}\)?\)\)|\[\[[^\]\n]{1,200}\]\]"
    r"|\{[\w-]{1,60}(?::[^}\n]{0,100})?\})"
    r"|(?P<link>(?:link:|xref:|mailto:)[^\s\[]{1,500}\[(?P<link_text>[^\]\n]{1,300}?)"
    r"(?:\^|,[^\]\n=]{0,60}=[^\]\n]{0,100})?\])"
    r"|(?P<link2>(?:https?|ftp)://[^\s\[\]<>]{1,500}\[(?P<link2_text>[^\]\n]{1,300}?)"
    r"(?:\^|,[^\]\n=]{0,60}=[^\]\n]{0,100})?\])"
    r"|(?P<code2>(?<!\w)(?:image|icon|kbd|btn|menu|stem|latexmath|asciimath|pass|footnoteref"
    r"|indexterm2?|anchor|xref|link|mailto):[^\s\[]{0,500}\[[^\]\n]{0,300}\])"
    r"|(?P<strong>\*\*(?P<strong_text>[^*\n]{1,400})\*\*)"
    r"|(?P<emphasis>__(?P<emphasis_text>[^_\n]{1,400})__)"
    r"|(?<![\w*\\])(?P<strong2>\*(?P<strong2_text>(?=[^\s*])[^*]{0,400}(?<=\S))\*)(?![\w*])"
    r"|(?<![\w\\])(?P<emphasis2>_(?P<emphasis2_text>(?=[^\s_])[^_]{0,400}(?<=\S))_)(?!\w)"
    r"|(?<![\w#&])(?P<mark>(?:\[[^\]\n]{0,60}\])?\#(?P<mark_text>(?=[^\s#])[^#\n]{0,200}(?<=\S))\#)"
    r"(?![\w#])|(?P<entity>&(?:#\d+|\w{1,30});)"
)
_SPECIAL = re.compile(r"[*_`#^~+{]")
_SPECIAL_IN_CELL = re.compile(r"[*_`#^~+{|]")


class _Line(NamedTuple):
    start: int
    core: str
    indented: bool


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read AsciiDoc; what is not understood is locked or stays whole."""
    return assemble(text, NAME, _Reader(text).drafts(), path=path, language=language)


class _Reader:
    """Goes through the lines once."""

    def __init__(self, text: str, cell: tuple[int, int] | None = None, block: int = 0) -> None:
        self.text = text
        first, last = cell or (0, len(text))
        special = _SPECIAL_IN_CELL if cell else _SPECIAL
        self.lines = [
            _Line(
                first + start + len(line) - len(line.lstrip(" \t\ufeff")),
                line.strip(" \t\ufeff"),
                line[:1] in " \t" and not (cell and start == 0),
            )
            for start, line in lines(text[first:last])
        ]
        self.codec = Backslashes(special, dominant_newline(text))
        self.block = block

    def drafts(self) -> Iterator[Draft]:
        n = self._header_end()
        if n:
            yield from self._paragraph(n - 1, n) if self.lines[n - 1].core.startswith("= ") else ()
            n = self._gap(n)
        yield from self._blocks(n)

    def _blocks(self, n: int) -> Iterator[Draft]:
        while n < len(self.lines):
            if self.lines[n].core.startswith("|===") and _FENCE.match(self.lines[n].core):
                end = self._fence_end(n, self.lines[n].core)
                yield from self._table(n, end)
                n = end
                continue
            end = self._locked(n)
            if end > n:
                n = end
                continue
            end = self._paragraph_end(n)
            yield from self._paragraph(n, end)
            n = end

    def _header_end(self) -> int:
        """The document's title is followed by its author and attributes, without a blank line."""
        for n, line in enumerate(self.lines):
            if line.core.startswith("= "):
                return n + 1
            if line.core and not _MACHINERY.match(line.core):
                return 0
        return 0

    def _locked(self, n: int) -> int:
        line = self.lines[n]
        core = line.core
        if not core:
            self.block += 1
            return n + 1
        fence = _FENCE.match(core)
        if fence:
            return self._fence_end(n, fence[1])
        if _FRAME.match(core):
            return n + 1
        if _MACHINERY.match(core):
            return self._style_end(n) if _VERBATIM_STYLE.match(core) else n + 1
        literal = line.indented and not _ITEM.match(core) and not (n and self.lines[n - 1].core)
        return self._gap(n) if literal else n

    def _fence_end(self, n: int, mark: str) -> int:
        """A listing that is not closed goes to the end, as in AsciiDoc."""
        closer = "```" if mark.startswith("```") else mark
        for at in range(n + 1, len(self.lines)):
            if self.lines[at].core == closer:
                return at + 1
        return len(self.lines)

    def _table(self, n: int, end: int) -> Iterator[Draft]:
        """The cells between the fences at n and before end."""
        if end - n < 3 or self.lines[end - 1].core != self.lines[n].core:
            return
        first, last = self.lines[n + 1].start, self.lines[end - 1].start
        if not is_plain(self._attributes(n), self.text[first:last]):
            return
        codec = Backslashes(_SPECIAL_IN_CELL, self.codec.newline)
        for start, stop, style in cells(self.text, first, last, columns_of(self._attributes(n))):
            self.block += 1
            if style == BLOCKS:
                inner = _Reader(self.text, (start, stop), self.block)
                yield from inner._blocks(0)
                self.block = inner.block
                continue
            yield Draft(list(marked(self.text, start, stop, _INLINE)), "cell", self.block, codec)
        self.block += 1

    def _attributes(self, n: int) -> str:
        """What stands in brackets above a block."""
        at = n
        while at and self.lines[at - 1].core.startswith(("[", ".")):
            at -= 1
        return "\n".join(line.core for line in self.lines[at:n])

    def _style_end(self, n: int) -> int:
        """`[source]` above a paragraph makes it a listing."""
        following = self.lines[n + 1].core if n + 1 < len(self.lines) else ""
        fenced = (
            _FENCE.match(following) or _FRAME.match(following) or following.startswith((".", "["))
        )
        return n + 1 if fenced else self._gap(n)

    def _gap(self, n: int) -> int:
        while n < len(self.lines) and self.lines[n].core:
            n += 1
        return n

    def _paragraph_end(self, n: int) -> int:
        if _HEADING.match(self.lines[n].core) or _TERM.match(self.lines[n].core):
            return n + 1
        at = n + 1
        while at < len(self.lines) and (core := self.lines[at].core):
            ends = _FENCE.match(core) or _FRAME.match(core) or _MACHINERY.match(core)
            if ends or _ITEM.match(core) or _TERM.match(core):
                break
            at += 1
        return at

    def _paragraph(self, n: int, end: int) -> Iterator[Draft]:
        line, last = self.lines[n], self.lines[end - 1]
        start, kind = line.start, "paragraph"
        stop = last.start + len(last.core)
        if heading := _HEADING.match(line.core):
            start, kind = start + heading.end(), "heading"
            self.block += 1
        elif item := _ITEM.match(line.core):
            start, kind = start + item.end(), "item"
        elif term := _TERM.match(line.core):
            stop, kind = start + term.end(1), "item"
        if admonition := _ADMONITION.match(self.text, start, stop):
            start = admonition.end()
        yield Draft(list(marked(self.text, start, stop, _INLINE)), kind, self.block, self.codec)
        if kind == "heading":
            self.block += 1


def literals(text: str) -> list[tuple[int, int]]:
    """The lines between fences, in which `//` is code; in a comment block it is a comment."""
    out: list[tuple[int, int]] = []
    closer = ""
    for start, line in lines(text):
        core = line.strip(" \t\ufeff")
        if closer:
            out.append((start, start + len(line)))
            closer = "" if core == closer else closer
        elif _FENCE.match(core) and core[0] != "/":
            closer = "```" if core.startswith("```") else core
    return out
