"""What holds of every pair: the source stays, nothing is done twice, a fault is mended for good."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import mtfix

WORDS = ("Das", "Boot", "kam", "am", "Morgen", "an")
TARGETS = ("The", "boat", "arrived", "in", "the", "morning")
PIECES = (
    "%s",
    "%d",
    "{name}",
    "{0}",
    "%(who)s",
    "<b>",
    "</b>",
    "https://a.example.org/x",
    "3,5",
    "1987",
)
FAULTS = (
    lambda t: t.replace("%s", "% s"),
    lambda t: t.replace("{name}", "{ Name }"),
    lambda t: t.replace("{0}", "{0"),
    lambda t: t.replace("</b>", "</ b>"),
    lambda t: t.replace("://", ": //"),
    lambda t: t.replace(" ", "  ", 1),
    lambda t: f" {t}",
    lambda t: f"{t} ",
    lambda t: t,
)


def po(pairs: list[tuple[str, str]]) -> str:
    return "\n".join(
        f'msgctxt "{n}"\nmsgid "{a}"\nmsgstr "{b}"\n' for n, (a, b) in enumerate(pairs)
    )


@st.composite
def pair(draw: st.DrawFn) -> tuple[str, str]:
    """A source and its translation with the same pieces in it, and perhaps a fault."""
    pieces = draw(st.lists(st.sampled_from(PIECES), max_size=3, unique=True))
    at = draw(st.integers(1, 4))
    source = " ".join([*WORDS[:at], *pieces, *WORDS[at:]])
    target = " ".join([*TARGETS[:at], *pieces, *TARGETS[at:]])
    return source, draw(st.sampled_from(FAULTS))(target)


@given(st.lists(pair(), min_size=1, max_size=4), st.booleans())
@settings(max_examples=80, deadline=None)
def test_fixing_changes_translations_only_and_only_once(
    pairs: list[tuple[str, str]], unsafe: bool
) -> None:
    text = po(pairs)
    patch = mtfix.fix(text, format="po", unsafe=unsafe)
    before, after = (
        [line for line in t.split("\n") if not line.startswith("msgstr")]
        for t in (text, patch.after)
    )
    assert before == after
    assert mtfix.fix(patch.after, format="po", unsafe=unsafe).applied == ()


@given(pair())
@settings(max_examples=80, deadline=None)
def test_a_fault_in_what_is_copied_is_mended(pair: tuple[str, str]) -> None:
    source = pair[0]
    after = mtfix.fix(po([pair]), format="po").after
    copied = [p for p in PIECES[:8] if p in source]
    assert [p for p in copied if p not in after.rpartition("msgstr")[2]] == []
