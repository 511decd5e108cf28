"""The prefilter decides what runs, never what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from mtfix.analysis import Analysis
from mtfix.checkers import load_rules
from mtfix.checkers.rulefile import RuleFileChecker
from mtfix.formats import text as plain
from mtfix.model import Finding
from mtfix.rulebook import library
from mtfix.rulebook.literals import heads, required
from mtfix.rulebook.prefilter import Prefilter, fold

if TYPE_CHECKING:
    from pathlib import Path

WITH = load_rules()
WITHOUT = RuleFileChecker(WITH.specs, prefilter=False)
FRAGMENTS = sorted(
    {e.bad for r in WITH.rules for e in (*r.examples, *r.keep)}
    | {w for r in WITH.rules for e in r.examples for w in e.bad.split()}
)


def findings(checker: RuleFileChecker, text: str) -> list[tuple[str, int, int]]:
    found = checker.check(Analysis(plain.read(text)))
    return [(f.rule, f.span.start, f.span.end) for f in found if isinstance(f, Finding)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12), st.sampled_from([" ", "\n", "\n\n", ""]))
def test_built_in_rules_find_the_same(parts: list[str], between: str) -> None:
    text = between.join(parts)
    assert findings(WITH, text) == findings(WITHOUT, text)


def test_every_example_wakes_its_rule() -> None:
    for spec in WITH.specs:
        assert spec.triggers is not None, spec.rule.id
        for example in spec.rule.examples:
            woken = Prefilter([(0, spec.triggers, spec.ignore_case)]).awake(example.bad)
            assert woken, (spec.rule.id, example.bad)


MANY, ALL = 7_000, 130_000  # literals: they are packed, and made an automaton for longer texts


def test_triggers_stand_for_no_more_literals_than_start_up_can_bear() -> None:
    counts = {spec.rule.id: len(spec.triggers or ()) for spec in WITH.specs}
    assert {rule: n for rule, n in counts.items() if n > MANY} == {}
    assert sum(counts.values()) <= ALL


ATOMS = st.sampled_from(
    [
        "a",
        "b",
        "ab",
        "[ab]",
        "[^a]",
        ".",
        r"\w",
        r"\b",
        "^",
        "$",
        r"\L<w>",
        "(?=a)",
        "(?!b)",
        "(?<=a)",
        "(?<!ab)",
        r"(?!\w)",
        r"(?<![\w.-])",
        r"(?![\wa]|\.)",
        "[a-c]",
        "c",
        r"\.",
        r"\p{L}",
    ]
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda p: f"(?:{'|'.join(p)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{1,2}", "{0,3}", "{,2}"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
        inner.map(lambda p: f"(?P<n>{p})" if "?P<" not in p else p),
        inner.map(lambda p: f"(?={p})"),
    ),
    max_leaves=8,
)


WORDS = frozenset({"bc", "cab"})


def in_v0(pattern: str, *, ignore: bool) -> Any:
    """The pattern, compiled; None where it is none."""
    named = {"w": WORDS} if r"\L<w>" in pattern else {}
    try:
        return regex.compile(pattern, regex.I if ignore else regex.V0, **named)
    except regex.error:
        return None


@settings(max_examples=400, deadline=None)
@given(PATTERNS, st.text(alphabet="abcAB. ", max_size=10), st.booleans())
def test_what_matches_has_a_required_literal(pattern: str, text: str, ignore: bool) -> None:
    compiled = in_v0(pattern, ignore=ignore)
    if compiled is None:
        return
    literals = required(pattern, {"w": WORDS}, ignore_case=ignore)
    if compiled.search(text) is None or literals is None:
        return
    assert 7 in Prefilter([(7, literals, ignore)]).awake(text)


@settings(max_examples=400, deadline=None)
@given(PATTERNS, st.text(alphabet="abcAB. ", max_size=10), st.booleans())
def test_a_match_begins_where_its_heads_do(pattern: str, text: str, ignore: bool) -> None:
    compiled = in_v0(pattern, ignore=ignore)
    if compiled is None:
        return
    literals = heads(pattern, {"w": WORDS}, ignore_case=ignore)
    if literals is None:
        return
    found = Prefilter([(0, literals, ignore)]).awake(text).get(0, [])
    assert {m.start() for m in compiled.finditer(text)} <= set(found)


def test_a_gate_is_tried_where_a_trigger_stands(tmp_path: Path) -> None:
    rules = tmp_path / "mine.toml"
    rules.write_text(
        """
[[rule]]
id = "x-by-y"
class = "rep-word"
message = "m"
pattern = 'the (?P<w>cat|dog) sleep'
replace = 'the {w} sleeps'
triggers = [' sleep']
gate = '(?<=cat)'
examples = [["the cat sleep", "the cat sleeps"], ["And the cat sleep.", "And the cat sleeps."]]
keep = ["the bird sleep", "they sleep"]
"""
    )
    found = findings(
        RuleFileChecker(library.extra([rules])), "The dog sleep.\n\nThe dog and the cat sleep."
    )
    assert found == [("x-by-y", 28, 41)]


def test_phrases_are_whole_words_and_the_longest_wins(tmp_path: Path) -> None:
    rules = tmp_path / "mine.toml"
    rules.write_text(
        """
[list.mine_phrases]
source = "made up"
phrases = ["wash the bear", "wash the bear well", "walk as I"]

[[rule]]
id = "x-phrase"
class = "ff-idiom-literal"
message = "m"
applicability = "display"
phrases = "mine_phrases"
"""
    )
    checker = RuleFileChecker(library.extra([rules]))
    text = "Wash the bear well. Brainwash the bear, wash the bears, we walk as I, wash the bear."
    places = [text[lo:hi] for _, lo, hi in findings(checker, text)]
    assert places == ["Wash the bear well", "walk as I", "wash the bear"]
    assert findings(RuleFileChecker(checker.specs, prefilter=False), text) == findings(
        checker, text
    )


def test_folding_keeps_the_length() -> None:
    text = "İstanbul ıſK ẞ ŒUVRE"
    assert len(fold(text)) == len(text)
    assert fold("İıſK") == "iisk"


def test_a_trigger_may_ask_for_the_edge_of_a_segment() -> None:
    woken = Prefilter([(0, ["\nb"], False), (1, ["a\n"], False)]).awake("a\nb\nab")
    assert woken == {0: [2], 1: [0]}
