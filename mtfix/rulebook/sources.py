"""Where rule files lie: inside a wheel, beside the package in a checkout, or in a user's folder."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER_PASS = "languagetool"  # the folder of that pass's own data
Table = dict[str, Any]  # TOML as tomllib gives it; goes no further than the schema


class RuleSource(Struct, frozen=True):
    """One TOML file: its name for messages, its language and its text."""

    name: str
    language: str
    text: str
    holds_lists: bool
    builtin: bool = False

    def parse(self) -> Table:
        """The file's content, or an error that names the file and the line."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise MtfixError(f"{self.name}: not valid TOML: {error}") from error


@cache
def builtin_root() -> Path:
    """The folder of the built-in rules: `mtfix/rules` of a wheel, else the checkout's `rules`."""
    packaged = files("mtfix") / "rules"
    beside = Path(str(files("mtfix"))).parent / "rules"
    for place in (Path(str(packaged)), beside):
        if place.is_dir():
            return place
    raise MtfixError(f"{packaged}: the built-in rules are missing; install mtfix again")


def builtin_sources() -> Iterator[RuleSource]:
    """Yield every file of the built-in rules, in the order of their names."""
    for path, name, language in _builtin_files():
        yield replace(_read(path, name, language), builtin=True)


def builtin_stamps() -> Iterator[tuple[RuleSource, str]]:
    """Yield the same files without their texts, each with what changes when its text does."""
    for path, name, language in _builtin_files():
        status = path.stat()
        stamp = f"{path}\0{status.st_size}\0{status.st_mtime_ns}"
        yield RuleSource(name, language, "", _holds_lists(path), builtin=True), stamp


def _builtin_files() -> Iterator[tuple[Path, str, str]]:
    """Yield path, name for messages and language."""
    root = builtin_root()
    for folder in sorted(p for p in root.iterdir() if p.is_dir()):
        for path in sorted(folder.rglob("*.toml")):
            if path.parent.name != OTHER_PASS:
                yield path, f"rules/{path.relative_to(root).as_posix()}", folder.name


def extra_sources(place: Path) -> Iterator[RuleSource]:
    """Yield the rule files of a user's folder, or the one file; a `lists` folder holds lists."""
    if not place.exists():
        raise MtfixError(f"{place}: no such rule file or folder; check the path")
    paths = [place] if place.is_file() else sorted(place.rglob("*.toml"))
    if not paths:
        raise MtfixError(f"{place}: no rule files (*.toml) in this folder")
    for path in paths:
        yield _read(path, str(path), "en")


def _read(path: Path, name: str, language: str) -> RuleSource:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MtfixError(f"{name}: cannot be read: {error}") from error
    return RuleSource(name, language, text, _holds_lists(path))


def _holds_lists(path: Path) -> bool:
    return path.parent.name == "lists"
