"""Where a text speaks dialect or older English, its grammar is meant."""

from __future__ import annotations

import mtfix

SLIPS = "The walk took thirty minute . He were tired , and the the dog slept.\n"
PARSON = (
    "“Thou art late, for the night is far spent,” quoth the parson. “Hast thou walked thirty mile "
    "alone? Then sit thee down, and take what the house hath to give.”\n\n"
)


def fixed(text: str, **options: object) -> str:
    cleaner = mtfix.Cleaner(mtfix.Config(unsafe=True, **options))  # type: ignore[arg-type]
    return cleaner.fix(text, format="text").after


def test_grammar_is_mended_in_plain_prose() -> None:
    assert fixed(SLIPS) == "The walk took thirty minutes. He was tired, and the dog slept.\n"


def test_grammar_is_left_alone_and_marks_are_not_where_people_speak_so() -> None:
    after = fixed(PARSON + SLIPS)
    assert after == PARSON + "The walk took thirty minute. He were tired, and the dog slept.\n"


def test_a_text_that_is_said_to_be_a_translation_has_no_grammar_of_its_own() -> None:
    after = fixed(PARSON + SLIPS, translated_from="ru")
    assert "thirty minutes" in after
