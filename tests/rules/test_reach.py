"""A rule that looks near its triggers finds what it would find in the whole paragraph."""

from __future__ import annotations

from itertools import chain

import pytest

from mtfix.rulebook import library
from mtfix.rulebook.prefilter import Prefilter
from mtfix.rulebook.reach import Window, window
from mtfix.rulebook.search import searched

_LIMIT = 60.0  # seconds


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"roof (?:are|were)", Window(1, 1)),
        (r"(?:The|His) (?:\p{Ll}+ )?roof are", Window(3, 3)),
        (r"roof are(?= (?:old|very old))", Window(3, 3)),
        (r"roof are(?! at all)", Window(1, 3)),
        (r"(?<=\bthe )roof", Window(0, 1)),
        (r"(?<!\bthe [^.]{0,60})roof", Window(0, 0)),
        (r"a(?: \d+){2,4}", Window(4, 4)),
        (r"(?P<w>two words)(?P=w)", Window(2, 2)),
        (r"\L<names> are", Window(2, 2)),
        (r"roof(?![^.]*\?)", Window(0, None)),
        (r"roof .* are", None),
        (r"roof\s+are", None),
    ],
)
def test_a_window_counts_spaces(pattern: str, expected: Window | None) -> None:
    assert window(pattern, {"names": frozenset({"Rome", "New York"})}) == expected


def test_every_rule_finds_near_its_triggers_what_it_finds_anywhere() -> None:
    specs = [spec for spec in library.builtin()[0] if spec.window is not None and not spec.within]
    examples = chain.from_iterable((*s.rule.examples, *s.rule.keep) for s in specs)
    texts = [example.bad for example in examples]
    paragraphs = [" ".join(texts[at : at + 30]) for at in range(0, len(texts), 30)]
    alarm = Prefilter((n, spec.triggers, spec.ignore_case) for n, spec in enumerate(specs))
    for paragraph in paragraphs:
        for number, hits in alarm.awake(paragraph).items():
            spec = specs[number]
            near = {m.span() for m in searched(spec, paragraph, sorted(hits), _LIMIT)}
            anywhere = {m.span() for m in searched(spec, paragraph, [], _LIMIT)}
            # what holds none of the triggers is nothing that the guards would let pass
            held = {(lo, hi) for lo, hi in anywhere if any(lo <= hit <= hi for hit in hits)}
            assert held <= near <= anywhere, spec.rule.id
