"""A language client over pipes: it speaks to `mtfix lsp` as an editor does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import TracebackType

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds; the machine of a test may be busy
CAPABILITIES: dict[str, Any] = {
    "textDocument": {
        "publishDiagnostics": {
            "versionSupport": True,
            "tagSupport": {"valueSet": [1]},
            "codeDescriptionSupport": True,
        },
        "codeAction": {"resolveSupport": {"properties": ["edit"]}, "dataSupport": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}


class Client:
    """One conversation. Messages that come in between are kept until they are asked for."""

    def __init__(self, folder: Path, *options: str, path: Path = ROOT) -> None:
        found = os.pathsep.join(map(str, dict.fromkeys((ROOT, path))))
        here = {"PYTHONPATH": found, "MTFIX_CACHE": str(folder / "no-cache")}
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mtfix", "lsp", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, **here},
        )
        self.settings: Any = None  # what the server gets when it asks
        self._numbers = count(1)
        self._come: Queue[dict[str, Any] | None] = Queue()
        self.kept: list[dict[str, Any]] = []
        self.errors: list[str] = []
        self._threads = [
            threading.Thread(target=self._read, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    # -- messages -------------------------------------------------------------------------

    def send_bytes(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: object) -> None:
        self.send_body(json.dumps(message).encode())

    def send_body(self, body: bytes) -> None:
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method: str, params: object = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: object = None) -> int:
        """Send a request without waiting for its answer."""
        number = next(self._numbers)
        self.send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        return number

    def request(self, method: str, params: object = None) -> Any:
        """The result of a request; fails where it is an error."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def answer(self, number: int | None) -> dict[str, Any]:
        return self.wait(lambda m: "method" not in m and m.get("id") == number)

    def wait(self, wanted: Any) -> dict[str, Any]:
        """The first message, kept or to come, that is wanted."""
        for at, message in enumerate(self.kept):
            if wanted(message):
                return self.kept.pop(at)
        while True:
            try:
                new = self._come.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError(f"nothing came; {self.errors}") from None
            assert new is not None, f"the server ended; {self.errors}"
            if wanted(new):
                return new
            self.kept.append(new)

    def come(self) -> list[dict[str, Any]]:
        """All that has come so far and was not asked for, forgotten herewith."""
        while not self._come.empty():
            new = self._come.get()
            if new is not None:
                self.kept.append(new)
        out, self.kept = self.kept, []
        return out

    # -- what an editor does --------------------------------------------------------------

    def initialize(self, capabilities: dict[str, Any] | None = None, **more: Any) -> Any:
        root = self.folder.as_uri()
        result = self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root,
                "capabilities": CAPABILITIES if capabilities is None else capabilities,
                "workspaceFolders": [{"uri": root, "name": "root"}],
                **more,
            },
        )
        self.notify("initialized", {})
        return result["capabilities"]

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, uri: str, text: str, language: str = "plaintext", version: int = 1) -> None:
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, version: int, *changes: dict[str, Any]) -> None:
        document = {"uri": uri, "version": version}
        params = {"textDocument": document, "contentChanges": list(changes)}
        self.notify("textDocument/didChange", params)

    def close(self, uri: str) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """What is published of a text, of that version if one is given."""
        message = self.wait(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics"
                and m["params"]["uri"] == uri
                and (version is None or m["params"].get("version") == version)
            )
        )
        found: list[dict[str, Any]] = message["params"]["diagnostics"]
        return found

    def actions(
        self, uri: str, where: dict[str, Any], only: list[str] | None = None, shown: Any = ()
    ) -> list[dict[str, Any]]:
        context: dict[str, Any] = {"diagnostics": list(shown)}
        if only is not None:
            context["only"] = only
        params = {"textDocument": {"uri": uri}, "range": where, "context": context}
        found: list[dict[str, Any]] = self.request("textDocument/codeAction", params)
        return found

    def leave(self) -> int:
        """Say goodbye; the exit code of the server."""
        self.request("shutdown")
        self.notify("exit")
        return self.process.wait(PATIENCE)

    # -- pipes ----------------------------------------------------------------------------

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            assert header.startswith(b"Content-"), header
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                header = stream.readline()
            message = json.loads(stream.read(length))
            if "id" in message and "method" in message:
                asked = message["method"] == "workspace/configuration"
                result = [self.settings] if asked else None
                self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})
            self._come.put(message)
        self._come.put(None)

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.errors.append(line.decode("utf-8", "replace"))
