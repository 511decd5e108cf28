"""What comes in a wrong form, at a wrong time or from the wrong side; and how it all ends."""

from __future__ import annotations

import copy
import json
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner

from mtfix.commands.lsp import lsp
from mtfix.lsp import availability
from mtfix.model import MtfixError
from tests.lsp.client import CAPABILITIES, PATIENCE, Client

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "😀 He saw the the dog.\n"
EVERYWHERE = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}

BEFORE_ALL = {"textDocument": {"uri": "x:y"}, "position": {"line": -1, "character": 0}}


def alive(client: Client) -> bool:
    uri = client.uri(f"alive-{time.monotonic()}.txt")
    client.open(uri, TEXT)
    return len(client.diagnostics(uri)) == 1


@pytest.mark.parametrize(
    ("encodings", "agreed", "start"),
    [(None, "utf-16", 10), (["utf-8", "utf-16"], "utf-8", 12), (["utf-32"], "utf-32", 9),
     (["utf-7", "utf-32"], "utf-32", 9), (["utf-7"], "utf-16", 10)],
)  # fmt: skip
def test_positions_count_what_was_agreed_on(
    tmp_path: Path, encodings: list[str] | None, agreed: str, start: int
) -> None:
    able = copy.deepcopy(CAPABILITIES)
    if encodings:
        able["general"] = {"positionEncodings": encodings}
    with Client(tmp_path) as client:
        assert client.initialize(able)["positionEncoding"] == agreed
        uri = client.uri("a.txt")
        client.open(uri, TEXT)
        (found,) = client.diagnostics(uri)
        where = found["range"]
        assert (where["start"]["character"], where["end"]["character"]) == (start, start + 7)
        gone = {"line": 0, "character": start + 3}, {"line": 0, "character": start + 7}
        client.change(uri, 2, {"range": {"start": gone[0], "end": gone[1]}, "text": ""})
        assert client.diagnostics(uri, 2) == []


def test_an_editor_that_can_do_little_gets_whole_actions(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        client.initialize({})
        uri = client.uri("a.txt")
        client.open(uri, TEXT)
        assert "tags" not in client.diagnostics(uri)[0]
        (action,) = client.actions(uri, EVERYWHERE, ["source.fixAll"])
        (edit,) = action["edit"]["changes"][uri]
        assert edit["range"]["start"] == {"line": 0, "character": 13}
        where = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 12}}
        shown = client.request("textDocument/hover", where)["contents"]
        assert shown["kind"] == "plaintext"
        assert "**" not in shown["value"]


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("textDocument/hover", {"textDocument": 3}, -32602),
        ("textDocument/hover", None, -32602),
        ("textDocument/hover", BEFORE_ALL, -32602),
        ("textDocument/codeAction", {"textDocument": {"uri": "x:y"}}, -32602),
        ("textDocument/rename", {}, -32602),
        ("no/such", {"a": 1}, -32601),
        ("no/such", None, -32601),
        ("workspace/executeCommand", {"command": "no.such"}, -32602),
        ("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, -32600),
    ],
)
def test_bad_requests_are_answered(editor: Client, method: str, params: Any, code: int) -> None:
    answer = editor.answer(editor.ask(method, params))
    assert answer["error"]["code"] == code
    assert alive(editor)


@pytest.mark.parametrize(
    ("body", "number", "code"),
    [
        (b"{no json", None, -32700),
        (b'"\xff\xfe"', None, -32700),
        (b"[" * 100_000, None, -32700),
        (b"[]", None, -32600),
        (b"7", None, -32600),
        (b'{"id": 70, "method": "shutdown"}', 70, -32600),
        (b'{"jsonrpc": "1.0", "id": 71, "method": "x", "params": {}}', 71, -32600),
        (b'{"jsonrpc": "2.0", "id": 72, "method": 5}', 72, -32600),
        (b'{"jsonrpc": "2.0", "id": 73, "method": "no/such"}', 73, -32601),
    ],
)
def test_what_is_no_message_is_answered(
    editor: Client, body: bytes, number: int | None, code: int
) -> None:
    editor.send_body(body)
    assert editor.answer(number)["error"]["code"] == code
    assert alive(editor)


@pytest.mark.parametrize("length", [3, 40, 90])
def test_a_wrong_length_costs_no_more_than_its_neighbour(editor: Client, length: int) -> None:
    body = b'{"jsonrpc": "2.0", "id": 90, "method": "no/such"}'
    assert len(body) == 49
    editor.send_bytes(b"Content-Length: %d\r\n\r\n" % length + body)
    editor.ask("no/such")
    assert editor.answer(None)["error"]["code"] == -32700
    assert alive(editor)


def test_headers_in_any_form(editor: Client) -> None:
    body = b'{"jsonrpc": "2.0", "id": 91, "method": "no/such"}'
    head = b"content-type: application/json\ncontent-length:%d\n\n" % len(body)
    editor.send_bytes(head + body)
    assert editor.answer(91)["error"]["code"] == -32601


def test_bad_notifications_and_answers_are_passed_over(editor: Client) -> None:
    editor.come()
    editor.notify("textDocument/didOpen", {"textDocument": {"uri": 5}})
    editor.notify("no/such", {"x": 1})
    editor.notify("$/cancelRequest", {"id": 4711})
    editor.notify("workspace/didChangeConfiguration", {"settings": None})
    editor.send({"jsonrpc": "2.0", "id": 4712, "result": None})
    editor.send({"jsonrpc": "2.0", "id": 4713, "error": "no"})
    editor.close(editor.uri("never-opened.txt"))
    assert alive(editor)
    assert all("error" not in message for message in editor.come())


def test_changes_of_a_text_that_is_not_open_are_logged(editor: Client) -> None:
    uri = editor.uri("unknown.txt")
    editor.change(uri, 2, {"text": TEXT})
    said = editor.wait(lambda m: m.get("method") == "window/logMessage")
    assert "not open" in said["params"]["message"]
    where = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}
    assert editor.request("textDocument/hover", where) is None
    assert editor.actions(uri, EVERYWHERE) == []
    editor.open(uri, TEXT)
    assert len(editor.diagnostics(uri, 1)) == 1


def test_a_version_of_the_past_ends_the_marks_until_the_text_comes_anew(editor: Client) -> None:
    uri = editor.uri("past.txt")
    editor.open(uri, TEXT, version=5)
    assert len(editor.diagnostics(uri, 5)) == 1
    start = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    editor.change(uri, 4, {"range": start, "text": "x"})
    assert editor.diagnostics(uri) == []
    editor.open(uri, TEXT, version=6)
    assert len(editor.diagnostics(uri, 6)) == 1


def test_before_and_after_a_conversation(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        client.open(client.uri("early.txt"), TEXT)
        early = client.answer(client.ask("textDocument/hover", {}))
        assert "error" in early
        answer = client.answer(client.ask("shutdown"))
        assert answer["error"]["code"] == -32002
        client.initialize()
        assert alive(client)
        client.request("shutdown")
        late = client.answer(client.ask("no/such"))
        assert late["error"]["code"] == -32600
        client.notify("exit")
        assert client.process.wait(PATIENCE) == 0
        assert "Traceback" not in "".join(client.errors)


@pytest.mark.parametrize("rude", ["exit", "close"])
def test_an_editor_that_leaves_without_a_word(tmp_path: Path, rude: str) -> None:
    with Client(tmp_path) as client:
        client.initialize()
        client.open(client.uri("a.txt"), "The cat saw the dog. " * 20_000)
        if rude == "exit":
            client.notify("exit")
        else:
            assert client.process.stdin is not None
            client.process.stdin.close()
        assert client.process.wait(PATIENCE) == 1


def test_a_request_can_be_called_off(editor: Client) -> None:
    uri = editor.uri("off.txt")
    editor.open(uri, "The cat saw the the dog. " * 3000)
    number = editor.ask("textDocument/hover", {
        "textDocument": {"uri": uri}, "position": {"line": 0, "character": 14},
    })  # fmt: skip
    editor.notify("$/cancelRequest", {"id": number})
    assert editor.answer(number)["error"]["code"] == -32800
    assert alive(editor)


def test_a_request_for_a_text_that_moves_on(editor: Client) -> None:
    uri = editor.uri("moves.txt")
    editor.open(uri, "The cat saw the the dog. " * 3000)
    where = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 14}}
    number = editor.ask("textDocument/hover", where)
    editor.change(uri, 2, {"text": TEXT})
    assert editor.answer(number)["error"]["code"] == -32801
    assert len(editor.diagnostics(uri, 2)) == 1


NOISY = """
import os, sys
class Checker:
    rules = ()
    def check(self, analysis):
        print("noise on standard output")
        sys.stdout.flush()
        os.write(1, b"noise below Python\\n")
        assert sys.stdin.read() == ""
        if "break" in analysis.whole:
            raise RuntimeError("a broken plugin")
        return ()
checker = Checker()
"""


def test_a_plugin_that_prints_or_breaks_hurts_nobody(tmp_path: Path) -> None:
    place = tmp_path / "plugins"
    info = place / "noisy-1.0.dist-info"
    info.mkdir(parents=True)
    (place / "noisy.py").write_text(NOISY)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: noisy\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[mtfix.checkers]\nnoisy = noisy:checker\n")
    with Client(tmp_path, path=place) as client:
        client.initialize()
        assert alive(client)
        uri = client.uri("break.txt")
        client.open(uri, f"{TEXT}\nWill it break?\n")
        said = client.wait(lambda m: m.get("method") == "window/showMessage")
        assert "RuntimeError: a broken plugin" in said["params"]["message"]
        assert alive(client)
        assert client.leave() == 0
        assert "noise on standard output\n" in client.errors
        assert "noise below Python\n" in client.errors


def test_one_editor_over_a_port_of_this_machine(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Client(tmp_path, "--tcp", str(port)) as client:
        stream = None
        for _ in range(600):
            try:
                stream = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
                break
            except OSError:
                time.sleep(0.05)
        assert stream is not None
        with stream, stream.makefile("rwb") as pipe:
            for number, method, params in (
                (1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}}),
                (2, "shutdown", None),
            ):
                message = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
                body = json.dumps(message).encode()
                pipe.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
                pipe.flush()
                header = pipe.readline()
                while pipe.readline().strip():
                    continue
                answer = json.loads(pipe.read(int(header.split(b":")[1])))
                assert answer["id"] == number
                assert "error" not in answer
            body = b'{"jsonrpc": "2.0", "method": "exit"}'
            pipe.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            pipe.flush()
            assert client.process.wait(PATIENCE) == 0


def test_without_the_packages_the_next_step_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "find_spec", lambda _: None)
    result = CliRunner().invoke(lsp, [])
    assert isinstance(result.exception, MtfixError)
    assert "pip install 'mtfix[lsp]'" in str(result.exception)


def test_stdio_and_tcp_exclude_each_other() -> None:
    result = CliRunner().invoke(lsp, ["--stdio", "--tcp", "4000"], standalone_mode=False)
    assert isinstance(result.exception, click.UsageError)


def test_help_loads_no_server() -> None:
    code = "import sys; from mtfix.commands import lsp; print({'pygls'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
