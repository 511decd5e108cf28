"""How fast the LanguageTool pass is, beside language-tool-python used as its documentation says.

    python benchmarks/languagetool.py ROWS.jsonl [--size 150000]

Each variant gets a fresh server and rows of its own, since LanguageTool remembers sentences. The
baseline checks one paragraph after the other through `remote_server`, on a server with its default
settings; mtfix sends what its checker would. Needs `mtfix languagetool install`.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.analysis import Analysis
from mtfix.formats import by_name
from mtfix.languagetool import server
from mtfix.languagetool.checker import LanguageToolChecker
from mtfix.languagetool.install import jars_folder
from mtfix.languagetool.java import find_java
from mtfix.languagetool.lock import read_lock
from mtfix.languagetool.places import CACHE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

WARM_UP = "The committee met on Monday. Its members has read the report, and they likes it."


class Row(Struct, frozen=True):
    """One line of the table."""

    variant: str
    characters: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.characters / self.seconds / 1000


def paragraphs(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


def taken(rows: Iterator[str], size: int) -> list[str]:
    """The next rows, up to a number of characters."""
    out: list[str] = []
    length = 0
    while length < size:
        out.append(next(rows))
        length += len(out[-1])
    return out


@contextmanager
def default_server() -> Iterator[str]:
    """LanguageTool as it starts without any option but the port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    jars = str(jars_folder(read_lock()) / "*")
    limits = [flag for flag in server.FLAGS if "EntitySizeLimit" in flag]
    command = [find_java().path, *limits, "-cp", jars, "org.languagetool.server.HTTPServer"]
    with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL) as running:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server does not start")


def baseline(texts: list[str]) -> float:
    import language_tool_python

    with default_server() as url:
        tool = language_tool_python.LanguageTool("en-US", remote_server=url)
        tool.check(WARM_UP)
        start = time.perf_counter()
        for text in texts:
            tool.check(text)
        return time.perf_counter() - start


def one_pass(texts: list[str]) -> float:
    """The seconds of a pass by a checker that remembers nothing but what is on the disk."""
    checker = LanguageToolChecker()
    document = by_name("text").read("\n\n".join(texts))
    start = time.perf_counter()
    for _ in checker.check(Analysis(document)):
        pass
    return time.perf_counter() - start


def own(texts: list[str]) -> tuple[float, float]:
    """The first pass on a fresh server, and the second over the same text."""
    server.stop(server.site())
    one_pass([WARM_UP])
    return one_pass(texts), one_pass(texts)


def table(rows: list[Row]) -> str:
    lines = ["| variant | characters | s | kB/s | ratio |", "|---|--:|--:|--:|--:|"]
    for row in rows:
        ratio = row.rate / rows[0].rate
        figures = f"{row.characters:,} | {row.seconds:.2f} | {row.rate:.1f} | {ratio:.1f}"
        lines.append(f"| {row.variant} | {figures} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rows", type=Path)
    parser.add_argument("--size", type=int, default=150_000, help="characters of each variant")
    given = parser.parse_args()
    source = iter(paragraphs(given.rows))
    jars = jars_folder(read_lock())
    first = taken(source, given.size)
    second = taken(source, given.size)
    rows = [Row("language-tool-python", sum(map(len, first)), baseline(first))]
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CACHE_VARIABLE] = folder
        place = jars_folder(read_lock())
        place.parent.mkdir(parents=True)
        place.symlink_to(jars, target_is_directory=True)
        try:
            fresh, again = own(second)
        finally:
            server.stop(server.site())
    size = sum(map(len, second))
    rows += [Row("mtfix, first run", size, fresh), Row("mtfix, second run", size, again)]
    print(table(rows))


if __name__ == "__main__":
    main()
