"""Finds the user's server, or starts it: one for each version, set of flags and set of rules."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from mtfix.languagetool import ownrules, probe
from mtfix.languagetool.install import check_jars
from mtfix.languagetool.java import find_java
from mtfix.languagetool.lock import read_lock
from mtfix.languagetool.locking import locked
from mtfix.languagetool.merging import Merged, merged, place_rules
from mtfix.languagetool.places import cache_folder, folder, write
from mtfix.model import MtfixError

IDLE = 15 * 60  # seconds without a request after which the keeper stops the server
PATIENCE = 120.0  # seconds that a start may take on a slow machine
PORTS = 3  # ports tried, as another program may take one between choosing and listening
FLAGS = (
    "-Xms256m",
    "-Xmx1500m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # half the time to the first answer, and no slower afterwards
    "-XX:+ExitOnOutOfMemoryError",  # a server short of memory answers nonsense; better none
    "-Djdk.xml.totalEntitySizeLimit=0",  # JDK 24 and later refuse LanguageTool's rule files
    "-Djdk.xml.maxGeneralEntitySizeLimit=0",
)
CONFIG = """\
pipelineCaching=true
cacheSize=2000
maxTextLength=1000000
maxCheckTimeMillis=300000
maxCheckThreads={threads}
"""


class Record(Struct, frozen=True):
    """A server that somebody started: its port, its process and the one that keeps it."""

    port: int
    pid: int
    keeper: int
    idle: float

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def servers_folder() -> Path:
    return cache_folder() / "languagetool" / "servers"


class Site(Struct, frozen=True):
    """The files of the one server that fits this user, version, flags and rules."""

    name: str
    rules: Merged

    @property
    def folder(self) -> Path:
        return servers_folder()

    @property
    def record_path(self) -> Path:
        return self.folder / f"{self.name}.json"

    @property
    def used_path(self) -> Path:
        return self.folder / f"{self.name}.used"

    @property
    def log_path(self) -> Path:
        return self.folder / f"{self.name}.log"

    def record(self) -> Record | None:
        """What is written about the server; None where nothing, or nothing sensible, is."""
        try:
            data = json.loads(self.record_path.read_text(encoding="utf-8"))
            return Record(
                int(data["port"]), int(data["pid"]), int(data["keeper"]), float(data["idle"])
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def touch(self, ahead: float = 0) -> None:
        """Tell the keeper that the server is in use, now or until so many seconds from now."""
        with suppress(OSError):
            self.used_path.touch()
            if ahead:
                then = time.time() + ahead
                os.utime(self.used_path, (then, then))


def site() -> Site:
    """The server that this mtfix would use."""
    rules = merged()
    lock = read_lock()
    whole = "\n".join((lock.version, lock.digest, rules.digest, *FLAGS, CONFIG))
    return Site(hashlib.sha256(whole.encode()).hexdigest()[:16], rules)


def sites() -> list[Site]:
    """Every server that this user's mtfix has started, whatever its version and rules."""
    return [Site(path.stem, merged()) for path in sorted(servers_folder().glob("*.json"))]


def running(place: Site, *, used: bool = True) -> Record | None:
    """The record of the server, if it answers with our rules."""
    record = place.record()
    if record is None or not _answers(place, record):
        return None
    if used:
        place.touch()
    return record


def _answers(place: Site, record: Record) -> bool:
    return probe.ready(record.url, place.rules.sentinel)


def acquire(*, idle: float = IDLE) -> Record:
    """Find the server, or start it. Whoever comes while it starts waits for the same one."""
    place = site()
    if (record := running(place)) is not None:
        return record
    folder("servers")
    with locked(place.folder / f"{place.name}.lock"):
        if (record := running(place)) is not None:
            return record
        _clear(place)
        return _start(place, idle)


def stop(place: Site) -> bool:
    """Stop a server; whether there was one."""
    if not place.folder.is_dir():
        return False
    with locked(place.folder / f"{place.name}.lock"):
        there = place.record() is not None
        _clear(place)
    return there


def _clear(place: Site) -> None:
    """Remove the record, and end the processes that it names if they are still ours."""
    record = place.record()
    with suppress(OSError):
        place.record_path.unlink()
    if record is None:
        return
    for pid, marks in ((record.keeper, place.name), (record.pid, "org.languagetool")):
        _end(pid, marks)


def _end(pid: int, marks: str) -> None:
    """End a process by its id, unless the id belongs to something else by now."""
    import psutil  # comes with language-tool-python

    try:
        process = psutil.Process(pid)
        if not any(marks in part for part in process.cmdline()):
            return
        process.terminate()
        try:
            process.wait(8)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(8)
    except (psutil.Error, OSError):
        return


def _start(place: Site, idle: float) -> Record:
    ownrules.check_expressions(ownrules.files())
    jars = check_jars(read_lock())
    rules = place_rules(place.rules)
    java = find_java()
    config = place.folder / f"{place.name}.properties"
    write(config, CONFIG.format(threads=max(2, os.cpu_count() or 2)))
    path = os.pathsep.join((str(rules), str(jars / "*")))
    command = [java.path, *FLAGS, "-cp", path, "org.languagetool.server.HTTPServer"]
    problem = ""
    place.touch(PATIENCE)  # a slow start is no idleness
    for _ in range(PORTS):
        port = _free_port()
        line = [*command, "--port", str(port), "--config", str(config)]
        keeper = _keep(place, line, port, idle)
        record, problem = _ready(place, keeper, port)
        if record is not None:
            return record
    raise MtfixError(f"LanguageTool did not start: {problem}")


def _keep(place: Site, command: list[str], port: int, idle: float) -> subprocess.Popen[bytes]:
    """Start the keeper, which starts the server and outlives this process."""
    spec = place.folder / f"{place.name}.spec"
    about = {
        "record": str(place.record_path),
        "used": str(place.used_path),
        "log": str(place.log_path),
        "command": command,
        "port": port,
        "idle": idle,
    }
    write(spec, json.dumps(about))
    script = Path(__file__).with_name("keeper.py")
    line = [sys.executable, "-I", str(script), str(spec)]
    nothing = subprocess.DEVNULL
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(
            line, stdin=nothing, stdout=nothing, stderr=nothing, creationflags=flags
        )
    return subprocess.Popen(
        line, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )


def _ready(place: Site, keeper: subprocess.Popen[bytes], port: int) -> tuple[Record | None, str]:
    """Wait until the server answers with our rules, or say why it does not."""
    end = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < end:
            record = place.record()
            if keeper.poll() is not None:
                return None, _tail(place.log_path)
            mine = record is not None and record.keeper == keeper.pid
            if record and mine and _listens(place.log_path) and _answers(place, record):
                place.touch()
                keeper.returncode = 0  # it goes on without us: no warning about a child
                return record, ""
            time.sleep(0.1)
    except BaseException:
        _finish(keeper)
        raise
    _finish(keeper)
    return None, f"not ready after {PATIENCE:g} s on port {port}; {_tail(place.log_path)}"


def _finish(keeper: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        keeper.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        keeper.wait(8)


def _listens(log: Path) -> bool:
    """Whether the server says that it has the port: else somebody else may be asked."""
    try:
        return b"Server started" in log.read_bytes()
    except OSError:
        return False


def _tail(log: Path, lines: int = 4) -> str:
    """The last lines of the server's log, for a message."""
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "it left no log"
    said = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [s for s in said if not s.startswith(("at ", "..."))]  # without stack frames
    return " | ".join(telling[-lines:]) or f"{log} is empty"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
