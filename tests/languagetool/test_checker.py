"""What the pass finds and fixes, with the real server."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

import mtfix
from mtfix import cleaner
from mtfix.languagetool import chunks, server, store
from mtfix.languagetool.client import Client, Parameters
from mtfix.languagetool.service import Service

if TYPE_CHECKING:
    from pathlib import Path

    from mtfix.model import Finding

FAULT, REPAIR = "The people is kind in this valley.", "The people are kind in this valley."
RULE = "people-singular-verb"
PARAGRAPHS = (
    FAULT,
    "The river is high every spring, and nobody crosses it.",
    "Many people is waiting for the bus.",
    "She have a sister and two brothers;",
    "A letter comes every Monday. It are short.",
)


ALONE = mtfix.Config(select=(RULE,), unsafe=True, languagetool="on")  # our rule files see it, too


def places(text: str, form: str = "text") -> list[str]:
    found = mtfix.check(text, format=form, config=ALONE)
    return [text[f.span.start : f.span.end] for f in found]


def fixed(text: str, form: str = "text") -> str:
    patch = mtfix.fix(text, format=form, config=ALONE)
    assert not patch.troubles
    return patch.after


def test_a_fault_is_found_and_fixed(cache: Path) -> None:
    assert cache.is_dir()
    assert places(FAULT) == ["is"]
    assert fixed(FAULT) == REPAIR


def test_off_is_the_default(cache: Path) -> None:
    assert cache.is_dir()
    rules = {f.rule for f in mtfix.check("She have a dog.")}
    assert not any(rule.startswith("languagetool/") for rule in rules)


def test_a_fault_that_ours_see_too_is_found_once(cache: Path) -> None:
    assert cache.is_dir()
    text = "It was in the the end."
    everything = mtfix.check(text, languagetool="on")
    assert [text[f.span.start : f.span.end].strip() for f in everything] == ["the the"]
    assert not everything[0].rule.startswith("languagetool/")


def test_its_rules_are_selected_like_any_other(cache: Path) -> None:
    assert cache.is_dir()
    assert [f.rule for f in mtfix.Cleaner(ALONE).check(FAULT)] == [RULE]
    without = mtfix.Cleaner(mtfix.Config(ignore=(RULE,), languagetool="on"))
    assert RULE not in [n for f in without.check(FAULT) for n in (f.rule, *f.also)]


@pytest.mark.parametrize(
    "text",
    [
        f"𝔘𝔫𝔡 🙂 so on. {FAULT}",
        f"{FAULT} 🙂🙂",
        "The people 🙂 came. The people is kind here. 𝔘",
        "\ud800 came. The people is kind here.",
        "A so\u00adft hy\u00adphen came. The people is kind here.",
        "A mark \ufeffcame. The people is kind here.",
    ],
)
def test_places_are_right_beside_odd_characters(cache: Path, text: str) -> None:
    assert cache.is_dir()
    assert places(text) == ["is"]


def test_a_character_beyond_the_bmp_inside_a_match(cache: Path) -> None:
    """The whole match is found where it stands, and what follows is not shifted."""
    assert cache.is_dir()
    text = "It is is 🙂 🙂 a a day. The people is kind here."
    found = mtfix.check(text, languagetool="on")
    assert all(0 <= f.span.start <= f.span.end <= len(text) for f in found)
    assert places(text) == ["is"]


def test_one_line_of_200_000_characters(cache: Path) -> None:
    assert cache.is_dir()
    filler = "The river was high that spring, and nobody crossed it. "
    text = (filler * 3700 + FAULT + " " + filler).strip()
    assert len(text) > 200_000
    assert fixed(text) == text.replace(FAULT, REPAIR)


def test_what_is_locked_stays(cache: Path) -> None:
    assert cache.is_dir()
    text = "Run `The people is kind` and see <https://example.org/the/people/is/kind>.\n"
    assert places(text, "markdown") == []
    # code stands for a noun, not for bad grammar, and what stands behind it keeps its place
    mixed = "Call `have(x, y)` first. **The people** is kind in this valley.\n"
    assert places(mixed, "markdown") == ["is"]
    repaired = fixed(mixed, "markdown")
    assert repaired == mixed.replace("people** is", "people** are")


def test_the_word_before_code_is_left_alone(cache: Path) -> None:
    """What stands in for code begins with another letter."""
    assert cache.is_dir()
    text = "It is an `i32`, or an “`else`” with an `if` and an [`Ordering`](https://example.org).\n"
    patch = mtfix.fix(text, format="markdown", unsafe=True, languagetool="on")
    assert patch.after == text
    assert patch.findings == ()


def test_the_result_does_not_depend_on_neighbours(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alone, together, in other requests, from the cache: the same, but for hunches."""
    assert cache.is_dir()
    hunches = tuple(rule.id for rule in mtfix.Cleaner().rules if rule.hunch)
    plain = mtfix.Config(ignore=hunches, languagetool="on")
    together = mtfix.Cleaner(plain).check("\n\n".join(PARAGRAPHS))
    alone: list[Finding] = []
    for paragraph in PARAGRAPHS:
        store.clear()
        cleaner._languagetool.cache_clear()
        alone += mtfix.Cleaner(plain).check(paragraph)
    key = [(f.rule, f.message, f.also) for f in alone]
    assert [(f.rule, f.message, f.also) for f in together] == key
    store.clear()
    cleaner._languagetool.cache_clear()
    monkeypatch.setattr(chunks, "SMALLEST", 50)
    assert mtfix.Cleaner(plain).check("\n\n".join(PARAGRAPHS)) == together
    cleaner._languagetool.cache_clear()  # now from the disk
    assert mtfix.Cleaner(plain).check("\n\n".join(PARAGRAPHS)) == together


def test_jobs_change_nothing(cache: Path) -> None:
    assert cache.is_dir()
    config = mtfix.Config(unsafe=True, languagetool="on")
    texts = [f"{p} Number {n}." for n, p in enumerate(PARAGRAPHS * 3)]
    one = [p.after for p in mtfix.Cleaner(config).fix_many(texts)]
    store.clear()
    two = [p.after for p in mtfix.Cleaner(config).fix_many(texts, jobs=2)]
    assert one == two


def test_the_second_run_sends_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.is_dir()
    text = "\n\n".join((*PARAGRAPHS, "The people is kind in that other valley."))
    first = mtfix.fix(text, unsafe=True, languagetool="on")
    cleaner._languagetool.cache_clear()
    monkeypatch.setattr(Service, "_fresh", None)  # what would talk to the server
    assert mtfix.fix(text, unsafe=True, languagetool="on") == first


def test_the_cache_is_bounded(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.is_dir()
    store.clear()
    monkeypatch.setattr(store, "LARGEST", 100_000)
    kept = store.Store("basis")
    for number in range(200):
        keys = {kept.key(f"{number} {n}", ""): () for n in range(50)}
        kept.put(dict(keys))
    assert store.file_path().stat().st_size < 400_000
    last = [kept.key(f"199 {n}", "") for n in range(50)]
    assert len(store.Store("basis").get(last)) == 50
    assert store.clear() > 0
    assert not store.file_path().exists()


def test_a_damaged_cache_is_made_anew(cache: Path) -> None:
    assert cache.is_dir()
    store.clear()
    store.file_path().write_bytes(b"no database at all" * 500)
    assert fixed(FAULT) == REPAIR
    cleaner._languagetool.cache_clear()
    assert fixed(FAULT) == REPAIR


def test_a_warm_server_is_fast(cache: Path) -> None:
    assert cache.is_dir()
    fixed(FAULT)
    start = time.perf_counter()
    fixed(FAULT + " Again and again.")
    assert time.perf_counter() - start < 5


def test_what_people_say_may_be_dialect(cache: Path) -> None:
    assert cache.is_dir()
    told = "The old guns is firing again."
    said = "“The old guns is firing again,” said the sailor."
    assert mtfix.fix(told, languagetool="on").after == "The old guns are firing again."
    assert mtfix.fix(said, languagetool="on").after == said
    assert "guns are" in mtfix.fix(said, languagetool="on", unsafe=True).after


def test_a_proxy_of_the_environment_is_not_asked(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.is_dir()
    record = server.acquire()
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    hits = Client(record.url).check("The people is kind here.", Parameters())
    assert "MTFIX_PEOPLE_SINGULAR_VERB" in [hit.rule for hit in hits]
