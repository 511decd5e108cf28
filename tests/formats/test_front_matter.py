"""Front matter: the values of some keys are prose, all else is locked."""

from __future__ import annotations

import pytest

from mtfix import Cleaner, Config
from mtfix.formats import markdown
from mtfix.model import Change, Extent, LockedError, apply_edits
from tests.formats.reading import check_document, kinds, replaced

YAML = """---
title: "The \\"old\\" boat: a story"
description: 'It''s a boat'
summary: A plain one, see https://a.org/b
slug: the-old-boat here
draft: true
tags: [one, two]
---

# Title here

Some text.
"""


def test_titles_and_descriptions_are_prose() -> None:
    document = markdown.read(YAML)
    check_document(document)
    assert kinds(document) == [
        ("heading", 'The "old" boat: a story'),
        ("line", "It's a boat"),
        ("line", "A plain one, see https://a.org/b"),
        ("heading", "Title here"),
        ("paragraph", "Some text."),
    ]


def test_toml_has_its_own_marks() -> None:
    text = "+++\ntitle = \"The boat\"\ndescription = 'A boat'\nsummary: no value\n+++\n\nText.\n"
    assert kinds(markdown.read(text)) == [
        ("heading", "The boat"),
        ("line", "A boat"),
        ("paragraph", "Text."),
    ]


def test_an_edit_is_written_as_the_value_needs_it() -> None:
    document = markdown.read(YAML)
    title, description, summary, *_ = document.segments
    assert replaced(document, title, "boat", 'big "boat"') == YAML.replace(
        "boat: a", 'big \\"boat\\": a'
    )
    assert "'It''s the pilot''s boat'" in replaced(
        document, description, "a boat", "the pilot's boat"
    )
    with pytest.raises(LockedError):
        summary.edits(Change(Extent(1, 1), ": "))
    edits = summary.edits(Change(Extent(2, 7), "simple"))
    assert "summary: A simple one," in apply_edits(YAML, edits)


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: >\n  Folded\n---\n", "---\ntitle: x # note\n---\n", "---\ntitle: &a b\n---\n"],
)
def test_what_is_not_on_one_line_is_locked(text: str) -> None:
    assert not markdown.read(text).segments


def test_the_user_says_which_keys_are_prose() -> None:
    text = "---\ntitle: On monday it rained\nteaser: On monday it rained\nog_x: Two\n---\n\nOne.\n"
    assert kinds(markdown.read(text, front=["teaser", "og_*"])) == [
        ("line", "On monday it rained"), ("line", "Two"), ("paragraph", "One."),
    ]  # fmt: skip
    config = Config(keys=("front-matter.teaser", "title"))
    after = Cleaner(config).fix(text, format="markdown").after
    assert after == text.replace("teaser: On monday", "teaser: On Monday")
    data = '{"title": "On monday it rained", "teaser": "On monday it rained"}'
    assert Cleaner(config).fix(data, format="json").after == data.replace("monday", "Monday", 1)
