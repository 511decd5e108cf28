"""A process that has mtfix loaded, and forks for each run of the command.

What runs in the fork is the whole command, from its arguments to its exit code, in a process,
folder and environment of its own. Only importing and parsing, most of the time that a short run
takes, were done before.
"""

from __future__ import annotations

import json
import os
import runpy
import socket
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from subprocess import DEVNULL, Popen
from threading import Thread

RULES = Path(__file__).parent / "cli" / "rules"
LARGEST = 60_000  # bytes of a message
PATIENCE = 120.0  # seconds that a run may take


class Warm:
    """The way to that process."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._way, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._way.settimeout(PATIENCE)
        with other:
            line = [sys.executable, __file__, str(other.fileno())]
            self._process = Popen(
                line, env=environment, stdin=DEVNULL, pass_fds=[other.fileno()], close_fds=True
            )

    def run(
        self, args: tuple[str, ...], folder: str, environment: dict[str, str], stdin: bytes
    ) -> tuple[int, bytes, bytes] | None:
        """Exit code, output and errors; None where a run has to start from nothing."""
        about = json.dumps([args, folder, environment]).encode()
        if len(about) > LARGEST or self._process.poll() is not None:
            return None
        ours, theirs = zip(*(os.pipe() if n else os.pipe()[::-1] for n in range(3)), strict=True)
        socket.send_fds(self._way, [about], theirs)
        for number in theirs:
            os.close(number)
        texts = [stdin, b"", b""]
        threads = [Thread(target=_move, args=(n, ours[n], texts)) for n in range(3)]
        for thread in threads:
            thread.start()
        try:
            code = int(self._way.recv(LARGEST))
        except TimeoutError:
            self._process.kill()  # the next run must not get the answer to this one
            raise
        for thread in threads:
            thread.join(PATIENCE)
        return code, texts[1], texts[2]

    def close(self) -> None:
        """End it."""
        self._way.close()
        self._process.wait(PATIENCE)


def _move(number: int, end: int, texts: list[bytes]) -> None:
    """Write what the run reads, or read what it writes, to the end."""
    try:
        with open(end, "wb" if number == 0 else "rb") as pipe:
            if number == 0:
                pipe.write(texts[0])
            else:
                texts[number] = pipe.read()
    except BrokenPipeError:  # it does not read what it is given
        return


def _load() -> None:
    from mtfix import cli, commands
    from mtfix.cleaner import Cleaner
    from mtfix.config import Config

    assert cli.__name__
    for module in iter_modules(commands.__path__, "mtfix.commands."):
        import_module(module.name)
    cleaner = Cleaner(Config(rules=(str(RULES),)), cached=True)
    assert cleaner.rules
    assert not cleaner.check("All was calm.")


def _serve(way: socket.socket) -> None:
    """Fork for each message; returns in the fork."""
    while True:
        about, ends, _, _ = socket.recv_fds(way, LARGEST, 3)
        if not about:
            sys.exit()
        if (child := os.fork()) == 0:
            break
        for end in ends:
            os.close(end)
        _, status = os.waitpid(child, 0)
        way.send(str(os.waitstatus_to_exitcode(status)).encode())
    args, folder, environment = json.loads(about)
    way.close()
    for number, end in enumerate(ends):
        os.dup2(end, number)
        os.close(end)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = args


if __name__ == "__main__":
    del sys.path[0]  # this folder; `-m` has the current one instead
    _load()
    _serve(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module("mtfix", run_name="__main__", alter_sys=True)
