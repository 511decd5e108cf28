"""Whether the language server can run here, and if not, what to do about it."""

from __future__ import annotations

from importlib.util import find_spec

EXTRA = "pip install 'mtfix[lsp]'"


def missing() -> str:
    """The next step where the packages of the extra are not there, else ""."""
    if find_spec("pygls") is None or find_spec("lsprotocol") is None:
        return f"the language server needs packages that are not installed; {EXTRA}"
    return ""
