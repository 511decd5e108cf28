"""Finds formats, checkers and reporters: ours and those that other packages offer.

Ours are the modules of `mtfix.formats`, `mtfix.checkers`, `mtfix.detectors` and
`mtfix.reporters`; others are entry points in the groups `mtfix.formats`, `mtfix.checkers` and
`mtfix.reporters`. Both are a name and where to load it from, and nothing loads before it is
asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from mtfix.model import MtfixError

# The packages of ours that offer what an entry-point group offers.
_OURS = {
    "mtfix.formats": ("mtfix.formats",),
    "mtfix.checkers": ("mtfix.checkers", "mtfix.detectors"),
    "mtfix.reporters": ("mtfix.reporters",),
}


@dataclass(frozen=True, slots=True)
class Plugin:
    """Something loadable, under the name that a user gives for it."""

    group: str
    name: str
    module: str
    attribute: str = ""
    origin: str = "mtfix"

    def load(self) -> object:
        try:
            found: object = import_module(self.module)
            for part in filter(None, self.attribute.split(".")):
                found = getattr(found, part)
        except (ImportError, AttributeError) as error:
            kind = self.group.removeprefix("mtfix.").removesuffix("s")
            raise MtfixError(
                f"{kind} {self.name!r} of {self.origin} does not load: {error}; "
                "update or uninstall that package"
            ) from error
        return found


@lru_cache(maxsize=8)
def ours(group: str) -> tuple[Plugin, ...]:
    """What mtfix itself offers for a group, by the modules that are there."""
    return tuple(
        Plugin(group, info.name.replace("_", "-"), f"{package}.{info.name}")
        for package in _OURS[group]
        for info in iter_modules(import_module(package).__path__)
        if not info.name.startswith("_")
    )


@lru_cache(maxsize=8)
def others(group: str) -> tuple[Plugin, ...]:
    """What other installed packages offer for a group, in the order of their names."""
    from importlib.metadata import entry_points  # slow to import, and rarely needed

    found = (
        Plugin(group, e.name, e.module, e.attr, e.dist.name if e.dist else "another package")
        for e in entry_points(group=group)
    )
    return tuple(sorted(found, key=lambda p: (p.name, p.module)))


def find(group: str, name: str) -> Plugin:
    """The plugin of that name; ours first, so that nobody replaces one by accident."""
    for plugin in ours(group):
        if plugin.name == name:
            return plugin
    for plugin in others(group):
        if plugin.name == name:
            return plugin
    kind = group.removeprefix("mtfix.").removesuffix("s")
    known = ", ".join(sorted({p.name for p in (*ours(group), *others(group))}))
    raise MtfixError(f"unknown {kind} {name!r}; known are {known}")
