"""One server: shared, found again, replaced when it is dead, stale or somebody else's."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from mtfix.languagetool import probe, server
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


def gone(pid: int, patience: float = 12) -> bool:
    """Whether a process ends within some seconds."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False


def started_elsewhere() -> server.Record:
    """Start in another process, as two commands at once would."""
    script = (
        "import json; from msgspec.structs import asdict; from mtfix.languagetool import server; "
        "print(json.dumps(asdict(server.acquire())))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return server.Record(**json.loads(ran.stdout))


def test_two_starts_at_once_share_one_server(fresh: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = [job.result() for job in [pool.submit(started_elsewhere) for _ in "ab"]]
    assert first == second
    assert len(list((fresh / "languagetool" / "servers").glob("*.json"))) == 1
    assert server.acquire() == first
    # only this machine can reach it
    with socket.socket() as other:
        other.settimeout(1)
        address = _own_address()
        assert address.startswith("127.") or other.connect_ex((address, first.port)) != 0
    assert server.stop(server.site())
    assert gone(first.pid)
    assert gone(first.keeper)
    assert not server.stop(server.site())


def _own_address() -> str:
    try:
        return socket.gethostbyname(socket.gethostname())
    except OSError:
        return "127.0.0.1"


def test_a_dead_server_is_replaced(quick: Path) -> None:
    assert quick.is_dir()
    first = server.acquire()
    os.kill(first.keeper, signal.SIGKILL)  # so that nobody cleans up
    os.kill(first.pid, signal.SIGKILL)
    assert gone(first.pid)
    second = server.acquire()
    assert second.pid != first.pid
    # a server whose keeper died is ended with it
    os.kill(second.keeper, signal.SIGKILL)
    assert server.stop(server.site())
    assert gone(second.pid)


def test_nobody_uses_it_for_a_while(quick: Path) -> None:
    assert quick.is_dir()
    record = server.acquire(idle=2)
    assert gone(record.keeper)
    assert gone(record.pid)
    assert server.site().record() is None


def test_the_record_is_removed(quick: Path) -> None:
    """Whoever deletes the cache folder ends the server."""
    assert quick.is_dir()
    record = server.acquire()
    server.site().record_path.unlink()
    assert gone(record.pid)


class _Other(BaseHTTPRequestHandler):
    """Another program that happens to listen: it answers, but not as our server."""

    reply = b"<html>hello</html>"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.reply)

    def log_message(self, *_: object) -> None:
        pass


class _Stale(_Other):
    """A LanguageTool that loaded other rules than ours."""

    reply = b'{"matches": [{"rule": {"id": "MTFIX_SENTINEL_0123456789AB"}}]}'


@pytest.fixture
def listening(request: pytest.FixtureRequest) -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), request.param) as other:
        thread = threading.Thread(target=other.serve_forever, daemon=True)
        thread.start()
        yield other
        other.shutdown()
        thread.join()


@pytest.mark.parametrize("listening", [_Other, _Stale], indirect=True)
def test_a_foreign_process_is_noticed(quick: Path, listening: HTTPServer) -> None:
    assert quick.is_dir()
    port = listening.server_address[1]
    place = server.site()
    assert not probe.ready(f"http://127.0.0.1:{port}", place.rules.sentinel)
    place.folder.mkdir(parents=True)
    # a record that leads there, with the id of a process that is not ours to end
    about = {"port": port, "pid": os.getpid(), "keeper": os.getpid(), "idle": 1}
    place.record_path.write_text(json.dumps(about), encoding="utf-8")
    assert server.running(place) is None
    record = server.acquire()
    assert record.port != port
    assert probe.ready(record.url, place.rules.sentinel)


def test_the_port_is_taken_by_another_program(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fresh.is_dir()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        free = server._free_port()
        ports = iter((taken, free))
        monkeypatch.setattr(server, "_free_port", lambda: next(ports))
        assert server.acquire().port == free


def test_a_server_that_does_not_start_says_why(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "FLAGS", ("-XX:+NoSuchFlag",))
    with pytest.raises(MtfixError, match=r"LanguageTool did not start: .*NoSuchFlag"):
        server.acquire()
    assert not list((fresh / "languagetool" / "servers").glob("*.json"))
    mine = str(fresh)
    assert not [p for p in psutil.process_iter(["cmdline"]) if mine in str(p.info["cmdline"])]
