"""Characters that show nothing, or turn a line around, as signs that a reader can see."""

from __future__ import annotations

import re

# What each does, for those that wonder about the sign.
NAMES = {
    0x00AD: "soft hyphen",
    0x061C: "Arabic letter mark",
    0x180E: "vowel separator",
    0x200B: "zero-width space",
    0x200C: "zero-width non-joiner",
    0x200D: "zero-width joiner",
    0x200E: "left-to-right mark",
    0x200F: "right-to-left mark",
    0x202A: "left-to-right embedding",
    0x202B: "right-to-left embedding",
    0x202C: "pop directional formatting",
    0x202D: "left-to-right override",
    0x202E: "right-to-left override",
    0x2028: "line separator",
    0x2029: "paragraph separator",
    0x2060: "word joiner",
    0x2066: "left-to-right isolate",
    0x2067: "right-to-left isolate",
    0x2068: "first strong isolate",
    0x2069: "pop directional isolate",
    0xFEFF: "zero-width no-break space",
}
_SIGNS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{''.join(map(chr, NAMES))}]")
_JOINED = re.compile(r"(?<=[^\x00-\u05ff])[\u200c\u200d](?=[^\x00-\u05ff])")


def signs(text: str) -> str:
    r"""Show what cannot be seen as ⟨U+202E⟩, and bytes that are no UTF-8 as ⟨FF⟩.

    Joiners inside scripts and emoji that need them stay.

    >>> signs("a\u202eb\x1b[2J")
    'a⟨U+202E⟩b⟨U+001B⟩[2J'
    """
    kept = {m.start() for m in _JOINED.finditer(text)}
    return _SIGNS.sub(lambda m: m[0] if m.start() in kept else _sign(ord(m[0])), text)


def _sign(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:
        return f"⟨{code - 0xDC00:02X}⟩"
    return f"⟨U+{code:04X}⟩"
