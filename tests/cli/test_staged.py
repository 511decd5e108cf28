"""`--staged` and `--diff-from` in real repositories: what is looked at."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.repository import Repo

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mtfix

pytestmark = pytest.mark.usefixtures("own_settings")


@pytest.mark.parametrize("option", [["--staged"], ["--diff-from", "HEAD"]], ids=" ".join)
def test_only_changed_lines_are_reported(repo: Repo, option: list[str]) -> None:
    assert repo.places(*option) == []
    repo.add("a.md", "Old zork.\n\nTwo zork.\n\nThree.\n\nMore zork.\n")
    repo.add("docs/new.md", "Fresh zork.\n\nAnd zork.\n")
    repo.add("code.py", "zork\n")
    assert repo.places(*option) == ["a.md:3", "a.md:7", "docs/new.md:1", "docs/new.md:3"]
    assert repo.places(*option, "docs") == ["docs/new.md:1", "docs/new.md:3"]
    assert repo.places(*option, "code.py") == ["code.py:1"]
    ran = repo.mtfix("check", *option)
    assert ran.code == 1
    assert ran.err == "mtfix: 4 fixes to apply in 2 files of 2; 1 on unchanged lines\n"


def test_an_old_fault_alone_is_nothing_to_fix(repo: Repo) -> None:
    repo.add("a.md", "Old zork.\n\nTwo, mended.\n\nThree.\n")
    ran = repo.mtfix("check", "--staged", "--show-excluded")
    assert ran.code == 0
    assert "left out: lines: unchanged since HEAD" in ran.text


def test_staged_content_counts_and_not_the_working_tree(repo: Repo) -> None:
    repo.add("a.md", "Old zork.\n\nStaged zork.\n\nThree.\n")
    repo.mtfix.write("a.md", "Unstaged zork.\n\nTwo.\n\nThree zork.\n")
    assert repo.places("--staged") == ["a.md:3"]
    assert repo.places("--diff-from", "HEAD") == ["a.md:1", "a.md:5"]
    diff = repo.mtfix("diff", "-q", "--staged")
    patch = repo.folder / "fix.patch"
    patch.write_bytes(diff.out)
    repo.git("apply", "--cached", str(patch))
    assert repo.staged("a.md") == "Old zork.\n\nStaged zark.\n\nThree.\n"


def test_evidence_comes_from_the_whole_file(repo: Repo) -> None:
    """The name is learnt on an unchanged line; another is doubted nowhere else."""
    (repo.folder / "mtfix.toml").write_text("languagetool = 'off'\nselect = ['name']\n")
    text = "The prize went to Marco Bellandi.\n\nThen the host left the stage.\n"
    repo.add("b.md", text)
    repo.commit()
    repo.add("b.md", text.replace("the host", "bellandi"))
    assert repo.places("--staged") == ["b.md:3"]


def test_renamed_deleted_and_linked_files(repo: Repo) -> None:
    repo.add("gone.md", "Zork and zork.\n")
    repo.commit()
    repo.git("mv", "a.md", "moved.md")
    repo.git("rm", "-q", "gone.md")
    (repo.folder / "link.md").symlink_to("moved.md")
    repo.git("add", "link.md")
    assert repo.places("--staged") == []
    repo.add("moved.md", "Old zork.\n\nTwo.\n\nThree zork.\n")
    assert repo.places("--staged") == ["moved.md:5"]
    assert repo.places("--diff-from", "HEAD") == ["moved.md:5"]
    assert repo.places("--staged", "gone.md") == []


def test_staged_and_then_deleted_or_replaced(repo: Repo) -> None:
    repo.add("a.md", "Old zork.\n\nTwo zork.\n\nThree.\n")
    (repo.folder / "a.md").unlink()
    assert repo.places("--staged") == ["a.md:3"]
    ran = repo.mtfix("fix", "--staged")
    assert ran.code == 1
    assert repo.staged("a.md") == "Old zork.\n\nTwo zark.\n\nThree.\n"
    assert not (repo.folder / "a.md").exists()


@pytest.mark.parametrize("name", [b"caf\xe9.md", b'q"uo te\t.md', b"new\nline.md", b"-dash.md"])
def test_odd_file_names(repo: Repo, name: bytes) -> None:
    decoded = os.fsdecode(name)
    repo.add(decoded, "One.\n\nTwo.\n")
    repo.commit()
    repo.add(decoded, "One.\n\nTwo zork.\n")
    for option in ("--staged", "--diff-from=HEAD"):
        ran = repo.mtfix("check", option, "--output-format", "json")
        assert ran.code == 1
        assert b'"line":3' in ran.out
    assert repo.mtfix("fix", "-q", "--staged").code == 1
    assert repo.read(decoded) == "One.\n\nTwo zark.\n"
    assert repo.git("status", "--porcelain") == repo.git("status", "--porcelain", "-uno")
    assert repo.git("diff") == b""


def test_lines_that_look_like_a_diff(repo: Repo) -> None:
    lines = ["--- a/zork", "+++ b/a.md", "@@ -1 +1 @@ zork", "-- zork", "++ b/b.md", "+ zork"]
    repo.add("b.md", "".join(f"{line}\n\n" for line in lines))
    repo.commit()
    repo.add("b.md", "".join(f"{line}\n\n" for line in (lines[1], "New zork.", *lines[::2])))
    where = repo.places("--staged")
    assert where
    assert {place.partition(":")[0] for place in where} == {"b.md"}
    assert "b.md:3" in where


def test_untracked_files_are_new_but_ignored_ones_are_not(repo: Repo) -> None:
    repo.mtfix.write("draft.md", "A zork.\n")
    repo.mtfix.write("out/made.md", "A zork.\n")
    repo.mtfix.write(".gitignore", "out/\n")
    (repo.folder / "link.md").symlink_to("a.md")
    assert repo.places("--diff-from", "HEAD") == ["draft.md:1"]
    assert repo.places("--staged") == []


def test_from_a_subfolder(repo: Repo) -> None:
    repo.add("a.md", "Old zork.\n\nTwo zork.\n\nThree.\n")
    repo.add("docs/b.md", "A zork.\n")
    below = type(repo.mtfix)(repo.folder / "docs")
    assert below("check", "-q", "--staged").text.startswith("b.md:1:3:")
    up = below("check", "-q", "--staged", "../a.md")
    assert f"{repo.folder}/a.md:3:5:" in up.text
    assert below("fix", "-q", "--staged").code == 1
    assert repo.staged("docs/b.md") == "A zark.\n"
    assert repo.staged("a.md") == "Old zork.\n\nTwo zork.\n\nThree.\n"


def test_in_a_worktree(repo: Repo) -> None:
    other = repo.folder.parent / "other"
    repo.git("worktree", "add", "-q", str(other), "-b", "side")
    (other / "a.md").write_text("Old zork.\n\nTwo zork.\n\nThree.\n")
    repo.git("add", "a.md", cwd=other)
    ran = type(repo.mtfix)(other)("check", "-q", "--staged")
    assert [line[:6] for line in ran.text.splitlines()[::2]] == ["a.md:3"]
    assert repo.places("--staged") == []


def test_a_submodule_is_a_repository_of_its_own(repo: Repo, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    repo.git("init", "-q", cwd=inner)
    (inner / "s.md").write_text("A zork.\n")
    repo.git("add", "-A", cwd=inner)
    repo.git("commit", "-q", "-m", "x", cwd=inner)
    repo.git("-c", "protocol.file.allow=always", "submodule", "-q", "add", str(inner), "sub")
    (repo.folder / "sub" / "s.md").write_text("A zork.\n\nMore zork.\n")
    assert repo.places("--staged") == []
    assert repo.places("--diff-from", "HEAD") == []
    ran = repo.mtfix("check", "--staged", "sub/s.md")
    assert ran.code == 2
    assert "sub/s.md: belongs to another repository" in ran.err


def test_three_dots_count_from_where_the_branch_began(repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.add("a.md", "Old zork.\n\nTwo.\n\nThree zork.\n")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.add("a.md", "Main went on.\n\nTwo.\n\nThree.\n")
    repo.commit()
    repo.git("checkout", "-q", "side")
    assert repo.places("--diff-from", "main") == ["a.md:1", "a.md:5"]
    assert repo.places("--diff-from", "main...") == ["a.md:5"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--diff-from", "nowhere"], "Git knows no revision 'nowhere'; check its name, or fetch"),
        (["--diff-from", "--output=x"], "Git knows no revision '--output=x'"),
        (["--staged", "gone.md"], "gone.md: no such file or folder"),
        (["--staged", "/etc/hostname"], "/etc/hostname: is not in the repository"),
        (["--staged", "-"], "`-` is in no repository"),
    ],
)
def test_what_cannot_be_is_said(repo: Repo, args: list[str], said: str) -> None:
    ran = repo.mtfix("check", *args)
    assert ran.code == 2
    assert said in ran.err
    assert not (repo.folder / "x").exists()


def test_outside_a_repository(mtfix: Mtfix) -> None:
    ran = mtfix("check", "--staged", GIT_CEILING_DIRECTORIES=str(mtfix.folder.parent))
    assert ran.code == 2
    assert "not a git repository" in ran.err


def test_without_git(mtfix: Mtfix) -> None:
    ran = mtfix("check", "--staged", PATH="")
    assert ran.code == 2
    assert ran.err == "mtfix: git is not installed, or not on the PATH; install it\n"


def test_before_the_first_commit(mtfix: Mtfix) -> None:
    repo = Repo(mtfix)
    repo.git("init", "-q")
    repo.add("a.md", "A zork.\n")
    assert repo.places("--staged") == ["a.md:1"]
    assert repo.mtfix("check", "--diff-from", "HEAD").code == 2


def test_a_merge_conflict_is_an_error_of_its_file(repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.add("a.md", "One.\n")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.add("a.md", "Two.\n")
    repo.commit()
    subprocess.run(
        ("git", "merge", "-q", "side"), cwd=repo.folder,
        capture_output=True, check=False,
    )  # fmt: skip
    repo.add("b.md", "A zork.\n")
    ran = repo.mtfix("check", "--staged")
    assert ran.code == 2
    assert "a.md: has a merge conflict; resolve it" in ran.err
    assert ran.text.startswith("b.md:1:3: t-zork")
    assert repo.mtfix("fix", "--staged").code == 2
    assert repo.staged("b.md") == repo.read("b.md") == "A zark.\n"
