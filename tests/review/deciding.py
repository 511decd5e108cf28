"""Makes the decisions that a test needs, from what mtfix itself finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from mtfix import __version__
from mtfix.commands.about import rules_hash
from mtfix.commands.settings import Choices, Settings
from mtfix.commands.work import Task, clean
from mtfix.plugins import format_for
from mtfix.review.decisions import Choice, Decision, Decisions
from mtfix.review.decisions_file import dumped
from mtfix.review.record import Record, record
from mtfix.review.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Mtfix

    from mtfix.patch import Applied


def record_of(mtfix: Mtfix, name: str) -> Record:
    """What mtfix finds in a file of the test's folder, unsafe fixes included."""
    path = mtfix.folder / name
    config = replace(Choices(Settings()).for_path(path), unsafe=True)
    result = clean(Task(str(path), config, format_for(path) or "text"))
    made = record(result, rules_hash(config.rules))
    assert made is not None
    return replace(made, path=name)


def decide(record: Record, choose: Callable[[Applied], Choice | None]) -> list[Decision]:
    """A decision for each fix; `choose` says which, None leaves it out."""
    return [
        Decision(a.index, a.finding.fingerprint, a.rule, choice)
        for a in record.patch.applied
        if (choice := choose(a)) is not None
    ]


def write_decisions(mtfix: Mtfix, *made: tuple[Record, list[Decision]]) -> Path:
    files = tuple(record.reviewed(decisions) for record, decisions in made)
    return mtfix.write("decisions.json", dumped(Decisions(__version__, files)))


def edit_with(record: Record, rule: str, words: Callable[[str], str]) -> list[Decision]:
    """Edit the first fix of a rule and accept all others."""
    session = Session(record)
    while (unit := session.current) is not None:
        if rule in unit.rules and not session.count(Choice.EDITED):
            stretch, proposed = session.editable(unit)
            session.edit(unit, stretch, words(proposed))
        else:
            session.answer(unit, Choice.ACCEPTED)
    return list(session.decisions())


def change(path: Path, do: Callable[[Any], object]) -> None:
    """Edit a decisions file by hand."""
    data = json.loads(path.read_text())
    do(data)
    path.write_text(json.dumps(data))
