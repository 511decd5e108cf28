"""The help of every command can be read, and its examples are commands that exist."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import click
import pytest

from mtfix.cli import cli

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from commands(found, f"{name} {inner}")


ALL = dict(commands(cli, "mtfix"))


@pytest.mark.parametrize("name", ALL)
def test_help(name: str) -> None:
    context = click.Context(ALL[name], info_name=name, terminal_width=80)
    text = ALL[name].get_help(context)
    assert "\\b" not in text
    assert text.startswith(f"Usage: {name}")
    if "Examples:" in text:
        examples = re.findall(r"(?m)^    (.+ \| )?(mtfix .+)$", text)
        assert examples
        for _, example in examples:
            assert takes(shlex.split(re.split(r" [|<>] ?", example)[0])), example


def takes(words: list[str]) -> bool:
    """Whether the words of an example name a command, and options that it has."""
    name, rest = words[0], words[1:]
    while rest and f"{name} {rest[0]}" in ALL:
        name, rest = f"{name} {rest[0]}", rest[1:]
    known = {option for p in ALL[name].params for option in (*p.opts, *p.secondary_opts)}
    options = [word.partition("=")[0] for word in rest if word.startswith("-") and word != "-"]
    return name != "mtfix" and set(options) <= known
