"""How near a text is to its gold. Tokens are words, single punctuation marks, runs of space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)

Tokens = list[str]


class Score(Struct, frozen=True):
    """`removed` is the share of the distance to gold that is gone; negative: farther than before.

    `precision` is the share of the edits that, made alone, bring the text nearer to gold;
    `recall` the share of gold's own edits that were made exactly. None where there is no edit.
    """

    removed: float
    precision: float | None
    recall: float
    edits: int


class Change(Struct, frozen=True):
    """Tokens [start, end) of the first text become others."""

    start: int
    end: int
    new: tuple[str, ...]


def tokens(text: str) -> Tokens:
    """Split a text; nothing is lost.

    >>> tokens("He said ”no”.")
    ['He', ' ', 'said', ' ', '”', 'no', '”', '.']
    """
    return _TOKEN.findall(text)


def changes(before: Tokens, after: Tokens) -> list[Change]:
    """The changes that lead from one text to the other, neighbours joined.

    >>> changes(tokens("a b c"), tokens("a x c"))
    [Change(start=2, end=3, new=('x',))]
    """
    out: list[Change] = []
    for op in Levenshtein.opcodes(before, after):
        if op.tag == "equal":
            continue
        new = tuple(after[op.dest_start : op.dest_end])
        if out and out[-1].end == op.src_start:
            last = out.pop()
            out.append(Change(last.start, op.src_end, last.new + new))
        else:
            out.append(Change(op.src_start, op.src_end, new))
    return out


def score(before: str, after: str, gold: str) -> Score:
    """Judge what a tool made of a text.

    >>> score("a b c d", "a x c d", "a x c y")
    Score(removed=0.5, precision=1.0, recall=0.5, edits=1)
    """
    old, new, best = tokens(before), tokens(after), tokens(gold)
    start = Levenshtein.distance(old, best)
    made, wanted = changes(old, new), changes(old, best)
    right = sum(Levenshtein.distance(_made(old, change), best) < start for change in made)
    return Score(
        removed=1 - Levenshtein.distance(new, best) / start,
        precision=right / len(made) if made else None,
        recall=len(set(made) & set(wanted)) / len(wanted),
        edits=len(made),
    )


def _made(text: Sequence[str], change: Change) -> Tokens:
    return [*text[: change.start], *change.new, *text[change.end :]]
