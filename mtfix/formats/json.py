"""JSON, JSON Lines and ARB: translations by their place, else the values that read like prose."""

from __future__ import annotations

import re
from itertools import accumulate
from json import loads
from typing import TYPE_CHECKING

from mtfix.formats.assembly import Draft, assemble
from mtfix.formats.comments import CommentStyle
from mtfix.formats.groups import WHOLE, numbered
from mtfix.formats.jsontext import (
    ESCAPE,
    NEWLINE,
    as_written,
    codec_of,
    is_sound,
    meaning,
    refuse,
    strings,
    without_comments,
    without_trailing_commas,
)
from mtfix.formats.layouts import holds_prose, is_chosen, is_layout, language_of
from mtfix.formats.tags import TAG
from mtfix.formats.units import Value
from mtfix.formats.values import ICU, is_sentence, lex, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mtfix.model import Document

    _Chooser = Callable[[str, Sequence[str], str], bool]

NAME = "json"
TAKES_KEYS = TAKES_GROUP = True
SUFFIXES = (".json", ".jsonl", ".ndjson", ".arb", ".jsonc")
ABOUT = (
    "values of translations (ARB, locale folders) and of keys such as title and text, else values "
    "of three words and more; locked: keys, other values, placeholders, plural forms, tags"
)

COMMENTS = (
    CommentStyle("//", suffixes=(".jsonc",)),
    CommentStyle("/*", "*/", suffixes=(".jsonc",)),
)

_TAGS = TAG.replace("[^<>\\n]", r'(?:[^<>\\\n]|\\["/])').replace("</?", r"<(?:\\?/)?")
_SPECIAL = re.compile(rf"{NEWLINE}|{_TAGS}|{ICU}|{ESCAPE}")
_HINT = re.compile(r"[\\<{&]")
_LETTER = re.compile(r"[^\W\d_]")


def read(
    text: str,
    *,
    path: str = "",
    language: str = "en",
    keys: Sequence[str] = (),
    group: str = "",
) -> Document:
    """Read JSON; only the values of `keys` where some are named.

    Of JSON Lines, each line is a record of its own; neighbours with the same value of the key
    `group` are one. A key that occurs twice in an object is refused: nobody knows which counts.
    """
    low = path.lower()
    by_line = low.endswith((".jsonl", ".ndjson"))
    plain = text if by_line else _plain(text, relaxed=low.endswith(".jsonc"))
    by_line = by_line or not _check(plain, path)
    if by_line:
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip(" \t\r\ufeff") and not is_sound(line):
                refuse(line, path, number)
    arb = low.endswith(".arb")
    all_values = arb or (is_layout(path) and not by_line)
    spoken = language_of(path) if all_values else ""
    takes = _chooser(keys, all_values=all_values, chrome=low.endswith("messages.json"))
    records = _records(text, group) if by_line else [(0, 0)]
    drafts = _drafts(plain, spoken, takes, records)
    return assemble(text, NAME, drafts, path=path, language=language, written=as_written)


def literals(text: str) -> list[tuple[int, int]]:
    """The strings: what looks like a comment in one is none."""
    found = strings(_plain(text, relaxed=True))
    return [match.span() for match, *_ in found if "//" in match[1] or "/*" in match[1]]


def _plain(text: str, *, relaxed: bool) -> str:
    """The text without comments and trailing commas, where these keep it from being JSON.

    Where nothing says that comments are allowed, a trailing comma alone is a mistake.
    """
    if is_sound(text):
        return text
    bare = without_comments(text)
    if bare != text or relaxed:
        bare = without_trailing_commas(bare)
    return bare if is_sound(bare) else text


def _check(text: str, path: str) -> bool:
    """Whether the text is one JSON value; False where it is one value a line."""
    body = text.lstrip("\ufeff")
    if is_sound(body):
        return True
    first = body.lstrip().partition("\n")
    if first[0].lstrip().startswith(("{", "[")) and first[2].strip() and is_sound(first[0]):
        return False
    refuse(text, path, 1)
    return True


def _records(text: str, group: str) -> list[tuple[int, int]]:
    """Where each line starts, and the number of the record that it belongs to."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
    if not group:
        return list(zip(starts, range(1, len(starts) + 1), strict=True))
    if group == WHOLE:
        return [(0, 0)]
    groups = [_value(line, group) for line in lines]
    return list(zip(starts, numbered(groups), strict=True))


def _value(line: str, key: str) -> object:
    body = line.strip(" \t\r\ufeff")
    found = loads(body) if body else None
    return found.get(key) if isinstance(found, dict) else None


def _drafts(
    text: str, spoken: str, takes: _Chooser, records: Sequence[tuple[int, int]]
) -> Iterator[Draft]:
    codec, block, apart = codec_of(text), 0, 0
    at = 0
    for match, key, above, opened in strings(text):
        inner = match[1]
        if not inner or not _LETTER.search(inner) or not takes(key, above, inner):
            continue
        block, apart = block + opened - apart, opened
        start, end = match.span(1)
        while at + 1 < len(records) and records[at + 1][0] <= start:
            at += 1
        record = records[at][1]
        value = Value(lex(text, start, end, _SPECIAL, meaning, _HINT), (*above[1:], key))
        if len(value.atoms) == 1 and "\\" not in inner:
            block += 1
            yield Draft(value.atoms, "line", block, codec, spoken, value=value, record=record)
            continue
        for atoms, parted in lines(value.atoms):
            block += 1 + parted
            yield Draft(atoms, "line", block, codec, spoken, value=value, record=record)


def _chooser(wanted: Sequence[str], *, all_values: bool, chrome: bool) -> _Chooser:
    """What says of a key, the keys above it and its value whether the value is prose."""

    def named(key: str, above: Sequence[str], _: str) -> bool:
        return is_chosen(wanted, [*filter(None, above), key])

    def translated(key: str, above: Sequence[str], _: str) -> bool:
        # `@key` of ARB describes, for translators
        described = key.startswith("@") or any(k.startswith("@") for k in above)
        return not described and (not chrome or key == "message")

    def guessed(key: str, _: Sequence[str], value: str) -> bool:
        known = holds_prose(key)
        return known if known is False else is_sentence(value) or (known is True and " " in value)

    return named if wanted else translated if all_values else guessed
