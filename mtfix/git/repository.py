"""A Git repository and its commands."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from msgspec import Struct

from mtfix.model import MtfixError

# What a user's settings could do to output that a program reads.
_PLAIN = ("-c", "core.quotePath=true", "-c", "diff.noprefix=false", "-c", "color.ui=false")


class Repository(Struct, frozen=True):
    """A repository with a working tree, whose folder is `top`."""

    top: str

    def run(self, *args: str, stdin: bytes = b"") -> bytes:
        """What a command of Git prints. Raises MtfixError with what it says where it fails."""
        done = self.tried(*args, stdin=stdin)
        if done.returncode:
            raise MtfixError(_complaint(args[0], done.stderr))
        return done.stdout

    def tried(self, *args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """As `run`, whatever the exit code."""
        return _git(("-C", self.top, *_PLAIN, *args), stdin)

    def relative(self, path: str | os.PathLike[str]) -> str | None:
        """The path from the top, `.` for the top itself, None for what lies outside."""
        full, top = Path(path).absolute(), Path(self.top).resolve()
        if full.resolve() == top:
            return "."
        # a link is a file of its own, but the folders above it may be reached through links
        real = full.parent.resolve() / full.name
        if full.name in ("", ".", "..") or full.is_dir():
            real = full.resolve()
        return real.relative_to(top).as_posix() if real.is_relative_to(top) else None

    def commit(self, revision: str) -> str:
        """The commit that a revision names. `REV...` is where HEAD branched off from REV."""
        name, dots, rest = revision.partition("...")
        if dots and rest in ("", "HEAD"):
            return self._merge_base(self.commit(name), revision)
        verify = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        done = self.tried(*verify)
        if done.returncode:
            raise MtfixError(
                f"{self.top}: Git knows no revision {revision!r}; check its name, or fetch it first"
                " where the clone is shallow"
            )
        return done.stdout.decode().strip()

    def _merge_base(self, commit: str, revision: str) -> str:
        done = self.tried("merge-base", commit, "HEAD")
        if done.returncode:
            raise MtfixError(
                f"{self.top}: {revision!r} has no common ancestor with HEAD; "
                "fetch more history where the clone is shallow"
            )
        return done.stdout.decode().strip()


def repository_here() -> Repository:
    """The repository of the working folder. Raises MtfixError where there is none."""
    done = _git(("rev-parse", "--show-toplevel"))
    if done.returncode:
        here = Path.cwd()
        raise MtfixError(f"{here}: {_complaint('rev-parse', done.stderr)}; run mtfix inside one")
    return Repository(os.fsdecode(done.stdout.removesuffix(b"\n")))


def _git(args: tuple[str, ...], stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(
            ("git", *args), input=stdin, capture_output=True, env=environment, check=False
        )
    except FileNotFoundError:
        raise MtfixError("git is not installed, or not on the PATH; install it") from None


def _complaint(command: str, stderr: bytes) -> str:
    said = stderr.decode("utf-8", "replace").strip().splitlines()
    said = said or ["failed without a word"]
    return f"git {command}: {said[0].removeprefix('fatal: ').removeprefix('error: ')}"
