"""How often each rule was right, as `benchmarks/rule_precision.py` measured it."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from mtfix.rulebook.sources import builtin_root


class Record(Struct, frozen=True):
    """What was seen of a rule's fixes: right and wrong ones, and in how many documents."""

    right: int
    wrong: int
    documents: int

    def __str__(self) -> str:
        share = 100 * self.right // max(self.right + self.wrong, 1)
        where = "1 document" if self.documents == 1 else f"{self.documents} documents"
        return f"{share}% of {self.right + self.wrong} in {where}"


@cache
def records() -> dict[str, Record]:
    """The records by rule id. A rule that was never seen to fire has none."""
    try:
        text = (builtin_root() / "precision.tsv").read_text(encoding="utf-8")
    except OSError:
        return {}
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: Record(*map(int, row[1:4])) for row in rows if len(row) >= 4}
