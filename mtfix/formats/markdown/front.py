"""The prose in front matter: titles, descriptions and the like, where they stand on one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from mtfix.formats.layouts import is_chosen
from mtfix.formats.placeables import Placeable, runs_between
from mtfix.model import LockedError, Run, RunKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.model import Codec

KEYS = (
    "title", "linkTitle", "subtitle", "headline", "description", "summary", "excerpt", "abstract",
    "lead", "caption", "tagline",
)  # fmt: skip
_BLOCK = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>(?:(?!(?P=fence))[^\r\n]*\r?\n){0,2000}?)"
    r"(?:(?P=fence)|\.\.\.)[ \t]*(?=\r?\n|\Z)"
)
_ENTRY = re.compile(
    r"^(?P<key>[A-Za-z_][\w.-]*)[ \t]*(?P<mark>[:=])[ \t]*(?:"
    r"\"(?P<double>(?:[^\"\\\r\n]|\\[\"\\])*)\""
    r"|'(?P<single>(?:[^'\r\n]|'')*)'"
    r"|(?P<plain>[^\s\"'|>&*!%@`{\[\]},#?-](?:[^\r\n#:]|:(?=\S)|(?<=\S)#)*?))[ \t]*(?=\r?$)",
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\[\"\\]|''")


class Front(NamedTuple):
    """A value of the front matter."""

    kind: str
    runs: tuple[Run, ...]


class FrontCodec(Struct, frozen=True):
    """Writes into a value of YAML or TOML without ending it."""

    style: str

    def encode(self, text: str) -> str:
        if "\n" in text or (self.style == "plain" and set(text) & set(":#")):
            raise LockedError(f"{text!r} needs a value in quotation marks")
        if self.style == "double":
            return text.replace("\\", "\\\\").replace('"', '\\"')
        return text.replace("'", "''") if self.style == "single" else text


def values(text: str, found: Sequence[Placeable], keys: Sequence[str] = KEYS) -> Iterator[Front]:
    """Yield the values of `keys`. TOML has no plain ones, and no escapes in single quotes."""
    block = _BLOCK.match(text) if text.startswith(("---", "+++", "\ufeff")) else None
    if block is None:
        return
    toml = block["fence"] == "+++"
    for match in _ENTRY.finditer(text, *block.span("body")):
        if not is_chosen(keys, [match["key"]]):
            continue
        style = next(s for s in ("double", "single", "plain") if match[s] is not None)
        start, end = match.span(style)
        fits = (match["mark"] == "=") == toml and not (toml and style == "plain")
        if not fits or not match[style].strip() or (toml and "'" in match[style]):
            continue
        codec = FrontCodec("literal" if toml and style == "single" else style)
        runs = tuple(_runs(text, start, end, found, codec, plain=style == "plain"))
        yield Front("heading" if "itle" in match["key"] else "line", runs)


def _runs(
    text: str, start: int, end: int, found: Sequence[Placeable], codec: Codec, *, plain: bool
) -> Iterator[Run]:
    at = start
    for match in () if plain else _ESCAPE.finditer(text, start, end):
        yield from runs_between(at, match.start(), text, found, codec)
        at = match.end()
        yield Run(
            RunKind.PROSE, Span(match.start(), at), text[at - 1], (match.start(), at), codec=codec
        )
    yield from runs_between(at, end, text, found, codec)
