"""`mtfix lsp`: the language server for editors."""

from __future__ import annotations

import click

from mtfix.model import MtfixError


@click.command()
@click.option("--stdio", is_flag=True, help="Talk over standard input and output, as usual.")
@click.option(
    "--tcp", "port", type=click.IntRange(1, 65535), metavar="PORT",
    help="Wait for one editor on this port of 127.0.0.1 instead.",
)  # fmt: skip
def lsp(stdio: bool, port: int | None) -> int:
    """Serve an editor over the Language Server Protocol.

    The editor starts it; docs/editors.md has the lines for VS Code, Neovim, Helix and Emacs.
    """
    from mtfix.lsp.availability import missing

    if stdio and port is not None:
        raise click.UsageError("--stdio and --tcp exclude each other")
    if reason := missing():
        raise MtfixError(reason)
    from mtfix.lsp.serving import serve_port, serve_streams

    return serve_streams() if port is None else serve_port(port)
