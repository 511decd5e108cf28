"""Single keys from the terminal, without Enter."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

END = "\x04"  # Ctrl-D, and what stands for a terminal that has gone


class Keys:
    """Reads keys while the terminal passes each on at once; signals such as Ctrl-C still work."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()
        self._before: list[Any] | None = None  # how the terminal was

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Keep the terminal in that state; what is typed ahead is not lost."""
        try:
            import termios
            import tty
        except ImportError:  # Windows, where click reads single keys by itself
            yield
            return
        handle = sys.stdin.fileno()
        before = self._before = termios.tcgetattr(handle)

        def resume(*_: object) -> None:
            tty.setcbreak(handle, termios.TCSADRAIN)

        resume()
        # a shell may give the terminal back in another state after Ctrl-Z and fg
        last = signal.signal(signal.SIGCONT, resume)
        try:
            yield
        finally:
            signal.signal(signal.SIGCONT, last)
            self._before = None
            with suppress(termios.error):
                termios.tcsetattr(handle, termios.TCSADRAIN, before)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Give the terminal back its lines and its echo for a while."""
        if self._before is None:
            yield
            return
        import termios

        handle = sys.stdin.fileno()
        single = termios.tcgetattr(handle)
        last = signal.signal(signal.SIGCONT, signal.SIG_DFL)
        termios.tcsetattr(handle, termios.TCSADRAIN, self._before)
        try:
            yield
        finally:
            signal.signal(signal.SIGCONT, last)
            termios.tcsetattr(handle, termios.TCSADRAIN, single)

    def next(self) -> str:
        """The next key: a character, or the whole sequence that an arrow key sends."""
        while not self._waiting:
            self._waiting.extend(_split(self._read()))
        return self._waiting.popleft()

    def _read(self) -> str:
        if os.name == "nt":
            import click

            return click.getchar()
        try:
            data = os.read(sys.stdin.fileno(), 1024)
        except OSError:
            data = b""
        return data.decode("utf-8", "replace") or END


def _split(text: str) -> Iterator[str]:
    r"""Take what was read apart into keys.

    >>> list(_split("yn\x1b[Aq"))
    ['y', 'n', '\x1b[A', 'q']
    """
    at = 0
    while at < len(text):
        end = at + 1
        if text.startswith(("\x1b[", "\x1bO"), at):
            end += 1
            while end < len(text) and not text[end].isalpha() and text[end] != "~":
                end += 1
            end += 1
        yield text[at:end]
        at = end
