"""Reads file contents that Git keeps; one process of Git serves all of them."""

from __future__ import annotations

import os
import subprocess
from functools import lru_cache

from msgspec import Struct

from mtfix.model import MtfixError

_POINTER = b"version https://git-lfs.github.com/spec/"


class Blob(Struct, frozen=True):
    """The content of a file as Git keeps it: where, its name there, and the file's path."""

    top: str
    name: str
    path: str

    def read(self, max_bytes: int) -> bytes:
        """The content. Raises MtfixError where it is too large, or not in this clone."""
        data = _reader(os.getpid(), self.top).read(self.name, self.path, max_bytes)
        if data.startswith(_POINTER):
            raise MtfixError(
                f"{self.path}: is kept by Git LFS, which --staged cannot read; leave --staged out"
            )
        return data


class _Reader:
    def __init__(self, top: str) -> None:
        self._process = subprocess.Popen(
            ("git", "-C", top, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def read(self, name: str, path: str, max_bytes: int) -> bytes:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(name.encode() + b"\n")
        stdin.flush()
        head = stdout.readline().split()
        if len(head) != 3:
            raise MtfixError(f"{path}: Git has not its content here; fetch it first")
        size = int(head[2])
        if size > max_bytes:
            self._skip(size + 1)
            raise MtfixError(
                f"{path}: {size:,} bytes are over the limit of {max_bytes:,};"
                " raise max-bytes to read it"
            )
        data = stdout.read(size)
        stdout.read(1)  # the newline after it
        return data

    def _skip(self, size: int) -> None:
        assert self._process.stdout is not None
        while size > 0:
            size -= len(self._process.stdout.read(min(size, 1_000_000)))


@lru_cache(maxsize=4)
def _reader(_process: int, top: str) -> _Reader:
    """The reader of this process: two that share one would mix up their answers."""
    return _Reader(top)
