"""Bytes come back as they were, and a failed write leaves nothing behind."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix import files
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from pathlib import Path


@given(st.binary(max_size=200))
def test_any_bytes_that_are_read_come_back(data: bytes) -> None:
    try:
        file = files.decode(data, "x.txt")
    except MtfixError:
        return
    assert files.encode(file, file.text) == data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_marks_and_mixed_line_ends_return(encoding: str) -> None:
    data = "Ä “b”\r\nc\rd\n𝒳 e".encode(encoding)
    file = files.decode(data)
    assert file.text == "Ä “b”\r\nc\rd\n𝒳 e"
    assert files.encode(file, file.text) == data


@pytest.mark.parametrize("name", ["utf-16-be", "utf-32-be"])
def test_big_endian_marks_return(name: str) -> None:
    data = "\ufeffone\n".encode(name)
    file = files.decode(data)
    assert file.text == "one\n"
    assert files.encode(file, "two\n") == "\ufefftwo\n".encode(name)


def test_invalid_bytes_return_around_an_edit() -> None:
    file = files.decode(b"caf\xe9 teh \xff\n")
    assert files.encode(file, file.text.replace("teh", "the")) == b"caf\xe9 the \xff\n"


def test_half_a_character_of_utf16_is_refused() -> None:
    with pytest.raises(MtfixError, match=r"a\.txt: its byte order mark says utf-16-le"):
        files.decode(b"\xff\xfea\0b", "a.txt")


def test_a_character_without_bytes_is_refused() -> None:
    with pytest.raises(MtfixError, match="character 1 cannot be written"):
        files.encode(files.decode(b"a", "a.txt"), "a\ud800")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0", bytes(range(1, 32)) * 9])
def test_binary_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(data)
    with pytest.raises(MtfixError, match=r"picture\.txt: looks like a binary file; "):
        files.read_file(path)


def test_limit_folder_missing_and_pipe(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("12345")
    assert files.read_file(path, max_bytes=5).text == "12345"
    with pytest.raises(MtfixError, match="limit of 4"):
        files.read_file(path, max_bytes=4)
    with pytest.raises(MtfixError, match="is a folder"):
        files.read_file(tmp_path)
    with pytest.raises(MtfixError, match=r"b\.txt: no such file"):
        files.read_file(tmp_path / "b.txt")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MtfixError, match="not a regular file"):
        files.read_file(tmp_path / "pipe")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_and_read_only_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    path.chmod(0o400)
    with pytest.raises(MtfixError, match="not writable"):
        files.write_file(files.read_file(path), "b")
    path.chmod(0)
    with pytest.raises(MtfixError, match="permission denied"):
        files.read_file(path)


def test_a_write_keeps_mode_and_symlink(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo")
    path.chmod(0o751)
    link.symlink_to("a.txt")
    file = files.read_file(link)
    files.write_file(file, file.text.replace("two", "three"))
    assert path.read_bytes() == b"\xef\xbb\xbfone\r\nthree"
    assert stat.S_IMODE(path.stat().st_mode) == 0o751
    assert link.is_symlink()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "link.txt"]


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failed_write_leaves_the_original_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    file = files.read_file(path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(MtfixError, match=r"a\.txt: No space left on device"):
        files.write_file(file, "two")
    assert path.read_text() == "one"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    file = files.read_file(path)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_file(file, "two")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    file = files.read_file(path)
    path.write_text("other")
    with pytest.raises(MtfixError, match="changed since it was read"):
        files.write_file(file, "two")
    assert path.read_text() == "other"
    path.unlink()
    with pytest.raises(MtfixError, match="no such file"):
        files.write_file(file, "two")


def test_an_unchanged_text_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    before = path.stat()
    files.write_file(files.read_file(path), "one")
    assert path.stat().st_ino == before.st_ino
