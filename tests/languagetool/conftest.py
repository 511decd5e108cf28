"""A real LanguageTool, installed into a folder of the tests' own and started once."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mtfix import cleaner
from mtfix.languagetool import install, server
from mtfix.languagetool.lock import read_lock
from mtfix.languagetool.places import CACHE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def jars() -> Path:
    """A folder of good jars: the user's own installation, made here if there is none."""
    if not install.installed():
        install.install()
    return install.jars_folder(read_lock())


@pytest.fixture(scope="session")
def home(jars: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder with LanguageTool in it; its servers are gone afterwards."""
    folder = tmp_path_factory.mktemp("cache")
    patch = pytest.MonkeyPatch()
    patch.setenv(CACHE_VARIABLE, str(folder))
    install.install(source=jars)
    patch.undo()
    yield folder
    patch.setenv(CACHE_VARIABLE, str(folder))
    for place in server.sites():
        server.stop(place)
    patch.undo()


@pytest.fixture
def cache(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That folder as the cache of this test."""
    monkeypatch.setenv(CACHE_VARIABLE, str(home))
    cleaner._languagetool.cache_clear()
    return home


@pytest.fixture
def fresh(jars: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of this test alone, installed by links, whose servers are stopped."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    place = install.jars_folder(read_lock())
    place.mkdir(parents=True)
    for jar in jars.iterdir():
        (place / jar.name).hardlink_to(jar)
    cleaner._languagetool.cache_clear()
    yield tmp_path / "cache"
    cleaner._languagetool.cache_clear()
    for site in server.sites():
        server.stop(site)


@pytest.fixture
def quick(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Such a folder, and a Java that is none: see quick.py."""
    java = tmp_path / "quick" / "java"
    java.parent.mkdir()
    start = f"PYTHONPATH={ROOT} exec {sys.executable} -m tests.languagetool.quick"
    java.write_text(f'#!/bin/sh\n{start} "$@"\n', encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{java.parent}{os.pathsep}{os.environ['PATH']}")
    return fresh
