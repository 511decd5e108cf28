"""A format is chosen by its name or by a path's suffix."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtfix import formats
from mtfix.model import MtfixError


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.txt", "text"),
        ("docs/A.MD", "markdown"),
        ("b.markdown", "markdown"),
        ("c.mdx", "markdown"),
        ("LICENSE", None),
        ("a.py", None),
        (".md", None),
        ("a.txt.bak", None),
    ],
)
def test_a_path_names_its_format(path: str, name: str | None) -> None:
    assert formats.for_path(path) == name
    assert formats.for_path(Path(path)) == name


def test_every_name_reads_every_suffix_it_claims() -> None:
    for name in formats.names():
        module = formats.by_name(name)
        assert name == module.NAME
        assert [formats.for_path(f"x{suffix}") for suffix in module.SUFFIXES] == [name] * len(
            module.SUFFIXES
        )
        document = module.read("One.\n", path="x", language="en-GB")
        assert [s.text for s in document.segments] == ["One."]
        assert (document.format, document.path, document.language) == (name, "x", "en-GB")


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(MtfixError, match="unknown format 'pdf'; choose one of text, markdown"):
        formats.by_name("pdf")
