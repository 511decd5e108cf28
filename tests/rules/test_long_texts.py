"""In a long text, rules that wake often look only near faults."""

from __future__ import annotations

import json

import mtfix
from mtfix.config import Config
from mtfix.pace import LONG, VAST

CALM = "The ferry crosses the bay in the morning and comes back at night with the mail.\n\n"
SLIP = "The lamp of the pump show the level, and the driver of the bus cross the street.\n\n"
FAULT = "The shop have closed on the the Sunday , but no one said  a word about it.\n\n"
FAR = CALM * (LONG // len(CALM) + 1)


def rules(text: str, *, translated_from: str = "") -> set[str]:
    """The rules that find something in the slip."""
    at = text.find(SLIP)
    found = mtfix.check(text, config=Config(translated_from=translated_from))
    return {f.rule for f in found if at <= f.span.start < at + len(SLIP)}


def test_a_slip_alone_in_a_long_text_is_left() -> None:
    assert rules(SLIP) != set()
    assert rules(FAR + SLIP + FAR) == set()


def test_a_slip_near_another_fault_is_found() -> None:
    assert rules(FAR + FAULT + SLIP + FAR) >= rules(SLIP)
    assert rules(FAR + SLIP + CALM + FAULT + FAR) >= rules(SLIP)


def test_a_translation_is_read_closely() -> None:
    assert rules(FAR + SLIP + FAR, translated_from="ru") >= rules(SLIP)


def test_in_a_vast_text_only_rules_that_seldom_wake_look_far_from_faults() -> None:
    sure = "The miller was lost in the war civil.\n\n"
    rare = "The guard opened the door und the window.\n\n"
    long, vast = FAR, CALM * (VAST // len(CALM.strip()) + 1)
    for before, after, expected in (
        ("", "", True),
        (long, long, True),
        (vast, "", False),
        (vast + rare, vast, True),
    ):
        fixed = mtfix.fix(before + sure + after).after
        assert ("the civil war" in fixed) == expected


def lines(*texts: str) -> str:
    """Records of JSON Lines."""
    return "".join(json.dumps({"text": text.strip()}) + "\n" for text in texts)


def test_records_far_from_any_fault_are_read_quickly() -> None:
    slip, calm = SLIP.strip(), [CALM] * (LONG // len(CALM) + 1)
    for before, expected in (([], False), ([FAULT], True)):
        text = lines(*calm, *before, SLIP, *calm)
        at = text.find(slip)
        found = mtfix.check(text, format="json")
        assert any(at <= f.span.start < at + len(slip) for f in found) == expected
