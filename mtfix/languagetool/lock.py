"""The files that make LanguageTool, each with its size and SHA-256.

    python -m mtfix.languagetool.lock [VERSION]

resolves the artifacts anew and writes `lock.toml`. What an installation holds is decided by that
file alone: whatever a server sends is compared with it.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILE = Path(__file__).with_name("lock.toml")
GROUP = "org.languagetool"
# The server asks its language identifier for Spanish, Catalan and Portuguese, and does not start
# without them; `language-all` would bring a hundred megabytes of other languages.
ROOTS = ("languagetool-server", "language-en", "language-es", "language-ca", "language-pt")
LEFT_OUT = "language-all"


class Artifact(Struct, frozen=True):
    """One jar: its coordinates, and what it must be."""

    group: str
    name: str
    version: str
    size: int
    sha256: str
    classifier: str = ""

    @property
    def file_name(self) -> str:
        """The name in an installation; the group keeps two of one name apart."""
        return f"{self.group}.{self.plain_name}"

    @property
    def plain_name(self) -> str:
        """The name as repositories have it."""
        tail = f"-{self.classifier}" if self.classifier else ""
        return f"{self.name}-{self.version}{tail}.jar"


class Lock(Struct, frozen=True):
    """The version of LanguageTool and all that belongs to it."""

    version: str
    artifacts: tuple[Artifact, ...]

    @property
    def size(self) -> int:
        return sum(a.size for a in self.artifacts)

    @property
    def digest(self) -> str:
        """A short name for exactly these files."""
        whole = "\n".join(f"{a.file_name} {a.sha256}" for a in self.artifacts)
        return hashlib.sha256(whole.encode()).hexdigest()[:12]


@cache
def read_lock(path: Path = FILE) -> Lock:
    """Read the lock file."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Lock(data["version"], tuple(Artifact(**a) for a in data["artifact"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise MtfixError(f"{path}: not a lock file ({error}); reinstall mtfix") from None


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def matches(path: Path, artifact: Artifact) -> bool:
    """Whether a file is what the lock says. The size is compared first, as it costs nothing."""
    try:
        return path.stat().st_size == artifact.size and sha256_of(path) == artifact.sha256
    except OSError:
        return False


# -- making the lock file -----------------------------------------------------------------


def resolve(version: str, folder: Path) -> Iterator[Artifact]:
    """Resolve a version of LanguageTool; its jars land in `folder`."""
    from jgo.maven import Dependency, MavenContext

    context = MavenContext(repo_cache=folder, timeout=60)
    without = [context.project(GROUP, LEFT_OUT)]
    roots = [
        Dependency(context.project(GROUP, name).at_version(version).artifact(), exclusions=without)
        for name in ROOTS
    ]
    given, found = context.resolver.resolve(roots)
    for one in (*given, *found):
        if one.scope in (None, "compile", "runtime") and one.type == "jar":
            path = one.artifact.resolve()
            yield Artifact(
                one.groupId,
                one.artifactId,
                one.version,
                path.stat().st_size,
                sha256_of(path),
                one.classifier or "",
            )


def written(version: str, artifacts: Iterable[Artifact]) -> str:
    """The text of a lock file."""
    lines = [
        "# What `mtfix languagetool install` installs. Made by python -m mtfix.languagetool.lock",
        f'version = "{version}"',
    ]
    for a in sorted(artifacts, key=lambda a: (a.group, a.name)):
        lines += ["", "[[artifact]]", f'group = "{a.group}"', f'name = "{a.name}"']
        lines += [f'version = "{a.version}"']
        lines += [f'classifier = "{a.classifier}"'] * bool(a.classifier)
        lines += [f"size = {a.size}", f'sha256 = "{a.sha256}"']
    return "\n".join(lines) + "\n"


def main() -> None:
    import tempfile

    version = sys.argv[1] if len(sys.argv) > 1 else read_lock().version
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(written(version, resolve(version, Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
