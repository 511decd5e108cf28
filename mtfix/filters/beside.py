"""Which lists hold for a text: those that its repository keeps beside its configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mtfix.filters.never import Never, never_file

if TYPE_CHECKING:
    from mtfix.config import Config
    from mtfix.filters import Filter

NAME = ".mtfix-baseline"
BASELINE = "baseline"  # the filter's name


def filters_beside(path: Path, config: Config, *, baseline: bool = True) -> tuple[Filter, ...]:
    """What takes findings out of a text beside its own comments; `baseline` may be done without."""
    found: list[Filter] = []
    never = never_file(path, config.source)
    if never.exists():
        found.append(Never(never))
    known = baseline_file(path, config)
    if baseline and (config.baseline or known.exists()):
        from mtfix.filters.baseline import Baseline

        found.append(Baseline(known))
    return tuple(found)


def baseline_file(path: Path, config: Config) -> Path:
    """The baseline for a text: the one that the configuration names, else the usual one."""
    return Path(config.baseline or never_file(path, config.source).with_name(NAME))
