"""`mtfix review` at a real terminal: one key a fix, and no answer is ever lost."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.review.deciding import record_of
from tests.review.terminal import Review
from tests.review.texts import LONG, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mtfix

# A real terminal on a busy machine may lose a key; what is broken fails every time.
pytestmark = pytest.mark.flaky(reruns=2)


def left_over(mtfix: Mtfix) -> list[Path]:
    return list((mtfix.folder.parent / "state").rglob("*.json"))


def test_one_key_a_fix_and_then_the_file_is_written(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt") as review:
        screen = review.shows("1 of 3")
        assert "t-zork  safe" in screen
        assert "zork is spelt zark" in screen
        assert "The test engine spells it so." in screen
        assert "a.txt:1" in screen
        review.type("y")
        assert "unsafe" in review.shows("2 of 3")
        review.type("n")
        review.shows("3 of 3")
        assert text.read_text() == TEXT
        review.type("y")
        assert review.ends() == 0
        assert "a.txt: 2 accepted, 1 left alone; written" in review.screen
    assert text.read_text() == TEXT.replace("zork", "zark")
    assert left_over(mtfix) == []


def test_the_seed_takes_one_key_a_fix(mtfix: Mtfix) -> None:
    shutil.copy("seeds/russian-ambassador/mt.txt", mtfix.folder / "mt.txt")
    (mtfix.folder / "mtfix.toml").write_text("languagetool = 'off'\n")
    wanted = record_of(mtfix, "mt.txt").patch
    with Review(mtfix, "mt.txt") as review:
        review.type("y" * len(wanted.applied))
        assert review.ends() == 0
    assert (mtfix.folder / "mt.txt").read_text() == wanted.after


def test_unsafe_fixes_can_be_left_out(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt", "--no-unsafe-fixes") as review:
        review.shows("1 of 2")
        review.type("yy")
        assert review.ends() == 0
    assert text.read_text() == TEXT.replace("zork", "zark")


# -- what is kept -------------------------------------------------------------------------


def test_a_killed_review_goes_on_where_it_was(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt") as review:
        review.type("yn")
        review.shows("3 of 3")
        review.kill()
    assert text.read_text() == TEXT
    with Review(mtfix, "a.txt") as review:
        review.shows("a.txt: 2 of 3 fixes were decided before")
        review.shows("3 of 3")
        review.type("y")
        assert review.ends() == 0
    assert text.read_text() == TEXT.replace("zork", "zark")


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x04", 0), ("\x03", 130)])
def test_quit_and_resume(mtfix: Mtfix, text: Path, key: str, code: int) -> None:
    with Review(mtfix, "a.txt") as review:
        review.type("n")
        review.shows("2 of 3")
        review.type(key)
        assert review.ends() == code
        assert "a.txt: 1 of 3 decided, nothing written" in review.screen
    with Review(mtfix, "a.txt") as review:
        review.shows("2 of 3")
        review.type("yy")
        assert review.ends() == 0
    assert text.read_text() == "A zork sang.\n\nOne blop left.\n\nA second zark came.\n"


def test_answers_survive_an_edit_elsewhere(mtfix: Mtfix, text: Path) -> None:
    text.write_text(LONG + TEXT)
    with Review(mtfix, "a.txt") as review:
        review.type("ny")
        review.shows("3 of 3")
        review.type("q")
        review.ends()
    text.write_text(f"A new first line.\n\n{LONG}{TEXT}")
    with Review(mtfix, "a.txt") as review:
        review.shows("2 of 3 fixes were decided before")
        review.type("y")
        assert review.ends() == 0
    wanted = "A zork sang.\n\nOne blop left.\n\nA second zark came.\n"
    assert text.read_text() == f"A new first line.\n\n{LONG}{wanted}"


def test_a_file_that_changed_meanwhile_is_not_written(mtfix: Mtfix, text: Path) -> None:
    before = TEXT + LONG
    text.write_text(before)
    with Review(mtfix, "a.txt") as review:
        review.type("yy")
        review.shows("3 of 3")
        text.write_text(before + "More.\n")
        review.type("y")
        assert review.ends() == 2
        assert "changed since it was read" in review.screen
    assert text.read_text() == before + "More.\n"
    with Review(mtfix, "a.txt") as review:
        assert review.ends() == 0
    fixed = before.replace("zork", "zark").replace("blip", "blop")
    assert text.read_text() == fixed + "More.\n"


def test_back_takes_the_last_answer_back(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt") as review:
        review.type("yn")
        review.shows("3 of 3")
        review.type("b")
        review.shows("back to fix 2")
        review.type("\x1b[D")
        review.shows("back to fix 1")
        review.type("b")
        review.shows("there is no answer to take back")
        review.type("nyy")
        assert review.ends() == 0
    assert text.read_text() == "A zork sang.\n\nOne blop left.\n\nA second zark came.\n"


# -- more than one at once ----------------------------------------------------------------


@pytest.mark.parametrize(("key", "zork"), [("a", "zark"), ("d", "zork")])
def test_all_of_a_rule(mtfix: Mtfix, text: Path, key: str, zork: str) -> None:
    with Review(mtfix, "a.txt") as review:
        review.type(key)
        review.shows("all 2 of this rule")
        review.type("y")
        assert review.ends() == 0
    assert text.read_text() == TEXT.replace("zork", zork).replace("blip", "blop")


def test_refusing_a_fix_refuses_what_needs_it(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", "The zork zark sang.\n")
    with Review(mtfix, "a.txt") as review:
        review.shows("1 of 2")
        review.type("n")
        assert review.ends() == 0
        assert re.search(r"2 ✗ t-double-zark +needs fix 1", review.screen)
    assert path.read_text() == "The zork zark sang.\n"


def test_never_this_is_remembered(mtfix: Mtfix, text: Path) -> None:
    text.write_text(LONG + TEXT)
    with Review(mtfix, "a.txt") as review:
        review.shows("1 of 3")
        review.type("v")
        review.shows("never again, says .mtfix-never")
        review.type("nn")
        assert review.ends() == 0
    lines = (mtfix.folder / ".mtfix-never").read_text().splitlines()[2:]
    assert [line.split("\t")[1:] for line in lines] == [["t-zork", "a.txt", "zork → zark"]]
    text.write_text(f"New above. {LONG}{TEXT}")
    ran = mtfix("fix", "a.txt")
    assert text.read_text() == f"New above. {LONG}{TEXT}".replace("second zork", "second zark")
    assert "1 never wanted" in ran.err


def test_never_this_can_be_taken_back(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt") as review:
        review.shows("1 of 3")
        review.type("v")
        review.shows("2 of 3")
        review.type("b")
        review.shows("back to fix 1")
        review.type("q")
        review.ends()
    assert "t-zork" not in (mtfix.folder / ".mtfix-never").read_text()
    assert "1 fix to apply" not in mtfix("diff", "a.txt").err


def test_a_broken_list_is_named(mtfix: Mtfix, text: Path) -> None:
    mtfix.write(".mtfix-never", "# fine\n<<<<<<< ours\n")
    ran = mtfix("diff", "a.txt")
    assert ran.code == 2
    assert ".mtfix-never:2: is not a fingerprint, a tab and a rule" in ran.err


def test_skipped_and_written_early(mtfix: Mtfix, text: Path) -> None:
    other = mtfix.write("b.txt", TEXT)
    with Review(mtfix, "a.txt", "b.txt") as review:
        review.type("ys")
        review.shows("a.txt: 1 of 3 decided, nothing written")
        review.shows("b.txt:1")
        review.type("yw")
        assert review.ends() == 0
    assert text.read_text() == TEXT
    assert other.read_text() == TEXT.replace("A zork", "A zark")
    assert len(left_over(mtfix)) == 1


# -- words of one's own -------------------------------------------------------------------


def test_words_of_ones_own(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt") as review:
        review.shows("1 of 3")
        review.type("e")
        review.shows("edit (Esc goes back): zark")
        review.type("\x15old zurk\r")
        review.shows("1 ✎ t-zork  → old zurk")
        review.type("nn")
        assert review.ends() == 0
        assert "1 edited" in review.screen
    assert text.read_text() == TEXT.replace("A zork", "A old zurk")


def test_an_edit_can_be_given_up(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt") as review:
        review.shows("1 of 3")
        review.type("e")
        review.shows("edit (Esc goes back): zark")
        review.type("xyz\x1b")
        review.shows("1 of 3")
        review.type("nnn")
        assert review.ends() == 0
    assert text.read_text() == TEXT


def test_words_that_would_change_code_are_refused(mtfix: Mtfix) -> None:
    path = mtfix.write("a.md", "See `f()`zork now.\n")
    with Review(mtfix, "a.md") as review:
        review.shows("1 of 1")
        review.type("e")
        review.shows("edit (Esc goes back): `f()`zark")
        review.type("\x15gone\r")
        review.shows("cannot be edited so: '`f()`' is locked (code)")
        review.type("n")
        assert review.ends() == 0
    assert path.read_text() == "See `f()`zork now.\n"


# -- decisions for later ------------------------------------------------------------------


def test_decisions_for_later(mtfix: Mtfix, text: Path) -> None:
    mtfix.write("b.txt", "A blip.\n")
    with Review(mtfix, "a.txt", "b.txt", "-o", "decisions.json") as review:
        review.type("ynyy")
        assert review.ends() == 0
        assert "kept in decisions.json" in review.screen
    assert text.read_text() == TEXT
    data = json.loads((mtfix.folder / "decisions.json").read_text())
    assert [len(f["fixes"]) for f in data["files"]] == [3, 1]
    assert mtfix("apply", "-q", "decisions.json").code == 0
    assert text.read_text() == TEXT.replace("zork", "zark")
    assert (mtfix.folder / "b.txt").read_text() == "A blop.\n"


def test_decisions_overwrite_nothing_else(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt", "-o", "a.txt") as review:
        assert review.ends() == 2
        assert "a.txt: is there already and is no decisions file" in review.screen
    assert text.read_text() == TEXT


# -- no terminal --------------------------------------------------------------------------


def test_without_a_terminal_it_says_what_to_do(mtfix: Mtfix, text: Path) -> None:
    ran = mtfix("review", "a.txt", stdin=b"yyy")
    assert ran.code == 2
    assert ran.err.startswith("mtfix: review asks at a terminal, and standard input or output")
    assert "`mtfix report --html`" in ran.err
    assert text.read_text() == TEXT


def test_standard_input_cannot_be_reviewed(mtfix: Mtfix) -> None:
    ran = mtfix("review", "-", stdin=b"A zork.\n")
    assert ran.code == 2
    assert "`-` cannot be reviewed" in ran.err


def test_one_bad_file_stops_nothing(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "gone.txt", "a.txt") as review:
        review.shows("gone.txt: no such file")
        review.type("yyy")
        assert review.ends() == 2
    assert "zork" not in text.read_text()


def test_a_journal_that_somebody_broke(mtfix: Mtfix, text: Path) -> None:
    with Review(mtfix, "a.txt") as review:
        review.type("yq")
        review.ends()
    (kept,) = left_over(mtfix)
    kept.write_text("{")
    with Review(mtfix, "a.txt") as review:
        assert review.ends() == 2
        assert "or remove the file to begin anew" in review.screen.replace("\n", "")


def test_files_with_nothing_to_decide_are_counted(mtfix: Mtfix) -> None:
    for name in ("a.txt", "b.txt"):
        mtfix.write(name, "All is well.\n")
    with Review(mtfix, "a.txt", "b.txt") as review:
        assert review.ends() == 0
        assert review.screen.strip() == "2 files: nothing to decide"
