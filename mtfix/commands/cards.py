"""How a question of a review looks: as a card for the eye, or as plain lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.reporters._ink import BOLD, CYAN, DIM, GREEN, RED, ink
from mtfix.reporters._ink import added as come
from mtfix.reporters._ink import removed as gone
from mtfix.review.context import GONE, KEPT, NEW
from mtfix.review.decisions import Choice
from mtfix.review.signs import signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtfix.review.context import Piece
    from mtfix.review.units import Unit

INDENT = "  "
NARROWEST, WIDEST = 20, 100
MARKS = {Choice.ACCEPTED: ("✓", GREEN), Choice.REFUSED: ("✗", RED), Choice.EDITED: ("✎", CYAN)}
WORDS = {Choice.ACCEPTED: "yes", Choice.REFUSED: "no", Choice.EDITED: "edited"}
KEYS = (
    ("y", "es", "apply this fix"),
    ("n", "o", "leave this place as it is"),
    ("e", "dit", "write the words yourself"),
    ("a", "ll of this rule", "yes to this and every open fix of its rule in this file"),
    ("d", " none of it", "no to this and every open fix of its rule in this file"),
    ("v", " never", "no, and never propose it again; see .mtfix-never"),
    ("b", "ack", "take the last answer back"),
    ("s", "kip file", "go on with the next file; the answers are kept"),
    ("w", "rite", "write what was accepted, and leave the rest of this file"),
    ("q", "uit", "stop; the same command goes on from here"),
    ("?", "", "show this"),
)

_WORD = re.compile(r"\s|\S+")
Part = tuple[str, tuple[str, ...]]  # text and the codes of its ink


class Style(Struct, frozen=True):
    """What the terminal can show."""

    color: bool
    plain: bool
    width: int

    def ink(self, text: str, *codes: str) -> str:
        return ink(text, *codes) if self.color and codes else text


class Question(Struct, frozen=True):
    """A unit with all that is said about it."""

    unit: Unit
    path: str
    line: int
    number: int
    total: int
    pieces: tuple[Piece, ...]
    why: str


# -- cards --------------------------------------------------------------------------------


def card(question: Question, style: Style) -> list[str]:
    """The lines of a question, none wider than the terminal."""
    if style.plain:
        return plain_lines(question)
    unit, width = question.unit, style.width
    rules = " + ".join(unit.rules)
    head: list[Part] = [(rules, (BOLD, CYAN)), (f"  {unit.applicability.label}", (DIM,))]
    out = [_ruler(question, style), *wrapped(head, style)]
    for message in unit.messages:
        out += wrapped([(signs(message), ())], style)
    out += ["", *wrapped(_sentence(question.pieces, style), style, INDENT), ""]
    if question.why and width >= 2 * NARROWEST:
        out += [*wrapped([(question.why, (DIM,))], style, INDENT), ""]
    return out


def _ruler(question: Question, style: Style) -> str:
    where = f"── {signs(question.path)}:{question.line} "
    count = f" {question.number} of {question.total}"
    room = style.width - cells(where) - len(count) - 3
    if room < 1:
        short = f"{question.number}/{question.total} {signs(question.path)}"
        return style.ink(_fit(short, style.width), DIM)
    return style.ink(f"{where}{'─' * room}{count} ──", DIM)


def _sentence(pieces: Iterable[Piece], style: Style) -> list[Part]:
    """The sentence with the change marked, by colours or by signs."""
    out: list[Part] = []
    for piece in pieces:
        text = signs(piece.text.replace("\t", "⇥") if piece.kind != KEPT else piece.text)
        text = text.replace("\t", " ")
        if piece.kind == KEPT:
            out.append((text, ()))
        elif style.color:
            out.append((text, (RED if piece.kind == GONE else GREEN, "7")))
        else:
            mark = gone if piece.kind == GONE else come
            out.append((mark(text, color=False), ()))
    return out


def outcome(question: Question, choice: Choice, style: Style, note: str = "") -> str:
    """One line that says what was decided about a question."""
    rule = " + ".join(question.unit.rules)
    if style.plain:
        return f"{WORDS[choice].capitalize()}{f': {note}' if note else ''}."
    mark, color = MARKS[choice]
    head = f"{question.number:>4} "
    room = max(style.width - len(head) - 3 - len(rule) - 2, 0)
    text = note or signs(change_in_words(question.pieces))
    return (
        style.ink(head, DIM) + style.ink(mark, color) + " "
        + style.ink(_fit(rule, style.width - len(head) - 2), CYAN)
        + (style.ink(f"  {_fit(text, room)}", DIM) if room > 8 else "")
    )  # fmt: skip


def key_line(style: Style, *, first: bool) -> list[str]:
    """The line that waits for a key; the first of a run has the words, too."""
    if style.plain:
        return ["Key (question mark for help):"]
    if not first:
        keys = " ".join(key for key, _, _ in KEYS)
        return [style.ink(_fit(f"{keys} ", style.width), DIM)]
    parts: list[Part] = [(f"[{key}]{rest}  ", ()) for key, rest, _ in KEYS]
    return wrapped(parts, style)


def help_lines(style: Style) -> list[str]:
    if style.plain:
        return [f"{key}: {text}" for key, _, text in KEYS]
    rows = ([(f"{key}  {text}", ())] for key, _, text in KEYS)
    return [line for row in rows for line in wrapped(row, style, INDENT)]


# -- plain lines --------------------------------------------------------------------------


def plain_lines(question: Question) -> list[str]:
    """A question for a screen reader: whole sentences, nothing that needs to be seen."""
    unit = question.unit
    old = signs("".join(p.text for p in question.pieces if p.kind != NEW)).strip()
    rules = " and ".join(unit.rules)
    return [
        f"Fix {question.number} of {question.total}, {signs(question.path)}, line {question.line}.",
        f"Rule {rules}, {unit.applicability.label}: {'; '.join(map(signs, unit.messages))}.",
        f"Sentence: {old}",
        f"Change: {signs(change_in_words(question.pieces))}",
        *([f"Why: {question.why}"] if question.why else []),
    ]


def change_in_words(pieces: Sequence[Piece]) -> str:
    """The words that change, whole, before and after."""
    places = [n for n, piece in enumerate(pieces) if piece.kind != KEPT]
    if not places:
        return "nothing that can be seen"
    first, last = places[0], places[-1]
    head = re.search(r"\S*\Z", pieces[first - 1].text) if first else None
    tail = re.match(r"\S*", pieces[last + 1].text) if last + 1 < len(pieces) else None
    middle = pieces[first : last + 1]
    around = (head[0] if head else "", tail[0] if tail else "")
    old, new = (
        around[0] + "".join(p.text for p in middle if p.kind != other) + around[1]
        for other in (NEW, GONE)
    )
    if not new.strip():
        return f"remove {old.strip()!s}"
    if not old.strip():
        return f"insert {new.strip()!s}"
    return f"{old.strip()} → {new.strip()}"


# -- widths -------------------------------------------------------------------------------


def cells(text: str) -> int:
    """How many columns a text takes."""
    from wcwidth import wcswidth

    width: int = wcswidth(text)
    return width if width >= 0 else len(text)


def _fit(text: str, width: int) -> str:
    """A text in at most that many columns, cut with a sign that something is missing."""
    if cells(text) <= width:
        return text
    out = ""
    for char in text:
        if cells(out + char) > width - 1:
            break
        out += char
    return out + "…" if width > 0 else ""


def wrapped(parts: Iterable[Part], style: Style, indent: str = "") -> list[str]:
    """Lines of the parts' words, in their ink. A word wider than the line is cut in pieces."""
    room = max(style.width - len(indent), 1)
    lines: list[list[Part]] = [[]]
    used = 0
    for text, codes in parts:
        for word in _pieces_of(text, room):
            width = cells(word)
            if used + width > room and used:
                lines.append([])
                used = 0
                if word == " " and not codes:
                    continue
            lines[-1].append((word, codes))
            used += width
    return [indent + "".join(_inked(line, style)) for line in lines]


def _pieces_of(text: str, room: int) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match[0]
        while cells(word) > room:
            cut = max(_longest(word, room), 1)
            yield word[:cut]
            word = word[cut:]
        yield word


def _longest(word: str, room: int) -> int:
    """How many characters of a word fit."""
    used = 0
    for number, char in enumerate(word):
        used += max(cells(char), 0)
        if used > room:
            return number
    return len(word)


def _inked(line: Sequence[Part], style: Style) -> Iterator[str]:
    """Join neighbours of the same ink, so that a marked stretch is one."""
    at = 0
    while at < len(line):
        end = at
        while end < len(line) and line[end][1] == line[at][1]:
            end += 1
        yield style.ink("".join(text for text, _ in line[at:end]), *line[at][1])
        at = end
