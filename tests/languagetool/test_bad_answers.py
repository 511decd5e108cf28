"""A server that answers badly, or dies: what the rules alone find remains, and it is said."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import psutil
import pytest

import mtfix
from mtfix import cleaner
from mtfix.languagetool import server
from mtfix.languagetool.classes import Verdict
from mtfix.languagetool.naming import rule_for
from mtfix.model import Applicability
from tests.languagetool.fake import GOOD, fake, match, matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mtfix.patch import Patch

TEXT = "A rare event in the the history of the village."
REPAIRED = "A rare event in the history of the village."
SAFE = Verdict(Applicability.SAFE, "for this test")


@pytest.fixture(autouse=True)
def _forget_rules() -> Iterator[None]:
    rule_for.cache_clear()
    yield
    rule_for.cache_clear()


def fixed_at(url: str, text: str = TEXT) -> Patch:
    cleaner._languagetool.cache_clear()
    config = mtfix.Config(languagetool="on", languagetool_url=url, unsafe=True)
    return mtfix.Cleaner(config).fix(text)


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: b"<html>no JSON</html>",
        lambda _: b'{"matches": [',
        lambda _: b'{"software": {}}',
        lambda _: b'{"matches": [{"offset": 1}]}',
        lambda _: b"[]",
        lambda _: None,
    ],
    ids=["HTML", "cut off JSON", "no matches", "half a match", "a list", "cut off body"],
)
def test_rules_only_and_it_is_said(answer: Callable[[str], bytes | None]) -> None:
    with fake(answer) as other:
        patch = fixed_at(other.url)
    assert patch.after == REPAIRED
    (trouble,) = patch.troubles
    assert trouble.startswith("languagetool: http://127.0.0.1:")
    assert "does not answer as LanguageTool does" in trouble


def test_nothing_listens_there() -> None:
    patch = fixed_at(f"http://127.0.0.1:{server._free_port()}")
    assert patch.after == REPAIRED
    assert "no LanguageTool answers there; check --languagetool-url" in patch.troubles[0]


def test_one_bad_paragraph_does_not_cost_the_others() -> None:
    def answer(text: str) -> bytes:
        if "poison" in text:
            return b"server error"
        at = text.find("Some goes")
        return matches(match("SOME_RULE", at, 9, "Some go")) if at >= 0 else GOOD

    with fake(answer) as other:
        patch = fixed_at(other.url, "A poison is sold.\n\nSome goes home.")
    assert [f.rule for f in patch.findings] == ["languagetool/SOME_RULE"]
    assert len(patch.troubles) == 1


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("Some goes home.", match("X", 5, 4, "go", "went"), "more than one way: go, went"),
        ("Some goes home.", match("X", 5, 4), "proposes nothing"),
        ("He said “no” to it.", match("X", 8, 4, "no"), "quotation marks"),
        ("It took (3) hours.", match("X", 8, 3, "3"), "brackets"),
        ("It took 3 hours.", match("X", 8, 1, "4"), "number"),
        ("Ms Fulano left. Then Fulano said so.", match("X", 21, 6, "Fulani"), "Fulano is a name"),
    ],
)
def test_what_never_becomes_a_fix(
    text: str, found: object, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the class of the rule."""
    monkeypatch.setattr("mtfix.languagetool.classes.UNCLASSIFIED", SAFE)
    with fake(lambda _: matches(found)) as other:
        patch = fixed_at(other.url, text)
    assert patch.after == text
    (finding,) = [f for f in patch.findings if f.rule == "languagetool/X"]
    assert finding.fix is None
    assert why in finding.note


def test_an_unclassified_rule_and_a_speller_only_show() -> None:
    both = matches(match("NEVER_SEEN", 5, 4, "go"), match("MORFOLOGIK_RULE_XX", 10, 4, "hose"))
    with fake(lambda _: both) as other:
        patch = fixed_at(other.url, "Some goes home.")
    assert patch.after == "Some goes home."
    shown = {f.rule: f.applicability for f in patch.findings}
    assert shown["languagetool/NEVER_SEEN"] is Applicability.DISPLAY
    assert shown.get("languagetool/MORFOLOGIK_RULE_XX", 0) is not Applicability.SAFE


def test_what_is_sent_has_no_character_beyond_the_bmp() -> None:
    with fake(lambda _: GOOD) as other:
        fixed_at(other.url, "𝔘𝔫𝔡 🙂 \ud800 so on.")
        assert other.texts
        assert all(ord(char) <= 0xFFFF for text in other.texts for char in text)
        assert len(other.texts[0].strip()) == len("𝔘𝔫𝔡 🙂 \ud800 so on.")


def _killed_while_it_works(text: str) -> Patch:
    """Fix a long text, and kill the server as soon as it works on it."""
    results: list[Patch] = []
    config = mtfix.Config(languagetool="on", unsafe=True)
    work = threading.Thread(target=lambda: results.append(mtfix.Cleaner(config).fix(text)))
    server.acquire()
    work.start()
    killed: set[int] = set()
    while work.is_alive():
        record = server.site().record()
        if record is not None and not killed:
            process = psutil.Process(record.pid)
            before = sum(process.cpu_times()[:2])
            time.sleep(0.3)
            ready = server.running(server.site()) is not None
            if ready and sum(process.cpu_times()[:2]) - before > 0.2:
                os.kill(record.pid, signal.SIGKILL)
                killed.add(record.pid)
        time.sleep(0.05)
    work.join()
    assert killed
    return results[0]


def _long() -> str:
    people = ("farmers", "sailors", "teachers", "painters", "bakers", "miners", "singers")
    paragraphs = (
        f"On day {n} the {people[n % 7]} crossed the river near mile {n * 7} and went on, "
        f"although nobody among the {people[n % 5]} had seen the {people[n % 3]} since noon."
        for n in range(700)
    )
    return "\n\n".join((*paragraphs, TEXT, "The people is kind in this valley."))


def test_killed_in_mid_request_it_is_started_once_more(fresh: Path) -> None:
    assert fresh.is_dir()
    text = _long()
    patch = _killed_while_it_works(text)
    assert not patch.troubles
    assert patch.after.endswith(f"{REPAIRED}\n\nThe people are kind in this valley.")


def test_killed_again_the_run_goes_on_without(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fresh.is_dir()
    monkeypatch.setattr("mtfix.languagetool.service.RESTARTS", 0)  # as after the first time
    patch = _killed_while_it_works(_long())
    assert REPAIRED in patch.after
    assert "went on without LanguageTool" in patch.troubles[0]


def test_a_cache_that_cannot_hold_servers(fresh: Path) -> None:
    (fresh / "languagetool" / "servers").write_text("in the way", encoding="utf-8")
    patch = mtfix.fix(TEXT, languagetool="on")
    assert patch.after == REPAIRED
    assert "cannot be written" in patch.troubles[0]
    (fresh / "languagetool" / "servers").unlink()


def test_a_pause_longer_than_the_server_lives(quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that rests finds its server stopped, and starts another; any number of times."""
    assert quick.is_dir()
    work = mtfix.Cleaner(mtfix.Config(languagetool="on", unsafe=True))
    monkeypatch.setattr("mtfix.languagetool.service.QUIET", 0.0)
    for number in range(3):
        patch = work.fix(f"The people is kind in valley {number}.")
        assert not patch.troubles
        assert patch.after == f"The people are kind in valley {number}."
        server.stop(server.site())
