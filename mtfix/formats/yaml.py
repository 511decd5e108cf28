"""YAML: translations by their place, else the values that read like prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from mtfix.formats.assembly import Draft, assemble
from mtfix.formats.comments import HASH
from mtfix.formats.layouts import holds_prose, is_chosen, is_language, is_layout, language_of
from mtfix.formats.tags import TAG
from mtfix.formats.units import Value
from mtfix.formats.values import ICU, is_sentence, lex, lines
from mtfix.model import Document, LockedError, MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.model import Codec

NAME = "yaml"
TAKES_KEYS = True
SUFFIXES = (".yaml", ".yml")
ABOUT = (
    "values of translations (locale folders, a language as only root) and of keys such as title "
    "and text, else values of three words and more; locked: keys, other values, placeholders, tags"
)
COMMENTS = HASH

_FOLD = (
    r"(?P<paragraph>[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))+[ \t]*)"
    r"|(?P<fold>[ \t]*(?:\r\n|\n|\r)[ \t]*)"
)
_LINE = r"(?P<line>(?:\r\n|\n|\r)[ \t]*)"
_DOUBLE = (
    r"(?P<seam>\\(?:\r\n|\n|\r)[ \t]*)|(?P<newline>(?:\\r)?\\n)"
    r"|\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\r\nxuU])"
)
_INLINE = rf"(?P<ruby>%\{{\w+\}})|{TAG}|{ICU}"
_SPECIAL = {
    "": re.compile(rf"{_FOLD}|{_INLINE}"),
    "'": re.compile(rf"(?P<twin>'')|{_FOLD}|{_INLINE}"),
    '"': re.compile(rf"{_DOUBLE}|{_FOLD}|{_INLINE}"),
    "|": re.compile(rf"{_LINE}|{_INLINE}"),
    ">": re.compile(rf"{_FOLD}|{_INLINE}"),
}
_HINT = re.compile(r"[\\\r\n<{&%]")
_HINTS = dict.fromkeys(_SPECIAL, _HINT) | {"'": re.compile(r"['\\\r\n<{&%]")}
_NAMED = {"n": "\n", "t": "\t", "r": "\n", "N": "\x85", "_": "\xa0", "L": "\n", "P": "\n"}
_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\n|\r)[ \t]*")
_LETTER = re.compile(r"[^\W\d_]")
_MUST = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


class ScalarCodec(Struct, frozen=True):
    """Writes text into a scalar of one style; a plain one refuses what would end it."""

    style: str
    flow: bool = False

    def encode(self, text: str) -> str:
        if self.style == '"':
            return "".join(_MUST.get(c, c) for c in text)
        if "\n" in text:
            raise LockedError("a line break would change the lines of the YAML value")
        if self.style == "'":
            return text.replace("'", "''")
        if self.style == "" and (set(text) & set(":#") or (self.flow and set(text) & set(",[]{}"))):
            raise LockedError(f"{text!r} needs a YAML value in quotation marks")
        return text


class _Scalar(NamedTuple):
    start: int
    end: int
    style: str
    keys: tuple[str, ...]  # its own last, at least an empty one
    flow: bool

    @property
    def root(self) -> str:
        return self.keys[0]


def read(text: str, *, path: str = "", language: str = "en", keys: Sequence[str] = ()) -> Document:
    """Read YAML, every document of a stream; only the values of `keys` where some are named."""
    return assemble(text, NAME, _drafts(text, path, keys), path=path, language=language)


def _drafts(text: str, path: str, keys: Sequence[str]) -> Iterator[Draft]:
    found = list(_scalars(text, path))
    roots = {s.root for s in found}
    stem = path.replace("\\", "/").rpartition("/")[2].split(".")[:-1]
    localised = bool(roots) and all(is_language(root) or root in stem for root in roots)
    everything = localised or is_layout(path)
    spoken = language_of(path) if everything else ""
    block = 0
    for scalar in found:
        place = _content(text, scalar)
        value = text[slice(*place)]
        if not _LETTER.search(value):
            continue
        if keys and not is_chosen(keys, scalar.keys):
            continue
        if not keys and not _takes(scalar.keys[-1], value, everything=everything):
            continue
        tongue = scalar.root.replace("_", "-") if localised else spoken
        atoms = lex(text, *place, _SPECIAL[scalar.style], _meaning, _HINTS[scalar.style])
        codec: Codec = ScalarCodec(scalar.style, scalar.flow)
        path_of_it = ".".join(scalar.keys[1:] if localised else scalar.keys)
        whole = Value(atoms, path_of_it)
        for line, parted in lines(atoms):
            block += 1 + parted
            yield Draft(line, "line", block, codec, tongue, value=whole)


def _takes(key: str, value: str, *, everything: bool) -> bool:
    if everything:
        return True
    known = holds_prose(key)
    return known if known is False else is_sentence(value) or (known is True and " " in value)


def _content(text: str, scalar: _Scalar) -> tuple[int, int]:
    """Where the value stands, without its quotation marks or block header."""
    if scalar.style in ("'", '"') and scalar.style:
        return scalar.start + 1, scalar.end - 1
    if scalar.style in ("|", ">") and scalar.style:
        header = _HEADER.match(text, scalar.start)
        start = header.end() if header else scalar.end
        body = text[start : scalar.end].rstrip(" \t\r\n")
        return start, start + len(body)
    return scalar.start, scalar.end


def _scalars(text: str, path: str) -> Iterator[_Scalar]:
    """Yield the values, with their keys. Values with a tag or an anchor are left alone."""
    import yaml

    depth = len(text) - len(text.lstrip("\ufeff"))
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    stack: list[list[Any]] = []  # [is a mapping, is flow, the key or None before one]
    try:
        for event in yaml.parse(_sound(text), Loader=loader):
            if isinstance(event, yaml.ScalarEvent):
                if stack and stack[-1][0] and stack[-1][2] is None:
                    stack[-1][2] = event.value
                    continue
                if event.anchor is None and event.tag is None:
                    yield _scalar(event, stack, depth)
                _next(stack)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                stack.append([isinstance(event, yaml.MappingStartEvent), event.flow_style, None])
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
                _next(stack)
            elif isinstance(event, yaml.AliasEvent):
                _next(stack)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise MtfixError(
            f"{path}:{mark.line + 1 if mark else 1}: {error.problem}; mend the YAML first"
        ) from error
    except yaml.YAMLError as error:
        raise MtfixError(f"{path}: {error}; mend the YAML first") from error


def _scalar(event: Any, stack: list[list[Any]], depth: int) -> _Scalar:
    keys = tuple(str(level[2]) for level in stack if level[0] and level[2] is not None)
    start, end = event.start_mark.index + depth, event.end_mark.index + depth
    flow = any(level[1] for level in stack)
    return _Scalar(start, end, event.style or "", keys or ("",), flow)


def _sound(text: str) -> str:
    """The text without what YAML cannot hold, at the same length."""
    return re.sub(r"[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "?", text.lstrip("\ufeff"))


def _next(stack: list[list[Any]]) -> None:
    """A value has ended: the mapping around it waits for its next key, or was given one."""
    if stack and stack[-1][0]:
        stack[-1][2] = None if stack[-1][2] is not None else ""


def _meaning(match: re.Match[str]) -> str:
    kind, raw = match.lastgroup, match.group()
    if kind in ("paragraph", "line", "newline"):
        return "\n"
    if kind == "fold":
        return "  "
    if kind == "seam":
        return ""
    if kind == "twin":
        return "'"
    if kind == "ruby":
        return raw
    if raw[1] in "xuU":
        return chr(int(raw[2:], 16))
    return _NAMED.get(raw[1], raw[1])
