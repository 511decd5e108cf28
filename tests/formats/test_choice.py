"""A format is chosen by its name or by a path's suffix."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtfix import formats
from mtfix.model import MtfixError
from tests.formats.samples import SAMPLES


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
        path, text = SAMPLES.get(name, ("x", "One.\n"))
        document = module.read(text, path=path, language="en-GB")
        assert document.segments
        assert (document.format, document.path, document.language) == (name, path, "en-GB")


def test_every_format_says_what_is_prose_and_what_is_locked() -> None:
    for name in formats.names():
        assert "locked" in formats.by_name(name).ABOUT


def test_data_is_prose_in_a_folder_only_where_it_is_a_translation() -> None:
    assert ".po" in formats.suffixes()
    assert not {".json", ".yml", ".xml", ".csv", ".properties"} & set(formats.suffixes())
    taken = ["locales/en.json", "res/values/strings.xml", "i18n/a.yml", "x/messages_en.properties"]
    left = [
        "package.json", "tsconfig.json", "package-lock.json", ".github/workflows/ci.yml",
        "pom.xml", "locales/package.json", "data.csv", "i18n/data.csv", "gradle.properties",
        "a.txt",
    ]  # fmt: skip
    assert [path for path in taken if not formats.is_translation(path)] == []
    assert [path for path in left if formats.is_translation(path)] == []


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(MtfixError, match="unknown format 'pdf'; choose one of text, markdown"):
        formats.by_name("pdf")
