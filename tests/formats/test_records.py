"""Lines of JSON and rows of a table are documents of their own, unless they are grouped."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtfix import Cleaner, Config
from mtfix.formats import csv as tables
from mtfix.formats import json as lines

CLEANER = Cleaner(Config(unsafe=True))
# A name that the second tells, and that the first has in lower case.
LOW = "They spoke with vidal in the evening."
TELLS = "Later Marta Vidal said that she would stay. Then Vidal left with Marta Vidal."
TEXTS = [
    LOW, TELLS, "The cat saw the the dog.", "“It is late ”, he said, and and left.",
    "Das ist ein Satz, den niemand versteht, und er ist nicht von hier.", "On monday it rained.",
    "Nothing is wrong here.", "He said: “Go on “. Then she came.", "",
]  # fmt: skip


def jsonl(*texts: str, **more: list[str]) -> str:
    rows = [{"text": t, **{k: v[n] for k, v in more.items()}} for n, t in enumerate(texts)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def table(*texts: str, **more: list[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow([*more, "text"])
    for n, text in enumerate(texts):
        writer.writerow([*(values[n] for values in more.values()), text])
    return out.getvalue()


def fixed(text: str, cleaner: Cleaner = CLEANER, format: str = "json") -> str:
    return cleaner.fix(
        text, format=format, path=f"a.{'jsonl' if format == 'json' else 'csv'}"
    ).after


@given(st.lists(st.sampled_from(TEXTS), max_size=8))
@settings(max_examples=60)
def test_each_line_gets_what_it_gets_alone(texts: list[str]) -> None:
    assert fixed(jsonl(*texts)) == "".join(fixed(jsonl(text)) for text in texts)


def test_many_lines_are_no_other_than_few() -> None:
    once = jsonl(*TEXTS)
    assert fixed(once * 400) == fixed(once) * 400


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6))
@settings(max_examples=30)
def test_each_row_gets_what_it_gets_alone(texts: list[str]) -> None:
    head = table()
    alone = (fixed(table(text), format="csv").removeprefix(head) for text in texts)
    assert fixed(table(*texts), format="csv") == head + "".join(alone)


def test_findings_stand_in_the_whole() -> None:
    text = jsonl(*TEXTS)
    found = CLEANER.check(text, format="json", path="a.jsonl")
    assert {"repeated-article", "quote-inner-space"} <= {f.rule for f in found}
    assert len({f.fingerprint for f in found}) == len(found)
    article = next(f for f in found if f.rule == "repeated-article")
    assert text[article.span.start : article.span.end] == "the the"


@pytest.mark.parametrize("group", ["", "doc", "*", "no-such-key"])
def test_what_belongs_together_is_evidence(group: str) -> None:
    cleaner = Cleaner(Config(unsafe=True, group=group))
    together = {"doc", "*", "no-such-key"}
    for make, format in ((jsonl, "json"), (table, "csv")):
        same = make(LOW, TELLS, doc=["a", "a"])
        assert ("with vidal" in fixed(same, cleaner, format)) == (group not in together)
        apart = make(LOW, TELLS, doc=["a", "b"])
        assert ("with vidal" in fixed(apart, cleaner, format)) == (group in ("", "doc"))


def test_keys_of_one_line_belong_together() -> None:
    row = json.dumps({"title": "An evening with vidal at home", "body": TELLS}) + "\n"
    assert "evening with Vidal" in fixed(row + jsonl(LOW))
    assert LOW in fixed(row + jsonl(LOW))


def test_a_table_of_translations_is_one_whole() -> None:
    text = table(LOW, TELLS, source=["Eins", "Zwei"])
    document = tables.read(text, path="a.csv")
    assert not document.records
    assert "with Vidal in" in fixed(text, format="csv")


def test_what_is_no_list_of_records_is_one_whole() -> None:
    text = json.dumps([{"text": LOW}, {"text": TELLS}])
    assert not lines.read(text, path="a.json").records
    assert "with Vidal in" in CLEANER.fix(text, format="json", path="a.json").after
