"""Where the pass keeps what it needs: jars, merged rules, servers' records, results."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from mtfix.model import MtfixError

CACHE_VARIABLE = "MTFIX_CACHE"


def cache_folder() -> Path:
    """The user's cache folder for mtfix; the variable MTFIX_CACHE names another."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "mtfix"


def folder(*names: str) -> Path:
    """A folder below the cache, made where it is missing."""
    path = cache_folder().joinpath("languagetool", *names)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from None
    return path


def write(path: Path, text: str) -> None:
    """Write a file so that no reader ever sees half of it."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(path)
        except OSError:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> MtfixError:
    return MtfixError(
        f"{path}: cannot be written ({error.strerror or error}); "
        f"make room there, or name another folder in {CACHE_VARIABLE}"
    )
