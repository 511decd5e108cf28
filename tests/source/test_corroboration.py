"""The source decides what the translation alone leaves open, and says by what."""

from __future__ import annotations

import pytest

import mtfix
from mtfix.reporters import Result, View
from mtfix.reporters.text import write

GERMAN = (
    "Der Mann und die Frau sind nicht mit dem Boot gekommen, aber sie haben es gesehen",
    "They",
)


def po(*pairs: tuple[str, str]) -> str:
    return "\n".join(f'msgid "{source}"\nmsgstr "{target}"\n' for source, target in pairs)


def rules_of(text: str) -> set[str]:
    return {f.rule for f in mtfix.check(text, format="po")}


@pytest.mark.parametrize(
    ("source", "before", "after", "evidence"),
    [
        (
            "Vivían en Alemania desde mayo",
            "They moved to Alemania in May",
            "They moved to Germany in May",
            "the source has “Alemania”",
        ),
        (
            "Marcó un contraste claro entre los dos partidos",
            "It marked un clear contrast between the two parties",
            "It marked a clear contrast between the two parties",
            "the source has “un”",
        ),
    ],
)
def test_an_unsafe_fix_is_safe_where_the_source_confirms_it(
    source: str, before: str, after: str, evidence: str
) -> None:
    alone = mtfix.fix(before)
    assert alone.after == before
    assert [h.reason for h in alone.held] == ["unsafe"]
    patch = mtfix.fix(po((source, before)), format="po")
    assert patch.after == po((source, after))
    assert [a.finding.evidence for a in patch.applied] == [evidence]


@pytest.mark.parametrize(
    ("rule", "confirmed", "refuted", "target"),
    [
        (
            "name-lower-case",
            "La clínica de Lena Okafor abrió ayer",
            "El usuario okafor abrió la clínica ayer",
            "Lena okafor opened the clinic. On Friday, Okafor thanked the donors",
        ),
        (
            "thousands-dot",
            "Es kamen mehr als 20.000 Leute",
            "超过20.000人来到这里参加这个活动非常热闹",
            "More than 20.000 people came",
        ),
    ],
)
def test_a_finding_goes_where_the_source_has_it_so(
    rule: str, confirmed: str, refuted: str, target: str
) -> None:
    assert rule in [f.rule for f in mtfix.check(target)]
    assert rule in rules_of(po((confirmed, target)))
    assert rule not in rules_of(po((refuted, target)))


def test_the_same_text_without_a_source_is_judged_as_before() -> None:
    text = po(("", "")) + po(("x", "They moved to Alemania in May"))
    found = [f for f in mtfix.check(text, format="po") if f.rule == "foreign-form-of-name"]
    assert [(f.applicability.label, f.evidence) for f in found] == [("unsafe", "")]


def test_explain_says_by_which_evidence() -> None:
    text = po(("Vivían en Alemania desde mayo", "They moved to Alemania in May"))
    result = Result("a.po", mtfix.fix(text, format="po"))
    shown = "".join(write([result], View(explain=True)))
    assert "    evidence: the source has “Alemania”\n" in shown
