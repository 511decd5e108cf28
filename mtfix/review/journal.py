"""A review that is under way, kept on the disk after every answer.

The file is a decisions file, so `mtfix apply` takes it, too. It goes when its review is done.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mtfix.files import write_whole
from mtfix.model import MtfixError
from mtfix.review.decisions import Decisions
from mtfix.review.decisions_file import dumped, loaded

if TYPE_CHECKING:
    from mtfix.review.decisions import Reviewed

STATE_VARIABLE = "MTFIX_STATE"


def state_folder() -> Path:
    """The user's folder for work under way; the variable MTFIX_STATE names another."""
    if named := os.environ.get(STATE_VARIABLE):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "mtfix"


class Journal:
    """The answers about one file so far. `version` is that of this mtfix."""

    def __init__(self, path: Path, version: str) -> None:
        full = path.resolve()
        digest = hashlib.sha256(os.fsencode(full)).hexdigest()[:16]
        self.path = state_folder() / "reviews" / f"{digest}.json"
        self._version = version

    def read(self) -> Reviewed | None:
        """What an earlier review left; None where there is nothing."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise MtfixError(f"{self.path}: {error}; remove it to begin anew") from None
        try:
            files = loaded(text, str(self.path)).files
        except MtfixError as error:
            raise MtfixError(f"{error}; or remove the file to begin anew") from None
        return files[0] if files else None

    def write(self, reviewed: Reviewed) -> None:
        """Keep the answers in one step: a process killed at any time leaves the last ones."""
        write_whole(self.path, dumped(Decisions(self._version, (reviewed,))))

    def remove(self) -> None:
        with suppress(OSError):
            self.path.unlink()
