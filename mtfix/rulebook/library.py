"""A rule set: every rule of the files that were read, in order."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mtfix.rulebook import compiled, kept
from mtfix.rulebook.lookup import packed
from mtfix.rulebook.problems import Problem, RuleFileError
from mtfix.rulebook.schema import checked_rules, read_rules
from mtfix.rulebook.soundness import pattern_problems
from mtfix.rulebook.sources import (
    RuleSource,
    Table,
    builtin_root,
    builtin_sources,
    builtin_stamps,
    extra_sources,
)
from mtfix.rulebook.words import Lexicon, read_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from mtfix.rulebook.lookup import Lookup
    from mtfix.rulebook.spec import RuleSpec


@cache
def builtin(*, cached: bool = False) -> tuple[tuple[RuleSpec, ...], Lexicon]:
    """The built-in rules and their lists; `cached`: by way of the user's cache folder."""
    path, found = _kept(cached=cached)
    if found is None:
        return _parsed()
    patterns = compiled.load(compiled.beside(path)) if path else {}
    specs: list[RuleSpec] = []
    for (source, _), table in zip(builtin_stamps(), found.tables, strict=True):
        specs += checked_rules(source, table, found.words)
    for spec in specs:
        # fills the cached properties
        derived = zip(
            ("kept_triggers", "begins", "waits", "window"),
            found.facts[spec.rule.id],
            strict=True,
        )
        vars(spec).update(derived)
        vars(spec)["frozen"] = patterns
    return tuple(specs), found.words


def builtin_lookup(*, cached: bool = False) -> Lookup | None:
    """The triggers of the built-in rules as they are kept, if they are."""
    found = _kept(cached=cached)[1]
    return found.lookup if found else None


def keep(path: Path) -> kept.Kept:
    """Write what is kept of the built-in rules to a file, with their patterns beside it."""
    specs, words = _parsed()
    found = _derived(specs, words, [_rules_of(source) for source in builtin_sources()])
    kept.store(path, found)
    patterns = {spec.rule.id: spec.compiled for spec in specs}
    patterns |= {spec.gate_key: spec.compiled_gate for spec in specs if spec.gate}
    compiled.store(compiled.beside(path), patterns)
    return found


@cache
def _parsed() -> tuple[tuple[RuleSpec, ...], Lexicon]:
    """The built-in rules and their lists, of the files themselves."""
    return _specs([(source, source.parse()) for source in builtin_sources()], Lexicon())


@cache
def _kept(*, cached: bool) -> tuple[Path | None, kept.Kept | None]:
    """A file that keeps the built-in rules and what it holds: the package's own, if it has one.

    `cached`: else that of the user's cache folder, which is made where it is missing.
    """
    path, packaged = None, kept.packaged()
    if cached:
        path = kept.place_of((stamp for _, stamp in builtin_stamps()), contents)
    if packaged is not None:
        own = packaged / (path.name if path else kept.name(contents()))
        if (found := kept.load(own)) is not None:
            return own, found
    if path is None:
        return None, None
    return path, kept.load(path) or keep(path)


def contents() -> Iterator[str]:
    """Yield what the files of the built-in rules hold, each with its name."""
    for source in builtin_sources():
        yield f"{source.name}\0{source.text}"


def _derived(specs: Sequence[RuleSpec], words: Lexicon, tables: Sequence[Table]) -> kept.Kept:
    facts = {s.rule.id: kept.Fact(_triggers_of(s), s.begins, s.waits, s.window) for s in specs}
    known = ((n, s.triggers or (), s.ignore_case) for n, s in enumerate(specs) if not s.within)
    return kept.Kept(tables, words, facts, packed(known))


def _triggers_of(spec: RuleSpec) -> Callable[[], tuple[str, ...]] | None:
    found = spec.triggers
    return None if found is None else lambda: found


def _rules_of(source: RuleSource) -> Table:
    """The rules of a file, without its lists."""
    return {} if source.holds_lists else {"rule": source.parse().get("rule", [])}


def builtin_file(origin: str) -> Path:
    """The file of the built-in rules that a rule names as its origin."""
    return builtin_root().parent / origin


@cache
def classes() -> frozenset[str]:
    """The classes of fault that a rule may name."""
    text = (builtin_root() / "classes.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return frozenset(words[0] for words in lines if words)


def extra(places: Iterable[Path], *, cached: bool = False) -> tuple[RuleSpec, ...]:
    """The rules of a user's files, with their patterns checked; they may use built-in lists."""
    known, words = builtin(cached=cached)
    specs: list[RuleSpec] = []
    for place in places:
        found, words = _read(extra_sources(place), words)
        specs += found
    taken = {spec.rule.id: spec.rule.origin for spec in known}
    problems = [p for spec in specs for p in pattern_problems(spec)]
    problems += _twice(specs, taken)
    if problems:
        raise RuleFileError(problems)
    return tuple(specs)


def _read(sources: Iterable[RuleSource], words: Lexicon) -> tuple[tuple[RuleSpec, ...], Lexicon]:
    return _specs([(source, source.parse()) for source in sources], words)


def _specs(
    parsed: Sequence[tuple[RuleSource, Table]], words: Lexicon
) -> tuple[tuple[RuleSpec, ...], Lexicon]:
    """Read lists first, then rules, since a rule may use a list of any file."""
    problems: list[Problem] = []
    for source, data in parsed:
        lists, found = read_lists(data if source.holds_lists else data.get("list", {}), source.name)
        words = words.extended(lists)
        problems += found
    specs: list[RuleSpec] = []
    for source, data in parsed:
        if not source.holds_lists:
            rules, found = read_rules(source, data, words, classes())
            specs += rules
            problems += found
    problems += _twice(specs, {})
    if problems:
        raise RuleFileError(problems)
    return tuple(specs), words


def _twice(specs: Iterable[RuleSpec], taken: dict[str, str]) -> Iterator[Problem]:
    """Yield a problem for each id that two rules have."""
    seen = dict(taken)
    for spec in specs:
        if (first := seen.get(spec.rule.id)) is not None:
            yield Problem(
                spec.rule.origin, spec.rule.id, "id", f"already taken by a rule of {first}"
            )
        seen[spec.rule.id] = spec.rule.origin
