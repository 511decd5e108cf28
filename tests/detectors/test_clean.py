"""Texts of kinds that tempt a careless rule: no mode changes a character of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import mtfix

FOLDER = Path(__file__).parent.parent / "clean"
FORMATS = {".txt": "text", ".md": "markdown"}


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_clean_text_stays(path: Path, unsafe: bool) -> None:
    text = path.read_text(encoding="utf-8")
    patch = mtfix.fix(text, format=FORMATS[path.suffix], unsafe=unsafe)
    assert [(a.rule, a.message) for a in patch.applied] == []
    assert patch.after == text
