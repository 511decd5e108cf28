"""Configurations and settings of the editor, as they are and as they change."""

from __future__ import annotations

import copy
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from mtfix import Config
from mtfix.lsp.settings import Settings, read_settings
from mtfix.model import Applicability
from tests.languagetool.fake import GOOD, fake, match, matches
from tests.lsp.client import CAPABILITIES, ROOT, Client

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "He saw the the dog. They came and and left.\n"
CONFIG = "workspace/didChangeConfiguration"
HOUSE = """
[[rule]]
id = "house-word"
class = "rep-word"
message = "not here"
pattern = 'WORD'
applicability = "display"
examples = []
"""
WATCHED = "workspace/didChangeWatchedFiles"


def codes(client: Client, uri: str) -> list[str]:
    return [d["code"] for d in client.diagnostics(uri)]


def again(client: Client, uri: str, version: int) -> list[str]:
    client.change(uri, version, {"text": TEXT})
    return [d["code"] for d in client.diagnostics(uri, version)]


@pytest.fixture
def pull() -> dict[str, Any]:
    """The capabilities of an editor that asks to be asked, and tells of changed files."""
    able = copy.deepcopy(CAPABILITIES)
    able["workspace"] |= {
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    }
    return able


def test_the_nearest_configuration_decides_for_each_text(tmp_path: Path) -> None:
    (tmp_path / "mtfix.toml").write_text('ignore = ["repeated-article"]\nexclude = ["old/"]\n')
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "mtfix.toml").write_text('ignore = ["repeated-conjunction"]\n')
    with Client(tmp_path) as client:
        client.initialize()
        for name in ("a.txt", "inner/a.txt", "old/a.txt"):
            client.open(client.uri(name), TEXT)
        client.open("untitled:1", TEXT)
        assert codes(client, client.uri("a.txt")) == ["repeated-conjunction"]
        assert codes(client, client.uri("inner/a.txt")) == ["repeated-article"]
        assert codes(client, client.uri("old/a.txt")) == []
        assert codes(client, "untitled:1") == ["repeated-conjunction"]


def test_a_configuration_that_changes_counts_at_once(tmp_path: Path, pull: dict[str, Any]) -> None:
    config = tmp_path / "mtfix.toml"
    with Client(tmp_path) as client:
        client.initialize(pull)
        asked = client.wait(lambda m: m.get("method") == "client/registerCapability")
        methods = {r["method"] for r in asked["params"]["registrations"]}
        assert methods == {WATCHED, CONFIG}
        uri = client.uri("a.txt")
        client.open(uri, TEXT)
        assert codes(client, uri) == ["repeated-article", "repeated-conjunction"]
        config.write_text('select = ["repeated-conjunction"]\n')
        client.notify(WATCHED, {"changes": [{"uri": config.as_uri(), "type": 1}]})
        client.wait(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics"
                and [d["code"] for d in m["params"]["diagnostics"]] == ["repeated-conjunction"]
            )
        )


def test_without_watchers_the_next_keystroke_sees_it(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        client.initialize()
        uri = client.uri("a.txt")
        client.open(uri, TEXT)
        assert len(codes(client, uri)) == 2
        (tmp_path / "mtfix.toml").write_text('select = ["repeated-conjunction"]\n')
        assert again(client, uri, 2) == ["repeated-conjunction"]


def test_a_bad_configuration_is_said_once_and_again_when_it_changed(tmp_path: Path) -> None:
    config = tmp_path / "mtfix.toml"
    config.write_text("selct = []\n")
    with Client(tmp_path) as client:
        client.initialize()
        uri = client.uri("a.txt")
        client.open(uri, TEXT)
        said = client.wait(lambda m: m.get("method") == "window/showMessage")
        assert "unknown key 'selct'; did you mean 'select'?" in said["params"]["message"]
        assert codes(client, uri) == []
        assert again(client, uri, 2) == []
        assert not [m for m in client.come() if m.get("method") == "window/showMessage"]
        config.write_text('select = ["repeated-conjunction"]\n')
        assert again(client, uri, 3) == ["repeated-conjunction"]


def test_settings_of_the_editor_come_in_three_ways(tmp_path: Path, pull: dict[str, Any]) -> None:
    loud = {"severity": {"safe": "error"}}
    with Client(tmp_path) as client:
        client.initialize(initializationOptions=loud)
        uri = client.uri("a.txt")
        client.open(uri, TEXT)
        assert {d["severity"] for d in client.diagnostics(uri)} == {1}
        client.notify(CONFIG, {"settings": {}})  # as some editors do at the beginning
        assert {d["severity"] for d in client.diagnostics(uri)} == {1}
        client.notify(CONFIG, {"settings": {"mtfix": {"severity": {"safe": "off"}}}})
        assert client.diagnostics(uri) == []
    with Client(tmp_path) as client:
        client.settings = loud
        client.initialize(pull)
        client.wait(lambda m: m.get("method") == "workspace/configuration")
        client.open(uri, TEXT)
        assert {d["severity"] for d in client.diagnostics(uri)} == {1}
        client.settings = {"severity": {"safe": "hint"}}
        client.notify(CONFIG, {"settings": None})
        assert {d["severity"] for d in client.diagnostics(uri)} == {4}


def test_a_bad_setting_is_said_and_the_others_count(tmp_path: Path) -> None:
    given = {"mtfix": {"severity": {"safe": "loud"}, "dely": 3, "preview": True}}
    settings, problems = read_settings(given)
    assert settings == Settings(preview=True)
    assert problems == [
        "setting severity.safe must be one of error, warning, information, hint, off, not 'loud'",
        "unknown setting 'dely'; did you mean 'delay'?",
    ]
    assert read_settings([1])[1] == ["settings must be a table, not [1]"]
    with Client(tmp_path) as client:
        client.initialize(initializationOptions=given)
        said = client.wait(lambda m: m.get("method") == "window/showMessage")
        assert "severity.safe must be one of" in said["params"]["message"]


def test_severities() -> None:
    settings, _ = read_settings({"severity": {"unsafe": "off"}})
    levels = {level: settings.severity(level) for level in Applicability}
    assert levels == {
        Applicability.SAFE: "warning",
        Applicability.UNSAFE: "off",
        Applicability.DISPLAY: "hint",
    }


@pytest.mark.parametrize(
    ("config", "setting", "mode"),
    [("auto", None, "off"), ("on", None, "on"), ("off", None, "off"),
     ("auto", "auto", "auto"), ("on", "off", "off"), ("off", "on", "on")],
)  # fmt: skip
def test_languagetool_runs_only_where_somebody_asked(
    config: str, setting: str | None, mode: str
) -> None:
    settings, problems = read_settings({"languageTool": setting})
    assert problems == []
    assert settings.over(Config(languagetool=config)).languagetool == mode


def test_what_comments_suppress_is_not_marked(tmp_path: Path) -> None:
    text = f"<!-- mtfix: off-next repeated -->\n\n{TEXT}\n{TEXT}"
    with Client(tmp_path) as client:
        client.initialize()
        uri = client.uri("a.md")
        client.open(uri, text, "markdown")
        found = client.diagnostics(uri)
        assert {d["range"]["start"]["line"] for d in found} == {4}
        everywhere = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
        (action,) = client.actions(uri, everywhere, ["source.fixAll.mtfix"])
        action = client.request("codeAction/resolve", action)
        (change,) = action["edit"]["documentChanges"]
        assert {e["range"]["start"]["line"] for e in change["edits"]} == {4}


def test_rule_files_of_ones_own_are_read_again(tmp_path: Path) -> None:
    rules = tmp_path / "house" / "rules.toml"
    rules.parent.mkdir()
    (tmp_path / "mtfix.toml").write_text('rules = ["house"]\nselect = ["house-word"]\n')
    rules.write_text(HOUSE.replace("WORD", "dog"))
    with Client(tmp_path) as client:
        client.initialize()
        uri = client.uri("a.txt")
        client.open(uri, TEXT)
        assert [d["range"]["start"]["character"] for d in client.diagnostics(uri)] == [15]
        rules.write_text(HOUSE.replace("WORD", "left"))
        client.notify(WATCHED, {"changes": [{"uri": rules.as_uri(), "type": 2}]})
        assert [d["range"]["start"]["character"] for d in client.diagnostics(uri)] == [38]


def test_languagetool_joins_in_when_it_has_looked(tmp_path: Path) -> None:
    def answer(text: str) -> bytes:
        at = text.find("went")
        return matches(match("SOME_RULE", at, 4, "goes")) if at >= 0 else GOOD

    with fake(answer) as server, Client(tmp_path) as client:
        (tmp_path / "mtfix.toml").write_text(
            f'languagetool = "on"\nlanguagetool-url = "{server.url}"\n'
        )
        client.initialize()
        uri = client.uri("a.txt")
        client.open(uri, f"{TEXT}She went home.\n")
        assert codes(client, uri) == ["repeated-article", "repeated-conjunction"]
        both = codes(client, uri)
        assert both[:2] == ["repeated-article", "repeated-conjunction"]
        assert [code for code in both[2:] if "SOME_RULE" in code] == both[2:] != []


def test_what_lists_hold_is_not_marked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "mtfix.toml").write_text("")
    command = [sys.executable, "-m", "mtfix", "baseline", "create", "a.txt"]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    known = tmp_path / ".mtfix-baseline"
    with Client(tmp_path) as client:
        client.initialize()
        uri = client.uri("a.txt")
        client.open(uri, f"{TEXT}She saw a a boat.\n")
        (fresh,) = client.diagnostics(uri)
        assert fresh["range"]["start"]["line"] == 1
        known.unlink()
        client.notify(WATCHED, {"changes": [{"uri": known.as_uri(), "type": 3}]})
        found = client.diagnostics(uri)
        assert len(found) == 3
        mark = found[0]["data"]["fingerprint"]
        never = tmp_path / ".mtfix-never"
        never.write_text(f"{mark}\t{found[0]['code']}\ta.txt\tthe the\n")
        client.notify(WATCHED, {"changes": [{"uri": never.as_uri(), "type": 1}]})
        assert [d["data"]["fingerprint"] for d in client.diagnostics(uri)] == [
            d["data"]["fingerprint"] for d in found[1:]
        ]


def test_a_mark_links_to_the_page_of_its_rule(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(HOUSE.replace("WORD", "left"))
    (tmp_path / "mtfix.toml").write_text('rules = ["house.toml"]\n')
    with Client(tmp_path) as client:
        client.initialize(initializationOptions={"site": "https://docs.example/mtfix/"})
        uri = client.uri("a.txt")
        client.open(uri, TEXT)
        links = {d["code"]: d.get("codeDescription") for d in client.diagnostics(uri)}
        page = "https://docs.example/mtfix/catalogue/repeated-article.html"
        assert links["repeated-article"] == {"href": page}
        assert links["house-word"] is None
        client.notify(CONFIG, {"settings": {"site": "docs.example"}})
        said = client.wait(lambda m: m.get("method") == "window/showMessage")
        assert "site must be an address" in said["params"]["message"]


def test_marks_of_the_rules_stay_where_languagetool_fails(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{free.getsockname()[1]}"
    (tmp_path / "mtfix.toml").write_text(f'languagetool = "on"\nlanguagetool-url = "{dead}"\n')
    with Client(tmp_path) as client:
        client.initialize()
        uri = client.uri("a.txt")
        client.open(uri, TEXT)
        assert len(client.diagnostics(uri)) == 2
        said = client.wait(lambda m: m.get("method") in ("window/showMessage", "window/logMessage"))
        assert "LanguageTool" in said["params"]["message"]
        later = [m for m in client.come() if m.get("method") == "textDocument/publishDiagnostics"]
        assert all(len(m["params"]["diagnostics"]) == 2 for m in later)
