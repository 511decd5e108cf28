"""`mtfix check --profile` says what a text is like, and by what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from mtfix.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

BRITISH = (
    "The colour of the harbour changed on 3 May, and ‘nobody knew why’, said the centre.\n\n"
    "Mr Hale paid 3,500 pounds for it. ‘It was dear’, he told them, ‘but it was grey’.\n\n"
    "In the centre of the neighbouring town the price rose by 2.5 per cent.\n"
)
SPANISH = (
    "El barco llegó al puerto por la mañana con los marineros, pero nadie había dormido. Según el "
    "capitán, la tormenta fue muy larga y también muy fría para todos los que estaban a bordo.\n"
)


def _lines(folder: Path, text: str) -> dict[str, str]:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(
        cli, ["check", "--profile", "--languagetool", "off", str(path)], standalone_mode=False
    )
    assert result.return_value == 0
    rows = result.stdout.splitlines()[1:]
    return {row[2:22].strip(): row[23:] for row in rows}


def test_british_text(tmp_path: Path) -> None:
    shown = _lines(tmp_path, BRITISH)
    assert shown["variety"].startswith("British")
    assert "colour" in shown["variety"]
    assert shown["quotation marks"].startswith("‘…’")
    assert shown["dates"].startswith("day first")
    assert shown["numbers"].startswith(("decimal point", "thousands comma"))
    assert shown["genre"].startswith("prose")


def test_text_in_another_language(tmp_path: Path) -> None:
    shown = _lines(tmp_path, SPANISH)
    assert shown["language"].startswith("Spanish")
    assert shown["source language"].startswith("Spanish")
