"""Measures how often each rule is right, and writes rules/precision.tsv for `mtfix rules list`.

    python benchmarks/rule_precision.py [--gold DIR]... [--corpora DIR] [--verdicts F] [--pages F]

A folder of --gold holds NAME/mt.EXT with NAME/gold.EXT. A fix is right there if, made alone, it
brings the text nearer to gold; one inside a span of advice.json counts nowhere. A folder of
--corpora holds the NAME.jsonl files that the verdicts name; a fix counts as it was judged. The file
--pages has what a person read on pages that are no part of any corpus, and counts as it is.

It ends with the safe rules that have not earned it yet: fewer than five right fixes in three
documents, or a wrong one, and no reason in the rule (`certain`).
"""

from __future__ import annotations

import argparse
import csv
import difflib
import hashlib
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

import mtfix
from mtfix.cleaner import Cleaner
from mtfix.config import Config
from mtfix.model import Applicability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.patch import Applied, Patch

ROOT = Path(__file__).parents[1]
FORMATS = {".md": "markdown", ".txt": "text"}
_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
Seen = tuple[str, str, bool]  # rule, document, whether it was right


def distance(a: str, b: str) -> int:
    """Token operations between two texts."""
    return Levenshtein.distance(_TOKEN.findall(a), _TOKEN.findall(b))


def from_gold(folder: Path) -> Iterator[Seen]:
    """Every fix on the texts of a folder, judged by its gold."""
    for source in sorted([*folder.glob("mt.*"), *folder.glob("*/mt.*")]):
        before = source.read_text(encoding="utf-8")
        gold = source.with_name("gold" + source.suffix).read_text(encoding="utf-8")
        advice = source.with_name("advice.json")
        text = advice.read_text(encoding="utf-8") if advice.exists() else "[]"
        quotes = [a["quote"] for a in json.loads(text)]
        spans = [(before.find(q), before.find(q) + len(q)) for q in quotes]
        patch = mtfix.fix(before, format=FORMATS[source.suffix], unsafe=True)
        start = distance(before, gold)
        for applied in patch.applied:
            at = applied.edits[0].span.start
            if any(lo <= at < hi for lo, hi in spans):
                continue
            yield applied.rule, source.parent.name, helps(patch, applied, gold, start)


def helps(patch: Patch, applied: Applied, gold: str, start: int) -> bool:
    """Whether the fix brings the text nearer to gold, alone or as the last of all fixes."""
    alone = patch.subset({applied.index, *applied.requires}).after
    small = distance(patch.before.lower(), gold.lower())  # the capital may be another rule's task
    if distance(alone, gold) < start or distance(alone.lower(), gold.lower()) < small:
        return True
    others = {a.index for a in patch.applied if applied.index not in {a.index, *a.requires}}
    return distance(patch.after, gold) < distance(patch.subset(others).after, gold)


def from_verdicts(corpora: Path, verdicts: Path) -> Iterator[Seen]:
    """Every fix on the rows that the verdicts name, judged as a person did."""
    rows: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    with verdicts.open(encoding="utf-8", newline="") as file:
        for corpus, row, key, verdict, *_ in csv.reader(file, delimiter="\t"):
            rows[corpus][row][key] = verdict
    for corpus, wanted in rows.items():
        with (corpora / f"{corpus}.jsonl").open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                if row["id"] in wanted:
                    patch = mtfix.fix(row["text"], unsafe=True)
                    yield from _judged(patch, row["id"], wanted[row["id"]])


def _judged(patch: Patch, row: str, verdicts: dict[str, str]) -> Iterator[Seen]:
    places = [(lo, hi, verdicts.get(key)) for key, lo, hi in changes(patch.before, patch.after)]
    for applied in patch.applied:
        lo, hi = applied.edits[0].span.start, applied.edits[-1].span.end
        for start, end, verdict in places:
            if start <= hi and lo <= end and verdict in ("right", "wrong"):
                yield applied.rule, row, verdict == "right"
                break


def changes(before: str, after: str) -> Iterator[tuple[str, int, int]]:
    """The hash of each change, as the verdicts name it, and its place in the text before."""
    x, y = _WORD.findall(before), _WORD.findall(after)
    matcher = difflib.SequenceMatcher(None, x, y, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            lead, tail = "".join(x[max(0, i - 8) : i]), "".join(x[j : j + 8])
            old, new = "".join(x[i:j]), "".join(y[k:m])
            key = hashlib.sha1("\0".join((lead, old, new, tail)).encode()).hexdigest()[:10]
            start = len("".join(x[:i]))
            yield key, start, start + len(old)


def from_pages(pages: Path) -> Iterator[Seen]:
    """The fixes that a person read on other pages: rule, page, how many right and wrong."""
    with pages.open(encoding="utf-8", newline="") as file:
        for rule, page, right, wrong in csv.reader(file, delimiter="\t"):
            if not rule.startswith("#"):
                yield from [(rule, page, True)] * int(right)
                yield from [(rule, page, False)] * int(wrong)


def unearned(counts: Counter[tuple[str, bool]], documents: dict[str, set[str]]) -> Iterator[str]:
    """Yield a line for each safe rule that was seen too rarely, or wrong."""
    for rule in Cleaner(Config(unsafe=True, preview=True)).rules:
        right, wrong = counts[rule.id, True], counts[rule.id, False]
        pages = len(documents.get(rule.id, ()))
        few = right < 5 or pages < 3
        if rule.applicability is Applicability.SAFE and not rule.certain and (few or wrong):
            yield f"{rule.id}\t{right}\t{wrong}\t{pages}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", default=[])
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--verdicts", type=Path, default=ROOT / "benchmarks" / "verdicts.tsv")
    parser.add_argument("--pages", type=Path, default=ROOT / "benchmarks" / "pages.tsv")
    parser.add_argument("--out", type=Path, default=ROOT / "rules" / "precision.tsv")
    options = parser.parse_args()
    seen: list[Seen] = []
    for folder in options.gold or [ROOT / "seeds"]:
        seen += from_gold(folder)
    if options.corpora:
        seen += from_verdicts(options.corpora, options.verdicts)
    seen += from_pages(options.pages)
    counts = Counter((rule, right) for rule, _, right in seen)
    documents = {rule: {d for r, d, _ in seen if r == rule} for rule, _, _ in seen}
    lines = ["# rule\tright\twrong\tdocuments: written by benchmarks/rule_precision.py\n"]
    for rule in sorted(documents):
        right, wrong = counts[rule, True], counts[rule, False]
        lines.append(f"{rule}\t{right}\t{wrong}\t{len(documents[rule])}\n")
    options.out.write_text("".join(lines), encoding="utf-8")
    print(f"{options.out}: {len(documents)} rules")
    print(
        "\n".join(
            ["safe, but not earned (rule, right, wrong, documents):", *unearned(counts, documents)]
        )
    )


if __name__ == "__main__":
    main()
