"""A server that answers as LanguageTool does, until it is told not to."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = Callable[[str], bytes | None]  # from the text; None: the connection is cut

GOOD = b'{"matches": []}'


class Fake(ThreadingHTTPServer):
    """Keeps the texts it was sent."""

    daemon_threads = True

    def __init__(self, answer: Answer, *, port: int = 0, sentinel: bytes = GOOD) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answer, self.sentinel = answer, sentinel
        self.texts: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_GET(self) -> None:
        self._send(json.dumps([{"code": "en", "longCode": "en-US"}]).encode())

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = form["text"][0]
        if "sentinel" in text:
            self._send(self.server.sentinel)
            return
        self.server.texts.append(text)
        answer = self.server.answer(text)
        if answer is None:
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(GOOD[:5])
            self.close_connection = True
        else:
            self._send(answer)

    def _send(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def fake(answer: Answer) -> Iterator[Fake]:
    with Fake(answer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def match(rule: str, start: int, length: int, *new: str, category: str = "NEW") -> object:
    """One match, as the server's JSON has it."""
    return {
        "message": "A fault.",
        "shortMessage": "",
        "replacements": [{"value": value} for value in new],
        "offset": start,
        "length": length,
        "context": {"text": "", "offset": 0, "length": length},
        "sentence": "",
        "rule": {"id": rule, "issueType": "grammar", "category": {"id": category}},
    }


def matches(*found: object) -> bytes:
    return json.dumps({"matches": found}).encode()
