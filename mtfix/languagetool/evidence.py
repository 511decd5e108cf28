"""Why a proposal of LanguageTool's is not applied, although its rule may fix.

It knows neither the document's names nor its quotations, and reads a sentence at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from mtfix.analysis import Analysis
    from mtfix.languagetool.hit import Hit
    from mtfix.model import Segment

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*")
_QUOTES = frozenset('"“”„‟«»‹›「」『』')
_BRACKETS = frozenset("()[]{}")


def objection(hit: Hit, segment: Segment, analysis: Analysis) -> str:
    """The reason why the one proposal of a hit may not be applied, or ""."""
    if not hit.replacements:
        return "LanguageTool proposes nothing"
    if len(hit.replacements) > 1:
        return f"more than one way: {', '.join(hit.replacements)}"
    old, new = segment.text[hit.start : hit.end], hit.replacements[0]
    if not new and old == old.strip():
        # what a rule means to delete goes with a space; this is a form that the dictionary lacks
        return "LanguageTool knows no such form"
    if _marks(old) != _marks(new):
        return "it would change quotation marks or brackets"
    if _digits(old) != _digits(new):
        return "it would change a number"
    if name := _lost_name(old, new, analysis):
        return f"{name} is a name in this document"
    return ""


def _marks(text: str) -> list[str]:
    return [c for c in text if c in _QUOTES or c in _BRACKETS]


def _digits(text: str) -> list[str]:
    return [c for c in text if c.isdigit()]


def _lost_name(old: str, new: str, analysis: Analysis) -> str:
    """A name that stands in the old text and not, letter for letter, in the new one."""
    kept = {match[0] for match in _WORD.finditer(new)}
    for word in (match[0] for match in _WORD.finditer(old)):
        if word not in kept and analysis.is_name(word):
            return str(word)
    return ""
