"""Word lists and tables: the data that patterns and replacements refer to by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from mtfix.rulebook.problems import Problem, unknown
from mtfix.rulebook.triggers import expanded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mtfix.rulebook.sources import Table

_FIELDS = ("source", "words", "phrases", "table", "pairs")


class Lexicon(Struct, frozen=True):
    """Every list and table of a rule set, by name. A table's keys are a list of its name too."""

    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def extended(self, other: Lexicon) -> Lexicon:
        """Join two lexicons; the entries of the other win."""
        return Lexicon({**self.lists, **other.lists}, {**self.tables, **other.tables})


def read_lists(data: Table, file: str) -> tuple[Lexicon, list[Problem]]:
    """The lists of one file and what is wrong with them."""
    lists: dict[str, frozenset[str]] = {}
    tables: dict[str, Mapping[str, str]] = {}
    problems: list[Problem] = []
    for name, entry in data.items():
        found = list(_entry_problems(entry, name, file))
        problems += found
        if found:
            continue
        spelt = entry.get("table", {}).items()
        table = {key: value for form, value in spelt for key in _forms(form)}
        table |= _paired(entry.get("pairs", ""))
        phrases = [form for phrase in entry.get("phrases", ()) for form in _forms(phrase)]
        words = [*entry.get("words", "").split(), *phrases, *table]
        lists[name] = frozenset(words)
        if table:
            tables[name] = dict(table)
    return Lexicon(lists, tables), problems


def _forms(phrase: str) -> tuple[str, ...]:
    """The phrases that `(?:pay|paid) the duck` stands for."""
    return expanded((phrase,), {}) if "(?:" in phrase else (phrase,)


def _paired(text: str) -> dict[str, str]:
    """Key and value in turn, with white space between."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _entry_problems(entry: object, name: str, file: str) -> Iterator[Problem]:
    if not isinstance(entry, dict):
        yield Problem(file, name, "", "a list is a table with `source` and `words`")
        return
    for key in entry:
        if key not in _FIELDS:
            yield unknown(file, name, "field", key, _FIELDS)
    if not isinstance(entry.get("source"), str):
        yield Problem(file, name, "source", "missing: say where the words come from")
    if not isinstance(entry.get("words", ""), str):
        yield Problem(file, name, "words", "must be one string of words with white space between")
    phrases, table = entry.get("phrases", []), entry.get("table", {})
    if not isinstance(phrases, list) or not all(isinstance(p, str) for p in phrases):
        yield Problem(file, name, "phrases", "must be a list of strings")
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        yield Problem(file, name, "table", "must map strings to strings")
    pairs = entry.get("pairs", "")
    if not isinstance(pairs, str) or len(pairs.split()) % 2:
        yield Problem(file, name, "pairs", "must be one string: key and value in turn")
    if not any(entry.get(key) for key in ("words", "phrases", "table", "pairs")):
        yield Problem(file, name, "", "has no words, phrases, table or pairs")
