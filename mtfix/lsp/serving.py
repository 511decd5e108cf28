"""Runs the server: over standard input and output, or for one editor on a port of this machine."""

from __future__ import annotations

import logging
import os
import sys
from typing import BinaryIO

from mtfix.lsp.features import make_server

LOOPBACK = "127.0.0.1"
SWITCH = 0.001  # seconds that an inspection may keep the conversation from answering
STDIN, STDOUT, STDERR = 0, 1, 2


def serve_streams() -> int:
    """Serve until the editor leaves; 1 if it did so without a word."""
    _prepare()
    server = make_server()
    reader, writer = _claimed_streams()
    server.start_io(reader, writer)
    return 0 if server.protocol.ended_well else 1


def serve_port(port: int) -> int:
    """Serve the first editor that connects."""
    _prepare()
    server = make_server()
    server.start_tcp(LOOPBACK, port)
    return 0 if server.protocol.ended_well else 1


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
