"""What can be wrong with input: each gets a message or an untouched file, and the others go on."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mtfix as library
from mtfix import files
from mtfix.commands import work
from mtfix.commands.settings import Settings
from mtfix.config import Config

if TYPE_CHECKING:
    from conftest import Mtfix

    from mtfix.reporters import Result

GOOD = "--- a/good.txt\n+++ b/good.txt\n@@ -1 +1 @@ t-zork\n-A zork.\n+A zark.\n"


def diff_with_good(mtfix: Mtfix, bad: str) -> str:
    """Run over a bad file and a good one; return what was said about the bad one."""
    mtfix.write("good.txt", "A zork.\n")
    ran = mtfix("diff", "-q", bad, "good.txt")
    assert ran.code == 2
    assert ran.text == GOOD
    return ran.err


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR zork", b"zork\0zork", bytes(range(256))]
)
def test_a_binary_file(mtfix: Mtfix, data: bytes) -> None:
    path = mtfix.write("bad.txt", data)
    assert "bad.txt: looks like a binary file; exclude it" in diff_with_good(mtfix, "bad.txt")
    assert mtfix("fix", "bad.txt").code == 2
    assert path.read_bytes() == data


def test_a_vanished_file(mtfix: Mtfix) -> None:
    assert diff_with_good(mtfix, "gone.txt") == (
        "mtfix: gone.txt: no such file or folder; check the path\n"
    )


def test_a_link_to_nothing(mtfix: Mtfix) -> None:
    mtfix.folder.joinpath("link.txt").symlink_to("nowhere.txt")
    assert "link.txt: no such file; check the name" in diff_with_good(mtfix, "link.txt")


def test_a_pipe_is_not_waited_for(mtfix: Mtfix) -> None:
    os.mkfifo(mtfix.folder / "pipe.txt")
    assert "pipe.txt: is not a regular file" in diff_with_good(mtfix, "pipe.txt")


def results(mtfix: Mtfix, monkeypatch: pytest.MonkeyPatch, *paths: str) -> list[Result]:
    monkeypatch.chdir(mtfix.folder)
    return list(work.results(Settings(paths=paths)))


def test_an_unreadable_file(mtfix: Mtfix, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modes do not stop root, so the system's answer is put in its mouth."""
    mtfix.write("bad.txt", "A zork.\n")
    mtfix.write("good.txt", "A zork.\n")
    real = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "bad.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    bad, good = results(mtfix, monkeypatch, "bad.txt", "good.txt")
    assert bad.error == (
        "bad.txt: permission denied; check the permissions of the file and its folder"
    )
    assert good.patch is not None
    assert good.patch.after == "A zark.\n"


def test_a_folder_that_cannot_be_listed(mtfix: Mtfix, monkeypatch: pytest.MonkeyPatch) -> None:
    mtfix.write("locked/a.txt", "A zork.\n")

    def refuse(_path: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    (only,) = results(mtfix, monkeypatch, "locked")
    assert only.error == (
        "locked: cannot list the folder (Permission denied); check its permissions"
    )


def test_a_file_that_changes_meanwhile_is_not_overwritten(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", "A zork.\n")
    file = files.read_file(path)
    path.write_text("Somebody else's words.\n")
    with pytest.raises(library.MtfixError, match="changed since it was read; run mtfix again"):
        files.write_file(file, "A zark.\n")
    assert path.read_text() == "Somebody else's words.\n"


def test_a_folder_without_prose(mtfix: Mtfix) -> None:
    mtfix.write("code/a.py", "zork\n")
    assert "code: no prose found" in diff_with_good(mtfix, "code")


def test_a_file_over_the_limit(mtfix: Mtfix) -> None:
    mtfix.write("bad.txt", b"zork " * 2_000_001)
    assert "10,000,005 bytes are over the limit of 10,000,000" in diff_with_good(mtfix, "bad.txt")


def test_one_line_of_5_mb(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", b"A plain word, then zork again. " * 161_291)
    assert path.stat().st_size > 5_000_000
    start = time.monotonic()
    ran = mtfix.cold("fix", "a.txt")
    assert ran.code == 1
    assert "161,291 fixes made in 1 file of 1" in ran.err
    assert path.read_bytes() == b"A plain word, then zark again. " * 161_291
    assert time.monotonic() - start < 60


def test_a_clean_line_of_5_mb(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", b"A plain word, then another one. " * 160_000)
    assert mtfix.cold("diff", "a.txt").code == 0


@pytest.mark.parametrize("mark", ['"', "'", "“", "”", "«", "(", "‘ “ "])
def test_10_000_unbalanced_quotes(mtfix: Mtfix, mark: str) -> None:
    (mtfix.folder / "mtfix.toml").unlink()
    text = f"He said {mark}so " * 10_000
    mtfix.write("a.txt", text)
    ran = mtfix("check", "a.txt", "-q", "--unsafe-fixes")
    assert ran.code in (0, 1), ran.err


def test_invalid_utf_8_returns_byte_for_byte(mtfix: Mtfix) -> None:
    junk = bytes(range(128, 256)) + b" caf\xe9 \xc3 \xed\xa0\x80"
    path = mtfix.write("a.txt", junk + b" zork " + junk)
    assert mtfix("fix", "a.txt").code == 1
    assert path.read_bytes() == junk + b" zark " + junk


def test_lone_surrogates_in_the_library() -> None:
    text = "A \ud800 word \udfff and the the end \udc80."
    assert library.fix(text).after == "A \ud800 word \udfff and the end \udc80."
    assert [f.rule for f in library.check("\ud800\udc00")] == []


def test_nul_bytes_in_the_library() -> None:
    assert library.fix("A \0 word and the the end \0.").after == "A \0 word and the end \0."


@pytest.mark.parametrize("text", ["", "\n", " ", "\r", "\ufeff", "\u200b", "\x85"])
def test_next_to_nothing(mtfix: Mtfix, text: str) -> None:
    path = mtfix.write("a.txt", text)
    assert mtfix("fix", "a.txt").code == 0
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_mode_bits_stay(mtfix: Mtfix, mode: int) -> None:
    path = mtfix.write("a.txt", "A zork.\n")
    path.chmod(mode)
    assert mtfix("fix", "a.txt").code == 1
    assert stat.S_IMODE(path.stat().st_mode) == mode


CATASTROPHE = r"""
[[rule]]
id = "t-slow"
class = "rep-word"
message = "a slow rule"
pattern = '\b(?:a|aa)+b\b'
replace = 'c'
examples = [["An ab came.", "An c came."], ["One aab left.", "One c left."]]
keep = ["An ac came.", "A b came."]
"""


def test_a_catastrophic_pattern_is_reported_and_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtfix.checkers.rulefile.TIME_LIMIT", 0.2)
    (tmp_path / "slow.toml").write_text(CATASTROPHE)
    cleaner = library.Cleaner(Config(rules=(str(tmp_path),)))
    start = time.monotonic()
    patch = cleaner.fix("An ab, then " + "a" * 60 + " in the the end b.")
    assert time.monotonic() - start < 10
    assert patch.after == "An ab, then " + "a" * 60 + " in the end b."
    assert any("t-slow" in trouble and "more than 0.2 s" in trouble for trouble in patch.troubles)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[[rule]\n", "own/bad.toml: not valid TOML"),
        ('[[rule]]\nid = "t-x"\n', "own/bad.toml"),
        (CATASTROPHE.replace("b\\b", "("), "t-slow"),
    ],
)
def test_a_faulty_rule_file(mtfix: Mtfix, content: str, said: str) -> None:
    (mtfix.folder / "mtfix.toml").unlink()
    mtfix.write("own/bad.toml", content)
    path = mtfix.write("a.txt", "In the the end.\n")
    ran = mtfix("fix", "a.txt", "--rules", "own")
    assert ran.code == 2
    assert said in ran.err
    assert path.read_text() == "In the the end.\n"


def test_an_interrupted_pipe_is_quiet(mtfix: Mtfix) -> None:
    import subprocess
    import sys

    for n in range(40):
        mtfix.write(f"docs/{n}.txt", "A zork sang here for a long time.\n" * 500)
    command = f"{sys.executable} -m mtfix diff -q docs | head -n 1"
    done = subprocess.run(
        command, shell=True, cwd=mtfix.folder, env=mtfix.environment(), capture_output=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout == b"--- a/docs/0.txt\n"
    assert done.stderr == b""


def test_an_id_in_a_configuration_that_no_rule_has(mtfix: Mtfix) -> None:
    settings = mtfix.folder / "mtfix.toml"
    settings.write_text(settings.read_text() + "ignore = ['t-zrok', 'languagetool/SO_SO']\n")
    mtfix.write("a.txt", "A zork.\n")
    ran = mtfix("check", "a.txt")
    assert ran.code == 2
    assert ran.err == f"mtfix: {settings}: no rule is called 't-zrok'; did you mean 't-zork'?\n"
    settings.write_text(settings.read_text().replace("t-zrok", "t-zork"))
    assert mtfix("check", "a.txt").code == 0


@pytest.mark.parametrize("command", ["review", "report", "suppress", "baseline create", "stats"])
def test_no_command_has_an_option_that_does_nothing(mtfix: Mtfix, command: str) -> None:
    mtfix.write("a.txt", "A zork.\n")
    ran = mtfix(*command.split(), "--fail-on", "any", "a.txt")
    assert ran.code == 2
    assert "No such option '--fail-on'" in ran.err
    assert "--fail-on" not in mtfix(*command.split(), "--help").out.decode()


@pytest.mark.parametrize(
    "output", ["report --html gone/x", "check --also json=gone/x", "stats --svg gone/x"]
)
def test_no_folder_is_made_for_an_output(mtfix: Mtfix, output: str) -> None:
    mtfix.write("a.txt", "A zork.\n")
    ran = mtfix(*output.split(), "a.txt")
    assert ran.code == 2
    assert "mtfix: gone/x: " in ran.err
    assert "folder" in ran.err
    assert not (mtfix.folder / "gone").exists()
