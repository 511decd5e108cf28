"""A text with everything blanked out that is no prose: placeholders, tags, addresses, code."""

from __future__ import annotations

import re
from functools import lru_cache

from mtfix.analysis.notation import MATH, placeholders
from mtfix.lazily import lazily

TAG = lazily(re.compile, r"(?s)</?[A-Za-z][\w:.-]{0,40}(?:\s[^<>]{0,500})?/?>|<!--.*?-->")
ADDRESS = lazily(
    re.compile,
    r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,19}://[^\s<>\"“”«»`|\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]+"
    r"|\bwww\.[^\s<>\"“”]+|[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",
)
_CODE = lazily(re.compile, r"(?s)``.+?``|(?<!`)`[^`\n]+`(?!`)|:[a-z:+-]+:`[^`]*`")
_ENTITY = lazily(re.compile, r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]{2,8});")
_ANY = lazily(re.compile, r"[%{$<&`@:/]")
_GONE = "\ufffc"


@lru_cache(maxsize=8192)
def bare(text: str, flags: frozenset[str] = frozenset()) -> str:
    """The text, as long as before, with an object sign for each character that is no prose."""
    if not _ANY.search(text):
        return text
    spots = [(p.start, p.end) for p in placeholders(text, flags)]
    if "prose" in flags:
        spots += [match.span() for match in MATH.finditer(text)]
    for pattern in (TAG, ADDRESS, _CODE, _ENTITY):
        spots += [match.span() for match in pattern.finditer(text)]
    if not spots:
        return text
    out, at = [], 0
    for start, end in sorted(spots):
        if end > at:
            start = max(start, at)
            out += [text[at:start], _GONE * (end - start)]
            at = end
    return "".join([*out, text[at:]])
