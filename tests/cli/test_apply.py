"""The printed diff is what git and patch take, and it gives what `fix` would write."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from conftest import Mtfix

TEXTS = {
    "plain": b"One.\nA zork sang.\nThree.\nFour.\nFive.\nSix.\nSeven.\nEight.\nA zork zark.\n",
    "windows": b"One zork.\r\nTwo.\r\nThree zork.\r\n",
    "mixed line ends": b"One zork.\r\nTwo.\nThree zork.\rFour zork.\n",
    "no final newline": b"One.\nTwo zork.",
    "only line": b"zork",
    "byte order mark": b"\xef\xbb\xbfzork is first.\nTwo.\n",
    "byte order mark, change below": b"\xef\xbb\xbfOne.\nTwo.\nzork.\n",
    "not UTF-8": b"One zork.\nCaf\xe9 \xff\xfe.\nzork caf\xe9.\n",
    "odd separators": "One\u2028zork\x0cTwo\x85zork\u2029.\nThree zork.\n".encode(),
    "beyond the BMP": "😀 zork 😀 zork.\n".encode(),
    "looks like a diff": b"--- a/zork\n+++ b/zork\n@@ -1 +1 @@ zork\n-- zork\n\\ zork\n",
}


def git_apply(folder: Path, patch: bytes) -> None:
    run(["git", "apply", "--whitespace=nowarn", "-"], folder, patch)


def patch_p1(folder: Path, patch: bytes) -> None:
    run(["patch", "-p1", "--binary", "--quiet"], folder, patch)


def run(command: Sequence[str], folder: Path, stdin: bytes) -> None:
    done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr + stdin


@pytest.fixture(params=[git_apply, patch_p1], ids=lambda tool: tool.__name__)
def apply(request: pytest.FixtureRequest) -> Callable[[Path, bytes], None]:
    tool: Callable[[Path, bytes], None] = request.param
    if shutil.which(tool.__name__.partition("_")[0]) is None:
        pytest.skip(f"{tool.__name__} is not installed")
    return tool


@pytest.mark.parametrize("options", [[], ["-U", "1"], ["--per-fix"], ["--explain"]], ids=" ".join)
def test_the_diff_of_many_files_gives_what_fix_writes(
    mtfix: Mtfix, apply: Callable[[Path, bytes], None], options: list[str]
) -> None:
    names = [f"a folder/{name}.txt" for name in TEXTS]
    for name, text in zip(names, TEXTS.values(), strict=True):
        mtfix.write(name, text)
    diff = mtfix("diff", "-q", "a folder", *options)
    assert diff.code == 1
    assert [(mtfix.folder / n).read_bytes() for n in names] == list(TEXTS.values())
    apply(mtfix.folder, diff.out)
    applied = [(mtfix.folder / n).read_bytes() for n in names]
    for name, text in zip(names, TEXTS.values(), strict=True):
        mtfix.write(name, text)
    mtfix("fix", "-q", "a folder")
    assert applied == [(mtfix.folder / n).read_bytes() for n in names]
    assert all(b"zork" not in text for text in applied)


def test_small_patches_apply_one_by_one(mtfix: Mtfix, apply: Callable[[Path, bytes], None]) -> None:
    path = mtfix.write("a.txt", "A zork and a zork.\nOne blip, one zork.\n")
    diff = mtfix("diff", "-q", "a.txt", "--per-fix", "--unsafe-fixes")
    series = re.split(rb"(?m)^(?=# t-)", diff.out)[1:]
    assert len(series) == 4
    left = []
    for patch in series:
        apply(mtfix.folder, patch)
        left.append(path.read_text().count("zork") + path.read_text().count("blip"))
    assert left == [3, 2, 1, 0]


def test_a_later_round_applies_with_the_first(
    mtfix: Mtfix, apply: Callable[[Path, bytes], None]
) -> None:
    """`zork zark` becomes `zark zark`, which is one `zark` too many."""
    path = mtfix.write("a.txt", "The zork zark sang.\n")
    apply(mtfix.folder, mtfix("diff", "-q", "a.txt").out)
    assert path.read_text() == "The zark sang.\n"


@pytest.mark.parametrize("name", ['it\'s "quoted".txt', "back\\slash.txt", "ünïcode.txt", " a"])
def test_odd_names(mtfix: Mtfix, name: str) -> None:
    path = mtfix.write(name, "A zork.\n")
    git_apply(mtfix.folder, mtfix("diff", "-q", name).out)
    assert path.read_text() == "A zark.\n"


def test_a_file_outside_the_working_folder_is_named_by_its_path(mtfix: Mtfix) -> None:
    outside = mtfix.folder.parent / "outside.txt"
    outside.write_text("A zork.\n")
    diff = mtfix("diff", "-q", str(outside), "--config", "mtfix.toml")
    assert diff.text.startswith(f"--- a{outside}\n+++ b{outside}\n")
