"""Whatever is answered in whatever order, what comes out holds together and can be taken back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtfix import __version__
from mtfix.commands.work import Task, clean
from mtfix.config import Config
from mtfix.model import MtfixError
from mtfix.review.deciding import decided
from mtfix.review.decisions import Choice, Decisions
from mtfix.review.decisions_file import dumped, loaded
from mtfix.review.record import Record, record
from mtfix.review.session import Session

SEED = Path(__file__).parents[2] / "seeds" / "russian-ambassador" / "mt.txt"
YES, NO = Choice.ACCEPTED, Choice.REFUSED
KEYS = st.lists(st.sampled_from("yyyynnaedb"), min_size=1, max_size=70)


def record_of(path: Path, format: str = "text") -> Record:
    made = record(clean(Task(str(path), Config(unsafe=True), format)), "rules")
    assert made is not None
    return made


@cache
def seed_record() -> Record:
    return record_of(SEED)


@pytest.fixture
def seed() -> Record:
    return seed_record()


def press(session: Session, key: str) -> None:
    unit = session.current
    if key == "b":
        session.back()
    elif unit is None:
        return
    elif key in "yn":
        session.answer(unit, YES if key == "y" else NO)
    elif key in "ad":
        session.answer_rule(unit.rules[0], YES if key == "a" else NO)
    else:
        try:
            stretch, words = session.editable(unit)
        except MtfixError:  # a whole line that goes
            return
        session.edit(unit, stretch, f"{words} indeed")


@settings(max_examples=60, deadline=None)
@given(keys=KEYS)
def test_any_keys(keys: list[str]) -> None:
    seed = seed_record()
    session = Session(seed)
    for key in keys:
        press(session, key)
    patch = session.patch()
    chosen = {d.index for d in session.decisions() if d.choice is YES}
    assert {a.index for a in patch.applied} >= chosen
    assert patch.after.count(" indeed") == session.count(Choice.EDITED)
    text = dumped(Decisions(__version__, (seed.reviewed(session.decisions()),)))
    (read,) = loaded(text, "decisions.json").files
    assert decided(seed.patch, read.decisions, seed.read).after == patch.after
    again = Session(seed)
    again.restore(read)
    assert again.decisions() == session.decisions()


@settings(max_examples=40, deadline=None)
@given(keys=KEYS)
def test_back_undoes_everything(keys: list[str]) -> None:
    seed = seed_record()
    session = Session(seed)
    for key in keys:
        before = session.decisions()
        count = len(session.moves)
        press(session, key)
        if len(session.moves) > count:
            session.back()
            assert session.decisions() == before
            press(session, key)
    while session.back():
        pass
    assert session.answers == {}
    assert session.patch().after == seed.patch.before


def test_everything_accepted_is_what_fix_writes(seed: Record) -> None:
    session = Session(seed)
    while (unit := session.current) is not None:
        session.answer(unit, YES)
    assert session.patch().after == seed.patch.after


def test_each_question_shows_its_change(seed: Record) -> None:
    session = Session(seed)
    while (unit := session.current) is not None:
        pieces = session.sentence(unit)
        assert any(piece.kind != "kept" for piece in pieces), unit.rules
        session.answer(unit, YES)


def test_own_words_end_what_stands_in_them(tmp_path: Path) -> None:
    """The words of the reviewer replace whole words, so a fix in one of them has no place left."""
    path = tmp_path / "a.txt"
    path.write_text("He said that the the house ”, which is old, fell.\n")
    session = Session(record_of(path))
    first = session.current
    assert first is not None
    stretch, words = session.editable(first)
    session.edit(first, stretch, f"{words}!")
    assert "!" in session.patch().after
    for number, answer in session.answers.items():
        assert answer.because is None or number != first.number


def test_a_whole_line_cannot_be_edited(seed: Record) -> None:
    session = Session(seed)
    while (unit := session.current) is not None and "bare-read-also" not in unit.rules:
        session.answer(unit, YES)
    assert unit is not None
    with pytest.raises(MtfixError, match="not inside one paragraph"):
        session.editable(unit)
