"""Fixes of what is staged are carried over to a file that has gone on, line by line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtfix.git.staging import carried

LINE = st.sampled_from(["one\n", "two zork\n", "three\n", "zork\n", "\n"])
TEXT = st.lists(LINE, max_size=8)
OWN = st.sampled_from(["mine\n", "my own zork\n"])


@st.composite
def gone_on(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A staged text, and the file after somebody wrote, changed or removed whole lines of it."""
    base = draw(TEXT)
    mine: list[str] = []
    for line in base:
        mine += draw(st.lists(OWN, max_size=1))
        mine += draw(st.sampled_from([[line], [line], [line], [], ["mine, " + line]]))
    return base, mine + draw(st.lists(OWN, max_size=1))


def encoded(lines: list[str]) -> list[bytes]:
    return [line.encode() for line in lines]


@given(gone_on())
def test_nothing_of_ones_own_is_lost(texts: tuple[list[str], list[str]]) -> None:
    base, mine = texts
    fixed = [line.replace("zork", "zark") for line in base]
    done = carried(encoded(base), encoded(fixed), encoded(mine))
    if done is None:
        return
    assert len(done) == len(mine)
    for before, after in zip(encoded(mine), done, strict=True):
        assert after in (before, before.replace(b"zork", b"zark"))
        assert after == before or before.decode() in base
    assert sum(b"zark" in line for line in done) == sum("zork" in line for line in base)


@given(TEXT)
def test_a_file_that_is_as_staged_becomes_the_fixed_one(base: list[str]) -> None:
    fixed = [line.replace("zork", "zark") for line in base]
    assert carried(encoded(base), encoded(fixed), encoded(base)) == encoded(fixed)


def test_lines_may_go_and_come() -> None:
    base = [b"a\n", b"dup\n", b"dup\n", b"b\n"]
    assert carried(base, [b"a\n", b"dup\n", b"b\n"], [*base, b"mine\n"]) == [
        b"a\n", b"dup\n", b"b\n", b"mine\n",
    ]  # fmt: skip
    assert carried(base, [b"a\n", b"dup\n", b"b\n"], [b"a\n", b"other\n", b"b\n"]) is None
