"""What mtfix writes into a file, other parsers read there and nowhere else."""

from __future__ import annotations

import csv
import io
import json
import plistlib
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
import yaml

from mtfix import formats
from mtfix.model import Change, Extent, LockedError, RunKind, apply_edits
from tests.formats.samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEW = 'qq "r", s & t\'s \\ <5 é'


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _flat(below, f"{path}/{key}")
    elif isinstance(value, list):
        for n, below in enumerate(value):
            yield from _flat(below, f"{path}/{n}")
    else:
        yield path, str(value)


def _xml(text: str) -> Iterator[tuple[str, str]]:
    for n, node in enumerate(ElementTree.fromstring(text.encode()).iter()):
        yield f"{n}{node.tag}{sorted(node.attrib.items())}", node.text or ""
        yield f"{n} tail", node.tail or ""


READERS: dict[str, Callable[[str], list[tuple[str, str]]]] = {
    "json": lambda text: list(_flat(json.loads(text))),
    "yaml": lambda text: list(_flat(yaml.safe_load(text))),
    "csv": lambda text: list(_flat(list(csv.reader(io.StringIO(text))))),
    "xcstrings": lambda text: list(_flat(json.loads(text))),
    "stringsdict": lambda text: list(_flat(plistlib.loads(text.encode()))),
    "xliff": lambda text: list(_xml(text)),
    "tmx": lambda text: list(_xml(text)),
    "android": lambda text: list(_xml(text)),
}


@pytest.mark.parametrize("name", READERS)
def test_one_value_changes_as_it_was_meant(name: str) -> None:
    path, text = SAMPLES[name]
    before = READERS[name](text)
    tried = 0
    for segment in formats.by_name(name).read(text, path=path).segments:
        at = next(
            i
            for i in range(1, len(segment.text))
            if segment.text[i - 1 : i + 1].isalpha() and segment.run_at(i).kind is RunKind.PROSE
        )
        try:
            edits = segment.edits(Change(Extent(at, at), NEW))
        except LockedError:
            continue  # a plain YAML value, a bare CSV cell
        after = READERS[name](apply_edits(text, edits))
        assert [key for key, _ in after] == [key for key, _ in before]
        changed = [(a, b) for (_, a), (_, b) in zip(after, before, strict=True) if a != b]
        assert len(changed) == 1
        new, old = changed[0]
        shown = new.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\")
        assert NEW in (shown if name == "android" else new)
        assert len(new) >= len(old) + len(NEW)
        tried += 1
    assert tried
