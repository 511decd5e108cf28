"""Keeps text that a fix inserts into Markdown from becoming markup."""

from __future__ import annotations

import re

from msgspec import Struct

_ESCAPED = re.compile(r"[*_`\[\]~]")
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ENTITY = re.compile(r"&(?=#?\w|$)")
_BACKSLASH = re.compile(rf"\\(?=[{re.escape(_PUNCTUATION)}]|$)")


class MarkdownCodec(Struct, frozen=True):
    """Escapes what would be markup; a cell takes no line break and no bare pipe."""

    newline: str = "\n"
    cell: bool = False

    def encode(self, text: str) -> str:
        if text.isalnum() or not text:
            return text
        text = _BACKSLASH.sub(r"\\\\", text)
        text = _ENTITY.sub("&amp;", text)
        text = _ESCAPED.sub(r"\\\g<0>", text).replace("<", "&lt;")
        if self.cell:
            text = text.replace("|", r"\|").replace("\n", " ")
        return text.replace("\n", self.newline)
