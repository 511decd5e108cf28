"""JSON with comments: what stands in them is no prose, and what is a string is no comment."""

from __future__ import annotations

import pytest

from mtfix import Cleaner
from mtfix.formats import json
from mtfix.model import MtfixError
from tests.formats.reading import check_document, texts

TEXT = """// A "comment" of some words here
{
  "text": "See https://a.org/b, it is /* no */ comment", // "text": "Other words of it"
  /* "title": "More words of it",
     "x": 1 */
  "title": "The old boat\\nleft, // or so", // no comma behind the last
}
"""


def test_comments_are_no_prose() -> None:
    document = json.read(TEXT, path="a.jsonc")
    check_document(document)
    assert texts(document) == [
        "See https://a.org/b, it is /* no */ comment", "The old boat left, // or so",
    ]  # fmt: skip
    assert texts(json.read(TEXT, path="tsconfig.json")) == texts(document)


def test_comments_come_back_as_they_were() -> None:
    broken = TEXT.replace("The old boat", "The the old boat")
    assert Cleaner().fix(broken, format="json", path="a.jsonc").after == TEXT


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", '{"text": "Some words here",}'),
        ("a.jsonc", '{"text": "Some words here", /* never closed }'),
        ("a.jsonc", '{"text": "Some words here" // }'),
        ("a.jsonc", '{"text": "Some words here",, }'),
        ("a.jsonl", '{"text": "Some words here"} // a comment\n'),
    ],
)
def test_what_is_wrong_all_the_same_is_refused(path: str, text: str) -> None:
    with pytest.raises(MtfixError, match=f"{path}:1: .*mend the JSON first"):
        json.read(text, path=path)


def test_a_string_is_no_directive() -> None:
    strings = '{"a": "x // y", "text": "b /* c */ d"}'
    assert [strings[slice(*span)] for span in json.literals(strings)] == [
        '"x // y"', '"b /* c */ d"',
    ]  # fmt: skip
