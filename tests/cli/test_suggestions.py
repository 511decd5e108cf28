"""The suggestions of a review, committed one by one, make what `fix` writes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.texts import SEED, TEXTS

if TYPE_CHECKING:
    from conftest import Mtfix

NOT_TO_CARRY = {"latin.txt", "control.txt"}  # bytes that no comment can hold
CASES = {"seed.txt": SEED.read_bytes()} | {
    name: text
    for name, text in TEXTS.items()
    if name.isprintable() and name not in NOT_TO_CARRY and b"the the" in text
}


def review(mtfix: Mtfix, *paths: str) -> dict[str, Any]:
    ran = mtfix("check", "-q", "--output-format", "suggestions", *paths)
    data: dict[str, Any] = json.loads(ran.out.decode("utf-8"))
    return data


def committed(text: bytes, comments: list[dict[str, Any]]) -> bytes:
    """Replace lines as the host does; it writes the file's own line ends."""
    end = "\r\n" if b"\r\n" in text else "\n"
    lines = re.findall(r"[^\n]*\n|[^\n]+", text.decode("utf-8"))
    for comment in reversed(comments):
        first = comment.get("start_line", comment["line"]) - 1
        block = re.search(r"(?s)\n(`{3,})suggestion\n(.*?)\1$", comment["body"])
        assert block is not None
        new = [line + end for line in block[2].split("\n")[:-1]]
        if new and not lines[comment["line"] - 1].endswith("\n"):
            new[-1] = new[-1].removesuffix(end)
        lines[first : comment["line"]] = new
    return "".join(lines).encode("utf-8")


@pytest.mark.parametrize("name", CASES)
def test_committed_suggestions_are_what_fix_writes(mtfix: Mtfix, name: str) -> None:
    mtfix.write("mtfix.toml", "languagetool = 'off'\n")
    path = mtfix.write(name, CASES[name])
    data = review(mtfix, name)
    assert data["event"] == "COMMENT"
    assert data["comments"]
    assert all(c["path"] == name and c["side"] == "RIGHT" for c in data["comments"])
    taken = [c["line"] for c in data["comments"]]
    assert len(set(taken)) == len(taken)
    mtfix("fix", "-q", name)
    assert committed(CASES[name], data["comments"]) == path.read_bytes()


@pytest.mark.parametrize("name", sorted(NOT_TO_CARRY))
def test_a_line_that_no_comment_can_hold_is_left_out(mtfix: Mtfix, name: str) -> None:
    mtfix.write("mtfix.toml", "languagetool = 'off'\n")
    mtfix.write(name, TEXTS[name])
    (comment,) = review(mtfix, name)["comments"]
    assert comment["line"] == 2


def test_what_is_no_suggestion_is_counted(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork.\nA blip, an umbo.\n")
    assert review(mtfix, "a.txt")["body"] == (
        "mtfix suggests changes in 1 place. 2 more to read yourself: `mtfix check` shows them."
    )
    mtfix.write("b.txt", "Nothing.\n")
    data = review(mtfix, "b.txt")
    assert (data["comments"], data["body"]) == ([], "mtfix has nothing to suggest.")
