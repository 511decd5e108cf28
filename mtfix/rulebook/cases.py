"""Examples of a rule, as a rule file writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from mtfix.model import Example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_KEYS = frozenset({"bad", "good", "context", "format"})


class Cases(Sequence[Example]):
    """Examples of a rule, made when somebody asks for them: to clean a text nobody does."""

    def __init__(self, entries: list[object], read: Callable[[object], Example]) -> None:
        self._entries, self._read = entries, read

    @classmethod
    def of(
        cls, entries: list[object] | None, read: Callable[[object], Example]
    ) -> Sequence[Example]:
        return cls(entries, read) if entries else ()

    @overload
    def __getitem__(self, index: int) -> Example: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Example, ...]: ...

    def __getitem__(self, index: int | slice) -> Example | tuple[Example, ...]:
        if isinstance(index, slice):
            return tuple(map(self._read, self._entries[index]))
        return self._read(self._entries[index])

    def __len__(self) -> int:
        return len(self._entries)


def all_strings(value: Iterable[object]) -> bool:
    """Whether every value is a string."""
    return all(isinstance(v, str) for v in value)


def pair(entry: object) -> Example:
    """An example of `examples` or `misses`. Raises ValueError for any other form."""
    if isinstance(entry, list) and len(entry) == 2 and all_strings(entry):
        return Example(entry[0], entry[1])
    if isinstance(entry, dict) and {"bad", "good"} <= entry.keys() <= _KEYS:
        return Example(**entry)
    raise ValueError("must be [bad, good] or a table with bad, good and perhaps context, format")


def single(entry: object) -> Example:
    """An example of `keep`, which stays as it is. Raises ValueError for any other form."""
    if isinstance(entry, str):
        return Example(entry, entry)
    if isinstance(entry, dict) and "text" in entry and entry.keys() <= {"text", *_KEYS}:
        rest = {k: v for k, v in entry.items() if k in ("context", "format")}
        return Example(entry["text"], entry["text"], **rest)
    raise ValueError("must be a string or a table with text and perhaps context, format")
