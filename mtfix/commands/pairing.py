"""`--source FOLDER`: which file there each file was translated from, by their paths.

The same path below both folders comes first, then one that says the same but for the language:
`x.zh.md` and `x.md`, `zh/x.md` and `en/x.md`, `README_zh.md`, `values-zh/strings.xml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from mtfix import formats, plugins
from mtfix.analysis.languages import NAMES
from mtfix.commands.work import Task
from mtfix.discovery import find_files
from mtfix.formats.layouts import is_language
from mtfix.model import MtfixError
from mtfix.reporters import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

OWN_SOURCE = frozenset({"po", "xliff", "tmx", "xcstrings"})  # formats that hold it themselves
_SHOWN = 5
# Codes of countries by which people name a language.
_COUNTRIES = {"cn": "zh", "tw": "zh", "jp": "ja", "kr": "ko", "ua": "uk", "cz": "cs", "gr": "el"}
_WORDS = {name.lower(): code for code, name in NAMES.items()}
_REGION = re.compile(r"[a-z]{2,4}|\d{3}")
_TAIL = re.compile(r"(?P<stem>.+?)[-_](?P<tag>[A-Za-z]{2,9}(?:[-_][A-Za-z]{2,4})?)")


class _Neutral(NamedTuple):
    """A path without what it says of its language, and that language."""

    parts: tuple[str, ...]
    language: str


class Pairing:
    """The files of a folder of sources, to be asked for one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[tuple[str, ...], list[tuple[str, Path]]] = defaultdict(list)
        found = find_files(str(folder), suffixes=plugins.suffixes(), also=formats.is_translation)
        for path in found:
            if isinstance(path, Path):
                parts, language = neutral(path.relative_to(folder))
                self.known[parts].append((language, path))

    def of(self, path: Path, below: Path | None, *, from_: str = "", to: str = "en") -> Path | None:
        """The source of a file. Raises MtfixError where several may be it."""
        own = path.absolute()
        for place in _places(path, below, self.folder):
            same = self.folder / place
            if same.is_file() and same.absolute() != own:
                return same
            parts, language = neutral(place)
            others = [
                (code, other)
                for code, other in self.known.get(parts, ())
                if other.absolute() != own and code not in {language or to, to}
            ]
            if others:
                return _one(path, others, from_)
        return None


def _one(path: Path, found: Sequence[tuple[str, Path]], from_: str) -> Path:
    """The file in the language asked for, else the only one, else the one that names none."""
    for code in (_primary(from_), ""):
        chosen = [other for language, other in found if language == code]
        if len(chosen) == 1:
            return chosen[0]
    if len(found) == 1:
        return found[0][1]
    names = ", ".join(str(other) for _, other in found[:_SHOWN])
    raise MtfixError(f"{path}: several files may be its source ({names}); choose by --from CODE")


def _places(path: Path, below: Path | None, folder: Path) -> Iterator[PurePath]:
    """Yield what a path may be below the folder of sources, the likeliest first."""
    full = path.absolute()
    if below is not None:
        yield full.relative_to(below.absolute())
    if full.is_relative_to(folder.absolute()):
        yield full.relative_to(folder.absolute())
    elif below is None:
        parts = [part for part in path.parts if part not in (path.anchor, "..", ".")]
        yield from (PurePath(*parts[n:]) for n in range(len(parts)))


def neutral(path: PurePath) -> _Neutral:
    """A path without its language, in lower case.

    >>> paths = "en/guide/x.md", "guide/x.zh-CN.md", "guide/x_de.md", "guide/x-y.md"
    >>> [neutral(PurePath(path)).parts == ("guide", "x", ".md") for path in paths]
    [True, True, True, False]
    >>> neutral(PurePath("res/values-zh-rCN/strings.xml"))
    _Neutral(parts=('res', 'values', 'strings', '.xml'), language='zh')
    """
    languages: list[str] = []
    parts = [word for part in path.parts[:-1] for word in _folder(part, languages)]
    stem, *pieces = path.name[: -len(path.suffix) or None].split(".")
    kept = [piece for piece in pieces if not _taken(piece, languages)]
    if not pieces and _taken(stem, languages):
        stem = ""
    tail = _TAIL.fullmatch(stem)
    if tail and _taken(tail["tag"], languages):
        stem = tail["stem"]
    names = [stem, *kept, path.suffix]
    return _Neutral(tuple(n.lower() for n in (*parts, *names)), (languages or [""])[-1])


def _folder(name: str, languages: list[str]) -> Iterator[str]:
    """Yield what a folder is called beside its language: nothing for `zh`."""
    stem, dot, suffix = name.partition(".")
    head, _, tag = stem.partition("-")
    if _taken(stem, languages):
        yield from [suffix] if dot else ()
    elif head == "values" and _taken(tag.replace("-r", "-"), languages):
        yield head
    else:
        yield name


def _taken(word: str, languages: list[str]) -> bool:
    """Whether a word is the tag or the name of a language, which is then noted."""
    head, *rest = re.split("[-_]", word.lower())
    code = _WORDS.get(word.lower()) or _COUNTRIES.get(head) or (head if is_language(head) else "")
    if not code or not all(_REGION.fullmatch(part) for part in rest):
        return False
    languages.append(code)
    return True


def paired(
    tasks: Sequence[Task | Result], source: str, named: Iterable[str]
) -> tuple[list[Task | Result], str]:
    """The tasks with their sources, and what to say of those that have none."""
    pairing = Pairing(Path(source))
    folders = [Path(name) for name in (tuple(named) or (".",)) if Path(name).is_dir()]
    out = [_with_source(task, pairing, folders) for task in tasks]
    mine = [task for task in out if isinstance(task, Task) and not _is_apart(task)]
    alone = [task.path for task in mine if not task.source]
    if mine and len(alone) == len(mine):
        raise MtfixError(
            f"{source}: no counterpart of {_named(alone)}; files are paired by their paths, with or"
            " without a language in them, as in zh/x.md and x.zh.md"
        )
    count = "1 file has" if len(alone) == 1 else f"{len(alone)} files have"
    note = f"{count} no counterpart in {source}, and no source: {_named(alone)}" if alone else ""
    return out, note


def _with_source(task: Task | Result, pairing: Pairing, folders: Sequence[Path]) -> Task | Result:
    if not isinstance(task, Task) or _is_apart(task):
        return task
    path = Path(task.path)
    below = next((f for f in folders if path.absolute().is_relative_to(f.absolute())), None)
    try:
        found = pairing.of(
            path, below, from_=task.config.translated_from, to=_primary(task.config.language)
        )
    except MtfixError as error:
        return Result(task.path, error=str(error))
    return task if found is None else replace(task, source=str(found))


def _is_apart(task: Task) -> bool:
    """Whether a file holds its source itself, or is in another language than is asked for."""
    language = neutral(PurePath(task.path)).language
    return task.format in OWN_SOURCE or language not in ("", _primary(task.config.language))


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _named(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more
