r"""Triggers as rule files write them: literals, alternatives `(?:a|b)` and lists `\L<name>`.

A trigger may begin with `\b`: then a word has to begin there.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PIECE = re.compile(r"\\L<(\w+)>|\(\?:([^()]*)\)(\?)?|([^\\(]+|.)", re.DOTALL)


EDGE = "\x02"  # stands before a literal that begins a word


def expanded(triggers: Iterable[str], lists: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Every literal that the triggers of a rule stand for, each once."""
    found: dict[str, None] = {}
    for trigger in triggers:
        edge, rest = (EDGE, trigger[2:]) if trigger.startswith(r"\b") else ("", trigger)
        choices = [_choices(piece, lists) for piece in _PIECE.finditer(rest)]
        found.update(dict.fromkeys(edge + "".join(parts) for parts in product(*choices)))
    return tuple(found)


def _choices(piece: re.Match[str], lists: Mapping[str, frozenset[str]]) -> list[str]:
    name, alternatives, optional, literal = piece.groups()
    if name is not None:
        return sorted(lists[name])
    if alternatives is not None:
        return [*alternatives.split("|"), *([""] if optional else [])]
    return [literal]
