"""Which files a folder gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtfix.discovery import find_files, patterns
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".txt", ".md")


def lay(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Prose.\n")


def found(root: Path, name: str = "", exclude: str = "") -> list[str]:
    spec = patterns([exclude] if exclude else [])
    paths = find_files(
        str(root / name),
        suffixes=SUFFIXES,
        exclude=lambda p: spec.match_file(p.relative_to(root).as_posix()),
    )
    return [str(p) if isinstance(p, MtfixError) else p.relative_to(root).as_posix() for p in paths]


def test_prose_by_suffix_in_the_order_of_names(tmp_path: Path) -> None:
    lay(tmp_path, "b.txt", "a.md", "c/d.TXT", "x.py", "noend")
    assert found(tmp_path) == ["a.md", "b.txt", "c/d.TXT"]


@pytest.mark.parametrize(
    "name",
    [
        "requirements.txt", "requirements-dev.txt", "constraints.txt", "robots.txt", "humans.txt",
        "ads.txt", "LICENSE.txt", "LICENSE.md", "CMakeLists.txt", "COPYING.md",
        "node_modules/a/README.md", ".git/description.txt", "x/.venv/a.txt",
    ],
)  # fmt: skip
def test_prose_in_name_only_is_left_out(tmp_path: Path, name: str) -> None:
    lay(tmp_path, name, "good.txt")
    assert found(tmp_path) == ["good.txt"]
    assert found(tmp_path, name) == [name]


def test_a_virtual_environment_of_any_name_is_left_out(tmp_path: Path) -> None:
    lay(tmp_path, "env/pyvenv.cfg", "env/lib/notes.txt", "good.txt")
    assert found(tmp_path) == ["good.txt"]


def test_gitignore_files_at_every_level(tmp_path: Path) -> None:
    lay(tmp_path, "keep.txt", "drafts/a.txt", "docs/b.txt", "docs/old/c.txt", "docs/old/d.txt")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("drafts/\n")
    (tmp_path / "docs" / ".gitignore").write_text("old/*\n!old/d.txt\n")
    assert found(tmp_path) == ["docs/b.txt", "docs/old/d.txt", "keep.txt"]
    assert found(tmp_path, "docs") == ["docs/b.txt", "docs/old/d.txt"]


def test_an_ignored_folder_that_is_named_is_taken(tmp_path: Path) -> None:
    lay(tmp_path, "build/a.txt")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("build/\n")
    assert found(tmp_path) == []
    assert found(tmp_path, "build") == ["build/a.txt"]


def test_excluded_files(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "old/b.txt")
    assert found(tmp_path, exclude="old/") == ["a.txt"]


def test_a_link_that_leads_in_a_circle_ends(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    assert found(tmp_path) == ["a.txt"]


def test_a_missing_path_is_an_error_with_a_next_step(tmp_path: Path) -> None:
    gone = f"{tmp_path / 'gone.txt'}: no such file or folder; check the path"
    assert found(tmp_path, "gone.txt") == [gone]
