"""How results are written down. A reporter is a module with a function `write`.

    write(results: Iterable[Result], view: View) -> Iterator[str]

It takes results as they come and yields text as soon as it can. Other packages offer theirs as
entry points of the group `mtfix.reporters`. Two names that a module may have besides: with
`WANTS_RULES = True` the view has every rule, with `STREAMS = True` each piece goes out at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mtfix.config import Config
    from mtfix.files import TextFile
    from mtfix.model import Rule
    from mtfix.patch import Patch


class Result(Struct, frozen=True):
    """One file and what became of it: a patch, or the error that prevented it."""

    path: str  # as shown to the user
    patch: Patch | None = None
    error: str = ""
    file: TextFile | None = None
    config: Config | None = None  # what held for this file
    format: str = ""
    source: str = ""  # the file that this one was translated from
    of: int = 0  # how many files the run has, 0 where that is not known


class View(Struct, frozen=True):
    """What the user wants to see of the results."""

    version: str = ""
    rules_hash: str = ""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    explain: bool = False
    color: bool = False
    context: int = 3
    per_fix: bool = False
    excluded: bool = False  # list what filters took out, too


class Reporter(Protocol):
    """The third socket beside formats and checkers."""

    def write(self, results: Iterable[Result], view: View) -> Iterator[str]: ...
