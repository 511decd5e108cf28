"""Which lines or rows of data belong together, and so are evidence for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WHOLE = "*"  # all of them


def numbered(groups: Iterable[object]) -> list[int]:
    """A number for each group, from 1; neighbours that are equal have the same.

    >>> numbered(["a", "a", "b", "a"])
    [1, 1, 2, 3]
    """
    out: list[int] = []
    last: object = None
    for group in groups:
        out.append(1 if not out else out[-1] + (group != last))
        last = group
    return out
