"""Finds the blocks of a Markdown file that hold prose."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mtfix.formats.comments import CommentStyle
from mtfix.formats.markdown.codec import MarkdownCodec
from mtfix.formats.markdown.front import KEYS, values
from mtfix.formats.markdown.inline import label, runs_of
from mtfix.formats.markdown.listings import listings
from mtfix.formats.markdown.masks import mask
from mtfix.formats.markdown.runs import Source
from mtfix.formats.placeables import find_placeables
from mtfix.model import Document, Run, RunKind, Segment, Span
from mtfix.newlines import dominant_newline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Language, Node

NAME = "markdown"
TAKES_FRONT_MATTER = True
SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdx", ".qmd", ".rmd")
ABOUT = (
    "paragraphs, headings, items, cells, link and alt texts, titles in front matter and the like; "
    "locked: code, URLs, tags, math, shortcodes, other front matter"
)
COMMENTS = (
    CommentStyle("{/*", "*/}", suffixes=(".mdx",), block=True),
    CommentStyle("<!--", "-->"),
    CommentStyle("[//]: # (", ")"),
)

_HEAD = 20_000  # where front matter may end at the latest
_CLOSING = re.compile(rb"(?:(?<=[ \t])|\A)#+[ \t]*\Z")
# What may stand before the prose of a paragraph: `[^1]: `, `[!NOTE]`.
_LABEL = re.compile(rb"\[\^[^\]\s]+\]:[ \t]*|\[!\w+\][+-]?[ \t]*(?:\r?\n[ \t]*)?")
# Rows that make no table, as one has a cell too many: no prose to edit safely.
_ROWS = re.compile(rb"\|[^\n]*\n[ \t]*\|")
_BLANK_LINE = re.compile(r"(?:\n|\r(?!\n))[ \t>]*\r?(?:\n|\r)")
_FOLLOWING = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)(?:[ \t]*(?:\r\n|\n|\r))*")
_MODULE_LINE = re.compile(r"(?:import|export)\s.*(?:\bfrom\s+['\"]|['\"];?\s*$|=|\()")


class _Block(NamedTuple):
    """The inline content of a block, with its kind."""

    node: Node
    kind: str
    top: bool  # it stands in no list, quote or table


def read(
    text: str, *, path: str = "", language: str = "en", front: Sequence[str] = KEYS
) -> Document:
    """Read Markdown. `front` are the keys of front matter whose values are prose.

    Offsets are those of the text, whatever characters it has.
    """
    from tree_sitter import Parser  # slow to import, and plain text needs none

    masked = mask(text)
    block_language, inline_language = _languages()
    root = Parser(block_language).parse(masked.stand_in).root_node
    newline = dominant_newline(text)
    blocks = list(_blocks(root))
    labels = {label(text[a:b]) for a, b in _labels(root)}
    displays = [p for p in masked.placeables if p.role == "math" and "\n" in text[p.start : p.end]]
    source = Source(text, masked.placeables, labels, Parser(inline_language), displays)
    segments = _front(text, language, front)
    for block in blocks:
        codec = MarkdownCodec(newline, cell=block.kind == "cell")
        start, content = _content(masked.stand_in, block)
        runs = runs_of(source, start, content, codec)
        if (
            _ROWS.match(content)
            or not _has_prose(runs)
            or (path.endswith(".mdx") and _is_module(text, runs))
        ):
            continue
        if any(run.role == "definition" for run in runs):
            block = block._replace(kind="item")  # a term with its definitions
        removal = _removal(text, runs) if block.top else None
        number = _number(text, segments, block, runs[0].span.start)
        segments.append(Segment(len(segments), block.kind, runs, removal, language, block=number))
    return Document(
        text,
        NAME,
        tuple(segments),
        path=path,
        newline=newline,
        language=language,
        listings=tuple(listings(text, root)),
    )


def literals(text: str) -> list[tuple[int, int]]:
    """The blocks of code: what looks like a comment there is none."""
    from tree_sitter import Parser

    out: list[tuple[int, int]] = []
    stack = [Parser(_languages()[0]).parse(mask(text).stand_in).root_node]
    while stack:
        node = stack.pop()
        if node.type in ("fenced_code_block", "indented_code_block"):
            out.append((node.start_byte, node.end_byte))
        else:
            stack += node.children
    return out


def _front(text: str, language: str, keys: Sequence[str]) -> list[Segment]:
    """The segments of the front matter."""
    found = values(text, find_placeables(text[:_HEAD]), keys)
    prose = [front for front in found if _has_prose(front.runs)]
    return [Segment(n, f.kind, f.runs, None, language, block=n) for n, f in enumerate(prose)]


@lru_cache(maxsize=1)
def _languages() -> tuple[Language, Language]:
    import tree_sitter_markdown
    from tree_sitter import Language

    return (
        Language(tree_sitter_markdown.language()),
        Language(tree_sitter_markdown.inline_language()),
    )


def _blocks(root: Node) -> Iterator[_Block]:
    """Yield the blocks with inline content, in order."""
    stack: list[tuple[Node, str, bool]] = [(root, "paragraph", True)]
    while stack:
        node, kind, top = stack.pop()
        name = node.type
        if name in ("inline", "pipe_table_cell"):
            yield _Block(node, "cell" if name == "pipe_table_cell" else kind, top)
            continue
        if name in ("atx_heading", "setext_heading"):
            kind = "heading"
        elif name == "block_quote":
            kind, top = "quote", False
        elif name == "list_item":
            kind, top = "item", False
        elif name == "pipe_table":
            top = False
        below = [(child, kind, top) for child in node.children if child.is_named]
        if name == "list_item":
            below = _item_kinds(below)
        stack += reversed(below)


def _item_kinds(below: list[tuple[Node, str, bool]]) -> list[tuple[Node, str, bool]]:
    """Only the first paragraph of a list item is the item."""
    first = next((n for n, (child, _, _) in enumerate(below) if child.type == "paragraph"), -1)
    return [
        (child, kind if n <= first or child.type != "paragraph" else "paragraph", top)
        for n, (child, kind, top) in enumerate(below)
    ]


def _labels(root: Node) -> Iterator[tuple[int, int]]:
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "link_reference_definition":
            for child in node.children:
                if child.type == "link_label":
                    yield child.start_byte, child.end_byte
        elif node.type in ("document", "section", "block_quote", "list", "list_item"):
            stack += node.children


def _content(stand_in: bytes, block: _Block) -> tuple[int, bytes]:
    """Where the content starts, and its stand-in with the prefixes of later lines blanked."""
    node = block.node
    start, end = node.start_byte, node.end_byte
    content = stand_in[start:end]
    for child in node.children:
        if child.type == "block_continuation" and child.start_byte < child.end_byte:
            lo, hi = child.start_byte - start, min(child.end_byte, end) - start
            content = content[:lo] + b" " * (hi - lo) + content[hi:]
    if block.kind == "heading":
        content = _CLOSING.sub(b"", content)
    elif (note := _LABEL.match(content)) is not None:
        content = content[note.end() :]
        start += note.end()
    rest = content.lstrip(b" \t\r\n")
    return start + len(content) - len(rest), rest.rstrip(b" \t\r\n")


def _has_prose(runs: tuple[Run, ...]) -> bool:
    return any(run.kind is RunKind.PROSE and run.text.strip() for run in runs)


def _is_module(text: str, runs: tuple[Run, ...]) -> bool:
    """Whether a paragraph is code of MDX: `import Tabs from "…"`."""
    return bool(_MODULE_LINE.match(text[runs[0].span.start : runs[-1].span.end]))


def _removal(text: str, runs: tuple[Run, ...]) -> Span:
    """The lines of a block with the blank lines after them."""
    start, end = runs[0].span.start, runs[-1].span.end
    while start and text[start - 1] not in "\r\n":
        start -= 1
    match = _FOLLOWING.match(text, end)
    return Span(start, match.end() if match else end)


def _number(text: str, before: list[Segment], block: _Block, start: int) -> int:
    """Segments without a blank line between them are of one block, headings on their own."""
    if not before:
        return 0
    last = before[-1]
    parted = "heading" in (last.kind, block.kind)
    if parted or _BLANK_LINE.search(text, last.span.end, start):
        return last.block + 1
    return last.block
