"""Runs mtfix as a user does: another process, another folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import Struct

from tests.repository import ENV, Repo
from tests.review.texts import TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES = Path(__file__).parent / "rules"
ROOT = Path(__file__).parents[2]


class Ran(Struct, frozen=True):
    """What a run said and how it ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8", "surrogateescape")


class Mtfix(Struct, frozen=True):
    """A folder to run mtfix in. Its settings select the rules of these tests only."""

    folder: Path

    def __call__(self, *args: str, stdin: bytes = b"", **env: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "mtfix", *args],
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            env=self.environment(env),
            timeout=120,
            check=False,
        )
        err = done.stderr.decode("utf-8", "replace")
        assert "Traceback" not in err, err
        return Ran(done.returncode, done.stdout, err)

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
        ours = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        # what happens to be installed for the user is no matter of these tests
        ours["MTFIX_CACHE"] = str(self.folder.parent / "no-cache")
        ours["MTFIX_STATE"] = str(self.folder.parent / "state")
        return kept | ours | dict(more or {})

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


@pytest.fixture
def mtfix(tmp_path: Path) -> Mtfix:
    run = Mtfix(tmp_path / "work")
    run.write("mtfix.toml", f"rules = ['{RULES}']\nselect = ['t-']\nlanguagetool = 'off'\n")
    return run


@pytest.fixture
def text(mtfix: Mtfix) -> Path:
    """A file with three faults that the test engine finds."""
    return mtfix.write("a.txt", TEXT)


@pytest.fixture
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the user told Git is no matter of these tests."""
    for name, value in ENV.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repo(mtfix: Mtfix) -> Repo:
    made = Repo(mtfix)
    made.git("init", "-q", "-b", "main")
    made.add("a.md", "Old zork.\n\nTwo.\n\nThree.\n")
    made.git("add", "-A")
    made.commit()
    return made
