"""After a round, a look at what changed says what a look at everything would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix import Cleaner, Config, look

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from mtfix.patch import Patch

_WHOLE = 10**9
_FILLER = "".join(f"Ferry {n} comes twice a day in every kind of weather.\n" for n in range(40))
# Quotations for several rounds, a name that gets its capital, and others that depend on it.
_FAULTS = (
    "“The dam is safe” ,Said spokesman Piet Vos. “We check it daily”, added.\n",
    "Lena okafor opened the clinic. On Friday, Okafor thanked the the donors.\n",
    "“Nobody will be repressHe said to the crowd of the ONU, and left.\n",
    "Ewa Lisowska, director of the city archive, she opened the old old vault.\n",
    "The prize went to Marco Bellandi. Then bellandi left the stage.\n",
)


RULES = """\
[[rule]]
id = "wakes-with-chickens"
class = "ff-idiom-literal"
message = "one gets up early"
why = "A test's own idiom."
from = ["es"]
applicability = "by-source"
pattern = 'wakes? with the chickens'
replace = 'gets up early'
examples = [
  ["She wakes with the chickens.", "She gets up early."],
  ["He wakes with the chickens, too.", "He gets up early, too."],
]
keep = ["The chickens wake with the sun.", "He wakes early."]
"""


def _fixed(
    monkeypatch: pytest.MonkeyPatch, cleaner: Cleaner, text: str, *, unsafe: bool
) -> tuple[Patch, Patch]:
    """The text fixed with narrow looks, and with full ones."""
    patches = []
    for long in (0, _WHOLE):
        monkeypatch.setattr(look, "LONG", long)
        patches.append(cleaner.fix(text, unsafe=unsafe))
    return patches[0], patches[1]


def test_a_narrow_look_finds_what_a_full_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    text = _FILLER + "".join(f"{line}{_FILLER}" for line in _FAULTS)
    narrow, full = _fixed(monkeypatch, Cleaner(), text, unsafe=True)
    assert narrow.after == full.after != text
    assert narrow.applied == full.applied
    assert narrow.held == full.held


def test_what_far_faults_tell_of_the_origin_counts_near_an_edit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "mine.toml").write_text(RULES, encoding="utf-8")
    spanish = "The new car cost them an eye of the face.\n" * 3
    text = f"{spanish}{_FILLER}My aunt wakes with the the chickens.\n{_FILLER}"
    cleaner = Cleaner(Config(rules=(str(tmp_path),)))
    narrow, full = _fixed(monkeypatch, cleaner, text, unsafe=False)
    assert "My aunt gets up early." in full.after
    assert narrow.after == full.after
