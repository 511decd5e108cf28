"""Hunches speak only where other faults show that a machine translated the text."""

from __future__ import annotations

from mtfix import Cleaner, Config

GOOD = "The arbitrator read the contract twice and sent both firms a letter."
TRANSLATED = """\
He works here since three years. It depends of the weather, the coach explained us.

They did not went to the stadium. “We are more better,” said he. There were many informations.

His interlocutor came late.
"""


def found(text: str, translated_from: str = "") -> list[str]:
    cleaner = Cleaner(Config(translated_from=translated_from))
    seen = (f for f in cleaner.check(text) if f.rule == "suspect-word")
    return [text[f.span.start : f.span.end] for f in seen]


def test_good_english_raises_no_hunch() -> None:
    assert found(GOOD) == []


def test_a_text_full_of_faults_does() -> None:
    assert found(TRANSLATED) == ["interlocutor"]


def test_so_does_what_the_user_calls_a_translation() -> None:
    assert found(GOOD, translated_from="pl") == ["arbitrator"]


IDIOMS = """\
The mayor lowered both arms at last. The neighbours have lifted two hundred signatures.

Nobody led an ear, and the plan hung on a hair. The firm had to put half of the crew in the street.
"""


def rules_of(text: str, translated_from: str = "") -> set[str]:
    cleaner = Cleaner(Config(translated_from=translated_from))
    return {str(f.rule) for f in cleaner.check(text)}


def test_a_text_full_of_idioms_of_another_language_is_a_translation() -> None:
    assert "idiom-pair" in rules_of(IDIOMS)


def test_one_idiom_is_no_evidence() -> None:
    assert rules_of("The neighbours have lifted two hundred signatures.") == set()


def test_a_word_is_no_hunch_where_the_text_shows_its_plain_sense() -> None:
    assert rules_of("He served in the marine of Peru.", "es") == {"doubtful-sense"}
    assert rules_of("He served in the marine on a ship of the fleet.", "es") == set()
