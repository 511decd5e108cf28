"""What is wrong with a rule file, said so that its author can act on it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Problem(Struct, frozen=True):
    """One fault of a rule file: file, rule (or list), field and what to do."""

    file: str
    rule: str
    field: str
    message: str

    def __str__(self) -> str:
        where = [self.file]
        if self.rule:
            where.append(f"rule {self.rule!r}")
        if self.field:
            where.append(f"field {self.field!r}")
        return ": ".join((*where, self.message))


class RuleFileError(MtfixError):
    """A rule file cannot be used; the message lists every problem, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


def unknown(file: str, rule: str, what: str, name: str, known: Iterable[str]) -> Problem:
    """The problem of a name that does not exist, with the nearest that does."""
    near = get_close_matches(name, list(known), n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return Problem(file, rule, name if what == "field" else what, f"unknown {what} {name!r}{hint}")
