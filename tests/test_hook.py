"""The hooks, by the real pre-commit on a repository of Markdown and text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from mtfix import plugins
from mtfix.discovery import is_prose

ROOT = Path(__file__).parents[1]
BAD, GOOD = "It was in the the end.\n", "It was in the end.\n"
CLEAN = "Nothing is wrong here.\n"
ENV = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
ENV |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
COPIED = (
    ".ci", "mtfix", "rules", "docs",
    "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml",
)  # fmt: skip


def ran(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    ours = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}  # the hook has its own mtfix
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=600, check=False,
        env={**ours, **ENV, **env},
    )  # fmt: skip


def git(folder: Path, *args: str) -> None:
    done = ran(folder, "git", *args)
    assert done.returncode == 0, done.stderr


@dataclass(frozen=True)
class Content:
    """A repository of texts, and what runs pre-commit on it."""

    folder: Path
    home: Path
    hooks: Path

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        git(self.folder, "add", name)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def hook(self, name: str, *more: str) -> subprocess.CompletedProcess[str]:
        # no Java and no LanguageTool: most hooks must not need them
        return ran(
            self.folder, sys.executable, "-m", "pre_commit", "run", "-c", str(self.settings), name,
            *more, PRE_COMMIT_HOME=str(self.home), MTFIX_CACHE=str(self.home / "nothing"),
            # versions as here, so that the rules are parsed already, and nothing new breaks a test
            PIP_CONSTRAINT=str(ROOT / "constraints.txt"),
        )  # fmt: skip

    @property
    def settings(self) -> Path:
        """A configuration of pre-commit that has all hooks; each is installed once."""
        path = self.home / "pre-commit.yaml"
        if not path.exists():
            revision = ran(self.hooks, "git", "rev-parse", "HEAD").stdout.strip()
            ids = [{"id": name} for name in _hooks()]
            repo = {"repo": str(self.hooks), "rev": revision, "hooks": ids}
            path.write_text(yaml.safe_dump({"repos": [repo]}), encoding="utf-8")
        return path


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that offers the hooks: the files of this checkout, committed."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            unwanted = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=unwanted)
        else:
            shutil.copy(source, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "hooks")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def content(tmp_path: Path, home: Path, hooks: Path) -> Content:
    made = Content(tmp_path / "content", home, hooks)
    made.folder.mkdir()
    git(made.folder, "init", "-q")
    made.write("docs/post.md", f"# A title\n\n{BAD}")
    made.write("notes.txt", BAD)
    made.write("requirements.txt", "the the\n")
    made.write("code.py", "# in the the end\n")
    made.write("clean.md", CLEAN)
    return made


def test_mtfix_fixes_and_fails_then_passes(content: Content) -> None:
    first = content.hook("mtfix")
    assert first.returncode == 1, first.stdout + first.stderr
    assert content.read("docs/post.md") == f"# A title\n\n{GOOD}"
    assert content.read("notes.txt") == GOOD
    assert content.read("requirements.txt") == "the the\n"
    assert content.read("code.py") == "# in the the end\n"
    git(content.folder, "add", "-A")
    again = content.hook("mtfix")
    assert again.returncode == 0, again.stdout + again.stderr
    git(content.folder, "commit", "-q", "-m", "first")
    # the second commit, with only one file changed
    content.write("notes.txt", GOOD + "\n" + BAD)
    second = content.hook("mtfix")
    assert second.returncode == 1
    assert content.read("notes.txt") == f"{GOOD}\n{GOOD}"
    git(content.folder, "add", "-A")
    assert content.hook("mtfix").returncode == 0


def test_mtfix_check_changes_nothing(content: Content) -> None:
    first = content.hook("mtfix-check")
    assert first.returncode == 1, first.stdout + first.stderr
    assert "repeated" in first.stdout
    assert content.read("notes.txt") == BAD
    content.write("notes.txt", GOOD)
    content.write("docs/post.md", CLEAN)
    git(content.folder, "commit", "-q", "-m", "first")
    content.write("clean.md", CLEAN + "\nAnd so on.\n")
    assert content.hook("mtfix-check").returncode == 0


def test_the_hooks_see_what_is_staged_and_not_what_is_unstaged(content: Content) -> None:
    content.write("notes.txt", GOOD)
    content.write("docs/post.md", CLEAN)
    git(content.folder, "commit", "-q", "-m", "first")
    staged, unstaged = f"{GOOD}\nAnd the the rest.\n", f"{GOOD}\nAnd the rest.\n\n{BAD}"
    content.write("notes.txt", staged)
    (content.folder / "notes.txt").write_text(unstaged, encoding="utf-8")
    for hook in ("mtfix-check", "mtfix-staged"):
        done = content.hook(hook)
        assert done.returncode == 1
        assert "notes.txt:3:5" in done.stdout
        assert "notes.txt:5" not in done.stdout
        assert content.read("notes.txt") == unstaged


def test_mtfix_staged_reports_on_staged_lines_only(content: Content) -> None:
    git(content.folder, "commit", "-q", "-m", "first")
    content.write("notes.txt", f"{BAD}\nA clean line.\n")
    assert content.hook("mtfix-check").returncode == 1
    done = content.hook("mtfix-staged")
    assert done.returncode == 0, done.stdout + done.stderr
    content.write("notes.txt", f"{BAD}\nAnd the the rest.\n")
    assert content.hook("mtfix-staged").returncode == 1


def test_a_thousand_staged_files(content: Content) -> None:
    for number in range(1000):
        text = BAD if number % 100 == 0 else CLEAN
        path = content.folder / f"part{number % 10}" / f"{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# Part {number}\n\n{text}", encoding="utf-8")
    git(content.folder, "add", "-A")
    for hook in ("mtfix-staged", "mtfix"):
        done = content.hook(hook)
        assert done.returncode == 1, done.stdout + done.stderr
    fixed = [p for p in content.folder.glob("part*/*.md") if GOOD in p.read_text("utf-8")]
    assert len(fixed) == 10
    git(content.folder, "add", "-A")
    assert content.hook("mtfix").returncode == 0


def test_mtfix_languagetool_says_how_to_get_it(content: Content) -> None:
    done = content.hook("mtfix-languagetool")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "mtfix languagetool install" in done.stdout
    assert content.read("notes.txt") == BAD


def _hooks() -> dict[str, dict[str, str]]:
    data = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return {hook["id"]: hook for hook in data}


def test_the_hooks_take_the_files_that_mtfix_takes() -> None:
    import re

    hooks = _hooks()
    assert set(hooks) == {"mtfix", "mtfix-check", "mtfix-staged", "mtfix-languagetool"}
    suffixes = plugins.suffixes()
    names = [f"a/b{suffix}" for suffix in (*suffixes, *(s.upper() for s in suffixes))]
    names += ["requirements.txt", "requirements-dev.txt", "LICENSE.md", "a/robots.txt", "a.py"]
    names += [
        "a.txt2",
        "txt",
        "Constraints.txt",
        "notice.md",
        "llms.txt",
        "CMakeLists.txt",
        "x.toml",
    ]
    for hook in hooks.values():
        taken = [
            n for n in names if re.search(hook["files"], n) and not re.search(hook["exclude"], n)
        ]
        wanted = [n for n in names if is_prose(n.rpartition("/")[2], suffixes)]
        assert taken == wanted


def test_no_hook_needs_java_but_the_one_for_languagetool() -> None:
    for name, hook in _hooks().items():
        on = name == "mtfix-languagetool"
        assert f"--languagetool {'on' if on else 'off'}" in hook["entry"]
        assert ("additional_dependencies" in hook) == on
