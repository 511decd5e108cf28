"""Patterns that are compiled when they are first used: most runs use few of those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_P = TypeVar("_P")


def lazily(compile: Callable[[str], _P], pattern: str) -> _P:
    r"""The pattern as `re.compile` or `regex.compile` makes it, but not before it is used.

    >>> import re
    >>> lazily(re.compile, r"\d+").findall("7 of 12")
    ['7', '12']
    """
    lazy = _Lazy(compile, pattern)
    _KNOWN.append(lazy)
    return cast("_P", lazy)


class _Lazy:
    """Stands for a pattern; each method of it is looked up once."""

    def __init__(self, compile: Callable[[str], Any], pattern: str) -> None:
        self.engine = compile
        self.pattern = pattern
        self._thaw: Callable[[], Any] = lambda: None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self.made(), name)
        setattr(self, name, found)
        return found

    def made(self) -> Any:
        """The pattern itself."""
        if "_made" not in self.__dict__:
            self._made = self._thaw() or self.engine(self.pattern)
        return self._made

    def help_with(self, kept: bytes, thaw: Callable[[bytes], Any]) -> None:
        """Thaw the pattern from what was kept of it when it is used."""
        self._thaw = lambda: thaw(kept)


_KNOWN: list[_Lazy] = []


def made_by(compile: Callable[[str], Any]) -> dict[str, Any]:
    """The lazy patterns that are to be made so, compiled, by what is written."""
    return {one.pattern: one.made() for one in _KNOWN if one.engine is compile}


def written_for(compile: Callable[[str], Any]) -> list[str]:
    """What is written in the lazy patterns that are to be made so, each once and in order."""
    return sorted({one.pattern for one in _KNOWN if one.engine is compile})


def help_with(kept: Mapping[str, bytes], thaw: Callable[[bytes], Any]) -> None:
    """Let patterns be thawed from what was kept of them; None is what does not thaw."""
    for one in _KNOWN:
        if one.pattern in kept:
            one.help_with(kept[one.pattern], thaw)
