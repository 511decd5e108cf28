"""Settings: which file decides, what a mistake in it says, which rules run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtfix.config import Config, Configs, from_table, read_config
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from pathlib import Path


def test_nearest_file_wins(tmp_path: Path) -> None:
    (tmp_path / "mtfix.toml").write_text('language = "en-GB"\n')
    inner = tmp_path / "docs" / "deep"
    inner.mkdir(parents=True)
    (tmp_path / "docs" / "pyproject.toml").write_text("[tool.mtfix]\npreview = true\n")
    found = Configs().nearest(inner)
    assert found is not None
    assert found.preview
    assert found.language == "en"


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "mtfix.toml").write_text('ignore = ["doubled-word"]\n')
    inner = tmp_path / "docs"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    found = Configs().nearest(inner)
    assert found is not None
    assert found.ignore == ("doubled-word",)


def test_mtfix_toml_beats_pyproject_of_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "mtfix.toml").write_text('language = "en-GB"\n')
    (tmp_path / "pyproject.toml").write_text('[tool.mtfix]\nlanguage = "en-US"\n')
    found = Configs().nearest(tmp_path)
    assert found is not None
    assert found.language == "en-GB"


def test_every_key_of_a_file_arrives(tmp_path: Path) -> None:
    file = tmp_path / "mtfix.toml"
    file.write_text(
        'language = "en"\nselect = ["quote"]\nignore = ["a"]\nunsafe-fixes = true\n'
        'preview = true\nlanguagetool = "off"\nrules = ["own"]\nnames = ["Mies"]\n'
        'exclude = ["old/"]\nmax-bytes = 5\nbaseline = "known"\n'
        '[per-path-ignore]\n"docs/**" = ["b"]\n[per-path-select]\n"*.txt" = ["c"]\n'
        '[per-path-language]\n"de" = "de"\n'
    )
    assert read_config(file) == Config(
        select=("quote",),
        ignore=("a",),
        unsafe=True,
        preview=True,
        rules=(str(tmp_path / "own"),),
        names=("Mies",),
        exclude=("old/",),
        baseline=str(tmp_path / "known"),
        max_bytes=5,
        per_path=(("docs/**", ("b",)),),
        per_path_select=(("*.txt", ("c",)),),
        per_path_language=(("de", ("de",)),),
        source=str(file),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ingore = []", "unknown key 'ingore'; did you mean 'ignore'?"),
        ("unsafe_fixes = true", "unknown key 'unsafe_fixes'; did you mean 'unsafe-fixes'?"),
        ("zzz = 1", "unknown key 'zzz'; known are language, select"),
        ('preview = "yes"', "preview must be true or false, not 'yes'"),
        ('select = "quote"', "select must be a list of strings, not 'quote'"),
        ("max-bytes = true", "max-bytes must be a whole number above 0, not True"),
        ("names = [1]", "names must be a list of strings, not [1]"),
        ("per-path-language = {a = 1}", "per-path-language must be a table from globs to strings"),
        ("per-path-ignore = 3", "per-path-ignore must be a table from globs to lists"),
        ("per-path-ignore = {a = 'b'}", "per-path-ignore must be a table from globs to lists, as"),
        ("[tool.mtfix]\nignore = ['a']", "unknown key 'tool'; only in pyproject.toml do the keys"),
        ('languagetool = "maybe"', "languagetool is 'maybe'; use one of off, on, auto"),
        ("select = [", "not valid TOML"),
    ],
)
def test_a_mistake_names_file_key_and_way_out(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "mtfix.toml"
    file.write_text(text)
    with pytest.raises(MtfixError) as raised:
        read_config(file)
    assert str(raised.value).startswith(f"{file}: ")
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("select", "ignore", "rule", "runs"),
    [
        ((), (), "doubled-word", True),
        (("doubled",), (), "doubled-word", True),
        (("doubled-word",), (), "quote-space", False),
        ((), ("doubled",), "doubled-word", False),
        (("doubled-word",), ("doubled",), "doubled-word", True),
        (("doubled",), ("doubled-word",), "doubled-word", False),
        (("doubled-word",), ("doubled-word",), "doubled-word", False),
    ],
)
def test_the_longer_selector_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], rule: str, runs: bool
) -> None:
    assert Config(select=select, ignore=ignore).wants(rule) is runs


def test_a_new_rule_waits_for_preview_or_its_own_name() -> None:
    assert not Config().wants("new-rule", preview=True)
    assert not Config(select=("new",)).wants("new-rule", preview=True)
    assert Config(preview=True).wants("new-rule", preview=True)
    assert Config(select=("new-rule",)).wants("new-rule", preview=True)


def test_settings_for_one_path(tmp_path: Path) -> None:
    config = from_table(
        {
            "ignore": ["a"],
            "per-path-ignore": {"docs/**": ["b"], "*.md": ["c"]},
            "per-path-select": {"blog": ["d"]},
        },
        str(tmp_path / "mtfix.toml"),
    )
    assert config.for_path(tmp_path / "docs" / "x" / "one.txt").ignore == ("a", "b")
    assert config.for_path(tmp_path / "top.md").ignore == ("a", "c")
    assert config.for_path(tmp_path / "blog" / "one.txt").select == ("d",)
    assert config.for_path(tmp_path / "one.txt").select == ()
