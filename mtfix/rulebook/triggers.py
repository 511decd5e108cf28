r"""Triggers as rule files write them: literals, alternatives `(?:a|b)` and lists `\L<name>`.

A trigger may begin or end with `\b`: then a word has to begin or end there.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PIECE = lazily(re.compile, r"(?s)\\L<(\w+)>|\(\?:([^()]*)\)(\?)?|([^\\(]+|.)")


LONGEST = 12  # characters of a literal that are looked for
_BETWEEN = "\x01"
EDGE = "\x02"  # stands before a literal that begins a word, and behind one that ends it


def expanded(triggers: Iterable[str], lists: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Every literal that the triggers of a rule stand for, each once."""
    found: dict[str, None] = {}
    for trigger in triggers:
        left, rest = (EDGE, trigger[2:]) if trigger.startswith(r"\b") else ("", trigger)
        right, rest = (EDGE, rest[:-2]) if rest.endswith(r"\b") else ("", rest)
        choices = [_choices(piece, lists) for piece in _PIECE.finditer(rest)]
        found.update(dict.fromkeys(left + "".join(p) + right for p in product(*choices)))
    return tuple(found)


def joined(literals: Iterable[str]) -> str:
    """Literals in one string, which loads faster than many."""
    return _BETWEEN.join(literals)


def parted(literals: str) -> tuple[str, ...]:
    """The literals of one string."""
    return tuple(literals.split(_BETWEEN)) if literals else ()


def bare(literal: str) -> str:
    """The literal without the marks of its edges."""
    return literal.replace(EDGE, "")


def shortened(literals: Iterable[str]) -> tuple[str, ...]:
    """The literals, each cut to what is rare enough, as each costs time when the program starts.

    A match that holds a literal holds the beginning of it, at the same place.
    """
    cut = (one if len(one) <= LONGEST else one[:LONGEST].rstrip(EDGE) for one in literals)
    return tuple(dict.fromkeys(cut))


def edged(literal: str) -> str:
    """The literal with marks only at its ends, and only where they mean that a word ends there."""
    plain = bare(literal)
    left = EDGE if literal[:1] == EDGE and plain[:1].isalnum() else ""
    right = EDGE if literal[-1:] == EDGE and plain[-1:].isalnum() else ""
    return left + plain + right


def _choices(piece: re.Match[str], lists: Mapping[str, frozenset[str]]) -> list[str]:
    name, alternatives, optional, literal = piece.groups()
    if name is not None:
        return sorted(lists[name])
    if alternatives is not None:
        return [*alternatives.split("|"), *([""] if optional else [])]
    return [literal]
