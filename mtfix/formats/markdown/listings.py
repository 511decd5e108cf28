"""Finds the code and HTML blocks of a Markdown file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.model import Listing, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_OUTER = frozenset({"document", "section", "block_quote", "list", "list_item"})


def listings(text: str, root: Node) -> Iterator[Listing]:
    """Yield the blocks in order. `root` is the tree of a stand-in of the same length."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "fenced_code_block":
            yield from _fenced(text, node)
        elif node.type == "indented_code_block":
            yield Listing(Span(node.start_byte, node.end_byte), "code")
        elif node.type == "html_block":
            yield Listing(Span(node.start_byte, node.end_byte), "html")
        elif node.type in _OUTER:
            stack += reversed(node.children)


def _fenced(text: str, node: Node) -> Iterator[Listing]:
    language = ""
    for child in node.children:
        span = Span(child.start_byte, child.end_byte)
        if child.type == "info_string":
            words = text[span.start : span.end].strip("{}. \t").split()
            language = words[0].lower().strip("{}.,") if words else ""
        elif child.type == "code_fence_content":
            yield Listing(span, "code", language)
