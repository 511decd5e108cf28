"""Laws of the whole: with all rules on, over texts made of the rules' own examples."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtfix.cleaner import Cleaner
from mtfix.config import Config

CLEANER = Cleaner(Config(preview=True))
FRAGMENTS = sorted(
    {e.bad for r in CLEANER.rules for e in (*r.examples, *r.keep) if "\n" not in e.bad}
    | {
        "",
        "# A heading",
        "> quoted",
        "- an item",
        "`code` and text",
        "The end.",
        "«",
        "“",
        "”",
        "‘",
    }
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=5).map("\n\n".join)
FORMATS = st.sampled_from(["text", "markdown"])
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(TEXTS, FORMATS, st.booleans())
def test_fixing_twice_changes_nothing_more(text: str, name: str, unsafe: bool) -> None:
    once = CLEANER.fix(text, format=name, unsafe=unsafe).after
    assert CLEANER.fix(once, format=name, unsafe=unsafe).after == once


@few
@given(TEXTS, FORMATS)
def test_bytes_outside_the_edits_never_change(text: str, name: str) -> None:
    patch = CLEANER.fix(text, format=name, unsafe=True)
    kept, at = [], 0
    touched = sorted(e.span for a in patch.applied for e in a.edits)
    for span in touched:
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    kept.append(text[at:])
    rest = patch.after
    for piece in kept:
        found = rest.find(piece)
        assert found >= 0
        rest = rest[found + len(piece) :]


@few
@given(TEXTS, FORMATS, st.data())
def test_any_closed_subset_of_fixes_applies(text: str, name: str, data: st.DataObject) -> None:
    patch = CLEANER.fix(text, format=name, unsafe=True)
    indexes = [a.index for a in patch.applied]
    wanted = data.draw(st.sets(st.sampled_from(indexes))) if indexes else set()
    part = patch.subset(patch.closure(wanted))
    assert wanted <= {a.index for a in part.applied}
    assert patch.subset(indexes).after == patch.after


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS.filter(bool), st.integers(0, 5))
def test_the_printed_diff_gives_the_text_after(text: str, context: int) -> None:
    patch = CLEANER.fix(text, unsafe=True)
    with TemporaryDirectory() as folder:
        path = Path(folder, "a text.txt")
        path.write_text(text, encoding="utf-8", newline="")
        if diff := patch.diff("a text.txt", context):
            command = ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"]
            subprocess.run(
                command, cwd=folder, input=diff.encode(), check=True, capture_output=True
            )
        assert path.read_bytes().decode() == patch.after


@few
@given(TEXTS)
def test_findings_point_into_the_text(text: str) -> None:
    for found in CLEANER.check(text):
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert found.fingerprint


@few
@given(TEXTS, TEXTS)
def test_a_fingerprint_survives_edits_elsewhere(text: str, other: str) -> None:
    alone = {f.fingerprint for f in CLEANER.check(text) if f.rule == "repeated-article"}
    far = "\n\n" + "This line of words keeps the others well apart from each other.\n\n"
    both = {f.fingerprint for f in CLEANER.check(text + far + other.upper())}
    assert alone <= both
