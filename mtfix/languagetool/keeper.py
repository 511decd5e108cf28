"""Keeps one server: starts it, stops it when nobody has used it for a while, cleans up after it.

Runs as a process of its own, by path and with nothing but the standard library, detached from the
mtfix that started it, since LanguageTool itself never stops on idle. Whoever uses the server
touches the file `used`, which is dated ahead while it starts; whoever wants it gone removes the
record.

    python keeper.py SPEC.json
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

POLL = 0.5  # seconds; a look at two files costs nothing
GRACE = 5.0


class Keeper:
    """One server and its record."""

    def __init__(self, spec: dict[str, object]) -> None:
        self.record = Path(str(spec["record"]))
        self.used = Path(str(spec["used"]))
        self.log = Path(str(spec["log"]))
        self.command = [str(part) for part in spec["command"]]  # type: ignore[attr-defined]
        self.about = {"port": spec["port"], "idle": spec["idle"], "keeper": os.getpid()}
        self.idle = float(str(spec["idle"]))
        self.server: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)
        with self.log.open("wb") as log:
            self.server = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.log.parent
            )
        try:
            self._write_record(self.server.pid)
            while self.server.poll() is None and self._wanted():
                time.sleep(POLL)
        finally:
            self._stop()

    def _write_record(self, pid: int) -> None:
        fresh = self.record.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({**self.about, "pid": pid}), encoding="utf-8")
        fresh.replace(self.record)

    def _mine(self) -> bool:
        try:
            return bool(json.loads(self.record.read_text("utf-8"))["keeper"] == os.getpid())
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def _wanted(self) -> bool:
        if not self._mine():
            return False
        try:
            return time.time() - self.used.stat().st_mtime < self.idle
        except OSError:
            return False

    def _stop(self) -> None:
        if self._mine():
            with suppress(OSError):
                self.record.unlink()
        server = self.server
        if server is None:
            return
        server.terminate()
        try:
            server.wait(GRACE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()

    def _asked_to_stop(self, _number: int, _frame: object) -> None:
        sys.exit(0)


if __name__ == "__main__":
    Keeper(json.loads(Path(sys.argv[1]).read_text("utf-8"))).run()
