"""Says which mtfix this is: its version, its rules and their hash."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mtfix import __version__
from mtfix.reporters import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.commands.settings import Settings


@cache
def rules_hash(extra: tuple[str, ...] = ()) -> str:
    """A short hash of every built-in rule and detector, and of the user's own rule files."""
    import hashlib
    from importlib.resources import files

    from mtfix.rulebook.sources import builtin_root, extra_sources

    digest = hashlib.blake2b(digest_size=6)
    for name, data in (
        *_contents(builtin_root(), "*"),
        *_contents(Path(str(files("mtfix"))) / "detectors", "*.py"),
        *((s.name, s.text.encode()) for place in extra for s in extra_sources(Path(place))),
    ):
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return digest.hexdigest()


def _contents(root: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(root.rglob(pattern)):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(root).as_posix(), path.read_bytes()


def version_line() -> str:
    return f"mtfix {__version__} (rules {rules_hash()})"


def view(settings: Settings, *, color: bool, context: int = 3, per_fix: bool = False) -> View:
    """What a reporter needs to know; rules and hash only where they will be shown."""
    from mtfix import plugins
    from mtfix.commands.work import cleaner_here

    shown = settings.output_format != "text"
    wanted = settings.explain
    if shown and not wanted:
        wanted = getattr(plugins.reporter(settings.output_format), "WANTS_RULES", False)
    return View(
        version=__version__,
        rules_hash=rules_hash(settings.rules) if shown else "",
        rules={rule.id: rule for rule in cleaner_here(settings).rules} if wanted else {},
        explain=settings.explain,
        color=color,
        context=context,
        per_fix=per_fix,
        excluded=settings.show_excluded,
    )
