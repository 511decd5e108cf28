"""The codec of formats that take the meaning from a character with a backslash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re


@dataclass(frozen=True, slots=True)
class Backslashes:
    """Escapes what `special` matches, and ends lines as the document does."""

    special: re.Pattern[str]
    newline: str = "\n"

    def encode(self, text: str) -> str:
        return self.special.sub(r"\\\g<0>", text).replace("\n", self.newline)
