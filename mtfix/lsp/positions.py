r"""Offsets of a text and the positions that an editor knows them by.

An editor counts lines, which end with `\n`, `\r\n` or `\r` and with nothing else, and in a line
the units of an encoding that it agreed on with us. mtfix counts code points from the start.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from itertools import accumulate

_LINE_END = re.compile(r"\r\n|\r|\n")


class Encoding(StrEnum):
    """What a position in a line counts: bytes, 16-bit units or code points."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"

    def units(self, text: str) -> int:
        """The length of a text in units.

        >>> [encoding.units("a😀") for encoding in Encoding]
        [5, 3, 2]
        """
        if self is Encoding.UTF32 or text.isascii():
            return len(text)
        if self is Encoding.UTF16:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        return len(text.encode("utf-8", "surrogatepass"))


class Lines:
    """Where the lines of a text begin. Immutable."""

    def __init__(self, text: str, encoding: Encoding = Encoding.UTF16) -> None:
        self.text = text
        self.encoding = encoding
        if "\r" in text:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        else:
            sizes = [len(line) + 1 for line in text.split("\n")[:-1]]
            self._starts = list(accumulate(sizes, initial=0))

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        r"""Line and units in it, both from 0. What is between `\r` and `\n` stands before both.

        >>> Lines("one\ntwo 😀 three").position(11)
        (1, 8)
        """
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        if self.splits_newline(offset):
            offset -= 1
        return line, self.encoding.units(self.text[start:offset])

    def offset(self, line: int, character: int) -> int:
        r"""The offset of a position. What lies behind a line's end is its end.

        A position inside a character is that of the character.

        >>> Lines("one\ntwo 😀 three").offset(1, 5)
        8
        """
        if line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[line], self._end(line)
        if character >= self.encoding.units(self.text[start:end]):
            return end
        content = self.text[start:end]
        if content.isascii() or self.encoding is Encoding.UTF32:
            return start + character
        found = bisect_right(
            range(len(content) + 1), character, key=lambda n: self.encoding.units(content[:n])
        )
        return start + found - 1

    def splits_newline(self, offset: int) -> bool:
        r"""Whether an offset stands between `\r` and `\n`."""
        return self.text[offset - 1 : offset + 1] == "\r\n" if offset else False

    def _end(self, line: int) -> int:
        """The offset at which a line ends, without what ends it."""
        if line + 1 == len(self._starts):
            return len(self.text)
        end = self._starts[line + 1]
        return end - 2 if self.text[end - 2 : end] == "\r\n" else end - 1
