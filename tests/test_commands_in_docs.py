"""Every command that a document shows exists, with every option that it is shown with."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from mtfix.cli import cli

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
INLINE = re.compile(r"`(mtfix [^`\n]+)`|^    (mtfix [^\n`]+)$", re.MULTILINE)
FENCE = re.compile(r"^ *```\w*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^ *(?:\$ |- |run: )?(?:\.venv/bin/)?(mtfix [^\n`]+)$", re.MULTILINE)
GAP = re.compile(r"\s{2,}|\s[|#&>;]|\s\d?>")  # what stands behind is a remark or the shell's


def shown(page: Path) -> list[str]:
    """The commands of a page, without what explains them."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    blocks = "\n".join(m[1] for m in FENCE.finditer(text))
    found = [m[1] or m[2] for m in INLINE.finditer(text)] + LINE.findall(blocks)
    return [GAP.split(command)[0] for command in found]


def words(command: str) -> list[str]:
    try:
        return shlex.split(command)[1:]
    except ValueError:
        return command.split()[1:]


def test_pages_show_commands() -> None:
    assert sum(len(shown(page)) for page in PAGES) > 50


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_commands_and_options_exist(page: Path) -> None:
    for command in shown(page):
        given = words(command)
        at: click.Command = cli
        while isinstance(at, click.Group) and given and re.fullmatch(r"[a-z]+", given[0]):
            found = at.get_command(click.Context(at), given[0])
            assert found is not None, (page.name, command)
            at, given = found, given[1:]
        known = {o for p in at.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
        for word in given:
            if word.startswith("-") and word != "-":
                assert word.split("=")[0] in known, (page.name, command, word)
