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
from tests.warm import Warm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    warm: Warm | None = None

    def __call__(self, *args: str, stdin: bytes = b"", **env: str) -> Ran:
        """A run, in a fork of a process that has mtfix loaded, where that makes no difference."""
        if env or self.warm is None:
            return self.cold(*args, stdin=stdin, **env)
        done = self.warm.run(args, str(self.folder), self.environment(), stdin)
        if done is None:
            return self.cold(*args, stdin=stdin)
        return self._ran(*done)

    def cold(self, *args: str, stdin: bytes = b"", **env: str) -> Ran:
        """A run from the start, with nothing loaded."""
        done = subprocess.run(
            [sys.executable, "-m", "mtfix", *args],
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            env=self.environment(env),
            timeout=120,
            check=False,
        )
        return self._ran(done.returncode, done.stdout, done.stderr)

    def _ran(self, code: int, out: bytes, err: bytes) -> Ran:
        said = err.decode("utf-8", "replace")
        assert "Traceback" not in said, said
        return Ran(code, out, said)

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


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm | None]:
    if sys.platform != "linux":
        yield None
        return
    made = Warm(Mtfix(tmp_path_factory.mktemp("warm") / "work").environment())
    yield made
    made.close()


@pytest.fixture
def mtfix(tmp_path: Path, warm: Warm | None) -> Mtfix:
    run = Mtfix(tmp_path / "work", warm)
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
