"""A Git repository for the tests of `--staged`, with mtfix beside it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mtfix

ENV = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


class Repo(Struct, frozen=True):
    """A repository with mtfix beside it."""

    mtfix: Mtfix

    @property
    def folder(self) -> Path:
        return self.mtfix.folder

    def git(self, *args: str, cwd: Path | None = None) -> bytes:
        done = subprocess.run(
            ("git", *args), cwd=cwd or self.folder, capture_output=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def add(self, name: str, text: str | bytes) -> None:
        self.mtfix.write(name, text)
        self.git("add", "--", name)

    def commit(self, *names: str) -> None:
        self.git("commit", "-q", "-m", "x", *names)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text()

    def staged(self, name: str) -> str:
        return self.git("show", f":{name}").decode()

    def places(self, *args: str) -> list[str]:
        """Where `check` finds something, as `name:line`."""
        ran = self.mtfix("check", "-q", *args)
        assert ran.err == ""
        lines = [line for line in ran.text.splitlines() if not line.startswith(" ")]
        return [":".join(line.split(":")[:2]) for line in lines]
