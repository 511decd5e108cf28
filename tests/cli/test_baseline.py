"""`mtfix baseline` as a repository takes it up: create, work on, update, show, merge."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Mtfix

NAME = ".mtfix-baseline"


def entries(mtfix: Mtfix) -> list[tuple[str, str]]:
    lines = (mtfix.folder / NAME).read_text().splitlines()[1:]
    return [(entry["path"], entry["rule"]) for entry in map(json.loads, lines)]


@pytest.fixture
def old(mtfix: Mtfix) -> Mtfix:
    """A folder with old content, and its baseline."""
    mtfix.write("docs/a.md", "It was an old zork.\n\nOr a blip, an umbo.\n")
    mtfix.write("b.txt", "Here, too, zork.\n")
    ran = mtfix("baseline", "create", ".")
    assert ran.code == 0
    assert "4 findings in 2 files" in ran.err
    return mtfix


def test_only_new_findings_count(old: Mtfix) -> None:
    for command in (["check", "--fail-on", "any"], ["diff", "--unsafe-fixes"], ["fix"]):
        ran = old(*command, ".")
        assert ran.code == 0, ran.err
        assert ran.out == b""
        assert "4 in the baseline" in ran.err
    old.write("b.txt", "Here, too, zork.\n\nAnd a new zork.\n")
    assert old("fix", ".").code == 1
    assert (old.folder / "b.txt").read_text() == "Here, too, zork.\n\nAnd a new zark.\n"
    assert old("check", "-q", "--no-baseline", "b.txt").text.startswith("b.txt:1:12: t-zork")


def test_it_holds_from_a_subfolder_and_with_processes(old: Mtfix) -> None:
    below = type(old)(old.folder / "docs")
    assert below("check", "-q", "--fail-on", "any").code == 0
    assert old("check", "-q", "--fail-on", "any", "-j", "2", ".").code == 0


def test_create_does_not_overwrite(old: Mtfix) -> None:
    before = (old.folder / NAME).read_bytes()
    old.write("new.txt", "A zork.\n")
    ran = old("baseline", "create", ".")
    assert ran.code == 2
    assert "is there already; `update` keeps it true, or use --force" in ran.err
    assert (old.folder / NAME).read_bytes() == before
    assert old("baseline", "create", "--force", ".").code == 0
    assert ("new.txt", "t-zork") in entries(old)


def test_update_drops_what_is_gone_and_adds_only_when_asked(old: Mtfix) -> None:
    old.write("docs/a.md", "It was an old zark.\n\nOr a blip, an umbo, and a new zork.\n")
    ran = old("baseline", "update", ".")
    assert "3 findings in 2 files" in ran.err
    assert "still there, 1 gone, 1 new left out (--add takes them in)" in ran.err
    assert entries(old) == [("b.txt", "t-zork"), ("docs/a.md", "t-blip"), ("docs/a.md", "t-umbo")]
    old("baseline", "update", "--add", ".")
    assert ("docs/a.md", "t-zork") in entries(old)
    assert old("check", "-q", "--fail-on", "any", ".").code == 0


def test_update_of_a_part_leaves_the_rest(old: Mtfix) -> None:
    old.write("b.txt", "All is well.\n")
    old("baseline", "update", "docs")
    assert ("b.txt", "t-zork") in entries(old)
    (old.folder / "b.txt").unlink()
    old("baseline", "update", "docs")
    assert ("b.txt", "t-zork") not in entries(old)


def test_update_keeps_what_it_cannot_judge(old: Mtfix) -> None:
    """Rules that are off today, and files that cannot be read."""
    old("baseline", "update", "--ignore", "t-umbo", ".")
    assert ("docs/a.md", "t-umbo") in entries(old)
    old.write("b.txt", b"\0")
    assert old("baseline", "update", ".").code == 2
    assert ("b.txt", "t-zork") in entries(old)


def test_show(old: Mtfix) -> None:
    (old.folder / "b.txt").unlink()
    ran = old("baseline", "show")
    assert ran.code == 0
    first, second, *_, last = ran.text.splitlines()
    assert first == "b.txt: t-zork: Here too [zork] (the file is gone)"
    assert second.startswith("docs/a.md: t-blip: an old zork Or a [blip] an umbo")
    assert last.endswith("4 findings in 2 files (2 t-zork, 1 t-blip, 1 t-umbo)")


def test_the_configuration_or_an_option_names_another(mtfix: Mtfix) -> None:
    settings = mtfix.folder / "mtfix.toml"
    settings.write_text("baseline = 'meta/known.jsonl'\n" + settings.read_text())
    mtfix.write("a.txt", "A zork.\n")
    ran = mtfix("check", "a.txt")
    assert ran.code == 2
    assert "meta/known.jsonl: no such baseline; `mtfix baseline create` makes it" in ran.err
    assert mtfix("baseline", "create", "a.txt").code == 0
    assert mtfix("check", "a.txt").code == 0
    assert '"path": "../a.txt"' in (mtfix.folder / "meta" / "known.jsonl").read_text()
    assert mtfix("check", "a.txt", "--baseline", "none").code == 2
    assert mtfix("baseline", "create", "a.txt", "--baseline", "mine").code == 0
    assert mtfix("check", "a.txt", "--baseline", "mine").code == 0


def test_what_a_comment_suppresses_stays_out(mtfix: Mtfix) -> None:
    mtfix.write("a.md", "<!-- mtfix: off-next t-zork -->\nA zork.\n\n<!-- mtfix: off t-blip -->\n")
    mtfix("baseline", "create", ".")
    assert entries(mtfix) == []


def git(mtfix: Mtfix, *args: str) -> int:
    done = subprocess.run(
        ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", *args),
        cwd=mtfix.folder, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode


def test_two_branches_merge_or_say_what_to_do(old: Mtfix) -> None:
    git(old, "init", "-q", "-b", "main")
    git(old, "add", "-A")
    assert git(old, "commit", "-q", "-m", "x") == 0
    for branch, file in (("one", "aa.txt"), ("two", "zz.txt"), ("three", "zz.md")):
        git(old, "checkout", "-q", "-b", branch, "main")
        old.write(file, "A zork of its own.\n")
        assert old("baseline", "update", "--add", ".").code == 0
        git(old, "add", "-A")
        git(old, "commit", "-q", "-m", branch)
    git(old, "checkout", "-q", "one")
    assert git(old, "merge", "-q", "-m", "m", "two") == 0
    assert old("check", "-q", ".").code == 0
    assert git(old, "merge", "-q", "-m", "m", "three") == 1
    ran = old("check", "-q", "aa.txt")
    assert ran.code == 2
    assert re.search(r"\.mtfix-baseline:\d+: holds a merge conflict; remove the marks", ran.err)
    marked = (old.folder / NAME).read_text().splitlines(keepends=True)
    old.write(NAME, "".join(line for line in marked if line.startswith("{")))
    assert old("baseline", "update", ".").code == 0
    assert old("check", "-q", ".").code == 0


@pytest.mark.parametrize("named", ["--staged", "-"])
def test_a_baseline_is_of_whole_files(old: Mtfix, named: str) -> None:
    ran = old("baseline", "update", named)
    assert ran.code == 2
    assert "a baseline knows whole files" in ran.err
