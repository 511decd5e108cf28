"""Finds formats, checkers and reporters: ours and those that other packages offer.

Other packages offer theirs as entry points in the groups `mtfix.formats`, `mtfix.checkers` and
`mtfix.reporters`, each a name and a module (a checker may also be an object). Ours come first,
so that none is replaced by accident, and nothing loads before it is asked for.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import import_module
from pathlib import Path, PurePath
from pkgutil import iter_modules
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from mtfix import formats, reporters
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtfix.formats import Format
    from mtfix.look import Checker
    from mtfix.reporters import Reporter


class Plugin(Struct, frozen=True):
    """Something that another package offers."""

    kind: str  # `format`, `checker` or `reporter`
    name: str
    module: str
    attribute: str = ""
    origin: str = "another package"

    def load(self) -> object:
        try:
            found: object = import_module(self.module)
            for part in filter(None, self.attribute.split(".")):
                found = getattr(found, part)
        except Exception as error:  # what a plugin's import raises is anybody's guess
            raise MtfixError(
                f"{self.kind} {self.name!r} of {self.origin} does not load: {error}; "
                "update or uninstall that package"
            ) from error
        return found


@lru_cache(maxsize=8)
def offered(kind: str) -> tuple[Plugin, ...]:
    """What other installed packages offer, in the order of their names."""
    if not _someone_offers(f"[mtfix.{kind}s]".encode()):
        return ()
    from importlib.metadata import entry_points

    found = (
        Plugin(kind, e.name, e.module, e.attr or "", e.dist.name if e.dist else "another package")
        for e in entry_points(group=f"mtfix.{kind}s")
    )
    return tuple(sorted(found, key=lambda p: (p.name, p.module)))


def _someone_offers(group: bytes) -> bool:
    """Whether an installed package names the group: a tenth of what importlib.metadata takes."""
    folders = (Path(place or ".") for place in sys.path)
    files = (file for folder in folders for file in folder.glob("*-info/entry_points.txt"))
    return any(group in file.read_bytes() for file in files)


def _offered(kind: str, name: str, known: Iterable[str]) -> object:
    for plugin in offered(kind):
        if plugin.name == name:
            return plugin.load()
    names = ", ".join(sorted({*known, *(p.name for p in offered(kind))}))
    what = "output format" if kind == "reporter" else kind
    raise MtfixError(f"unknown {what} {name!r}; choose one of {names}")


def format_named(name: str) -> Format:
    """The format of that name."""
    if name in formats.names():
        return formats.by_name(name)
    return cast("Format", _offered("format", name, formats.names()))


def format_names() -> tuple[str, ...]:
    """The formats there are, ours first."""
    return (*formats.names(), *(plugin.name for plugin in offered("format")))


def format_for(path: str | PurePath) -> str | None:
    """The name of the format that a path's suffix stands for, None where it is no prose."""
    name = formats.for_path(path)
    if name is not None:
        return name
    suffix = PurePath(path).suffix.lower()
    for plugin in offered("format") if suffix else ():
        if suffix in cast("Format", plugin.load()).SUFFIXES:
            return plugin.name
    return None


def suffixes() -> tuple[str, ...]:
    """The suffixes that stand for prose."""
    others = (cast("Format", plugin.load()).SUFFIXES for plugin in offered("format"))
    return (*formats.suffixes(), *(suffix for known in others for suffix in known))


def checkers() -> tuple[Checker, ...]:
    """The checkers of other packages."""
    return tuple(cast("Checker", plugin.load()) for plugin in offered("checker"))


def reporter_names() -> tuple[str, ...]:
    """The reporters that mtfix itself has: the modules of its package."""
    found = (info.name for info in iter_modules(reporters.__path__))
    return tuple(name for name in found if not name.startswith("_"))


def reporter(name: str) -> Reporter:
    """The reporter of that name."""
    if name in reporter_names():
        return cast("Reporter", import_module(f"mtfix.reporters.{name}"))
    return cast("Reporter", _offered("reporter", name, reporter_names()))
