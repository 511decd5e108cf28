"""JSON, JSON Lines and ARB: translations by their place, else the values that read like prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from json import JSONDecodeError, loads
from typing import TYPE_CHECKING

from mtfix.formats.assembly import Draft, assemble
from mtfix.formats.layouts import holds_prose, is_chosen, is_layout, language_of
from mtfix.formats.tags import TAG
from mtfix.formats.units import Value
from mtfix.formats.values import ICU, is_sentence, lex, lines
from mtfix.model import Document, MtfixError
from mtfix.newlines import is_foreign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    _Chooser = Callable[[str, Sequence[str], str], bool]

NAME = "json"
TAKES_KEYS = True
SUFFIXES = (".json", ".jsonl", ".ndjson", ".arb")
ABOUT = (
    "values of translations (ARB, locale folders) and of keys such as title and text, else values "
    "of three words and more; locked: keys, other values, placeholders, plural forms, tags"
)

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)"([ \t\r\n]*:)?|[\[\]{}]')
_SURROGATES = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = rf"{_SURROGATES}|\\u[0-9a-fA-F]{{4}}|\\."
_TAGS = TAG.replace("[^<>\\n]", r'(?:[^<>\\\n]|\\["/])').replace("</?", r"<(?:\\?/)?")
_SPECIAL = re.compile(rf"(?P<newline>(?:\\r)?\\n)|{_TAGS}|{ICU}|{_ESCAPE}")
_ANY_ESCAPE = re.compile(rf"(?P<newline>(?:\\r)?\\n)|{_ESCAPE}")
_SPECIAL_HINT = re.compile(r"[\\<{]")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\n", "b": "\b", "f": "\f"}
_LETTER = re.compile(r"[^\W\d_]")
_MUST = re.compile(r'[\x00-\x1f"\\]')
_WORDY = re.compile(r"[^\x00-\x7f]")
_NAMES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f", '"': '\\"', "\\": "\\\\"}


@dataclass(frozen=True, slots=True)
class JsonCodec:
    """Escapes what JSON must, and all beyond ASCII where the file does so."""

    ascii: bool = False

    def encode(self, text: str) -> str:
        if text.isalnum() and text.isascii():
            return text
        text = _MUST.sub(lambda m: _NAMES.get(m.group(), f"\\u{ord(m.group()):04x}"), text)
        return _WORDY.sub(lambda m: _escaped(m.group()), text) if self.ascii else text


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def read(text: str, *, path: str = "", language: str = "en", keys: Sequence[str] = ()) -> Document:
    """Read JSON; only the values of `keys` where some are named.

    A key that occurs twice in an object is refused: nobody knows which value counts.
    """
    low = path.lower()
    by_line = low.endswith((".jsonl", ".ndjson")) or not _check(text, path)
    if by_line:
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip(" \t\r\ufeff") and not _is_sound(line):
                _refuse(line, path, number)
    arb = low.endswith(".arb")
    all_values = arb or (is_layout(path) and not by_line)
    spoken = language_of(path) if all_values else ""
    takes = _chooser(keys, all_values=all_values, chrome=low.endswith("messages.json"))
    drafts = _drafts(text, spoken, takes)
    return assemble(text, NAME, drafts, path=path, language=language, written=_as_written)


def _check(text: str, path: str) -> bool:
    """Whether the text is one JSON value; False where it is one value a line."""
    body = text.lstrip("\ufeff")
    if _is_sound(body):
        return True
    first = body.lstrip().partition("\n")
    if first[0].lstrip().startswith(("{", "[")) and first[2].strip() and _is_sound(first[0]):
        return False
    _refuse(text, path, 1)
    return True


def _is_sound(text: str) -> bool:
    try:
        loads(text.strip("\ufeff \t\r\n"), object_pairs_hook=_without_twins)
    except (ValueError, RecursionError):
        return False
    return True


def _without_twins(pairs: Sequence[tuple[str, object]]) -> None:
    if len(pairs) > 1 and len({key for key, _ in pairs}) < len(pairs):
        raise ValueError


def _refuse(text: str, path: str, number: int) -> None:
    """Raise what is wrong, with the line."""
    try:
        loads(text.lstrip("\ufeff"))
    except JSONDecodeError as error:
        line = number + error.lineno - 1
        raise MtfixError(f"{path}:{line}: {error.msg}; mend the JSON first") from error
    except RecursionError as error:
        raise MtfixError(f"{path}:{number}: nested too deep; exclude the file") from error
    line = number + text.count("\n", 0, _twin(text))
    raise MtfixError(f"{path}:{line}: a key occurs twice in one object; remove one of them")


def _twin(text: str) -> int:
    """Where a key stands that its object has already."""
    keys: list[set[str]] = []
    for match in _TOKEN.finditer(text):
        if match[2] is not None:
            if keys and match[1] in keys[-1]:
                return match.start()
            keys[-1].add(match[1])
        elif match.group() in "[{":
            keys.append(set())
        elif match.group() in "]}" and keys:
            keys.pop()
    return 0


def _drafts(text: str, spoken: str, takes: _Chooser) -> Iterator[Draft]:
    codec = JsonCodec(ascii=(text.isascii() and "\\u" in text) or is_foreign(text))
    key, block = "", 0
    keys: list[str] = []
    for match in _TOKEN.finditer(text):
        inner, colon = match[1], match[2]
        if inner is None:
            mark = match.group()
            if mark in "{[":
                keys.append(key)
                block += 1
            elif keys:
                key = keys.pop()
            continue
        if colon is not None:
            key = inner
            continue
        if not inner or not _LETTER.search(inner) or not takes(key, keys, inner):
            continue
        start, end = match.span(1)
        value = Value(lex(text, start, end, _SPECIAL, _meaning), ".".join([*keys[1:], key]))
        if not _SPECIAL_HINT.search(inner):
            block += 1
            yield Draft(value.atoms, "line", block, codec, spoken, value=value)
            continue
        for atoms, parted in lines(value.atoms):
            block += 1 + parted
            yield Draft(atoms, "line", block, codec, spoken, value=value)


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


def _as_written(raw: str) -> str:
    return _ANY_ESCAPE.sub(_meaning, raw) if "\\" in raw else raw


def _meaning(match: re.Match[str]) -> str:
    raw = match.group()
    if match.lastgroup == "newline":
        return "\n"
    if raw[1] != "u":
        return _SIMPLE.get(raw[1], raw[1])
    if len(raw) > 6:
        high, low = int(raw[2:6], 16), int(raw[8:12], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
    code = int(raw[2:], 16)
    return chr(code) if not 0xD800 <= code < 0xE000 else raw
