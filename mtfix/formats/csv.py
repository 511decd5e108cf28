"""CSV and TSV: the columns that hold prose, by their names or by what stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from mtfix.formats.assembly import Atom, Draft, assemble, primary
from mtfix.formats.groups import WHOLE, numbered
from mtfix.formats.layouts import holds_prose, is_chosen
from mtfix.formats.tags import TAG
from mtfix.formats.units import Value
from mtfix.formats.values import is_sentence, lex, lines
from mtfix.model import Document, LockedError, MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "csv"
TAKES_KEYS = TAKES_GROUP = True
SUFFIXES = (".csv", ".tsv", ".tab")
ABOUT = (
    "columns named text, target, description and the like, else those of sentences; locked: other "
    "columns"
)

_SPECIAL = re.compile(rf'(?P<twin>"")|(?P<newline>[ \t]*(?:\r\n|\n|\r))|{TAG}')
_BARE = re.compile(TAG)
_SOURCE = frozenset({"source", "src", "original", "source_text", "msgid", "src_text"})
_SHARE = 0.5  # of a column's cells that must read like prose


class _Cell(NamedTuple):
    start: int
    end: int
    quoted: bool
    line: int


class CellCodec(Struct, frozen=True):
    """Doubles quotation marks; a cell without any takes nothing that would need some."""

    delimiter: str
    quoted: bool

    def encode(self, text: str) -> str:
        if self.quoted:
            return text.replace('"', '""')
        if self.delimiter in text or "\n" in text or (self.delimiter != "\t" and '"' in text):
            raise LockedError(f"{text!r} needs a cell in quotation marks")
        return text


def read(
    text: str,
    *,
    path: str = "",
    language: str = "en",
    keys: Sequence[str] = (),
    group: str = "",
) -> Document:
    """Read a table. Rows of different lengths are refused, as their columns are unknown.

    Each row is a record of its own, and neighbours with the same cell in the column `group` are
    one; a table with a source column is one whole, as translations of one thing are.
    """
    drafts = _drafts(text, path, language, keys, group)
    return assemble(text, NAME, drafts, path=path, language=language, written=str)


def _drafts(
    text: str, path: str, language: str, keys: Sequence[str], group: str
) -> Iterator[Draft]:
    delimiter = _delimiter(text, path)
    rows = [
        row for row in _rows(text, delimiter, path) if len(row) > 1 or row[0].end > row[0].start
    ]
    if not rows:
        return
    width = len(rows[0])
    for row in rows:
        if len(row) != width:
            raise MtfixError(
                f"{path}:{row[0].line}: {len(row)} columns where the first row has {width};"
                " mend the row first"
            )
    header = [text[c.start : c.end].strip() for c in rows[0]]
    columns, named = _chosen(header, keys) if keys else _columns(text, rows, header, language)
    source = next((i for i, name in enumerate(header) if name.lower() in _SOURCE), None)
    quoted, bare = CellCodec(delimiter, quoted=True), CellCodec(delimiter, quoted=False)
    block = 0
    told = rows[1:] if named else rows
    records = _records(text, told, header, group or (WHOLE if source is not None else ""))
    for row, record in zip(told, records, strict=True):
        block += 1
        of = None if source is None else _shown(text, row[source])
        for column in columns:
            cell = row[column]
            whole = Value(_atoms(text, cell))
            for atoms, parted in lines(whole.atoms):
                block += parted
                codec = quoted if cell.quoted else bare
                yield Draft(atoms, "cell", block, codec, "", of, value=whole, record=record)


def _records(
    text: str, rows: Sequence[Sequence[_Cell]], header: Sequence[str], group: str
) -> Sequence[int]:
    """The number of the record that each row belongs to."""
    if group == WHOLE:
        return [0] * len(rows)
    if not group:
        return range(1, len(rows) + 1)
    columns, _ = _chosen(header, [group])
    return numbered([_shown(text, row[c]) for c in columns[:1]] for row in rows)


def _atoms(text: str, cell: _Cell) -> list[Atom]:
    special = _SPECIAL if cell.quoted else _BARE
    return lex(text, cell.start, cell.end, special, lambda m: '"' if m.group() == '""' else "\n")


def _shown(text: str, cell: _Cell) -> str:
    raw = text[cell.start : cell.end]
    return raw.replace('""', '"') if cell.quoted else raw


def _delimiter(text: str, path: str) -> str:
    if path.lower().endswith((".tsv", ".tab")):
        return "\t"
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    return max(",;\t|", key=first.count) if first.strip() else ","


def _rows(text: str, delimiter: str, path: str) -> Iterator[list[_Cell]]:
    """Yield the cells of each row. A quoted cell may hold line breaks."""
    mark = re.escape(delimiter)
    quotes = "" if delimiter == "\t" else rf'"(?P<quoted>(?:[^"]|"")*+)"(?={mark}|\r?\n|\r|\Z)|'
    pattern = re.compile(rf"(?:{quotes}(?P<bare>[^{mark}\r\n]*+))(?P<next>{mark}|\r\n|\n|\r|\Z)")
    at, line, row = len(text) - len(text.lstrip("\ufeff")), 1, list[_Cell]()
    while at < len(text) or row:
        match = pattern.match(text, at)
        if match is None:  # cannot be: an empty bare cell always matches
            raise MtfixError(f"{path}:{line}: no cell there; mend the row first")
        group = "quoted" if quotes and match["quoted"] is not None else "bare"
        cell = _Cell(*match.span(group), group == "quoted", line)
        if quotes and group == "bare" and text.startswith('"', cell.start):
            raise MtfixError(f"{path}:{line}: a quotation mark is not closed; mend the cell first")
        row.append(cell)
        at = match.end()
        if match["next"] != delimiter:
            yield row
            row = []
            line += 1
        if group == "quoted":
            line += text.count("\n", cell.start, cell.end)
        if not match["next"]:
            return


def _chosen(header: Sequence[str], keys: Sequence[str]) -> tuple[list[int], bool]:
    """The columns that the user names, or counts from 1 where no row names them."""
    found = [i for i, name in enumerate(header) if is_chosen(keys, [name])]
    if found:
        return found, True
    return [i for i in range(len(header)) if str(i + 1) in keys], False


def _columns(
    text: str, rows: Sequence[Sequence[_Cell]], header: Sequence[str], language: str
) -> tuple[list[int], bool]:
    """Which columns hold prose, and whether the first row names them."""
    told = [i for i, name in enumerate(header) if _is_named(name, language)]
    if told and len(rows) > 1:
        return told, True
    sample = rows[1:201] or rows
    found = [
        i
        for i, name in enumerate(header)
        if name.lower() not in _SOURCE
        and (holds_prose(name) is not False or len(rows) == 1)
        and sum(is_sentence(text[r[i].start : r[i].end]) for r in sample) > _SHARE * len(sample)
    ]
    first = any(is_sentence(header[i]) for i in found)
    return found, not first


def _is_named(name: str, language: str) -> bool:
    low = name.lower()
    if low in _SOURCE:
        return False
    spoken = re.fullmatch(r"[a-z]{2}(?:[-_][a-z]{2})?", low)
    if spoken:
        return primary(low) == primary(language)
    return holds_prose(low) is True
