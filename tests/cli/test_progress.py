"""A long run shows on a terminal how far it is, and nowhere else."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Mtfix

pexpect = pytest.importorskip("pexpect", reason="needs a Unix terminal")
LINES = "He said “so ” and the the end of it, zork.\n"
FILES = 40


@pytest.fixture
def long_run(mtfix: Mtfix) -> Mtfix:
    mtfix.write("mtfix.toml", "languagetool = 'off'\n")
    for n in range(FILES):
        mtfix.write(f"docs/\x1b[31m{n}.txt", LINES * 300)
    return mtfix


def test_a_bar_on_a_terminal(long_run: Mtfix) -> None:
    child = pexpect.spawn(
        sys.executable, ["-m", "mtfix", "stats", "docs"], cwd=str(long_run.folder),
        env=long_run.environment(), encoding="utf-8", timeout=120, dimensions=(24, 70),
    )  # fmt: skip
    child.expect(pexpect.EOF)
    shown = re.findall(r"\r\x1b\[K(mtfix: [^\r]+)", child.before)
    assert shown
    for line in shown:
        pattern = rf"mtfix: \[(#*)\.*\] (\d+) of {FILES} files, last docs/␛\[31m.*"
        match = re.fullmatch(pattern, line)
        assert match is not None
        assert len(match[1]) == 20 * int(match[2]) // FILES
        assert len(line) < 70
    assert child.before.rpartition("\r\x1b[K")[2].startswith(f"{FILES} files, ")


def test_no_bar_in_a_pipe(long_run: Mtfix) -> None:
    ran = long_run("stats", "docs")
    assert "\r" not in ran.err + ran.text
    assert "last docs" not in ran.err
