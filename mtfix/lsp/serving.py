"""Runs the server: over standard input and output, or for one editor on a port of this machine."""

from __future__ import annotations

import logging
import os
import re
import sys
from typing import BinaryIO, cast

from mtfix.lsp.features import make_server

LOOPBACK = "127.0.0.1"
SWITCH = 0.001  # seconds that an inspection may keep the conversation from answering
STDIN, STDOUT, STDERR = 0, 1, 2


def serve_streams() -> int:
    """Serve until the editor leaves; 1 if it did so without a word."""
    _prepare()
    server = make_server()
    reader, writer = _claimed_streams()
    server.start_io(cast("BinaryIO", Headers(reader)), writer)
    return 0 if server.protocol.ended_well else 1


def serve_port(port: int) -> int:
    """Serve the first editor that connects."""
    _prepare()
    server = make_server()
    server.start_tcp(LOOPBACK, port)
    return 0 if server.protocol.ended_well else 1


class Headers:
    """A stream whose headers come in the one form that pygls knows.

    A message with a wrong length leaves its rest before the next header, on the same line; that
    header counts all the same, or nothing after it would ever be understood.
    """

    _LENGTH = re.compile(rb"content-length:[ \t]*(\d{1,12})[ \t]*\r?\n\Z", re.IGNORECASE)

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        line = self._stream.readline()
        if found := self._LENGTH.search(line):
            return b"Content-Length: %d\r\n" % int(found[1])
        return line

    def read(self, size: int) -> bytes:
        return self._stream.read(size)


def _prepare() -> None:
    sys.setswitchinterval(SWITCH)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="mtfix: %(message)s")
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what matters is told by the server


def _claimed_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for the conversation alone.

    What a plugin prints goes to standard error, and what it reads is empty.
    """
    reader, writer = os.dup(STDIN), os.dup(STDOUT)
    sys.stdout.flush()
    os.dup2(STDERR, STDOUT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, STDIN)
    os.close(nothing)
    return os.fdopen(reader, "rb"), os.fdopen(writer, "wb")
