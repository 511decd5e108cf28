"""JSON as text: where its strings stand, what their escapes mean, and what is wrong with it."""

from __future__ import annotations

import re
from json import JSONDecodeError, loads
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.model import MtfixError
from mtfix.newlines import is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A string, with the colon behind it where it is a key, or a bracket.
TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)"([ \t\r\n]*:)?|[\[\]{}]')
_SURROGATES = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
ESCAPE = rf"{_SURROGATES}|\\u[0-9a-fA-F]{{4}}|\\."
NEWLINE = r"(?P<newline>(?:\\r)?\\n)"
_ANY_ESCAPE = re.compile(rf"{NEWLINE}|{ESCAPE}")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\n", "b": "\b", "f": "\f"}
_MUST = re.compile(r'[\x00-\x1f"\\]')
_WORDY = re.compile(r"[^\x00-\x7f]")
_NAMES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*+"|(?P<comment>//[^\r\n]*|/\*[\s\S]*?\*/)')
_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+"|(?P<comma>,)(?=\s*[}\]])')
_VISIBLE = re.compile(r"[^\r\n]")


class JsonCodec(Struct, frozen=True):
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


def strings(text: str) -> Iterator[tuple[re.Match[str], str, list[str], int]]:
    """Yield the values that are strings: the token, its key, the keys above it, outermost first.

    The last is the number of brackets opened before it. Of a list, the key is that of the list.
    """
    key, opened = "", 0
    keys: list[str] = []
    for match in TOKEN.finditer(text):
        if match[1] is None:
            if match.group() in "{[":
                keys.append(key)
                opened += 1
            elif keys:
                key = keys.pop()
        elif match[2] is not None:
            key = match[1]
        else:
            yield match, key, keys, opened


def codec_of(text: str) -> JsonCodec:
    """The codec that writes as the file does."""
    return JsonCodec(ascii=(text.isascii() and "\\u" in text) or is_foreign(text))


def without_comments(text: str) -> str:
    """The text with blanks where comments stand, so that offsets stay."""
    return _COMMENT.sub(lambda m: _VISIBLE.sub(" ", m[0]) if m["comment"] else m[0], text)


def without_trailing_commas(text: str) -> str:
    """The text with blanks for commas before a closing bracket."""
    return _COMMA.sub(lambda m: " " if m["comma"] else m[0], text)


def is_sound(text: str) -> bool:
    try:
        loads(text.strip("\ufeff \t\r\n"), object_pairs_hook=_without_twins)
    except (ValueError, RecursionError):
        return False
    return True


def _without_twins(pairs: Sequence[tuple[str, object]]) -> None:
    if len(pairs) > 1 and len({key for key, _ in pairs}) < len(pairs):
        raise ValueError


def refuse(text: str, path: str, number: int) -> None:
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
    for match in TOKEN.finditer(text):
        if match[2] is not None:
            if keys and match[1] in keys[-1]:
                return match.start()
            keys[-1].add(match[1])
        elif match.group() in "[{":
            keys.append(set())
        elif match.group() in "]}" and keys:
            keys.pop()
    return 0


def as_written(raw: str) -> str:
    return _ANY_ESCAPE.sub(meaning, raw) if "\\" in raw else raw


def meaning(match: re.Match[str]) -> str:
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
