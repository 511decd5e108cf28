"""Glossaries: which translation a term has, read from CSV, TSV or TBX."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.files import read_file
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

_TERM = frozenset({"term", "source", "source term", "src", "original", "from"})
_TRANSLATION = frozenset({"translation", "target", "target term", "tgt", "to"})
_AVOID = frozenset({"avoid", "forbidden", "deprecated", "not", "do not use"})
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OUT_OF_USE = ("deprecated", "superseded", "forbidden", "notrecommended", "obsolete")
_LIMIT = 10_000_000  # bytes


class Term(Struct, frozen=True):
    """A term of the source, the translations it may have, and those it may not."""

    source: str
    translations: tuple[str, ...]
    avoid: tuple[str, ...] = ()
    language: str = ""  # of the source, where the glossary says it


def read_glossary(path: str, language: str) -> tuple[Term, ...]:
    """Read a glossary for translations into a language. A bad line is an error with its place."""
    text = read_file(path, max_bytes=_LIMIT).text
    rows = _tbx(text, path, language) if _is_xml(path, text) else _table(text, path)
    found = tuple(_merged(rows))
    if not found:
        raise MtfixError(f"{path}: no term with a translation into {language!r}")
    return found


def _is_xml(path: str, text: str) -> bool:
    return Path(path).suffix.lower() in (".tbx", ".xml") or text.lstrip().startswith("<?xml")


def _merged(rows: Iterable[Term]) -> Iterator[Term]:
    """Yield each term once, with all that the rows say of it."""
    known: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for row in rows:
        known[row.source, row.language].append(row)
    for (source, language), same in known.items():
        good = dict.fromkeys(t for row in same for t in row.translations)
        bad = dict.fromkeys(t for row in same for t in row.avoid if t not in good)
        if good:
            yield Term(source, tuple(good), tuple(bad), language)


# -- tables -------------------------------------------------------------------------------


def _table(text: str, path: str) -> Iterator[Term]:
    delimiter = _delimiter(text, path)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter, strict=True)
    columns = (0, 1, 2)
    try:
        for number, row in enumerate(reader):
            cells = [cell.strip() for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if number == 0 and (named := _columns(cells)) is not None:
                columns = named
                continue
            term, translation, avoid = (cells[c] if c < len(cells) else "" for c in columns)
            if not term or not translation:
                raise MtfixError(
                    f"{path}:{reader.line_num}: a glossary needs a term and a translation in each"
                    f" line, with {delimiter!r} between them; mend the line"
                )
            yield Term(term, _several(translation), _several(avoid))
    except csv.Error as error:
        raise MtfixError(f"{path}:{reader.line_num}: {error}; mend the line") from None


def _delimiter(text: str, path: str) -> str:
    if Path(path).suffix.lower() in (".tsv", ".tab"):
        return "\t"
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _columns(cells: Sequence[str]) -> tuple[int, int, int] | None:
    """The columns of term, translation and what to avoid, where the first row names them."""
    low = [cell.lower().replace("_", " ") for cell in cells]
    places = [next((i for i, c in enumerate(low) if c in names), -1) for names in _NAMES]
    term, translation, avoid = places
    if term < 0 or translation < 0:
        return None
    return term, translation, avoid if avoid >= 0 else len(cells)


_NAMES = (_TERM, _TRANSLATION, _AVOID)


def _several(cell: str) -> tuple[str, ...]:
    """The parts of a cell that a bar parts: `boat | ship`."""
    return tuple(part for part in (p.strip() for p in cell.split("|")) if part)


# -- TBX ----------------------------------------------------------------------------------


def _tbx(text: str, path: str, language: str) -> Iterator[Term]:
    if "<!ENTITY" in text:
        raise MtfixError(f"{path}: entities are not read from a glossary; remove them")
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(text.lstrip("\ufeff").encode())
    except ElementTree.ParseError as error:
        raise MtfixError(f"{path}:{error.position[0]}: {error.msg}; mend the XML first") from None
    wanted = language.partition("-")[0].lower()
    for entry in root.iter():
        if _local(entry) in ("termEntry", "conceptEntry"):
            yield from _concept(entry, wanted)


def _concept(entry: Element, wanted: str) -> Iterator[Term]:
    """Yield the terms of one concept, each in its language."""
    good: dict[str, list[str]] = defaultdict(list)
    bad: list[str] = []
    for section in entry:
        if _local(section) not in ("langSet", "langSec"):
            continue
        spoken = section.get(_XML_LANG, "").replace("_", "-").partition("-")[0].lower()
        for group in section.iter():
            if _local(group) not in ("tig", "ntig", "termSec"):
                continue
            name = "".join(t.text or "" for t in group.iter() if _local(t) == "term").strip()
            notes = (n.text or "" for n in group.iter() if n.get("type") == "administrativeStatus")
            out = any(n.lower().startswith(_OUT_OF_USE) for n in notes)
            if name and not out:
                good[spoken].append(name)
            elif name and spoken == wanted:
                bad.append(name)
    for spoken, names in good.items():
        if spoken != wanted and good[wanted]:
            yield from (Term(n, tuple(good[wanted]), tuple(bad), spoken) for n in names)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
