"""Formats, checkers and reporters of other packages, found as an installed package offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtfix import Cleaner, MtfixError, plugins

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULE = """
from mtfix.formats import text
from mtfix.model import Extent, Rule
from mtfix.report import finding

NAME, SUFFIXES = "shout", (".shout",)

def read(content, *, path="", language="en"):
    return text.read(content, path=path, language=language)

def write(results, view):
    for result in results:
        yield result.path.upper()

class Checker:
    rules = (Rule("other-xyzzy", "rep-word", "xyzzy is magic"),)

    def check(self, analysis):
        for segment in analysis.document.segments:
            at = segment.text.find("xyzzy")
            if at >= 0:
                yield finding(segment, self.rules[0], Extent(at, at + 5))

checker = Checker()
"""
ENTRIES = """
[mtfix.formats]
shout = other_package
broken = other_package_that_is_not_there
[mtfix.checkers]
xyzzy = other_package:checker
[mtfix.reporters]
shout = other_package
"""


@pytest.fixture
def other_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "other_package.py").write_text(MODULE)
    info = tmp_path / "other_package-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other-package\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRIES)
    monkeypatch.syspath_prepend(tmp_path)
    plugins.offered.cache_clear()
    yield
    plugins.offered.cache_clear()


@pytest.mark.usefixtures("other_package")
def test_a_checker_of_another_package_runs() -> None:
    assert "other-xyzzy" in [rule.id for rule in Cleaner().rules]
    assert [f.rule for f in Cleaner().check("Say xyzzy aloud.")] == ["other-xyzzy"]


@pytest.mark.usefixtures("other_package")
def test_a_reporter_of_another_package() -> None:
    assert plugins.reporter("shout").__name__ == "other_package"  # type: ignore[attr-defined]
    assert plugins.reporter("text").__name__ == "mtfix.reporters.text"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("other_package")
def test_a_format_that_does_not_load_says_whose_it_is() -> None:
    with pytest.raises(MtfixError, match="format 'broken' of other-package does not load"):
        plugins.format_named("broken")


def test_without_other_packages_nothing_is_offered() -> None:
    assert plugins.offered("checker") == ()


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(MtfixError, match=r"unknown format 'pdf'; choose one of .*markdown"):
        plugins.format_named("pdf")
