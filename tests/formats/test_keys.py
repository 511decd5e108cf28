"""The user says which keys and columns hold prose."""

from __future__ import annotations

import pytest

from mtfix import Cleaner, Config
from mtfix.formats import csv, json, properties, yaml

JSON = (
    '{"id": "Some words here", "meta": {"name": "A name", "b": ["x y"]},'
    ' "text": "More words there"}'
)
YAML = "id: Some words here\nmeta:\n  name: A name\n  b: [x y]\ntext: More words there\n"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("id",), ["Some words here"]),
        (("meta.*",), ["A name", "x y"]),
        (("meta.name", "text"), ["A name", "More words there"]),
        (("n*",), ["A name"]),
        (("nothing",), []),
    ],
)
def test_keys_and_paths(keys: tuple[str, ...], expected: list[str]) -> None:
    assert list(json.read(JSON, keys=keys).texts) == expected
    assert list(yaml.read(YAML, keys=keys).texts) == expected


def test_keys_of_properties() -> None:
    text = "a.title=One\na.b=Two words of it\n"
    assert list(properties.read(text, keys=["*.title"]).texts) == ["One"]


@pytest.mark.parametrize("keys", [["b"], ["2"]])
def test_columns_by_name_or_number(keys: list[str]) -> None:
    text = "a,b\nSome words here,two\n" if keys == ["b"] else "Some words here,two\n"
    assert list(csv.read(text, path="a.csv", keys=keys).texts) == ["two"]


def test_keys_come_from_the_configuration() -> None:
    text = '{"a": "It rained on monday again.", "text": "It rained on monday again."}'
    fixed = Cleaner(Config(keys=("a",))).fix(text, format="json").after
    assert fixed == text.replace("monday", "Monday", 1)
    assert Cleaner(Config(keys=("a",))).fix("On monday it rained.").applied
