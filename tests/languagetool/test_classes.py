"""Every rule that the server lists has a class, and every class a rule."""

from __future__ import annotations

import json
import tomllib
import urllib.request
from pathlib import Path

import pytest

from mtfix.languagetool import server
from mtfix.languagetool.classes import SPELLING, classes, classes_path
from mtfix.languagetool.ownrules import PREFIX
from mtfix.model import Applicability
from mtfix.rulebook.sources import builtin_root

FOLDER = Path(__file__).parents[2] / "benchmarks"
TABLES = ("languagetool_classes.tsv", "languagetool_classes_as_used.tsv")
FAULTS = frozenset((builtin_root() / "classes.txt").read_text(encoding="utf-8").splitlines())


def _lines(table: str) -> list[str]:
    return (FOLDER / table).read_text(encoding="utf-8").splitlines()


@pytest.fixture
def listed(cache: Path) -> dict[str, str]:
    """The ids of the server's rules for both varieties, and the category of each."""
    found: dict[str, str] = {}
    for variety in ("en-US", "en-GB"):
        url = f"{server.acquire().url}/v2/configinfo?language={variety}"
        with urllib.request.urlopen(url, timeout=60) as answer:
            found |= {r["ruleId"]: r["categoryId"] for r in json.load(answer)["rules"]}
    return found


def test_every_rule_of_the_server_has_a_class(listed: dict[str, str]) -> None:
    known = classes()
    assert len(listed) > 3000
    assert [name for name, group in listed.items() if known.known(name, group) is None] == []


def test_no_class_is_about_a_rule_that_is_gone(listed: dict[str, str]) -> None:
    known = classes()
    assert [name for name in known.rules if name not in listed] == []
    assert [name for name in known.categories if name not in listed.values()] == []
    unused = [f for f, _ in known.families if not any(name.startswith(f) for name in listed)]
    assert unused == []


def test_spelling_never_fixes() -> None:
    known = classes()
    for name in (f"{SPELLING}EN_US", f"{SPELLING}EN_GB"):
        assert known.of(name, "TYPOS").level in (None, Applicability.DISPLAY)


def test_faults_are_classes_of_the_catalogue_and_ours_all_have_one() -> None:
    known = classes()
    named = {name: verdict.fault for name, verdict in known.rules.items()}
    assert [name for name, fault in named.items() if fault and fault not in FAULTS] == []
    assert [name for name, fault in named.items() if name.startswith(PREFIX) and not fault] == []


@pytest.mark.parametrize("table", TABLES)
def test_safe_rules_match_no_clean_text(table: str) -> None:
    """As measured by benchmarks/languagetool_classes.py."""
    heads, *rows = (line.split("\t") for line in _lines(table))
    clean = [n for n, head in enumerate(heads) if n and " " not in head]
    assert clean, "the table has no clean text"
    hits = {row[0]: sum(int(row[n]) for n in clean) for row in rows}
    safe = [n for n, v in classes().rules.items() if v.level is Applicability.SAFE]
    assert {name: hits[name] for name in safe if hits.get(name)} == {}


@pytest.mark.parametrize("table", TABLES)
def test_what_fixes_led_to_gold_more_often_than_away_from_it(table: str) -> None:
    heads, *rows = (line.split("\t") for line in _lines(table))
    columns = {
        kind: [n for n, head in enumerate(heads) if head in (f"seed {kind}", f"dev {kind}")]
        for kind in ("nearer", "farther")
    }
    fixing = set(classes().enabled_rules)
    worse = [
        row[0]
        for row in rows
        if row[0] in fixing
        and sum(int(row[n]) for n in columns["farther"])
        > sum(int(row[n]) for n in columns["nearer"])
    ]
    assert worse == []


def test_the_file_says_every_reason_once_for_each_group() -> None:
    data = tomllib.loads(classes_path().read_text(encoding="utf-8"))
    assert all(len(entry["reason"]) > 20 for entry in data["class"])
