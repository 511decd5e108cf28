"""`fix --staged` in real repositories: what is written, and what stays."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Ran

    from tests.repository import Repo

pytestmark = pytest.mark.usefixtures("own_settings")


def fix(repo: Repo, code: int = 1) -> Ran:
    ran = repo.mtfix("fix", "--staged")
    assert ran.code == code, ran.err
    return ran


def test_fix_writes_the_index_and_the_file(repo: Repo) -> None:
    repo.add("a.md", "Old zork.\n\nTwo zork.\n\nThree.\n")
    (repo.folder / "a.md").chmod(0o755)
    repo.git("add", "a.md")
    fix(repo)
    assert repo.staged("a.md") == repo.read("a.md") == "Old zork.\n\nTwo zark.\n\nThree.\n"
    assert repo.git("diff") == b""
    assert repo.git("ls-files", "--stage", "a.md").startswith(b"100755 ")


@pytest.mark.parametrize(
    ("unstaged", "left"),
    [
        ("Old zork.\n\nTwo zork.\n\nThree, unstaged zork.\n", "Two zark.\n\nThree, unstaged zork"),
        ("Unstaged.\n\nOld zork.\n\nTwo zork.\nNext to it.\nThree.\n", "Two zark.\nNext to it."),
        ("Before it.\nTwo zork.\n\nThree.\n", "Before it.\nTwo zark.\n"),
    ],
)
def test_unstaged_work_stays_and_stays_unstaged(repo: Repo, unstaged: str, left: str) -> None:
    repo.add("a.md", "Old zork.\n\nTwo zork.\n\nThree.\n")
    repo.mtfix.write("a.md", unstaged)
    ran = fix(repo)
    assert "a.md: fixed where it is staged; what is unstaged stays so" in ran.err
    assert repo.staged("a.md") == "Old zork.\n\nTwo zark.\n\nThree.\n"
    assert repo.read("a.md") == unstaged.replace("Two zork", "Two zark")
    assert left in repo.read("a.md")


def test_unstaged_work_on_the_same_line_is_refused(repo: Repo) -> None:
    repo.add("a.md", "Old zork.\n\nTwo zork.\n\nThree.\n")
    repo.add("b.md", "Other zork.\n")
    unstaged = "Old zork.\n\nTwo zork, and I am writing here.\n\nThree.\n"
    repo.mtfix.write("a.md", unstaged)
    ran = fix(repo, 2)
    assert "a.md: has unstaged changes where the fixes are; stage or stash them" in ran.err
    assert repo.read("a.md") == unstaged
    assert repo.staged("a.md") == "Old zork.\n\nTwo zork.\n\nThree.\n"
    assert repo.staged("b.md") == repo.read("b.md") == "Other zark.\n"


def test_line_ends_that_git_converts(repo: Repo) -> None:
    repo.git("config", "core.autocrlf", "true")
    repo.mtfix.write("a.md", "Old zork.\r\n\r\nTwo zork.\r\n\r\nThree.\r\n")
    repo.git("add", "a.md")
    fix(repo)
    assert repo.staged("a.md") == "Old zork.\n\nTwo zark.\n\nThree.\n"
    data = (repo.folder / "a.md").read_bytes()
    assert data == b"Old zork.\r\n\r\nTwo zark.\r\n\r\nThree.\r\n"
    assert repo.git("status", "--porcelain") == b"M  a.md\n"


def test_no_command_writes_what_is_staged_over_the_file(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mtfix import MtfixError
    from mtfix.commands.settings import Settings
    from mtfix.commands.work import results
    from mtfix.files import write_file

    repo.add("a.md", "Old zork.\n\nTwo zork.\n\nThree.\n")
    repo.mtfix.write("a.md", "Unstaged work.\n")
    monkeypatch.chdir(repo.folder)
    (result,) = results(Settings(staged=True))
    assert result.file is not None
    assert result.patch is not None
    with pytest.raises(MtfixError, match="changed since it was read"):
        write_file(result.file, result.patch.after)
    assert repo.mtfix("review", "--staged", "a.md").code == 2
    assert repo.read("a.md") == "Unstaged work.\n"


def test_a_locked_index_loses_nothing(repo: Repo) -> None:
    repo.add("a.md", "Old zork.\n\nTwo zork.\n\nThree.\n")
    (repo.folder / ".git" / "index.lock").touch()
    ran = fix(repo, 2)
    assert "could not be staged" in ran.err
    assert "`git add` it" in ran.err
    assert repo.read("a.md") == "Old zork.\n\nTwo zark.\n\nThree.\n"
    assert repo.staged("a.md") == "Old zork.\n\nTwo zork.\n\nThree.\n"


def test_texts_that_git_takes_for_binary(repo: Repo) -> None:
    old = "One zork.\n\nTwo.\n"
    repo.add("u.txt", b"\xff\xfe" + old.encode("utf-16-le"))
    repo.commit()
    new = old.replace("Two", "Two zork")
    repo.add("u.txt", b"\xff\xfe" + new.encode("utf-16-le"))
    assert repo.places("--staged") == ["u.txt:3"]
    fix(repo)
    data = (repo.folder / "u.txt").read_bytes()
    assert data == b"\xff\xfe" + new.replace("Two zork", "Two zark").encode("utf-16-le")
    assert repo.git("diff") == b""


def test_a_commit_runs_it_as_a_plain_hook(repo: Repo) -> None:
    """`git commit -a` and `git commit FILE` give the hook an index of their own."""
    import sys

    hook = repo.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m mtfix check -q --staged\n")
    hook.chmod(0o755)
    environment = repo.mtfix.environment()
    for args in (["-a"], ["a.md"]):
        repo.mtfix.write("a.md", "Old zork.\n\nTwo zork.\n\nThree.\n")
        done = subprocess.run(
            ("git", "commit", "-m", "x", *args), cwd=repo.folder, env=environment,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert b"a.md:3:5: t-zork" in done.stdout + done.stderr
        assert b"a.md:1" not in done.stdout + done.stderr


def test_a_file_in_large_file_storage_is_left_alone(repo: Repo) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    repo.add("a.txt", pointer)
    ran = repo.mtfix("fix", "--staged")
    assert ran.code == 2
    assert "a.txt: is kept by Git LFS" in ran.err
    assert repo.staged("a.txt") == pointer
