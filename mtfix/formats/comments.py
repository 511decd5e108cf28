"""How a format writes comments. A format module lists its ways in COMMENTS, the usual one first.

Where a format can show source code, its function `literals(text)` gives the stretches in which
nothing is a comment, as pairs of offsets.
"""

from __future__ import annotations

from msgspec import Struct


class CommentStyle(Struct, frozen=True):
    """What opens and closes a comment. One that nothing closes has a line of its own."""

    opening: str
    closing: str = ""
    suffixes: tuple[str, ...] = ()  # only files with these have it; empty: all
    block: bool = False  # it needs a blank line on either side

    def fits(self, path: str) -> bool:
        """Whether a file of this path can have such comments."""
        return not self.suffixes or path.lower().endswith(self.suffixes)

    def write(self, text: str) -> str:
        return f"{self.opening} {text} {self.closing}".rstrip()


MARKUP = (CommentStyle("<!--", "-->"),)
HASH = (CommentStyle("#"),)
