"""Examples of the bilingual rules: entries of a PO file, as that format shows both sides."""

from __future__ import annotations

from mtfix.model import Example


def fixed(source: str, bad: str, good: str, flag: str = "") -> Example:
    """A translation before and after a rule."""
    return Example(entry(source, bad, flag), entry(source, good, flag), format="po")


def kept(source: str, target: str, flag: str = "") -> Example:
    """A translation that a rule leaves alone."""
    text = entry(source, target, flag)
    return Example(text, text, format="po")


def entry(source: str, target: str, flag: str = "") -> str:
    """One entry of a PO file."""
    flags = f"#, {flag}\n" if flag else ""
    return f'{flags}msgid "{_escaped(source)}"\nmsgstr "{_escaped(target)}"\n'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
