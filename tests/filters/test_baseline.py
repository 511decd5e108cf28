"""A baseline lets only new findings pass, whatever happens around the old ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtfix import Cleaner, Config, MtfixError
from mtfix.filters.baseline import Baseline, entry_for
from mtfix.filters.entries import read_entries, write_entries
from mtfix.filters.screen import everything
from mtfix.screening import fixed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CLEANER = Cleaner(Config(select=("repeated-article",)))
STEMS = ("mar", "tol", "ven", "dor", "kir", "sal", "bru", "hel", "nim", "gos")


def paragraph(number: int, *, bad: bool) -> str:
    """A paragraph of words that no other has, with one fault or none."""
    first = [f"{stem}{STEMS[number // 10]}{STEMS[number % 10]}s" for stem in STEMS]
    article = "the the" if bad else "the"
    return " ".join(("Our", *first[:5], article, *first[5:])) + "."


def note(folder: Path, texts: dict[str, str]) -> Baseline:
    """A baseline of texts by their paths below a folder, where they are written, too."""
    entries = []
    for name, text in texts.items():
        (folder / name).write_text(text)
        found = everything(fixed(CLEANER, text, path=str(folder / name)))
        entries += [entry_for(f, name, text) for f in found]
    write_entries(folder / "base", entries)
    return Baseline(folder / "base")


def left(baseline: Baseline, text: str, name: str = "a.txt") -> list[str]:
    """What passes: for each finding the line that it stands in."""
    path = str(baseline.place.parent / name)
    patch = fixed(CLEANER, text, path=path, filters=[baseline])
    assert patch.after.count("the the") == text.count("the the") - len(patch.applied)
    return [text[: a.edits[0].span.start].rpartition("\n")[2] for a in patch.applied]


def joined(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


PARTS = st.lists(st.booleans(), min_size=1, max_size=8)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=PARTS, data=st.data())
def test_moves_and_edits_nearby_do_not_break_it(
    tmp_path: Path, parts: list[bool], data: st.DataObject
) -> None:
    old = [paragraph(n, bad=bad) for n, bad in enumerate(parts)]
    baseline = note(tmp_path, {"a.txt": joined(old)})
    assert left(baseline, joined(old)) == []
    now = list(data.draw(st.permutations(old)))
    for n, text in enumerate(now):
        if data.draw(st.booleans()):
            words = text.split()
            at = data.draw(st.sampled_from([w for w in words if w not in ("Our", "the")]))
            now[n] = " ".join(("quite another" if w == at else w) for w in words)
    if data.draw(st.booleans()):
        del now[data.draw(st.integers(0, len(now) - 1))]
    clean = data.draw(st.lists(st.integers(50, 60), max_size=3))
    now += [paragraph(n, bad=False) for n in clean]
    assert left(baseline, joined(now)) == []
    fresh = data.draw(st.lists(st.integers(20, 40), min_size=1, max_size=3, unique=True))
    for n in fresh:
        now.insert(data.draw(st.integers(0, len(now))), paragraph(n, bad=True))
    assert sorted(left(baseline, joined(now))) == sorted(
        paragraph(n, bad=True).partition(" the the")[0] + " the" for n in fresh
    )


def test_of_the_same_fault_only_as_many_as_there_were(tmp_path: Path) -> None:
    line = "We saw the the lake.\n"
    baseline = note(tmp_path, {"a.txt": line * 2})
    assert left(baseline, line * 2) == []
    assert left(baseline, line) == []
    assert len(left(baseline, line * 4)) == 2


def test_a_fix_made_beside_an_old_finding_keeps_it_known(tmp_path: Path) -> None:
    text = "Then the the bus and the the tram came in late at night.\n"
    baseline = note(tmp_path, {"a.txt": text})
    assert left(baseline, text.replace("the the bus", "the bus")) == []


def test_text_that_moves_to_another_file_takes_its_entries_along(tmp_path: Path) -> None:
    old = joined([paragraph(1, bad=True), paragraph(2, bad=True)])
    baseline = note(tmp_path, {"a.txt": old, "b.txt": paragraph(3, bad=True)})
    assert left(baseline, old + "\n" + paragraph(3, bad=True), "a.txt") == []
    (tmp_path / "a.txt").rename(tmp_path / "new.txt")
    assert left(baseline, old.replace("kir", "kor"), "new.txt") == []
    assert left(baseline, joined([paragraph(9, bad=True)]), "new.txt") != []


def test_short_words_in_another_file_are_no_evidence(tmp_path: Path) -> None:
    baseline = note(tmp_path, {"a.txt": "In the the end.\n", "b.txt": "Well.\n"})
    assert left(baseline, "In the the end.\n", "a.txt") == []
    assert left(baseline, "In the the end.\n", "b.txt") == ["In the"]


def test_one_line_an_entry_in_order_and_any_name(tmp_path: Path) -> None:
    name = b"caf\xe9 \xf0\x9f\x98\x80.txt".decode("utf-8", "surrogateescape")
    baseline = note(tmp_path, {"b.txt": "In the the end.\n", name: "“In the the end.”\n"})
    head, *lines = baseline.place.read_text(encoding="utf-8").splitlines()
    assert json.loads(head) == {"mtfix-baseline": 1}
    assert [json.loads(line)["path"] for line in lines] == ["b.txt", name]
    assert left(baseline, "“In the the end.”\n", name) == []
    # what a merge by union leaves behind
    baseline.place.write_text("\n".join((head, *lines, *lines)) + "\n", encoding="utf-8")
    assert len(read_entries(baseline.place).every) == 2


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda t: t.replace('{"path"', '<<<<<<< HEAD\n{"path"', 1), r":2: holds a merge conflict"),
        (lambda t: t + "=======\n>>>>>>> side\n", r":3: holds a merge conflict; remove the marks"),
        (lambda t: t + "nonsense\n", r":3: is no line of a baseline; repair or remove it"),
        (lambda t: t + '{"path": "a.txt"}\n', r":3: must have path, rule, fingerprint"),
        (lambda t: t.replace(": 1}", ": 99}"), r"no baseline of this version"),
        (lambda _: "", r"is no line of a baseline"),
        (lambda _: "\ud800", r"cannot be read"),
    ],
)
def test_a_spoilt_file_is_a_clear_error(tmp_path: Path, spoil: object, said: str) -> None:
    baseline = note(tmp_path, {"a.txt": "In the the end.\n"})
    assert callable(spoil)
    text = spoil(baseline.place.read_text())
    baseline.place.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(MtfixError, match=said):
        left(baseline, "In the the end.\n")


def test_many_of_the_same_words_are_all_known_when_edited(tmp_path: Path) -> None:
    line = "We saw the the lake from every hill.\n"
    baseline = note(tmp_path, {"a.txt": line * 300})
    edited = line.replace("hill", "mountain")
    assert left(baseline, edited * 300) == []
    assert len(left(baseline, edited * 310)) == 10
