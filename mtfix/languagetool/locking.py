"""A lock between processes that goes when its holder goes, however that ends."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mtfix.languagetool.places import unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock that a file stands for; waits for another holder."""
    try:
        file = path.open("a+b")
    except OSError as error:
        raise unwritable(path, error) from None
    with file:
        _acquire(file)
        yield


if sys.platform == "win32":
    import msvcrt

    def _acquire(file: IO[bytes]) -> None:
        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(0.1)
            else:
                return
else:
    import fcntl

    def _acquire(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)
