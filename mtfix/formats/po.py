"""PO catalogues of gettext. A scanner of our own, as no library keeps how lines are wrapped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from mtfix.formats.assembly import Atom, Draft, assemble
from mtfix.formats.comments import HASH
from mtfix.formats.layouts import language_of
from mtfix.formats.tags import TAG
from mtfix.formats.units import Value
from mtfix.formats.values import lex, lines
from mtfix.model import Document, MtfixError
from mtfix.newlines import lines as numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "po"
SUFFIXES = (".po", ".pot")
ABOUT = (
    "msgstr, plurals too; locked: msgid, comments, placeholders, tags, wrapping, the header, and "
    "fuzzy, obsolete and untranslated entries"
)
COMMENTS = HASH
NEXT = "paragraph"  # how far `mtfix: off-next` goes: to the next blank line

_NO_FLAGS: frozenset[str] = frozenset()
_LINE = re.compile(
    r"(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?[ \t]*"
    r"\"(?P<value>(?:[^\"\\\r\n]|\\[^\r\n])*)\"[ \t]*\Z"
)
_ESCAPE = r"\\(?:[abfnrtv\"'?\\]|[0-7]{1,3}|x[0-9A-Fa-f]+)"
# The seam of two lines, with the blank before it or the line break that it shows.
_SEAM = r"(?P<seam>(?P<breaks>\\n)?(?P<blank> )?\"[ \t]*(?:\r\n|\n|\r)[ \t]*\")"
# A tag may run over a seam.
_OVER = r'"[ \t]*\r?\n[ \t]*"'
_TAGS = TAG.replace("[^<>\\n]", rf'(?:[^<>\n\\"]|\\.|{_OVER})').replace(r"\s", rf"(?:\s|{_OVER})")
_VALUE = re.compile(rf"{_SEAM}|{_ESCAPE}|{_TAGS}")
_C = (
    r"%(?:\d+\$)?[-+ #0'I]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|q|j|z|t|L)?"
    r"[diouxXeEfFgGaAcspnCS%]"
    r"|%<PRI\w+>"
)
_PLACEHOLDERS = {
    "c-format": _C,
    "objc-format": _C + "|%(?:\\d+\\$)?@",
    "php-format": r"%(?:\d+\$)?[-+ 0]*(?:'.)?\d*(?:\.\d+)?[bcdeEufFgGosxX%]",
    "python-format": r"%(?:\(\w+\))?[-+ #0]*(?:\*|\d+)?(?:\.\d+)?[diouxXeEfFgGcrs%]",
    "python-brace-format": r"\{[^{}\"\r\n]*\}",
    "csharp-format": r"\{\d+[^{}\"\r\n]*\}",
    "qt-format": r"%L?\d{1,2}|%n",
    "kde-format": r"%\d{1,2}",
    "sh-format": r"\$\w+|\$\{\w+\}",
    "perl-brace-format": r"\{\w+\}",
}
# `_` between longer parts is that of a name, `file_name`.
_ACCELERATORS = {"_": r"(?<![A-Za-z]{4})_(?=[A-Za-z])", "&": r"&(?=\w)(?!\w+;)"}
_SIMPLE = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "'": "'", "?": "?"}
_KEY = re.compile(r"[a-z\d]+(?:[_.][a-z\d]+)+", re.IGNORECASE)
_LANGUAGE = re.compile(r"^Language: *([A-Za-z]{2,3}(?:[_-]\w+)*(?:@\w+)?)", re.MULTILINE)
_BAD_ESCAPE = re.compile(r"\\(?:[^abfnrtv\"'?\\0-7x]|x(?![0-9A-Fa-f]))")


class PoCodec(Struct, frozen=True):
    """Writes text inside the quotation marks of a PO file."""

    def encode(self, text: str) -> str:
        return (
            text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        )


class _Entry(Struct):
    """One message while it is read: where the values of its keywords stand."""

    flags: set[str] = field(default_factory=set)
    values: dict[str, tuple[int, int]] = field(default_factory=dict)


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read a catalogue. The header says what language it is in, or else the path."""
    return assemble(
        text, NAME, _drafts(text, path), path=path, language=language, written=_as_written
    )


def _drafts(text: str, path: str) -> Iterator[Draft]:
    spoken, block, codec = language_of(path), 0, PoCodec()
    known: dict[frozenset[str], frozenset[str]] = {}  # few differ: nothing to collect later
    for entry in _entries(text, path):
        msgid = entry.values.get("msgid")
        if msgid is None or "fuzzy" in entry.flags:
            continue
        source = _shown(text, msgid)
        if not source and "msgctxt" not in entry.values:
            header = _LANGUAGE.search(_shown(text, entry.values.get("msgstr", (0, 0))))
            spoken = header[1].replace("_", "-") if header else spoken
            continue
        key = _shown(text, entry.values.get("msgctxt", (0, 0)))
        for keyword, place in entry.values.items():
            if not keyword.startswith("msgstr"):
                continue
            of, others = _sources(text, entry, keyword)
            special = _special(entry.flags, _accelerator(source, text[slice(*place)]))
            flags = _NO_FLAGS
            if entry.flags or others:
                flags = frozenset({*entry.flags, keyword} if others else entry.flags)
                flags = known.setdefault(flags, flags)
            value = Value(_atoms(text, place, special), key, others, flags)
            for atoms, parted in lines(value.atoms):
                block += 1 + parted
                yield Draft(atoms, "line", block, codec, spoken, of, value=value)


def _sources(text: str, entry: _Entry, keyword: str) -> tuple[str, tuple[str, ...]]:
    """What a msgstr translates, and what else it may: a plural form knows two."""
    one = _shown(text, entry.values["msgid"])
    if _KEY.fullmatch(one):
        return "", ()  # `save_error` names the message and is no source of it
    plural = entry.values.get("msgid_plural")
    if plural is None:
        return one, ()
    many = _shown(text, plural)
    return (one, (many,)) if keyword == "msgstr[0]" else (many, (one,))


def _entries(text: str, path: str) -> Iterator[_Entry]:
    """Yield the messages. An entry ends where the next one begins."""
    entry, keyword = _Entry(), ""
    for number, (start, line) in enumerate(numbered(text), 1):
        core = line.strip(" \t\ufeff")
        if not core or core[0] == "#":
            if "msgstr" in keyword or not core:
                if entry.values:
                    yield entry
                    entry = _Entry()
                keyword = ""
            if core.startswith("#,"):
                entry.flags |= {flag.strip() for flag in core[2:].split(",")}
            continue
        match = _LINE.match(core)
        if match is None:
            raise MtfixError(f"{path}:{number}: no line of a PO file; mend it first")
        if "\\" in core and _BAD_ESCAPE.search(match["value"].replace("\\\\", "")):
            raise MtfixError(f"{path}:{number}: unknown escape in {core[:60]}; mend it first")
        offset = start + line.index(core)
        if match["keyword"]:
            fresh = match["keyword"]
            if "msgstr" in keyword and not fresh.startswith("msgstr"):
                yield entry
                entry = _Entry()
            keyword = fresh
            entry.values[keyword] = (offset + match.start("value"), offset + match.end("value"))
        elif keyword:
            entry.values[keyword] = (entry.values[keyword][0], offset + match.end("value"))
        else:
            raise MtfixError(f"{path}:{number}: a string without a keyword; mend it first")
    if entry.values:
        yield entry


def _accelerator(source: str, value: str) -> str:
    """The sign that marks the key of a menu item, `_File` or `&File`, where both have one."""
    for sign, pattern in _ACCELERATORS.items():
        if source.count(sign) == value.count(sign) == 1 and re.search(pattern, value):
            return pattern
    return ""


def _special(flags: set[str], accelerator: str) -> re.Pattern[str]:
    known = [pattern for flag, pattern in _PLACEHOLDERS.items() if flag in flags]
    if not known and not accelerator:
        return _VALUE
    more = f"|(?P<placeholder>{'|'.join(known)})" if known else ""
    more += f"|(?P<accelerator>{accelerator})" if accelerator else ""
    return re.compile(_VALUE.pattern + more)


def _atoms(text: str, place: tuple[int, int], special: re.Pattern[str]) -> list[Atom]:
    atoms = lex(text, *place, special, _meaning)
    # an empty first line: `msgstr ""` above the text
    while atoms and not atoms[0].text:
        if atoms[0].role != "seam" or text[atoms[0].start] in _ACCELERATORS:
            break
        del atoms[0]
    return atoms


def _meaning(match: re.Match[str]) -> str:
    if match.lastgroup == "accelerator":
        return ""
    if match["seam"] is not None:
        return "\n" if match["breaks"] else "  " if match["blank"] else ""
    return _SIMPLE.get(match.group()[1], match.group())


def _shown(text: str, place: tuple[int, int]) -> str:
    """The text of a value, with its placeholders and tags as they are written."""
    raw = text[slice(*place)]
    if '"' not in raw and "\\" not in raw:
        return raw
    return _SHOWN.sub(_plain, raw)


def _as_written(raw: str) -> str:
    return _SHOWN.sub(_plain, raw)


_SHOWN = re.compile(rf"(?P<seam>(?<!\\)\"[ \t]*(?:\r\n|\n|\r)[ \t]*\")|{_ESCAPE}")


def _plain(match: re.Match[str]) -> str:
    return "" if match["seam"] else _SIMPLE.get(match.group()[1], match.group())
