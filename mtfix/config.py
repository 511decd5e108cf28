"""What a user can decide, and the files that decide it: mtfix.toml, [tool.mtfix].

The library reads no file by itself. The command line takes, for each text, the nearest
configuration file at or above it.
"""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LANGUAGETOOL = ("off", "on", "auto")
FILE_NAMES = ("mtfix.toml", "pyproject.toml")

PerPath = tuple[tuple[str, tuple[str, ...]], ...]


class Config(Struct, frozen=True):
    """Every setting, with its default. Never changed once made."""

    language: str = "en"
    translated_from: str = ""  # code of the language that the texts were in, where one knows it
    select: tuple[str, ...] = ()  # rule ids or their beginnings; empty: every rule
    ignore: tuple[str, ...] = ()
    unsafe: bool = False
    preview: bool = False
    languagetool: str = "off"
    languagetool_url: str = ""  # a server of the user's own; empty: the one that mtfix manages
    rules: tuple[str, ...] = ()  # folders with rule files of the user's own
    glossary: tuple[str, ...] = ()  # files that say which translation a term has: CSV, TBX
    names: tuple[str, ...] = ()  # names that no rule may take for a mistake
    per_path: PerPath = ()  # glob, and the ids ignored there
    per_path_select: PerPath = ()  # glob, and the only ids wanted there
    per_path_language: PerPath = ()  # glob, and the language of the texts there
    exclude: tuple[str, ...] = ()  # patterns as in .gitignore
    baseline: str = ""  # the file of known findings; empty: `.mtfix-baseline`, if it is there
    keys: tuple[str, ...] = ()  # keys and columns of data that hold prose; empty: the usual ones
    group: str = ""  # the key or column by which records belong together; `*`: all of a file
    max_bytes: int = 10_000_000
    source: str = ""  # the file that this was read from

    def __post_init__(self) -> None:
        if self.languagetool not in LANGUAGETOOL:
            known = ", ".join(LANGUAGETOOL)
            raise MtfixError(f"languagetool is {self.languagetool!r}; use one of {known}")
        if self.languagetool_url and not self.languagetool_url.startswith(("http://", "https://")):
            raise MtfixError(
                f"languagetool-url is {self.languagetool_url!r}; write it as http://HOST:PORT"
            )

    def wants(self, rule: str, *, preview: bool = False) -> bool:
        """Whether a rule runs. The longer of two matching selectors decides, else `ignore`.

        >>> Config(select=("quote",), ignore=("quote-space",)).wants("quote-order")
        True
        >>> Config(select=("quote",), ignore=("quote-space",)).wants("quote-space-inner")
        False
        """
        if preview and not (self.preview or rule in self.select):
            return False
        chosen = _longest(rule, self.select) if self.select else 0
        return chosen is not None and chosen > (_longest(rule, self.ignore) or -1)

    def for_path(self, path: Path) -> Config:
        """These settings, narrowed by what they say about one path."""
        if not (self.per_path or self.per_path_select or self.per_path_language):
            return self
        name = self.relative(path)
        ignore = [i for glob, ids in self.per_path if _matches(name, glob) for i in ids]
        select = [i for glob, ids in self.per_path_select if _matches(name, glob) for i in ids]
        spoken = [
            code for glob, codes in self.per_path_language if _matches(name, glob) for code in codes
        ]
        return replace(
            self,
            language=spoken[-1] if spoken else self.language,
            ignore=(*self.ignore, *ignore),
            select=tuple(select) or self.select,
            per_path=(),
            per_path_select=(),
            per_path_language=(),
        )

    def relative(self, path: Path) -> str:
        """The path as globs of this configuration see it: from the file's own folder."""
        root = Path(self.source).parent if self.source else Path.cwd()
        full = path.absolute()
        return full.relative_to(root).as_posix() if full.is_relative_to(root) else full.as_posix()


def _longest(rule: str, selectors: tuple[str, ...]) -> int | None:
    """The length of the longest selector that the id begins with, None without one."""
    return max((len(s) for s in selectors if rule.startswith(s)), default=None)


def _matches(name: str, glob: str) -> bool:
    """Whether a glob names the file, its bare name, or a folder above it."""
    glob = glob.rstrip("/")
    return (
        fnmatchcase(name, glob)
        or fnmatchcase(name.rpartition("/")[2], glob)
        or fnmatchcase(name, f"{glob}/*")
    )


# -- reading a file -----------------------------------------------------------------------


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a string")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        raise TypeError("a whole number above 0")
    return value


def _list(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise TypeError("a list of strings")
    return tuple(value)


def _table(value: object) -> PerPath:
    if not isinstance(value, dict):
        raise TypeError("a table from globs to lists of strings")
    try:
        return tuple((glob, _list(ids)) for glob, ids in value.items())
    except TypeError:
        raise TypeError('a table from globs to lists, as in "*.md" = ["quote"]') from None


def _strings(value: object) -> PerPath:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise TypeError("a table from globs to strings")
    return tuple((glob, (text,)) for glob, text in value.items())


# How a file spells each setting, which field that is, and what it must hold.
_KEYS: dict[str, tuple[str, Callable[[object], object]]] = {
    "language": ("language", _text),
    "select": ("select", _list),
    "ignore": ("ignore", _list),
    "unsafe-fixes": ("unsafe", _flag),
    "preview": ("preview", _flag),
    "languagetool": ("languagetool", _text),
    "languagetool-url": ("languagetool_url", _text),
    "rules": ("rules", _list),
    "glossary": ("glossary", _list),
    "names": ("names", _list),
    "per-path-ignore": ("per_path", _table),
    "per-path-select": ("per_path_select", _table),
    "per-path-language": ("per_path_language", _strings),
    "exclude": ("exclude", _list),
    "baseline": ("baseline", _text),
    "from": ("translated_from", _text),
    "keys": ("keys", _list),
    "group": ("group", _text),
    "max-bytes": ("max_bytes", _count),
}


def from_table(table: Mapping[str, object], source: str) -> Config:
    """Make a Config of a TOML table. A bad key is an error that names the file and the key.

    Files are for the command line, which uses LanguageTool where it is installed.
    """
    values: dict[str, object] = {"languagetool": "auto"}
    for key, value in table.items():
        if key not in _KEYS:
            raise MtfixError(f"{source}: unknown key {key!r}{_suggestion(key)}")
        name, convert = _KEYS[key]
        try:
            values[name] = convert(value)
        except TypeError as error:
            raise MtfixError(f"{source}: {key} must be {error}, not {value!r}") from None
    files = values.get("glossary", ())
    if isinstance(files, tuple):
        values["glossary"] = tuple(str(Path(source).parent / file) for file in files)
    folders = values.get("rules", ())
    if isinstance(folders, tuple):
        values["rules"] = tuple(str(Path(source).parent / folder) for folder in folders)
    if isinstance(baseline := values.get("baseline"), str):
        values["baseline"] = str(Path(source).parent / baseline)
    try:
        return Config(source=source, **values)  # type: ignore[arg-type]
    except MtfixError as error:
        raise MtfixError(f"{source}: {error}") from None


def _suggestion(key: str) -> str:
    if key == "tool":
        return "; only in pyproject.toml do the keys stand below [tool.mtfix]"
    close = get_close_matches(key.replace("_", "-"), _KEYS, n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(_KEYS)}"


def read_config(path: Path) -> Config | None:
    """Read a configuration file; None for a pyproject.toml that says nothing about mtfix."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the path"
        raise MtfixError(f"{path}: {reason}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MtfixError(f"{path}: not valid TOML: {error}") from None
    if path.name != "pyproject.toml":
        return from_table(data, str(path))
    tool = data.get("tool")
    table = tool.get("mtfix") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise MtfixError(f"{path}: tool.mtfix must be a table, not {table!r}")
    return from_table(table, str(path))


class Configs:
    """Finds the configuration of each folder, reading no file twice."""

    def __init__(self) -> None:
        self._found: dict[Path, Config | None] = {}

    def nearest(self, folder: Path) -> Config | None:
        """The nearest configuration at or above an absolute folder, None without one."""
        if folder not in self._found:
            here = self._here(folder)
            top = folder.parent == folder
            self._found[folder] = here or (None if top else self.nearest(folder.parent))
        return self._found[folder]

    def _here(self, folder: Path) -> Config | None:
        files = (folder / name for name in FILE_NAMES)
        found = (read_config(file) for file in files if file.is_file())
        return next((config for config in found if config is not None), None)
