"""Refuses a file that says it is UTF-8 and is not: nobody knows which letters its bytes are."""

from __future__ import annotations

import re

from mtfix.model import MtfixError

DECLARING = frozenset({"po", "xliff", "tmx", "android", "html", "stringsdict"})
_HEAD = 3000  # characters in which a file tells its encoding
_UTF_8 = re.compile(r"""(?:\bencoding|\bcharset)\s*=\s*["']?utf-?8\b""", re.IGNORECASE)
_FOREIGN = re.compile("[\udc80-\udcff]")  # what a byte is read as that is no UTF-8


def check_declared(text: str, path: str) -> None:
    """Raise MtfixError where a text declares an encoding that it is not in."""
    found = _FOREIGN.search(text)
    if found is None or not _UTF_8.search(text[:_HEAD]):
        return
    line = text.count("\n", 0, found.start()) + 1
    byte = ord(found.group()) - 0xDC00
    raise MtfixError(
        f"{path or 'the text'}:{line}: says it is UTF-8, and byte 0x{byte:02x} is not;"
        " save it as UTF-8, or name its encoding"
    )
