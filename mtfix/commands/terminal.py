"""What goes to standard output and standard error, and how."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.reporters import Result

PATIENCE = 1.0  # seconds without a word before progress shows
BAR = 20  # characters


def colored(choice: str) -> bool:
    """Whether to write colours: as told, else as NO_COLOR, FORCE_COLOR and the terminal say."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def put(text: str, *, at_once: bool = False) -> None:
    """Write to standard output; what stands for invalid bytes becomes these bytes again."""
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogatepass")
    sys.stdout.buffer.write(data)
    if at_once:
        sys.stdout.buffer.flush()


def put_bytes(data: bytes) -> None:
    sys.stdout.buffer.write(data)


def say(text: str) -> None:
    """Write a message to standard error."""
    line = f"mtfix: {text}\n".encode(sys.stderr.encoding or "utf-8", "backslashreplace")
    sys.stderr.flush()
    sys.stderr.buffer.write(line)
    sys.stderr.buffer.flush()


def with_progress(results: Iterable[Result], *, quiet: bool) -> Iterator[Result]:
    """Pass the results on; on a terminal, show how far we are when it takes long."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield from results
        return
    start, shown = time.monotonic(), False
    for number, result in enumerate(results, 1):
        if shown:
            _rewrite("")
        yield result
        shown = time.monotonic() - start > PATIENCE
        if shown:
            _rewrite(_progress(number, result))
    if shown:
        _rewrite("")


def _rewrite(line: str) -> None:
    """Replace the last line of the terminal."""
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()


def _progress(number: int, result: Result) -> str:
    """A bar, the count and the last file, cut to what fits on a line."""
    import shutil

    from mtfix.reporters._ink import harmless

    counted = f"{number:,} files"
    if result.of:
        done = BAR * number // max(result.of, number)
        counted = f"[{'#' * done}{'.' * (BAR - done)}] {number:,} of {result.of:,} files"
    columns = shutil.get_terminal_size().columns
    return f"mtfix: {counted}, last {harmless(result.path)}"[: columns - 1]
