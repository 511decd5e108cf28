"""A finding's name that survives edits elsewhere in the text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtfix.model import Document, Finding, Span

WORDS = 3  # how many words on either side go into the name
_REACH = 80  # code points in which they are looked for
_WORD = lazily(re.compile, r"\w+")


def with_fingerprints(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Give each finding its fingerprint: the rule, the words around it, the n-th such."""
    seen: Counter[str] = Counter()
    out = []
    for found in findings:
        left, words, right = around(document.text, found.span)
        key = "\0".join((found.rule, *left, words, *right))
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass"))
        out.append(found.marked(digest.hexdigest()[:16]))
    return tuple(out)


def around(text: str, span: Span, count: int = WORDS) -> tuple[list[str], str, list[str]]:
    """The text of a stretch, between at most so many words before and after it."""
    left = _WORD.findall(text[max(0, span.start - _REACH) : span.start])[-count:]
    right = _WORD.findall(text[span.end : span.end + _REACH])[:count]
    return left, text[span.start : span.end], right
