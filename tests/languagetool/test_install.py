"""Installation: what is fetched is compared with the lock, whatever goes wrong on the way."""

from __future__ import annotations

import errno
import shutil
from typing import TYPE_CHECKING

import pytest

from mtfix.languagetool import install, lock, server
from mtfix.languagetool.places import CACHE_VARIABLE, cache_folder
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock of two small files, which lie in the folder returned."""
    source = tmp_path / "source"
    source.mkdir()
    artifacts = []
    for name in ("one", "two"):
        path = source / f"{name}-1.jar"
        path.write_bytes(name.encode() * 1000)
        size, digest = path.stat().st_size, lock.sha256_of(path)
        artifacts.append(lock.Artifact("org.example", name, "1", size, digest))
    made = lock.Lock("1", tuple(artifacts))
    monkeypatch.setattr(install, "read_lock", lambda: made)
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    return source


def jar(source: Path, artifact: lock.Artifact) -> Path:
    return source / artifact.plain_name


def test_from_a_folder_and_again(small: Path) -> None:
    steps: list[tuple[int, int]] = []
    place = install.install(source=small, progress=lambda done, size: steps.append((done, size)))
    names = {path.name for path in place.glob("*.jar")}
    assert names == {"org.example.one-1.jar", "org.example.two-1.jar"}
    assert steps == [(3000, 6000), (6000, 6000)]
    assert install.installed()
    shutil.rmtree(small)

    def never(artifact: lock.Artifact, _corner: Path) -> Path:
        raise AssertionError(f"{artifact} is there already")

    assert install.install(fetch=never) == place


def test_a_wrong_file_is_fetched_again(small: Path) -> None:
    tries: list[str] = []

    def fetch(artifact: lock.Artifact, corner: Path) -> Path:
        tries.append(artifact.name)
        path = corner / "x.jar"
        good = jar(small, artifact).read_bytes()
        path.write_bytes(good if tries.count(artifact.name) > 1 else good[:-1])
        return path

    place = install.install(fetch=fetch)
    assert sorted(tries) == ["one", "one", "two", "two"]
    assert (place / "org.example.one-1.jar").read_bytes() == (small / "one-1.jar").read_bytes()


def test_a_file_that_stays_wrong_is_refused(small: Path) -> None:
    def fetch(_artifact: lock.Artifact, corner: Path) -> Path:
        path = corner / "x.jar"
        path.write_bytes(b"something else")
        return path

    with pytest.raises(MtfixError, match=r"one-1\.jar: what came is not what the lock file names"):
        install.install(fetch=fetch)
    assert not install.installed()
    assert not list(next((cache_folder() / "languagetool").glob("jars-1-*")).glob("*"))


def test_a_cut_off_installation_goes_on_where_it_stopped(small: Path) -> None:
    def first_only(artifact: lock.Artifact, corner: Path) -> Path:
        if artifact.name == "two":
            raise ConnectionError("the line is dead")
        return _copied(jar(small, artifact), corner)

    with pytest.raises(MtfixError, match=r"two-1\.jar: cannot be fetched \(the line is dead\)"):
        install.install(fetch=first_only)
    assert not install.installed()
    asked: list[str] = []

    def fetch(artifact: lock.Artifact, corner: Path) -> Path:
        asked.append(artifact.name)
        return _copied(jar(small, artifact), corner)

    install.install(fetch=fetch)
    assert asked == ["two"]
    assert install.installed()


def _copied(path: Path, corner: Path) -> Path:
    copy = corner / path.name
    shutil.copyfile(path, copy)
    return copy


def test_no_network(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert small.is_dir()
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nothing listens there
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(MtfixError, match=r"cannot be fetched .* use --from DIR"):
        install.install()


def test_a_full_disk(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: object, _target: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(MtfixError, match=r"No space left on device\); make room there"):
        install.install(source=small)
    assert not install.installed()


def test_a_cache_that_cannot_be_written(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file"))
    with pytest.raises(MtfixError, match=r"cannot be written .* another folder in MTFIX_CACHE"):
        install.install(source=small)


def test_a_folder_that_lacks_a_file(small: Path) -> None:
    (small / "two-1.jar").unlink()
    with pytest.raises(MtfixError, match=r"two-1\.jar is not in this folder"):
        install.install(source=small)


def test_a_jar_that_was_cut_off_later(fresh: Path) -> None:
    assert fresh.is_dir()
    place = install.jars_folder(lock.read_lock())
    victim = next(place.glob("*languagetool-core*.jar"))
    whole = victim.read_bytes()
    victim.unlink()
    victim.write_bytes(whole[:1000])
    with pytest.raises(MtfixError, match=r"languagetool-core.*cut off; run `mtfix languagetool"):
        server.acquire()


def test_the_lock_file_is_what_the_script_writes() -> None:
    text = lock.FILE.read_text(encoding="utf-8")
    made = lock.read_lock()
    assert lock.written(made.version, made.artifacts) == text
    assert 90_000_000 < made.size < 110_000_000
    assert len({a.file_name for a in made.artifacts}) == len(made.artifacts)
