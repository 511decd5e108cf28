"""What somebody sees who writes in an editor."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

import mtfix
from mtfix.lsp.positions import Lines

if TYPE_CHECKING:
    from tests.lsp.client import Client

BAD = "He left the the house.\r\n\r\n😀 She saw the the dog 😀 and the the cat.\r\n"
GOOD = "He left the house.\r\n\r\n😀 She saw the dog 😀 and the cat.\r\n"
EVERYWHERE = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


def place(line: int, start: int, end: int) -> dict[str, Any]:
    return {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": end},
    }


def applied(text: str, action: dict[str, Any], uri: str, version: int) -> str:
    """The text after an action, as an editor that counts in UTF-16 applies it."""
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": version}
    return edited(text, change["edits"])


def edited(text: str, edits: list[dict[str, Any]]) -> str:
    rows = [row.encode("utf-16-le") for row in text.split("\n")]
    starts = [sum(len(row) + 2 for row in rows[:n]) for n in range(len(rows))]
    data = text.encode("utf-16-le")

    def at(position: dict[str, int]) -> int:
        return starts[position["line"]] + 2 * position["character"]

    for edit in sorted(edits, key=lambda e: at(e["range"]["start"]), reverse=True):
        lo, hi = at(edit["range"]["start"]), at(edit["range"]["end"])
        data = data[:lo] + edit["newText"].encode("utf-16-le") + data[hi:]
    return data.decode("utf-16-le")


def test_faults_are_marked_where_they_stand(editor: Client) -> None:
    uri = editor.uri("marked.txt")
    editor.open(uri, BAD, version=7)
    found = editor.diagnostics(uri, 7)
    assert [d["range"] for d in found] == [
        place(0, 8, 15), place(2, 11, 18), place(2, 30, 37),
    ]  # fmt: skip
    assert {(d["code"], d["source"], d["severity"]) for d in found} == {
        ("repeated-article", "mtfix", 2)
    }


def test_typing_moves_the_marks(editor: Client) -> None:
    uri = editor.uri("typed.txt")
    editor.open(uri, BAD)
    editor.diagnostics(uri, 1)
    editor.change(uri, 2, {"range": place(0, 12, 16), "text": ""})
    assert [d["range"]["start"]["line"] for d in editor.diagnostics(uri, 2)] == [2, 2]
    editor.change(uri, 3, {"range": place(0, 0, 0), "text": "\r\n𝒳"})
    assert [d["range"]["start"]["line"] for d in editor.diagnostics(uri, 3)] == [3, 3]
    editor.change(uri, 4, {"text": "Nothing is wrong here."})
    assert editor.diagnostics(uri, 4) == []


def test_one_fix(editor: Client) -> None:
    uri = editor.uri("one.txt")
    editor.open(uri, BAD, version=3)
    shown = editor.diagnostics(uri, 3)
    (first, *_) = editor.actions(uri, shown[1]["range"], ["quickfix"], [shown[1]])
    assert first["title"] == "the the → the"
    assert first["isPreferred"]
    assert first["diagnostics"] == [shown[1]]
    assert applied(BAD, first, uri, 3) == BAD.replace("saw the the", "saw the")


def test_all_of_a_rule(editor: Client) -> None:
    uri = editor.uri("rule.txt")
    text = f"{BAD}They came and and left.\r\n"
    editor.open(uri, text)
    found = editor.actions(uri, place(0, 9, 9), ["quickfix"])
    titles = [action["title"] for action in found]
    assert titles[-1] == "Apply all 3 fixes of repeated-article in this text"
    assert applied(text, found[-1], uri, 1) == f"{GOOD}They came and and left.\r\n"


def test_fix_all_goes_to_the_end(editor: Client) -> None:
    uri = editor.uri("all.txt")
    text = "“It is late ”, he said. He left the the the house, and and it was was dark.\n"
    editor.open(uri, text)
    (action,) = editor.actions(uri, EVERYWHERE, ["source.fixAll.mtfix"])
    assert "edit" not in action
    action = editor.request("codeAction/resolve", action)
    assert applied(text, action, uri, 1) == mtfix.fix(text).after != text


def test_actions_are_given_by_kind(editor: Client) -> None:
    uri = editor.uri("kinds.txt")
    editor.open(uri, BAD)

    def kinds(only: list[str] | None) -> set[str]:
        return {a["kind"] for a in editor.actions(uri, EVERYWHERE, only)}

    assert kinds(None) == {"quickfix", "source.fixAll.mtfix"}
    assert kinds(["source"]) == kinds(["source.fixAll"]) == {"source.fixAll.mtfix"}
    assert kinds(["quickfix"]) == {"quickfix"}
    assert kinds(["refactor"]) == kinds(["source.organizeImports"]) == set()
    assert editor.actions(uri, place(1, 0, 0), ["quickfix"]) == []


def test_an_action_of_yesterday_is_refused(editor: Client) -> None:
    uri = editor.uri("late.txt")
    editor.open(uri, BAD)
    (action,) = editor.actions(uri, EVERYWHERE, ["source.fixAll.mtfix"])
    editor.change(uri, 2, {"range": place(0, 0, 0), "text": "Then "})
    answer = editor.answer(editor.ask("codeAction/resolve", action))
    assert answer["error"]["code"] == -32801


def test_reasons_on_hover(editor: Client) -> None:
    uri = editor.uri("hover.txt")
    editor.open(uri, BAD)

    def hover(line: int, character: int) -> Any:
        position = {"line": line, "character": character}
        return editor.request(
            "textDocument/hover", {"textDocument": {"uri": uri}, "position": position}
        )

    shown = hover(2, 12)
    assert shown["range"] == place(2, 11, 18)
    assert shown["contents"]["kind"] == "markdown"
    for part in ("`repeated-article`", "the[- the-] dog", "safe to apply"):
        assert part in shown["contents"]["value"]
    assert hover(2, 5) is None


def test_what_only_goes_is_faded(editor: Client) -> None:
    uri = editor.uri("faded.txt")
    editor.open(uri, "The long winter it ended in the the spring.\n")
    faded = {d["code"]: d.get("tags") for d in editor.diagnostics(uri)}
    assert faded == {"resumptive-after-noun": [1], "repeated-article": None}


def test_unsaved_and_renamed(editor: Client) -> None:
    editor.open("untitled:Untitled-1", BAD, "markdown")
    assert len(editor.diagnostics("untitled:Untitled-1")) == 3
    editor.close("untitled:Untitled-1")
    assert editor.diagnostics("untitled:Untitled-1") == []
    old, new = editor.uri("old.txt"), editor.uri("new.md")
    editor.open(old, BAD)
    assert len(editor.diagnostics(old)) == 3
    editor.close(old)
    editor.open(new, f"    {BAD}", "markdown")
    assert editor.diagnostics(old) == []
    found = editor.diagnostics(new)  # the first line is code there
    assert [d["range"]["start"]["line"] for d in found] == [2, 2]


def test_formats_by_language_and_suffix(editor: Client) -> None:
    code = "\n    He saw the the cat.\n\nShe saw the the dog.\n"  # code first, in Markdown
    cases = [
        ("a.md", "markdown", code, 1),
        ("a.txt", "plaintext", code, 2),
        ("README", "markdown", code, 1),
        ("notes", "plaintext", code, 2),
        ("server.log", "plaintext", code, 0),
        ("requirements.txt", "plaintext", code, 0),
        ("a.py", "python", code, 0),
        ("a.srt", "plaintext", "1\n00:00:01,000 --> 00:00:02,000\nThe cat saw the the dog.\n", 1),
        ("data.json", "json", '{"text": "The cat saw the the dog."}', 0),
        ("locales/en.json", "json", '{"a": "The cat saw the the dog."}', 1),
    ]
    for name, language, text, count in cases:
        uri = editor.uri(name)
        editor.open(uri, text, language)
        assert len(editor.diagnostics(uri)) == count, name


def test_only_the_present_state_is_told(editor: Client) -> None:
    uri = editor.uri("fast.txt")
    texts = {1: "The cat saw the dog. " * 3000}
    editor.open(uri, texts[1])
    for version in range(2, 12):
        texts[version] = f"{'x' * version} the the dog. {texts[1]}"
        editor.change(uri, version, {"text": texts[version]})
    editor.diagnostics(uri, 11)
    versions = []
    for message in editor.come():
        if message["params"].get("uri") == uri:
            versions.append(message["params"]["version"])
            for found in message["params"]["diagnostics"]:
                start, end = found["range"]["start"], found["range"]["end"]
                text = texts[versions[-1]][start["character"] : end["character"]]
                assert text == "the the"
    assert versions == sorted(versions)


def test_many_changes_in_one_message(editor: Client) -> None:
    uri = editor.uri("many.txt")
    editor.open(uri, "the the dog\n" * 200)
    assert len(editor.diagnostics(uri, 1)) == 200
    every = [{"range": place(line, 3, 7), "text": ""} for line in range(199, -1, -1)]
    editor.change(uri, 2, *every)
    assert editor.diagnostics(uri, 2) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_typing_the_marks_are_those_of_the_text(editor: Client, seed: int) -> None:
    chance = random.Random(seed)
    uri, text = editor.uri(f"typing-{seed}.md"), BAD * 5
    editor.open(uri, text, "markdown")
    for version in range(2, 40):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 1, 5)))
        new = chance.choice(("", "the ", "and and ", "😀", "\r\n", "x", "\n\n", "“", " ,"))
        lines = Lines(text)
        if lines.splits_newline(start) or lines.splits_newline(end):
            continue
        (line, character), (below, stop) = lines.position(start), lines.position(end)
        where = {
            "start": {"line": line, "character": character},
            "end": {"line": below, "character": stop},
        }
        editor.change(uri, version, {"range": where, "text": new})
        text = text[:start] + new + text[end:]
    editor.change(uri, 40, {"range": place(0, 0, 0), "text": ""})
    lines = Lines(text)
    wanted = [(f.rule, *lines.position(f.span.start)) for f in mtfix.check(text, format="markdown")]
    found = [
        (d["code"], d["range"]["start"]["line"], d["range"]["start"]["character"])
        for d in editor.diagnostics(uri, 40)
    ]
    assert found == wanted
    assert len(found) > 5
