"""What a fix did is read again by LanguageTool: the changed paragraphs, alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import mtfix
from tests.languagetool.fake import fake, match, matches

if TYPE_CHECKING:
    from mtfix.patch import Patch

FAULT, REPAIR = "The boat left in the the morning.", "The boat left in the morning."
QUIET = "The river was high that spring, and nobody crossed it."


def raising(rule: str, category: str) -> Patch:
    """The patch of a text where, behind the fix, LanguageTool objects to what it left."""

    def answer(text: str) -> bytes:
        at = text.find("the morning")
        return matches() if "the the" in text else matches(match(rule, at, 3, category=category))

    with fake(answer) as server:
        config = mtfix.Config(languagetool="on", languagetool_url=server.url)
        return mtfix.fix(FAULT, config=config)


@pytest.mark.parametrize(
    ("rule", "category"),
    [("EN_A_VS_AN_NEW", "GRAMMAR"), ("AGREEMENT_SENT_START", "GRAMMAR"), ("UNHEARD", "UNHEARD")],
)
def test_a_fix_that_raises_a_match_at_its_place_is_held(rule: str, category: str) -> None:
    patch = raising(rule, category)
    assert patch.after == FAULT
    assert [(h.finding.rule, h.reason) for h in patch.held if h.finding.fix] == [
        ("repeated-article", f"would raise languagetool/{rule}")
    ]


def test_what_is_off_holds_nothing() -> None:
    assert raising("COMMA_COMPOUND", "PUNCTUATION").after == REPAIR


def test_a_match_elsewhere_holds_nothing() -> None:
    def answer(text: str) -> bytes:
        return matches(match("UNHEARD", 0, 3, "A", category="GRAMMAR"))

    with fake(answer) as server:
        config = mtfix.Config(languagetool="on", languagetool_url=server.url)
        assert mtfix.fix(FAULT, config=config).after == REPAIR


def test_only_the_changed_paragraph_is_read_again() -> None:
    with fake(lambda _: matches()) as server:
        config = mtfix.Config(languagetool="on", languagetool_url=server.url)
        patch = mtfix.fix(f"{QUIET}\n\n{FAULT}\n\n{QUIET}", config=config)
        assert patch.after == f"{QUIET}\n\n{REPAIR}\n\n{QUIET}"
        first, again = server.texts
        assert QUIET in first
        assert FAULT in first
        assert again.strip() == REPAIR
