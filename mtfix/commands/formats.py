"""`mtfix formats`: what can be read."""

from __future__ import annotations

import click

from mtfix.commands.terminal import put


@click.command()
def formats() -> int:
    """List the formats, their suffixes, what is prose in them and what is locked."""
    from mtfix import plugins

    for name in plugins.format_names():
        module = plugins.format_named(name)
        put(f"{name}: {' '.join(module.SUFFIXES)}\n")
        if about := getattr(module, "ABOUT", ""):
            put(f"    {about}\n")
    return 0
