"""Changes that nobody wants to see again: a text file that the whole repository shares.

A line is a fingerprint, a rule, the file where it was refused and the words, with tabs between.
The fingerprint decides, so a line holds while the words around stay, wherever they move.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.files import write_whole
from mtfix.filters import Verdict
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mtfix.filters import Subject
    from mtfix.model import Finding

NAME = ".mtfix-never"
HEADER = (
    "# Changes that `mtfix review` was told never to propose again, one a line:\n"
    "# fingerprint, rule, file, words. Remove a line to see its change again.\n"
)

Key = tuple[str, str]


def never_file(path: Path, source: str) -> Path:
    """The file for a text: beside its configuration `source`, else at the repository's top.

    Without either, beside the text.
    """
    if source:
        return Path(source).parent / NAME
    folder = path.absolute().parent
    top = next((p for p in (folder, *folder.parents) if (p / ".git").exists()), folder)
    return top / NAME


class Never(Struct, frozen=True):
    """Takes out what the file at `place` lists."""

    place: Path
    name: str = "never"

    def judge(self, subject: Subject, findings: Sequence[Finding]) -> Verdict:
        lines = _lines(self.place)
        return Verdict(
            {f.fingerprint: f"{NAME} has it" for f in findings if (f.fingerprint, f.rule) in lines}
        )


def _lines(place: Path) -> Mapping[Key, str]:
    """The lines by fingerprint and rule, read anew where the file has changed.

    Raises MtfixError where a line is none.
    """
    try:
        status = place.stat()
    except OSError:
        return _read(place, 0, 0)
    return _read(place, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _read(place: Path, _time: int, _size: int) -> Mapping[Key, str]:
    try:
        text = place.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise MtfixError(f"{place}: cannot be read ({error}); repair or remove it") from None
    found: dict[Key, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) < 2 or not parts[0] or not parts[1]:
            raise MtfixError(
                f"{place}:{number}: is not a fingerprint, a tab and a rule; repair the line"
            )
        found[parts[0], parts[1]] = line
    return found


def noted(place: Path) -> dict[Key, str]:
    """The file that each line names, as it was written down; "" where it names none."""
    return {key: [*line.split("\t"), ""][2] for key, line in _lines(place).items()}


def remember(place: Path, keys: Iterable[Key], path: str, words: str) -> None:
    """Add a line for each of these fixes, with the file and the words for people to read."""
    remember_each(place, dict.fromkeys(keys, (path, words)))


def remember_each(place: Path, notes: Mapping[Key, tuple[str, str]]) -> None:
    """Add a line for each fix, with its own file and words."""
    lines = dict(_lines(place))
    for key, note in notes.items():
        words = (" ".join(part.split()) for part in note)
        # a file name may hold bytes that are no UTF-8
        plain = (part.encode("utf-8", "backslashreplace").decode() for part in words)
        lines[key] = "\t".join((*key, *plain))
    _write(place, lines)


def forget(place: Path, keys: Iterable[Key]) -> None:
    """Remove the lines of these fixes."""
    gone = set(keys)
    _write(place, {key: line for key, line in _lines(place).items() if key not in gone})


def _write(place: Path, lines: Mapping[Key, str]) -> None:
    _read.cache_clear()
    write_whole(place, HEADER + "".join(f"{line}\n" for line in sorted(lines.values())))
