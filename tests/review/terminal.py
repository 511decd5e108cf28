"""A real terminal for `mtfix review`: what is typed into it, and what stands on its screen."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from conftest import Mtfix

PATIENCE = 60  # seconds until what should come counts as missing


class Review:
    """A running review and its screen."""

    def __init__(
        self, mtfix: Mtfix, *args: str, columns: int = 80, rows: int = 30, **env: str
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        # no terminal is there to answer where its cursor stands
        ours = {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "mtfix", "review", *args],
            cwd=str(mtfix.folder),
            env=mtfix.environment(ours | env),
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )

    def __enter__(self) -> Review:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.close(force=True)

    @property
    def screen(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def shows(self, text: str) -> str:
        """Wait until the text stands on the screen, and return all of it."""
        end = time.monotonic() + PATIENCE
        while text not in self.screen:
            assert time.monotonic() < end, f"{text!r} did not come:\n{self.screen}"
            try:
                self._take(self.process.read_nonblocking(65536, 0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
        assert text in self.screen, f"{text!r} did not come:\n{self.screen}"
        return self.screen

    def type(self, keys: str) -> None:
        self.process.send(keys)

    def resize(self, columns: int, rows: int) -> None:
        self.process.setwinsize(rows, columns)
        self._screen.resize(rows, columns)

    def stop_and_go_on(self) -> None:
        """As with Ctrl-Z and `fg` in a shell that leaves the terminal waiting for whole lines."""
        os.kill(self.process.pid, signal.SIGSTOP)
        state = termios.tcgetattr(self.process.child_fd)
        state[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(self.process.child_fd, termios.TCSANOW, state)
        os.kill(self.process.pid, signal.SIGCONT)

    def ends(self) -> int:
        """Wait for the end; the exit code, or the signal below zero."""
        while True:
            try:
                self._take(self.process.read_nonblocking(65536, PATIENCE))
            except pexpect.EOF:
                break
        self.process.wait()
        code = self.process.exitstatus
        return code if code is not None else -(self.process.signalstatus or 0)

    def kill(self) -> None:
        """As the system does it that has no memory left."""
        os.kill(self.process.pid, signal.SIGKILL)
        assert self.ends() == -signal.SIGKILL

    def _take(self, data: bytes) -> None:
        self.raw += data
        self._stream.feed(data)
