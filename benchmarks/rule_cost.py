"""What each rule of the rule files costs on a text: how often its triggers stand there, and time.

    python benchmarks/rule_cost.py FILE... [--rows 30]

A clean text shows which rules wake for nothing. Rarer triggers or a gate cure one (docs/rules.md).
Times are shares of the whole search, as seconds differ from machine to machine.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from mtfix.analysis import Analysis
from mtfix.checkers import load_rules
from mtfix.checkers.rulefile import RuleFileChecker
from mtfix.formats import text as plain
from mtfix.rulebook.prefilter import Prefilter

if TYPE_CHECKING:
    from mtfix.model import Document

ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rows", type=int, default=30)
    options = parser.parse_args()
    documents = [plain.read(f.read_text(encoding="utf-8")) for f in options.files]
    specs = [s for s in load_rules().specs if not s.within]
    prefilter = Prefilter((n, s.triggers, s.ignore_case) for n, s in enumerate(specs))
    hits: dict[int, int] = defaultdict(int)
    for document in documents:
        for number, places in prefilter.awake(Analysis(document).visible).items():
            hits[number] += len(places)
    times = {n: seconds(RuleFileChecker([specs[n]]), documents) for n in hits}
    whole = sum(times.values()) or 1.0
    print("| rule | triggers seen | share of the time |\n|---|--:|--:|")
    for number in sorted(times, key=times.__getitem__, reverse=True)[: options.rows]:
        share = f"{100 * times[number] / whole:.1f} %"
        print(f"| {specs[number].rule.id} | {hits[number]} | {share} |")


def seconds(checker: RuleFileChecker, documents: list[Document]) -> float:
    """The least time that one rule takes for all documents, without what it shares with others."""
    least = float("inf")
    for _ in range(ROUNDS):
        analyses = [Analysis(d) for d in documents]
        for analysis in analyses:
            assert analysis.visible is not None  # worked out before the clock starts
            len(analysis.starts)
        start = process_time()
        for analysis in analyses:
            list(checker.check(analysis))
        least = min(least, process_time() - start)
    return least


if __name__ == "__main__":
    main()
