"""Measure each LanguageTool rule: where its suggestion leads, and how often it hits clean text.

    python benchmarks/languagetool_classes.py --url URL --pairs PATH... --clean PATH...
        [--as-used] [--table benchmarks/languagetool_classes.tsv] [--matches FILE]

A path is a folder of `mt.*` and `gold.*`, a folder of such folders, a text or Markdown file, a
folder of them, or JSONL with rows of `id`, `text` and `gold`. The server is one that runs; its
rules decide nothing here, only what their suggestions do: each is applied alone, and the distance
to gold in tokens then falls (nearer), grows (farther) or stays (same). `--matches` keeps each match
with its neighbourhood, to be read by eye; as it holds text of the corpora it stays out of the
project. LanguageTool drops a match that overlaps a stronger one, so a rule that another one hides
shows only with `--as-used`: without the rules that are off, as mtfix asks.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from rapidfuzz.distance import Indel
from score import tokens

from mtfix import formats
from mtfix.languagetool.classes import classes
from mtfix.model import Extent, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 12_000
BEYOND = re.compile(r"[^\0-￿]")  # LanguageTool counts UTF-16 units
OUTCOMES = ("nearer", "farther", "same")


class Text(Struct, frozen=True):
    """A stretch of prose, the corpus it stems from, and its gold where it has one."""

    corpus: str
    text: str
    gold: tuple[str, ...] | None = None
    segment: Segment | None = None


class Match(Struct, frozen=True):
    """What a rule sees in a text, and what its first suggestion does."""

    rule: str
    text: Text
    start: int
    end: int
    suggestion: str | None

    @property
    def outcome(self) -> str:
        """Where the suggestion leads; `clean` in clean text, `none` without a suggestion."""
        gold = self.text.gold
        if gold is None:
            return "clean"
        if self.suggestion is None:
            return "none"
        old = self.text.text
        new = old[: self.start] + self.suggestion + old[self.end :]
        change = _distance(new, gold) - _distance(old, gold)
        return "nearer" if change < 0 else "farther" if change > 0 else "same"

    def __str__(self) -> str:
        text = self.text.text
        lo, hi = max(0, self.start - 60), self.end + 60
        seen = f"{text[lo : self.start]}[[{text[self.start : self.end]}]]{text[self.end : hi]}"
        cells = (self.rule, self.outcome, self.text.corpus, seen, str(self.suggestion))
        return "\t".join(re.sub(r"\s+", " ", c) for c in cells)


def _distance(text: str, gold: tuple[str, ...]) -> int:
    return min(Indel.distance(tokens(text), tokens(g)) for g in gold)


def pairs(path: Path) -> Iterator[Text]:
    """The texts at a path that have a gold."""
    if path.suffix == ".jsonl":
        for row in _rows(path):
            yield Text(path.stem, row["text"], tuple(row["gold"]))
        return
    for source in sorted([*path.glob("mt.*"), *path.glob("*/mt.*")]):
        gold = source.with_name("gold" + source.suffix)
        yield Text(path.name, _visible(source), (_visible(gold),))


def clean(path: Path) -> Iterator[Text]:
    """The texts at a path, every match in which is a false alarm until it is read."""
    if path.suffix == ".jsonl":
        yield from (Text(path.stem, row["text"]) for row in _rows(path))
        return
    for file in [path] if path.is_file() else sorted(path.iterdir()):
        for segment in _segments(file):
            yield Text(path.name, segment.text, segment=segment)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def _segments(file: Path) -> tuple[Segment, ...]:
    read = formats.by_name(formats.for_path(file) or "text").read
    return tuple(read(file.read_text(encoding="utf-8")).segments)


def _visible(file: Path) -> str:
    return "\n\n".join(segment.text for segment in _segments(file))


def chunks(texts: list[Text]) -> Iterator[list[Text]]:
    """Texts in lists of a size that the server likes."""
    chunk: list[Text] = []
    for text in texts:
        if chunk and sum(len(t.text) + 2 for t in chunk) + len(text.text) > CHUNK:
            yield chunk
            chunk = []
        chunk.append(text)
    if chunk:
        yield chunk


def as_used() -> dict[str, str]:
    """What mtfix tells the server beside the text."""
    known = classes()
    return {
        "disabledRules": ",".join(known.disabled_rules),
        "enabledRules": ",".join(known.enabled_rules),
        "disabledCategories": ",".join(known.disabled_categories),
    }


def check(url: str, chunk: list[Text], settings: dict[str, str]) -> list[Match]:
    """The matches in a list of texts."""
    whole = "\n\n".join(t.text for t in chunk)
    form = {"language": "en-US", "text": BEYOND.sub("□", whole), **settings}
    request = urllib.request.Request(f"{url}/v2/check", urllib.parse.urlencode(form).encode())
    with urllib.request.urlopen(request, timeout=600) as answer:
        found = json.load(answer)["matches"]
    return [m for raw in found if (m := _match(raw, chunk)) is not None]


def _match(raw: dict[str, object], chunk: list[Text]) -> Match | None:
    """A match as ours, None where it crosses texts or touches what is locked."""
    match raw:
        case {"offset": int(start), "length": int(length), "rule": {"id": str(rule)}}:
            pass
        case _:
            raise ValueError(f"not a match: {raw}")
    for text in chunk:
        if start <= len(text.text):
            break
        start -= len(text.text) + 2
    end = start + length
    if end > len(text.text) or (text.segment and text.segment.locked(Extent(start, end))):
        return None
    match raw:
        case {"replacements": [{"value": str(first)}, *_]}:
            return Match(rule, text, start, end, first)
    return Match(rule, text, start, end, None)


def table(matches: list[Match], texts: list[Text]) -> Iterator[str]:
    """One line for each rule that matched; a first line with the words of each corpus."""
    words = Counter[str]()
    for text in texts:
        words[text.corpus] += len(text.text.split())
    scored = list(dict.fromkeys(t.corpus for t in texts if t.gold is not None))
    plain = [c for c in words if c not in scored]
    heads = [f"{corpus} {outcome}" for corpus in scored for outcome in OUTCOMES] + plain
    yield "\t".join(["rule", *heads])
    sizes = [
        str(words[h.split(" ")[0]]) if h.endswith("nearer") or h in plain else "" for h in heads
    ]
    yield "\t".join(["(words)", *sizes])
    counts = Counter((m.rule, _column(m)) for m in matches)
    for rule in sorted({m.rule for m in matches}):
        yield "\t".join([rule, *(str(counts[rule, head]) for head in heads)])


def _column(match: Match) -> str:
    corpus, outcome = match.text.corpus, match.outcome
    return corpus if outcome == "clean" else f"{corpus} {outcome}".replace(" none", " same")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--url", required=True)
    parser.add_argument("--pairs", nargs="*", type=Path, default=[])
    parser.add_argument("--clean", nargs="*", type=Path, default=[])
    parser.add_argument("--as-used", action="store_true")
    parser.add_argument("--table", type=Path)
    parser.add_argument("--matches", type=Path)
    given = parser.parse_args()
    texts = [t for p in given.pairs for t in pairs(p)] + [t for p in given.clean for t in clean(p)]
    if not texts:
        sys.exit("no texts; name some with --pairs and --clean")
    settings = as_used() if given.as_used else {}
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda chunk: check(given.url, chunk, settings), chunks(texts))
        matches = [match for part in found for match in part]
    lines = "\n".join(table(matches, texts)) + "\n"
    if given.table:
        given.table.write_text(lines, encoding="utf-8")
    else:
        print(lines, end="")
    if given.matches:
        given.matches.write_text("".join(f"{m}\n" for m in matches), encoding="utf-8")


if __name__ == "__main__":
    main()
