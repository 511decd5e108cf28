"""What is locked in any text, and what only looks like it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfix.formats.placeables import find_placeables


def found(text: str) -> list[tuple[str, str]]:
    return [(text[p.start : p.end], p.role) for p in find_placeables(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://a.org/b_(c), please.", [("https://a.org/b_(c)", "url")]),
        ("(https://a.org/b?c=d#e).", [("https://a.org/b?c=d#e", "url")]),
        ("“http://a.org/b”", [("http://a.org/b", "url")]),
        ("'http://a.org/b'", [("http://a.org/b", "url")]),
        ("www.a.org, then", [("www.a.org", "url")]),
        ("on example.com/x?y=1.", [("example.com/x?y=1", "url")]),
        ("Write to a.b@c.org.", [("a.b@c.org", "url")]),
        ("看https://a.org/b。再", [("https://a.org/b", "url")]),
        ("[https://a.org](https://b.org)", [("https://a.org", "url"), ("https://b.org", "url")]),
        ("as @some_one said #MeToo", [("@some_one", "handle"), ("#MeToo", "handle")]),
        (
            "{name} {0} {{ x }} ${X}",
            [(p, "placeholder") for p in ("{name}", "{0}", "{{ x }}", "${X}")],
        ),
        (
            "%s %1$s %(name)s %d",
            [(p, "placeholder") for p in ("%s", "%1$s", "%(name)s", "%d")],
        ),
        ("20 %s left", [("%s", "placeholder")]),
        (
            '<b>x</b> <a href="y">z</a><br/>',
            [(t, "tag") for t in ("<b>", "</b>", '<a href="y">', "</a>", "<br/>")],
        ),
        ("run `make all` now", [("`make all`", "code")]),
        ("in notes/2024/01.md.", [("notes/2024/01.md", "path")]),
        ("Open config.json, or a .md file", [("config.json", "path"), (".md", "path")]),
        ("below /usr/lib/x and ~/y", [("/usr/lib/x", "path"), ("~/y", "path")]),
        (
            r"C:\Users\me and App\Model::find",
            [(r"C:\Users\me", "path"), (r"App\Model::find", "path")],
        ),
    ],
)
def test_is_locked(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a 50 % discount, 100%sure, 50%discount",
        "he/she and/or 1/2, 30 km/h",
        "I <3 you, a < b and c > d",
        "C# is number #1",
        "He went home.Then he.He slept.",
        "{a b} and { and }",
        "`quoted' and ``quoted''",
        "a @ b, me@home",
        "The U.S. and Ph.D. e.g. 3.5",
    ],
)
def test_is_prose(text: str) -> None:
    assert found(text) == []


@given(st.text(alphabet="ab.:/@#{}%<>`'\"w()[] \n\\-é“1$s", max_size=80))
def test_placeables_are_in_order_and_within_a_line(text: str) -> None:
    at = 0
    for start, end, _ in find_placeables(text):
        assert at <= start < end <= len(text)
        assert "\n" not in text[start:end]
        at = end


@pytest.mark.parametrize(
    "piece", ["@", "/", "a/", "`", "` ", "<a ", "{", "%", "://", ".", "a.com/"]
)
def test_no_input_is_slow(piece: str) -> None:
    began = time.process_time()
    find_placeables(piece * 50_000)
    assert time.process_time() - began < 2
