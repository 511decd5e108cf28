"""Runs pofilter (translate-toolkit) and mtfix on the same PO files: what each finds, and wrongly.

    python benchmarks/pofilter.py FILE.po... [--sample N] [--judge] [--verdicts FILE]

Needs `pip install .[benchmark]`. Each file's header says its language. Of the findings of each
filter and rule a sample is drawn, always the same one, and judged by a person: `act`, if somebody
who looks after the catalogue would change the entry for it, else `false`. The verdicts stand in
pofilter_verdicts.tsv under a hash of file, entry and filter, so that no text is kept; `--judge`
prints those that have none yet. Totals are the shares of the sample times all findings.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import subprocess
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

import mtfix
from mtfix import formats
from mtfix.formats.layouts import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtfix.model import Unit

VERDICTS = Path(__file__).with_name("pofilter_verdicts.tsv")
# What says how far a translation is, or needs a header or a list: no fault of a text.
STATUS = ("untranslated", "isfuzzy", "isreview", "hassuggestion", "nplurals", "credits")
# The rules of mtfix that look for what a filter looks for.
SAME = {
    "accelerators": "accelerator",
    "acronyms": "name-case",
    "brackets": "bracket placeholder",
    "doublequoting": "quotation",
    "doublespacing": "double-space line-breaks",
    "doublewords": "word-twice repeated",
    "emails": "copy",
    "endpunc": "final-mark line-breaks space-unlike",
    "endwhitespace": "outer-blanks",
    "escapes": "outer-blanks line-breaks escape",
    "filepaths": "copy sign-missing",
    "newlines": "outer-blanks line-breaks escape",
    "numbers": "number",
    "options": "copy",
    "printf": "placeholder",
    "puncspacing": "space-unlike double-space outer-blanks final-mark",
    "pythonbraceformat": "placeholder",
    "sentencecount": "space-unlike",
    "simplecaps": "name-case",
    "singlequoting": "quotation",
    "startpunc": "quotation accelerator outer-blanks",
    "startwhitespace": "outer-blanks",
    "tabs": "outer-blanks line-breaks",
    "unchanged": "unit-untranslated accelerator name-case",
    "urls": "copy tag",
    "variables": "placeholder",
    "xmltags": "tag",
}
_LANGUAGE = re.compile(r'"Language: *([A-Za-z_@]+)')
_NOTE = re.compile(r"# \(pofilter\) (\w+):")
_STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Seen(Struct, frozen=True):
    """One finding: which file and entry, by which filter or rule."""

    file: str
    source: str
    target: str
    check: str
    message: str = ""

    @property
    def key(self) -> str:
        text = f"{self.file}\0{self.source}\0{self.target}\0{self.check}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def by_pofilter(path: Path, language: str, units: Sequence[Unit]) -> Iterator[Seen]:
    """What pofilter writes about a file, as a process of its own."""
    known = defaultdict(list)
    for unit in units:
        for source in unit.sources:
            known[source].append(unit)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.po"
        command = ["pofilter", "--progress=none", "--nofuzzy", f"--language={language}"]
        command += [f"--excludefilter={name}" for name in STATUS]
        subprocess.run([*command, str(path), str(out)], check=True, capture_output=True)
        text = out.read_text(encoding="utf-8") if out.exists() else ""
    for block in text.split("\n\n"):
        checks = dict.fromkeys(_NOTE.findall(block))
        source = _value(block, "msgid")
        for unit in known[source][:1]:
            yield from (Seen(path.name, source, unit.target.text, c) for c in checks)


def _value(block: str, keyword: str) -> str:
    lines = re.search(rf'^{keyword} ((?:".*"\n?)+)', block, re.MULTILINE)
    raw = "".join(_STRINGS.findall(lines[1])) if lines else ""
    simple = {"n": "\n", "t": "\t"}
    return re.sub(r"\\(.)", lambda m: simple.get(m[1], m[1]), raw)


def by_mtfix(path: Path, text: str, language: str, units: Sequence[Unit]) -> Iterator[Seen]:
    """What mtfix finds in a file. Findings without a unit are about the text as a whole."""
    cleaner = mtfix.Cleaner(mtfix.Config(language=language))
    spans = [unit.target.span for unit in units]
    for found in cleaner.check(text, format="po", language=language, path=path.name):
        at = next((n for n, s in enumerate(spans) if s.start <= found.span.start <= s.end), None)
        if at is not None and units[at].source:
            unit = units[at]
            yield Seen(path.name, unit.source or "", unit.target.text, found.rule, found.message)


def sampled(findings: Iterable[Seen], size: int) -> dict[str, list[Seen]]:
    """Of each check the findings with the smallest keys: a sample that stays the same."""
    groups: dict[str, dict[str, Seen]] = defaultdict(dict)
    for seen in findings:
        groups[seen.check][seen.key] = seen
    return {c: [g[k] for k in sorted(g)][:size] for c, g in sorted(groups.items())}


def read_verdicts(path: Path) -> dict[str, bool]:
    """Whether somebody would act, by key."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row[0]: row[2] == "act" for row in csv.reader(file, delimiter="\t") if row}


def is_found(seen: Seen, mine: dict[tuple[str, str, str], set[str]]) -> bool:
    """Whether mtfix has a finding of the same kind in the same entry."""
    rules = mine.get((seen.file, seen.source, seen.target), set())
    wanted = tuple(SAME.get(seen.check, "-").split())
    return any(rule.startswith(wanted) for rule in rules)


def table(name: str, findings: Sequence[Seen], size: int, verdicts: dict[str, bool]) -> list[float]:
    """Print what a tool finds, by check; return all, acted on, and false, as estimates."""
    total = defaultdict(set)
    for seen in findings:
        total[seen.check].add(seen.key)
    print(f"\n{name:<30}{'all':>7}{'judged':>8}{'act':>6}{'false':>7}")
    sums = [0.0, 0.0, 0.0]
    for check, sample in sampled(findings, size).items():
        judged = [verdicts[s.key] for s in sample if s.key in verdicts]
        count, share = len(total[check]), sum(judged) / len(judged) if judged else 0.0
        act, wrong = (count * share, count * (1 - share)) if judged else (0.0, 0.0)
        print(f"  {check:<28}{count:>7}{len(judged):>8}{act:>6.0f}{wrong:>7.0f}")
        sums = [sums[0] + count, sums[1] + act, sums[2] + wrong]
    print(f"  {'all':<28}{sums[0]:>7.0f}{'':>8}{sums[1]:>6.0f}{sums[2]:>7.0f}")
    return sums


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=10)
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--verdicts", type=Path, default=VERDICTS)
    options = parser.parse_args()
    theirs: list[Seen] = []
    ours: list[Seen] = []
    clock = [0.0, 0.0]
    for path in options.files:
        text = path.read_text(encoding="utf-8")
        told = _LANGUAGE.search(text)
        language = told[1] if told else language_of(path) or "en"
        units = list(formats.by_name("po").read(text, path=path.name, language=language).units)
        started = time.perf_counter()
        theirs += by_pofilter(path, language, units)
        between = time.perf_counter()
        ours += by_mtfix(path, text, language, units)
        clock = [clock[0] + between - started, clock[1] + time.perf_counter() - between]
    verdicts = read_verdicts(options.verdicts)
    if options.judge:
        _ask(theirs, ours, options.sample, verdicts)
        return
    report(theirs, ours, options.sample, verdicts)
    print(f"seconds: pofilter {clock[0]:.1f}, mtfix {clock[1]:.1f}")


def report(
    theirs: Sequence[Seen], ours: Sequence[Seen], size: int, verdicts: dict[str, bool]
) -> None:
    """Print both tables, and how much of what pofilter rightly finds mtfix finds, too."""
    other = table("pofilter", theirs, size, verdicts)
    mine = table("mtfix", ours, size, verdicts)
    known: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for seen in ours:
        known[seen.file, seen.source, seen.target].add(seen.check)
    acts = [s for group in sampled(theirs, size).values() for s in group if verdicts.get(s.key)]
    found = sum(is_found(s, known) for s in acts)
    print(f"\nof {len(acts)} judged findings of pofilter to act on, mtfix has {found}")
    print(f"false alarms: pofilter {other[2]:.0f}, mtfix {mine[2]:.0f}")
    print(f"entries to act on: pofilter {other[1]:.0f}, mtfix {mine[1]:.0f}")


def _ask(
    theirs: Sequence[Seen], ours: Sequence[Seen], size: int, verdicts: dict[str, bool]
) -> None:
    """Print the findings of the sample that nobody has judged."""
    known: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for seen in ours:
        known[seen.file, seen.source, seen.target].add(seen.check)
    for tool, findings in (("pofilter", theirs), ("mtfix", ours)):
        for check, sample in sampled(findings, size).items():
            for seen in sample:
                if seen.key not in verdicts:
                    also = " found" if tool == "pofilter" and is_found(seen, known) else ""
                    print(f"{seen.key}\t{check}\t{tool}{also}\t{seen.file}\t{seen.message}")
                    print(f"    {seen.source[:300]!r}\n    {seen.target[:300]!r}")


if __name__ == "__main__":
    main()
