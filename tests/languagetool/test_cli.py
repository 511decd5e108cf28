"""The pass on the command line, as a user meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

from mtfix.languagetool import server
from mtfix.languagetool.naming import known_rules

ROOT = Path(__file__).parents[2]
FAULT, REPAIR = "The people is kind in this valley.\n", "The people are kind in this valley.\n"
RULE = "people-singular-verb"


class Mtfix(Struct, frozen=True):
    """A folder with one text, and a cache."""

    folder: Path
    cache: Path

    def __call__(self, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        variables = {**os.environ, "PYTHONPATH": str(ROOT), "MTFIX_CACHE": str(self.cache), **env}
        done = subprocess.run(
            [sys.executable, "-m", "mtfix", *args],
            cwd=self.folder, env=variables, capture_output=True, text=True, timeout=300,
            check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return done


@pytest.fixture
def with_it(tmp_path: Path, cache: Path) -> Mtfix:
    (tmp_path / "a.txt").write_text(FAULT, encoding="utf-8")
    return Mtfix(tmp_path, cache)


@pytest.fixture
def without(tmp_path: Path) -> Mtfix:
    (tmp_path / "a.txt").write_text("In the the end.\n", encoding="utf-8")
    return Mtfix(tmp_path, tmp_path / "nothing")


def test_auto_uses_it_if_it_is_there(with_it: Mtfix) -> None:
    done = with_it("diff", "a.txt", "--unsafe-fixes", "--select", RULE)
    assert done.returncode == 1
    assert f"-{FAULT}+{REPAIR}" in done.stdout
    assert RULE in done.stdout
    off = with_it("diff", "a.txt", "--unsafe-fixes", "--select", RULE, "--languagetool", "off")
    assert (off.returncode, off.stdout) == (0, "")


def test_auto_without_it_says_once_how_to_get_it(without: Mtfix) -> None:
    (without.folder / "b.txt").write_text("In the the end.\n", encoding="utf-8")
    done = without("check", "a.txt", "b.txt")
    assert done.returncode == 1
    assert done.stderr.count("mtfix languagetool install") == 1
    assert "2 fixes to apply" in done.stderr
    assert without("check", "a.txt", "--quiet").stderr == ""
    assert "install" not in without("check", "a.txt", "--languagetool", "off").stderr
    (without.folder / "mtfix.toml").write_text('languagetool = "off"\n', encoding="utf-8")
    assert "install" not in without("check", "a.txt").stderr


def test_on_without_it_is_exit_2(without: Mtfix) -> None:
    done = without("fix", "a.txt", "--languagetool", "on")
    assert done.returncode == 2
    assert "a.txt: LanguageTool is not installed: run `mtfix languagetool install`" in done.stderr
    assert (without.folder / "a.txt").read_text(encoding="utf-8") == "In the the end.\n"


def test_a_url_that_nothing_answers_at(without: Mtfix) -> None:
    url = f"http://127.0.0.1:{server._free_port()}"
    done = without("diff", "a.txt", "--languagetool", "on", "--languagetool-url", url)
    assert done.returncode == 2
    assert "+In the end." in done.stdout
    assert "no LanguageTool answers there" in done.stderr
    bad = without("diff", "a.txt", "--languagetool-url", "localhost:8081")
    assert bad.returncode == 2
    assert "write it as http://HOST:PORT" in bad.stderr


def test_start_status_stop(tmp_path: Path, quick: Path) -> None:
    with_it = Mtfix(tmp_path, quick)
    assert with_it("languagetool", "start").returncode == 0
    said = with_it("languagetool", "status", "--verify")
    assert said.returncode == 0
    assert "verified: 130 of 130 jars" in said.stdout
    assert "server: http://127.0.0.1:" in said.stdout
    assert "servers stopped: 1" in with_it("languagetool", "stop").stderr
    assert "server: not running" in with_it("languagetool", "status").stdout
    assert with_it("languagetool", "start").returncode == 0
    assert with_it("cache", "clear").returncode == 0


def test_status_without_it(without: Mtfix) -> None:
    said = without("languagetool", "status")
    assert said.returncode == 1
    assert "run `mtfix languagetool install`" in said.stdout


def test_install_from_a_folder(without: Mtfix, jars: Path) -> None:
    done = without("languagetool", "install", "--from", str(jars))
    assert done.returncode == 0
    assert "LanguageTool 6.8 is in" in done.stderr
    assert without("languagetool", "status", "--verify").returncode == 0


def test_rules_are_listed_and_shown_without_it(without: Mtfix) -> None:
    assert RULE in without("rules", "list").stdout
    shown = without("rules", "show", RULE).stdout
    assert "rules/en/languagetool/" in shown
    assert "What it repairs" in shown


def test_off_imports_nothing_of_it(tmp_path: Path) -> None:
    script = (
        "import sys, mtfix; mtfix.fix('In the the end.'); "
        "print([m for m in sys.modules if 'language_tool' in m or 'mtfix.languagetool' in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "[]", done.stderr


def test_the_first_look_shows_both_passes(cache: Path) -> None:
    """What the README's first command ends with, except for the installation before it."""
    assert cache.is_dir()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first = next(line for line in readme.splitlines() if line.startswith("python3 -m venv"))
    command = first.rpartition("/mtfix ")[2].split()
    assert "mtfix languagetool install" in first
    done = Mtfix(ROOT, cache)(*command)
    assert done.returncode == 1
    heads = [line for line in done.stdout.splitlines() if line.startswith("@@")]
    made_by = {name for head in heads for name in head.rpartition("@@ ")[2].split(", ")}
    second = {rule.id for rule in known_rules()}
    assert made_by & second
    assert made_by - second
