"""Finds a format by its name or by a path. A format is a module with NAME, SUFFIXES and read."""

from __future__ import annotations

import importlib
from pathlib import PurePath
from typing import Protocol, cast

from mtfix.model import Document, MtfixError

ANY_LANGUAGE = "mul"  # asks for what is in any language; the code of ISO 639 for several

# Suffixes stand here, too, so that a choice by path imports no parser.
_BUILT_IN: dict[str, tuple[str, ...]] = {
    "text": (".txt", ".text"),
    "markdown": (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdx", ".qmd", ".rmd"),
    "html": (".html", ".htm", ".xhtml", ".xht"),
    "rst": (".rst", ".rest"),
    "asciidoc": (".adoc", ".asciidoc"),
    "po": (".po", ".pot"),
    "subtitles": (".srt", ".vtt"),
    "xliff": (".xlf", ".xliff", ".sdlxliff", ".mqxliff"),
    "tmx": (".tmx",),
    "json": (".json", ".jsonl", ".ndjson", ".arb", ".jsonc"),
    "yaml": (".yaml", ".yml"),
    "csv": (".csv", ".tsv", ".tab"),
    "properties": (".properties",),
    "strings": (".strings",),
    "stringsdict": (".stringsdict",),
    "xcstrings": (".xcstrings",),
    "android": (".xml",),
    "docx": (".docx",),
}


# Data of any kind: in a folder only translations among them are prose, by their place or name.
_DATA = frozenset({"json", "yaml", "csv", "properties", "android"})
_ALWAYS = frozenset({".arb"})


class Format(Protocol):
    """What a format module has. Those of other packages may lack ABOUT."""

    NAME: str
    SUFFIXES: tuple[str, ...]
    ABOUT: str  # what is prose and what is locked

    def read(self, text: str, *, path: str = "", language: str = "en") -> Document: ...


def names() -> tuple[str, ...]:
    """The names of the built-in formats."""
    return tuple(_BUILT_IN)


def by_name(name: str) -> Format:
    """The built-in format of this name; its module is imported now."""
    if name not in _BUILT_IN:
        raise MtfixError(f"unknown format {name!r}; choose one of {', '.join(_BUILT_IN)}")
    return cast("Format", importlib.import_module(f"mtfix.formats.{name}"))


def for_path(path: str | PurePath) -> str | None:
    """The name of the format that a path's suffix stands for, None where it is no prose."""
    suffix = PurePath(path).suffix.lower()
    return next((name for name, known in _BUILT_IN.items() if suffix in known), None)


def suffixes() -> tuple[str, ...]:
    """The suffixes of prose, as the built-in formats know them."""
    return tuple(
        suffix
        for name, known in _BUILT_IN.items()
        for suffix in known
        if name not in _DATA or suffix in _ALWAYS
    )


def is_data(name: str) -> bool:
    """Whether a format is one of keys and values, where only some values are prose."""
    return name in _DATA


def is_translation(path: str | PurePath) -> bool:
    """Whether a file of keys and values holds translations, by its place or name."""
    if for_path(path) not in _DATA:
        return False
    from mtfix.formats.layouts import is_translation_file

    return is_translation_file(path)
