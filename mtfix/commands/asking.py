"""Asks about the fixes of one file, key by key, and keeps every answer at once."""

from __future__ import annotations

import enum
import os
import shutil
import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.commands import cards
from mtfix.commands.cards import Question, Style
from mtfix.commands.keys import END, Keys
from mtfix.commands.terminal import colored, put
from mtfix.filters import never
from mtfix.model import MtfixError
from mtfix.reporters._excerpt import Places
from mtfix.review.decisions import Choice
from mtfix.review.signs import signs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mtfix.model import Rule
    from mtfix.review.journal import Journal
    from mtfix.review.session import Move, Session
    from mtfix.review.units import Unit


class Ending(enum.Enum):
    """How the review of a file ends."""

    DONE = "done"
    SKIPPED = "skipped"
    QUIT = "quit"


class Terminal:
    """Lines on the terminal, and the keys that answer them."""

    def __init__(self, *, plain: bool, color: str) -> None:
        self.plain = plain
        self.keys = Keys()
        self._color = color
        self._shown: tuple[int, int] = (0, 0)  # rows of the card, and columns when it was drawn

    @property
    def style(self) -> Style:
        columns = _size().columns - 1
        width = max(min(columns, cards.WIDEST), 1)
        return Style(not self.plain and colored(self._color), self.plain, width)

    def say(self, *lines: str) -> None:
        """Print lines that stay."""
        put("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()

    def show(self, lines: Sequence[str]) -> None:
        """Print lines that an answer wipes away, where the terminal can do that."""
        put("\n".join(lines) + ("\n" if self.plain else ""))
        sys.stdout.flush()
        self._shown = (len(lines), _size().columns)

    def wipe(self) -> None:
        """Take the last card away. One that may have scrolled off or been wrapped anew stays."""
        rows, columns = self._shown
        size = _size()
        if self.plain or not rows:
            return
        if os.environ.get("TERM") == "dumb" or columns != size.columns or rows >= size.lines:
            put("\n")
        else:
            put("\r" + (f"\x1b[{rows - 1}A" if rows > 1 else "") + "\x1b[J")
        self._shown = (0, 0)

    def line(self, text: str) -> str | None:
        """Let the user edit a line of text; None where he gives up."""
        self.wipe()
        try:
            with self.keys.paused():
                if self.plain:
                    self.say(f"Words now: {text}", "New words, or nothing to go back:")
                    return input() or None
                return _edited(text)
        except (EOFError, KeyboardInterrupt):
            return None


def _size() -> os.terminal_size:
    """The terminal's size; COLUMNS and LINES may be those of another."""
    try:
        return os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        return shutil.get_terminal_size()


def _edited(text: str) -> str:
    from prompt_toolkit import prompt
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    keys = KeyBindings()

    @keys.add("escape", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    return prompt("edit (Esc goes back): ", default=text, key_bindings=keys)


class Asker(Struct):
    """Asks about one file after the other."""

    terminal: Terminal
    rules: Mapping[str, Rule]
    _explained: bool = False

    def ask(self, session: Session, journal: Journal, never_file: Path) -> Ending:
        """Ask until every fix has an answer or the user has had enough."""
        left = journal.read()
        if left is not None:
            known = session.restore(left)
            self.terminal.say(
                f"{session.record.path}: {known} of {len(session.units)} fixes were decided before"
            )
        return _Dialogue(self, session, journal, never_file).run()

    def key_line(self, style: Style) -> list[str]:
        first, self._explained = not self._explained, True
        return cards.key_line(style, first=first)


class _Dialogue:
    """The questions and answers of one file."""

    def __init__(self, asker: Asker, session: Session, journal: Journal, place: Path) -> None:
        self._asker = asker
        self._terminal = asker.terminal
        self._session = session
        self._journal = journal
        self._place = place
        self._places = Places(session.record.patch.before)
        self._never: dict[int, list[never.Key]] = {}  # by the number of moves after the answer

    def run(self) -> Ending:
        with self._terminal.keys.listening():
            return self._run()

    def _run(self) -> Ending:
        while (unit := self._session.current) is not None:
            question = self._question(unit)
            style = self._terminal.style
            self._terminal.show([*cards.card(question, style), *self._asker.key_line(style)])
            ending = self._do(self._terminal.keys.next(), question)
            if ending is not None:
                return ending
        return Ending.DONE

    def _question(self, unit: Unit) -> Question:
        session = self._session
        whys = (self._asker.rules[r].why for r in unit.rules if r in self._asker.rules)
        return Question(
            unit,
            session.record.path,
            self._places.at(unit.edits[0].span.start)[0],
            unit.number + 1,
            len(session.units),
            session.sentence(unit),
            " ".join(" ".join(why.split()) for why in whys),
        )

    def _do(self, key: str, question: Question) -> Ending | None:
        """Act on a key; what it ends, if anything."""
        unit, session = question.unit, self._session
        if key in ("q", END):
            return self._ends(Ending.QUIT)
        if key == "s":
            return self._ends(Ending.SKIPPED)
        if key == "w":
            return self._ends(Ending.DONE)
        if key in ("y", "n"):
            choice = Choice.ACCEPTED if key == "y" else Choice.REFUSED
            self._answered(question, session.answer(unit, choice), choice)
        elif key in ("a", "d"):
            choice = Choice.ACCEPTED if key == "a" else Choice.REFUSED
            self._rule(question, choice)
        elif key == "v":
            self._never_again(question)
        elif key == "e":
            self._edit(question)
        elif key in ("b", "k", "\x7f", "\x1b[A", "\x1b[D"):
            self._back()
        elif key in ("?", "h"):
            self._terminal.wipe()
            self._terminal.say(*cards.help_lines(self._terminal.style))
        else:
            self._terminal.wipe()
            if self._terminal.plain:
                self._terminal.say("That key does nothing.")
        return None

    def _ends(self, ending: Ending) -> Ending:
        self._terminal.wipe()
        return ending

    def _answered(self, question: Question, move: Move, choice: Choice, note: str = "") -> None:
        """Keep an answer, and say what it was and what follows from it."""
        self._keep()
        style = self._terminal.style
        self._terminal.wipe()
        self._terminal.say(cards.outcome(question, choice, style, note))
        for number in move.entailed:
            self._entailed(number)

    def _entailed(self, number: int) -> None:
        session = self._session
        unit = session.units[number]
        cause = session.answers[number].because
        why = "has no answer left"
        if cause is not None:
            needed = cause in unit.needs
            why = f"{'needs' if needed else 'stands in your words for'} fix {cause + 1}"
        style = self._terminal.style
        if self._terminal.plain:
            self._terminal.say(f"No to fix {number + 1}, too, rule {unit.rules[0]}: it {why}.")
        else:
            self._terminal.say(cards.outcome(self._question(unit), Choice.REFUSED, style, why))

    def _rule(self, question: Question, choice: Choice) -> None:
        unit = question.unit
        move = self._session.answer_rule(unit.rules[0], choice)
        count = len(move.asked)
        what = "applied" if choice is Choice.ACCEPTED else "left alone"
        note = f"all {count} of this rule {what}" if count > 1 else ""
        self._answered(question, move, choice, note)

    def _never_again(self, question: Question) -> None:
        unit, session = question.unit, self._session
        keys = [(fix.finding.fingerprint, fix.rule) for fix in unit.fixes]
        words = cards.change_in_words(question.pieces)
        never.remember(self._place, keys, session.record.path, signs(words))
        move = session.answer(unit, Choice.REFUSED)
        self._never[len(session.moves)] = keys
        self._answered(question, move, Choice.REFUSED, f"never again, says {never.NAME}")

    def _edit(self, question: Question) -> None:
        unit, session = question.unit, self._session
        try:
            stretch, proposed = session.editable(unit)
            words = self._terminal.line(proposed)
            if words is None:
                self._terminal.wipe()
                return
            if words == proposed:
                self._answered(question, session.answer(unit, Choice.ACCEPTED), Choice.ACCEPTED)
                return
            move = session.edit(unit, stretch, words)
        except MtfixError as error:
            self._terminal.wipe()
            self._terminal.say(f"cannot be edited so: {error}")
        else:
            self._answered(question, move, Choice.EDITED, f"→ {signs(words)}")

    def _back(self) -> None:
        keys = self._never.pop(len(self._session.moves), None)
        move = self._session.back()
        self._terminal.wipe()
        if move is None:
            self._terminal.say("there is no answer to take back")
            return
        if keys is not None:
            never.forget(self._place, keys)
        self._keep()
        self._terminal.say(f"back to fix {min(move.asked) + 1}")

    def _keep(self) -> None:
        session = self._session
        self._journal.write(session.record.reviewed(session.decisions()))
