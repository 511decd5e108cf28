"""The article that started mtfix: today's diff as a person reads it, and what it is worth.

After a change that is meant, renew the snapshots: MTFIX_RENEW=1 python -m pytest tests/test_seed.py
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

import mtfix

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "russian-ambassador"
SNAPSHOTS = Path(__file__).parent / "snapshots"
sys.path.insert(0, str(ROOT / "benchmarks"))

from score import Score, score  # noqa: E402

MT = (SEED / "mt.txt").read_text(encoding="utf-8")
GOLD = (SEED / "gold.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_the_diff_is_the_one_last_reviewed(unsafe: bool) -> None:
    path = SNAPSHOTS / f"russian-ambassador-{'unsafe' if unsafe else 'safe'}.diff"
    diff = mtfix.fix(MT, unsafe=unsafe).diff("mt.txt")
    if os.environ.get("MTFIX_RENEW"):
        path.write_text(diff, encoding="utf-8", newline="")
    assert diff == path.read_bytes().decode()


@pytest.mark.parametrize(("unsafe", "share"), [(False, 0.3), (True, 0.5)], ids=["safe", "unsafe"])
def test_the_distance_to_gold_falls(unsafe: bool, share: float) -> None:
    found: Score = score(MT, mtfix.fix(MT, unsafe=unsafe).after, GOLD)
    assert found.removed >= share
    assert found.precision is not None
    assert found.precision >= 0.97


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_the_gold_stays_as_it_is(unsafe: bool) -> None:
    assert mtfix.fix(GOLD, unsafe=unsafe).after == GOLD


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_what_must_survive_survives(unsafe: bool) -> None:
    after = mtfix.fix(MT, unsafe=unsafe).after
    traps = json.loads((SEED / "meta.json").read_text(encoding="utf-8"))["traps"]
    assert [t for t in traps if t in GOLD and t not in after] == []


def test_one_lost_mark_is_one_finding() -> None:
    at = MT.index("repressHe said")
    near = [f for f in mtfix.check(MT) if f.span.start < at + 12 and at < f.span.end]
    assert [f.rule for f in near if f.rule.startswith("quote")] == ["quote-lost-mark"]
