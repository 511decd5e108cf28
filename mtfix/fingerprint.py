"""A finding's name that survives edits elsewhere in the text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtfix.model import Document, Finding

WORDS = 3  # how many words on either side go into the name
_REACH = 80  # code points in which they are looked for
_WORD = re.compile(r"\w+")


def with_fingerprints(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Give each finding its fingerprint: the rule, the words around it, the n-th such."""
    seen: Counter[str] = Counter()
    out = []
    for found in findings:
        text, span = document.text, found.span
        left = _WORD.findall(text[max(0, span.start - _REACH) : span.start])[-WORDS:]
        right = _WORD.findall(text[span.end : span.end + _REACH])[:WORDS]
        key = "\0".join((found.rule, *left, text[span.start : span.end], *right))
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass"))
        out.append(replace(found, fingerprint=digest.hexdigest()[:16]))
    return tuple(out)
