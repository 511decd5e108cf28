"""Patterns that are compiled when they are first used: most runs use few of those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

_P = TypeVar("_P")


def lazily(compile: Callable[[str], _P], pattern: str) -> _P:
    r"""The pattern as `re.compile` or `regex.compile` makes it, but not before it is used.

    >>> import re
    >>> lazily(re.compile, r"\d+").findall("7 of 12")
    ['7', '12']
    """
    return cast("_P", _Lazy(compile, pattern))


class _Lazy:
    """Stands for a pattern; each method of it is looked up once."""

    def __init__(self, compile: Callable[[str], Any], pattern: str) -> None:
        self._compile = compile
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if "_made" not in self.__dict__:
            self._made = self._compile(self.pattern)
        found = getattr(self._made, name)
        setattr(self, name, found)
        return found
