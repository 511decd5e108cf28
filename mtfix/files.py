"""Bytes in, bytes out: byte order mark, encoding, line ends, mode bits and invalid bytes return."""

from __future__ import annotations

import codecs
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.model import MtfixError
from mtfix.newlines import dominant_newline

if TYPE_CHECKING:
    from mtfix.docx import WordFile

MAX_BYTES = 10_000_000

# UTF-32 stands first, as its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b\b")) + b"\x7f"
_ZIP = b"PK\x03\x04"
_SAMPLE = 64_000
_BINARY_SHARE = 0.1

Stamp = tuple[int, ...]


class TextFile(Struct, frozen=True):
    """The text of a file, and what its bytes need to come back as they were."""

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bytes = b""
    newline: str = "\n"
    mode: int | None = None
    stamp: Stamp | None = None  # size, time and inode when it was read
    word: WordFile | None = None  # a Word file, whose text this is


def read_file(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> TextFile:
    """Read a text file. Raises MtfixError where it is none, too large or unreadable."""
    name = os.fspath(path)
    data, status = _read(name, max_bytes)
    return _decoded(data, name, stat.S_IMODE(status.st_mode), _stamp(status))


def read_bytes(path: str | os.PathLike[str]) -> tuple[bytes, Stamp]:
    """The bytes of a file of any size, and the stamp by which `write_bytes` knows them again."""
    data, status = _read(os.fspath(path), None)
    return data, _stamp(status)


def _read(name: str, max_bytes: int | None) -> tuple[bytes, os.stat_result]:
    try:
        with _regular(name).open("rb") as stream:
            status = os.fstat(stream.fileno())
            if max_bytes is not None and status.st_size > max_bytes:
                raise MtfixError(
                    f"{name}: {status.st_size:,} bytes are over the limit of {max_bytes:,};"
                    " raise max-bytes to read it"
                )
            data = stream.read() if max_bytes is None else stream.read(max_bytes + 1)
    except OSError as error:
        raise MtfixError(f"{name}: {_reason(error)}") from error
    if max_bytes is not None and len(data) > max_bytes:
        raise MtfixError(f"{name}: over the limit of {max_bytes:,} bytes; raise max-bytes")
    return data, status


def decode(data: bytes, path: str = "") -> TextFile:
    """Turn bytes into text. Bytes that are no UTF-8 become lone surrogates and come back."""
    return _decoded(data, path, None, None)


def encode(file: TextFile, text: str) -> bytes:
    """Turn text into the bytes of this file's encoding, with its byte order mark."""
    if file.word is not None:
        return file.word.with_text(text)
    try:
        return file.bom + text.encode(file.encoding, _errors(file.encoding))
    except UnicodeEncodeError as error:
        raise MtfixError(
            f"{file.path}: character {error.start} cannot be written as {file.encoding};"
            " the file was not changed"
        ) from error


def write_file(file: TextFile, text: str) -> None:
    """Replace the file's text in one step. On failure the file stays as it was."""
    if text == file.text:
        return
    write_bytes(file.path, encode(file, text), file.stamp)


def write_bytes(path: str | os.PathLike[str], data: bytes, stamp: Stamp | None = None) -> None:
    """Replace a file in one step; one that changed since its stamp was taken is an error."""
    name = os.fspath(path)
    try:
        target = Path(name).resolve()  # a symlink stays one
        status = target.stat()
        if stamp is not None and _stamp(status) != stamp:
            raise MtfixError(f"{name}: changed since it was read; run mtfix again")
        if not os.access(target, os.W_OK):
            raise MtfixError(f"{name}: not writable; change its permissions")
        _replace(target, data, status)
    except OSError as error:
        raise MtfixError(f"{name}: {_reason(error)}; it was not changed") from error


def write_whole(path: Path, text: str) -> None:
    """Write a file of mtfix's own so that at any time it is the old one or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".mtfix-", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            with suppress(OSError):
                temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else _plain_mode())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise MtfixError(
            f"{path}: cannot be written ({error.strerror}); check its folder and permissions"
        ) from None


def _plain_mode() -> int:
    """The mode that a new file gets here; a temporary one is for its owner only."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _replace(target: Path, data: bytes, status: os.stat_result) -> None:
    handle, name = tempfile.mkstemp(prefix=".mtfix-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            # Ownership first: a change of owner clears set-id bits.
            with suppress(OSError, AttributeError):
                os.chown(temporary, status.st_uid, status.st_gid)
            temporary.chmod(stat.S_IMODE(status.st_mode))
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _decoded(data: bytes, path: str, mode: int | None, stamp: Stamp | None) -> TextFile:
    if data and path.lower().endswith(".docx"):
        if not data.startswith(_ZIP):
            raise MtfixError(f"{path}: is no Word file in spite of its name; save it as .docx")
        from mtfix.docx import open_word  # no other file needs its parsers

        word = open_word(data, path)
        return TextFile(path, word.text, mode=mode, stamp=stamp, word=word)
    bom, encoding = next(
        ((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    if encoding == "utf-8":
        _refuse_binary(data, path)
    body = data[len(bom) :]
    try:
        text = body.decode(encoding, _errors(encoding))
    except UnicodeDecodeError as error:
        raise MtfixError(
            f"{path}: its byte order mark says {encoding}, but byte {error.start + len(bom)}"
            " is none; convert it to UTF-8"
        ) from error
    return TextFile(path, text, encoding, bom, dominant_newline(text), mode, stamp)


def _errors(encoding: str) -> str:
    return "surrogateescape" if encoding == "utf-8" else "surrogatepass"


def _refuse_binary(data: bytes, path: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" in data or controls > _BINARY_SHARE * len(sample):
        raise MtfixError(
            f"{path}: looks like a binary file; exclude it, or convert it to UTF-8 if it is text"
        )


def _regular(path: str) -> Path:
    mode = Path(path).stat().st_mode
    if stat.S_ISDIR(mode):
        raise MtfixError(f"{path}: is a folder, not a file; name the files in it")
    if not stat.S_ISREG(mode):
        raise MtfixError(f"{path}: is not a regular file; pass its text on standard input as `-`")
    return Path(path)


def _stamp(status: os.stat_result) -> Stamp:
    return (status.st_size, status.st_mtime_ns, status.st_ino)


def _reason(error: OSError) -> str:
    """What went wrong, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the name, or whether it was moved"
    if isinstance(error, PermissionError):
        return "permission denied; check the permissions of the file and its folder"
    return f"{error.strerror or error}; check the file and its disk"
