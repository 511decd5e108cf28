"""`mtfix formats`: what can be read."""

from __future__ import annotations

import click

from mtfix.commands.terminal import put


@click.command()
def formats() -> int:
    """List the formats and the suffixes that stand for them."""
    from mtfix import plugins

    for name in plugins.format_names():
        put(f"{name}: {' '.join(plugins.format_named(name).SUFFIXES)}\n")
    return 0
