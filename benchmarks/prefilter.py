"""How fast rule files are, and what a thousand more rules cost. Usage: prefilter.py CORPUS.

CORPUS is a text, or JSON lines with a `text`; it is repeated up to 5 MB.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from mtfix.analysis import Analysis
from mtfix.checkers import load_rules
from mtfix.checkers.rulefile import RuleFileChecker
from mtfix.formats import text as plain
from mtfix.model import Rule
from mtfix.rulebook.spec import RuleSpec
from mtfix.rulebook.words import Lexicon

SIZE = 5_000_000


def corpus(path: Path) -> str:
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        raw = "\n".join(json.loads(line)["text"] for line in raw.splitlines())
    return (raw + "\n") * (SIZE // max(len(raw), 1) + 1)


def synthetic(number: int, words: list[str]) -> RuleSpec:
    """A rule with a list, a class and a look-around; one in ten has words of the text."""
    fires = number % 10 == 0
    mine = [words[(number * 7 + k) % len(words)] if fires else f"zq{number}x{k}" for k in range(5)]
    rule = Rule(f"synthetic-{number}", "rep-word", "synthetic")
    lexicon = Lexicon({"mine": frozenset(mine)})
    return RuleSpec(rule, r"(?<!\w)\L<mine>[ -]of(?= [a-z])", lexicon, "{0}")


def seconds(checker: RuleFileChecker, analysis: Analysis) -> float:
    best = 1e9
    for _ in range(3):
        start = perf_counter()
        for _found in checker.check(analysis):
            pass
        best = min(best, perf_counter() - start)
    return best


def main() -> None:
    text = corpus(Path(sys.argv[1]))[:SIZE]
    start = perf_counter()
    builtin = load_rules()
    print(f"load {len(builtin.rules)} rules    {perf_counter() - start:6.3f} s")
    start = perf_counter()
    analysis = Analysis(plain.read(text))
    print(f"read {len(text) / 1e6:.1f} MB       {perf_counter() - start:6.3f} s")
    words = sorted(
        {w for w in text[:400_000].split() if w.isalpha() and w.islower() and len(w) > 6}
    )
    more = [*builtin.specs, *(synthetic(n, words) for n in range(1000))]
    few = seconds(builtin, analysis)
    print(f"built-in rules     {few:6.3f} s  {len(text) / 1e6 / few:6.1f} MB/s")
    many = seconds(RuleFileChecker(more), analysis)
    print(f"and 1,000 more     {many:6.3f} s  {len(text) / 1e6 / many:6.1f} MB/s")


if __name__ == "__main__":
    main()
