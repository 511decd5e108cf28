"""What a user meets around the results: JSON, colours, speed of starting, sameness, Ctrl-C."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Mtfix


def test_json_holds_everything(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", b"One.\nA zork zark, a blip, an umbo.\n" + b"caf\xe9\n")
    ran = mtfix("check", "a.txt", "gone.txt", "--output-format", "json", "--explain")
    assert ran.code == 2
    data = json.loads(ran.out)
    assert data["schema"] == 1
    assert data["version"] in mtfix("--version").text
    good, gone = data["files"]
    assert gone["error"] == "gone.txt: no such file or folder; check the path"
    assert [(f["rule"], f["status"]) for f in good["findings"]] == [
        ("t-zork", "applied"),
        ("t-double-zark", "applied"),
        ("t-blip", "held"),
        ("t-umbo", "advice"),
    ]
    first, second, third, _ = good["findings"]
    assert first["span"] == {"start": 7, "end": 11, "line": 2, "column": 3}
    assert first["fix"]["edits"][0]["text"] == "a"
    assert first["why"] == "The test engine spells it so."
    assert second["requires"] == [first["index"]]
    assert third["held"] == "unsafe"


def test_json_keeps_bytes_that_are_no_utf_8(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", b"A zork caf\xe9.\n")
    ran = mtfix("fix", "a.txt", "--output-format", "json")
    assert json.loads(ran.out)["files"][0]["findings"][0]["rule"] == "t-zork"
    assert (mtfix.folder / "a.txt").read_bytes() == b"A zark caf\xe9.\n"


@pytest.mark.parametrize("command", ["check", "diff"])
def test_the_same_whatever_the_jobs_and_the_hash_seed(mtfix: Mtfix, command: str) -> None:
    for n in range(12):
        text = f"Part {n}: a zork zark, a blip “ so ”he said. In the the end.\n"
        mtfix.write(f"docs/{n}.txt", text)
    mtfix.write("docs/bad.txt", b"\0zork")
    (mtfix.folder / "mtfix.toml").write_text("")
    runs = [
        mtfix(command, "docs", "--unsafe-fixes", "-j", jobs, PYTHONHASHSEED=seed)
        for jobs, seed in (("1", "0"), ("1", "1"), ("2", "2"), ("3", "3"))
    ]
    assert runs[0].code == 2
    assert len(runs[0].out) > 500
    assert all(run == runs[0] for run in runs)


def test_colours_mark_the_word_and_show_no_control_character(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork \x1b[2Jsang.\r\nAnd on.\r\n")
    shown = mtfix("diff", "-q", "a.txt", "--color", "always").text
    assert "\x1b[31;7mzork\x1b[0m" in shown
    assert "\x1b[2J" not in shown
    assert "␛[2J" in shown
    assert "\r" not in shown
    assert "\x1b[2J" in mtfix("diff", "-q", "a.txt").text


def test_a_package_that_is_imported_costs_nothing_yet(mtfix: Mtfix) -> None:
    code = (
        "import sys, mtfix; print([m for m in ('regex', 'click', 'rapidfuzz') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=mtfix.environment(), capture_output=True, check=True
    )
    assert done.stdout.strip() == b"[]"


def _interrupt(process: subprocess.Popen[bytes]) -> None:
    """Press Ctrl-C until the process ends; nobody reads what it prints, so it cannot finish."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            continue
        return


@pytest.mark.flaky(reruns=2)  # a signal that comes while Python starts is lost
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_is_quiet(mtfix: Mtfix, jobs: str) -> None:
    (mtfix.folder / "mtfix.toml").write_text("")
    for n in range(60):
        mtfix.write(f"docs/{n}.txt", "He said “so ” and the the end.\n" * 400)
    with subprocess.Popen(
        [sys.executable, "-m", "mtfix", "diff", "-q", "docs", "-j", jobs],
        cwd=mtfix.folder, env=mtfix.environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.read(1)
        _interrupt(process)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip() == b""


def test_an_internal_error_is_one_line_with_a_next_step(
    mtfix: Mtfix, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from mtfix import cli

    def fail(**_options: object) -> int:
        raise ZeroDivisionError("none may see this")

    monkeypatch.setattr(cli.cli, "main", fail)
    with pytest.raises(SystemExit) as raised:
        cli.main()
    assert raised.value.code == 2
    assert capsys.readouterr().err == (
        "mtfix: internal error: ZeroDivisionError: none may see this\n"
        "mtfix: please report it with the output of MTFIX_TRACEBACK=1\n"
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(mtfix: Mtfix, shell: str) -> None:
    script = "import sys; sys.argv[0] = 'mtfix'; from mtfix.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=mtfix.environment({"_MTFIX_COMPLETE": f"{shell}_source"}), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "_MTFIX_COMPLETE" in done.stdout
