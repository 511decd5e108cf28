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

    @property
    def name(self) -> str:
        """What the pattern is kept under: two engines may know the same one."""
        return f"{self.engine.__module__}\0{self.pattern}"

    def made(self) -> Any:
        """The pattern itself."""
        if "_made" not in self.__dict__:
            self._made = self._thaw() or self.engine(self.pattern)
        return self._made

    def help_with(self, kept: bytes, thaw: Callable[[bytes], Any]) -> None:
        """Thaw the pattern from what was kept of it when it is used."""
        self._thaw = lambda: thaw(kept)


_KNOWN: list[_Lazy] = []


def made_by(*engines: Callable[[str], Any]) -> dict[str, Any]:
    """The lazy patterns that are to be made by these, compiled, by name."""
    return {one.name: one.made() for one in _KNOWN if one.engine in engines}


def written_for(*engines: Callable[[str], Any]) -> list[str]:
    """The names of the lazy patterns that are to be made by these, each once and in order."""
    return sorted({one.name for one in _KNOWN if one.engine in engines})


def help_with(kept: Mapping[str, bytes], thaw: Callable[[bytes], Any]) -> None:
    """Let patterns be thawed from what was kept of them; None is what does not thaw."""
    for one in _KNOWN:
        if one.name in kept:
            one.help_with(kept[one.name], thaw)
