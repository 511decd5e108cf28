"""The codec of formats that take the meaning from a character with a backslash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.model import LockedError

if TYPE_CHECKING:
    import re

    from mtfix.model import Codec


class OneLine(Struct, frozen=True):
    """Escapes as `codec` does, and takes no line break."""

    codec: Codec

    def encode(self, text: str) -> str:
        if "\n" in text:
            raise LockedError("a line break would end the cell of the table")
        return self.codec.encode(text)


class Backslashes(Struct, frozen=True):
    """Escapes what `special` matches, and ends lines as the document does."""

    special: re.Pattern[str]
    newline: str = "\n"

    def encode(self, text: str) -> str:
        return self.special.sub(r"\\\g<0>", text).replace("\n", self.newline)
