"""Whether the pass can be used here, and if not, what to do about it. Costs next to nothing."""

from __future__ import annotations

from importlib.util import find_spec

from mtfix.languagetool import install


def client_missing() -> str:
    """What to do where the packages of the extra are not there."""
    if find_spec("language_tool_python") is None:
        return f"LanguageTool is not installed: {install.EXTRA}, then `mtfix languagetool install`"
    return ""


def missing(url: str = "") -> str:
    """What keeps the pass from being used, with the next step; "" where nothing does."""
    if reason := client_missing():
        return reason
    if url or install.installed():
        return ""
    return "LanguageTool is not installed: run `mtfix languagetool install` (100 MB)"
