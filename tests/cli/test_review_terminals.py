"""`mtfix review` at every kind of terminal: colours, widths, plain lines, stops and resizes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.review.terminal import Review
from tests.review.texts import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mtfix

# A real terminal on a busy machine may lose a key; what is broken fails every time.
pytestmark = pytest.mark.flaky(reruns=2)


def test_without_colour_the_change_has_signs(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt", NO_COLOR="1") as review:
        assert "A [-zork-]{+zark+} sang." in review.shows("1 of 3")
        assert re.search(rb"\x1b\[[0-9;]*m", review.raw) is None


def test_with_colour_the_change_is_reversed(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt") as review:
        review.shows("1 of 3")
        assert b"A \x1b[31;7mzork\x1b[0m\x1b[32;7mzark\x1b[0m sang." in review.raw


def test_an_answered_card_is_wiped_away(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt") as review:
        review.shows("1 of 3")
        review.type("y")
        screen = review.shows("2 of 3")
        assert "1 of 3" not in screen
        assert screen.startswith("   1 ✓ t-zork  zork → zark\n")


def test_plain_lines_for_a_screen_reader(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt", "--plain") as review:
        review.shows("Key (question mark for help):")
        assert review.screen.startswith(
            "Fix 1 of 3, a.txt, line 1.\n"
            "Rule t-zork, safe: zork is spelt zark.\n"
            "Sentence: A zork sang.\n"
            "Change: zork → zark\n"
            "Why: The test engine spells it so.\n"
            "Key (question mark for help):\n"
        )
        review.type("e")
        review.shows("New words, or nothing to go back:")
        review.type("zurk\n")
        review.shows("Edited: → zurk.")
        review.type("yn")
        assert review.ends() == 0
        assert b"\x1b" not in review.raw
    assert text.read_text() == "A zurk sang.\n\nOne blop left.\n\nA second zork came.\n"


@pytest.mark.parametrize("columns", [12, 24, 40])
def test_a_narrow_terminal(mtfix: Mtfix, columns: int) -> None:
    path = mtfix.write(
        "a.txt", f"A zork sang {'very ' * 20}loudly.\n\nOne 漢字漢字漢字漢字漢字 zork left.\n"
    )
    with Review(mtfix, "a.txt", columns=columns, rows=40, NO_COLOR="1") as review:
        review.shows("1/2" if columns < 24 else "1 of 2")
        review.type("y")
        screen = review.shows("2/2" if columns < 24 else "2 of 2")
        assert "loudly" not in screen
        assert re.search(r"\[-zork-\]\s*\{\+zark\+\}", screen)
        review.type("y")
        assert review.ends() == 0
    assert "zork" not in path.read_text()


def test_a_terminal_that_can_only_print_lines(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt", TERM="dumb") as review:
        review.type("ynn")
        assert review.ends() == 0
        assert b"\x1b" not in review.raw
    assert text.read_text() == TEXT.replace("A zork", "A zark")


def test_what_the_text_holds_cannot_steer_the_terminal(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork \x1b[2J\u202e sang.\n")
    with Review(mtfix, "a.txt", "--plain") as review:
        assert "A zork ⟨U+001B⟩[2J⟨U+202E⟩ sang." in review.shows("Key (")
        assert b"\x1b" not in review.raw


def test_a_window_that_changes_its_size(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt", NO_COLOR="1") as review:
        review.shows("1 of 3")
        review.resize(40, 20)
        review.type("y")
        screen = review.shows("2 of 3")
        assert "One [-blip-]{+blop+} left." in screen
        assert max(len(line) for line in screen.splitlines()) <= 40
        review.type("nn")
        assert review.ends() == 0
    assert text.read_text() == TEXT.replace("A zork", "A zark")


def test_stopped_and_resumed_by_the_shell(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt") as review:
        review.shows("1 of 3")
        review.stop_and_go_on()
        review.type("y")
        review.shows("2 of 3")
        review.type("nn")
        assert review.ends() == 0
    assert text.read_text() == TEXT.replace("A zork", "A zark")
