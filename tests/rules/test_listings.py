"""Rules that look into code blocks: where they look, and what they leave alone."""

from __future__ import annotations

import pytest

import mtfix

CODE = "```{language}\ncd / var / log\n```\n"
PROSE = "The team met again in spring, and the plan was read aloud to everybody who had come.\n\n"


def fixed(text: str) -> str:
    return mtfix.fix(text, format="markdown").after


@pytest.mark.parametrize("language", ["", "bash", "sh", "{.bash}", "Bash", "console title=x"])
def test_a_path_is_joined_in_a_shell(language: str) -> None:
    text = CODE.format(language=language)
    assert fixed(text) == text.replace("/ var / log", "/var/log")


@pytest.mark.parametrize("language", ["js", "python", "math"])
def test_a_division_stays(language: str) -> None:
    text = CODE.format(language=language)
    assert fixed(text) == text


def test_blocks_in_lists_and_quotations_count() -> None:
    text = "- Run this:\n\n  ```sh\n  cd / var / log\n  ```\n\n> ```sh\n> cd / etc / ssl\n> ```\n"
    after = fixed(text)
    assert "  cd /var/log\n" in after
    assert "> cd /etc/ssl\n" in after


def test_code_alone_makes_a_document() -> None:
    assert fixed("```sh\ncurl Https://example.com\n```") == "```sh\ncurl https://example.com\n```"


def test_a_long_document_settles() -> None:
    damage = "```sh\ncd / var / log\n```\n\n" + PROSE.replace("again", "again ,")
    text = damage + (PROSE * 600 + damage) * 2
    assert len(text) > 100_000
    patch = mtfix.fix(text, format="markdown")
    assert "/ var" not in patch.after
    assert " ," not in patch.after
    assert not [h for h in patch.held if "settle" in h.reason]


def test_one_fix_can_be_left_out() -> None:
    text = "```sh\ncd / var / log\nls / etc / ssl\n```\n"
    patch = mtfix.fix(text, format="markdown")
    assert len(patch.applied) == 2
    assert patch.subset([1]).after == "```sh\ncd / var / log\nls /etc/ssl\n```\n"


def test_rules_for_prose_leave_a_mended_block_alone() -> None:
    text = "Run this:\n\n`` `sh\nthe the = 1 ; echo  don ' t ,\n`` `\n\nThen wait.\n"
    assert fixed(text) == text.replace("`` `", "```")
