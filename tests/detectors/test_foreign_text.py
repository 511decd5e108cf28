"""A text in another language is told of once; only faults that have no language are repaired."""

from __future__ import annotations

import pytest

import mtfix

SPANISH = (
    "El barco llegó al puerto por la mañana con los marineros , pero nadie había dormido. Según el "
    "capitán, la tormenta fue muy larga y también muy fría para todos los que estaban a bordo."
)
RUSSIAN = "Барку ждали утром ,но никто не спал. По словам капитана, шторм был очень долгим."
CHINESE = "船早上到港。 没有人睡觉。 船长说,风暴很长,很冷。"


@pytest.mark.parametrize("text", [SPANISH, RUSSIAN, CHINESE], ids=["es", "ru", "zh"])
def test_it_stays_and_is_reported_once(text: str) -> None:
    whole = f"{text}\n\n{text} {text}\n"
    patch = mtfix.fix(whole, unsafe=True)
    assert patch.after == whole
    assert [f.rule for f in patch.findings].count("text-not-english") == 1


def test_mojibake_is_repaired_all_the_same() -> None:
    patch = mtfix.fix(f"{SPANISH} El cafÃ© estaba frío.", unsafe=True)
    assert patch.after == f"{SPANISH} El café estaba frío."


def test_english_with_a_foreign_quotation_is_english() -> None:
    text = f"The captain wrote: “{SPANISH}” The crew of the boat was not there, and it was late."
    assert "text-not-english" not in [f.rule for f in mtfix.check(text)]
