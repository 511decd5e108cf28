"""Breaks the prose of real files in ten places each, and looks whether fix brings them back.

    python benchmarks/roundtrip.py DIR [--format NAME] [--limit N] [--show]

Every file is read and written without an edit first and must come back byte for byte. What mtfix
finds in the file as it is, is applied before anything is broken; the result is what fix has to
bring back, again byte for byte. Files in other languages than English are only read and written.
DIR is walked; nothing is written.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mtfix import Cleaner, files, formats
from mtfix.model import Change, Document, Edit, Extent, LockedError, MtfixError, apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.patch import Patch

_W = "(?<=[a-z]{3})"
ARTIFACTS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("space lost after a comma", re.compile(rf"{_W}, (?=(?:and|but|which|then|it) )"), ","),
    ("space on the wrong side of a comma", re.compile(r"(?<=[a-z]{3}), (?=[a-z]{3})"), " ,"),
    ("space before a comma", re.compile(r"(?<=[a-z]{3}), (?=[a-z]{3})"), " , "),
    ("article twice", re.compile(r"(?<=[a-z] )the (?=[a-z]{3})"), "the the "),
    ("space before a full stop", re.compile(r"(?<=[a-z]{4})\. (?=[A-Z])"), " . "),
    ("space before the last full stop", re.compile(r"(?<=[a-z]{4})\.\Z"), " ."),
    ("space lost after a full stop", re.compile(rf"{_W}\. (?=(?:The|This|It|In|If) )"), "."),
    ("weekday in lower case", re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"), ""),
    ("blank inside a bracket", re.compile(r"(?<= \()(?=[a-z]{3})"), " "),
    ("blank inside a quotation", re.compile(r"(?<= “)(?=[A-Za-z]{3})"), " "),
    ("a twice", re.compile(r"(?<=[a-z] )a (?=[a-z]{3})"), "a a "),
    ("space before a semicolon", re.compile(r"(?<=[a-z]{3}); (?=[a-z]{3})"), " ; "),
    ("blank before a bracket's end", re.compile(r"(?<=[a-z]{3})(?=\) [a-z])"), " "),
    (
        "a for an",
        re.compile(r"(?<=[a-z] )an (?=(?:example|old|error|image|article|important) )"),
        "a ",
    ),
)
_COMMONEST = frozenset({"the", "of", "and", "to", "is", "are", "this", "that", "with", "you"})
WANTED = 10
AROUND = 3


class Tally(Struct):
    """What came of the files of one format."""

    files: int = 0
    same: int = 0
    segments: int = 0
    own: int = 0
    injected: int = 0
    restored: int = 0
    other: int = 0
    structural: int = 0
    exact: int = 0
    broken: int = 0
    refused: list[str] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", default="", help="only this format")
    parser.add_argument("--limit", type=int, default=10_000, help="files of each format")
    parser.add_argument("--show", action="store_true", help="show what was not restored")
    options = parser.parse_args()
    tallies: dict[str, Tally] = defaultdict(Tally)
    cleaner = Cleaner()
    for path in sorted(p for p in options.folder.rglob("*") if p.is_file()):
        name = formats.for_path(path)
        if name is None or options.format not in ("", name) or tallies[name].files >= options.limit:
            continue
        _file(path, name, cleaner, tallies[name], show=options.show)
    _print(tallies)
    return 0


def _file(path: Path, name: str, cleaner: Cleaner, tally: Tally, *, show: bool) -> None:
    tally.files += 1
    try:
        file = files.read_file(path)
        document = formats.by_name(name).read(file.text, path=str(path))
        tally.same += files.encode(file, file.text) == path.read_bytes()
        tally.segments += len(document.segments)
        first = cleaner.fix(file.text, format=name, path=str(path))
    except MtfixError as error:
        tally.refused.append(str(error))
        return
    tally.own += len(first.applied)
    base = first.after
    document = formats.by_name(name).read(base, path=str(path))
    done = list(_injections(document)) if _is_english(document) else []
    edits = [edit for _, edit in done]
    text = apply_edits(base, edits)
    tally.injected += len(done)
    if not done:
        return
    tally.broken += 1
    patch = cleaner.fix(text, format=name, path=str(path))
    tally.exact += patch.after == base
    after = formats.by_name(name).read(patch.after, path=str(path))
    broken = formats.by_name(name).read(text, path=str(path)).skeleton()
    tally.structural += after.skeleton() not in (document.skeleton(), broken)
    _compare(path, base, patch, done, tally, show=show)


def _compare(
    path: Path, base: str, patch: Patch, done: list[tuple[str, Edit]], tally: Tally, *, show: bool
) -> None:
    """Count the artifacts that came back, and the edits that touched none."""
    text = patch.before
    repairs = sorted({e for a in patch.applied for e in a.edits}, key=lambda e: e.span)
    shift, used = 0, set[Edit]()
    for label, edit in done:
        start = edit.span.start + shift
        end = start + len(edit.text)
        shift += len(edit.text) - (edit.span.end - edit.span.start)
        near = [e for e in repairs if e.span.start <= end + AROUND and start - AROUND <= e.span.end]
        used |= set(near)
        if _restores(base, text, edit, (start, end), near):
            tally.restored += 1
        else:
            tally.missed[label] += 1
            if show:
                print(f"{path}: {label}: {text[max(0, start - 30) : end + 30]!r}")
    stray = [e for e in repairs if e not in used]
    tally.other += len(stray)
    for edit in stray if show else ():
        lo, hi = edit.span.start, edit.span.end
        print(f"{path}: OTHER {text[max(0, lo - 30) : hi + 30]!r} -> {edit.text!r}")


def _is_english(document: Document) -> bool:
    """Whether at least every thirtieth word is one of the commonest in English."""
    words = " ".join(document.texts).lower().split()
    return sum(word in _COMMONEST for word in words) * 30 >= len(words) > 0


def _injections(document: Document) -> Iterator[tuple[str, Edit]]:
    """Yield up to ten artifacts, spread over the segments, in order."""
    found: list[tuple[str, Edit]] = []
    taken: list[tuple[int, int]] = []
    kinds: Counter[str] = Counter()
    for segment in document.segments:
        if segment.text.count(" ") < 3:  # too little to tell what is wrong
            continue
        choices = [
            (kinds[label], n, label, match, new)
            for n, (label, pattern, new) in enumerate(ARTIFACTS)
            if (match := pattern.search(segment.text)) is not None
        ]
        if not choices:
            continue
        _, _, label, match, new = min(choices, key=lambda c: c[:2])
        change = Change(Extent(*match.span()), new or match.group().lower())
        try:
            edits = segment.edits(change)
        except LockedError:
            continue
        if len(edits) != 1 or "\n" in document.text[edits[0].span.start : edits[0].span.end]:
            continue  # where a line ended can never be known again
        if not taken or edits[0].span.start > taken[-1][1] + 10:
            found.append((label, edits[0]))
            taken.append((edits[0].span.start, edits[0].span.end))
            kinds[label] += 1
    step = max(1, len(found) / WANTED)
    yield from [found[int(i * step)] for i in range(min(WANTED, len(found)))]


def _restores(
    base: str, text: str, edit: Edit, place: tuple[int, int], repairs: list[Edit]
) -> bool:
    """Whether the repairs around an artifact bring back what stood there."""
    lo = min([place[0] - AROUND, *(e.span.start for e in repairs)])
    hi = max([place[1] + AROUND, *(e.span.end for e in repairs)])
    lo, hi = max(0, lo), min(len(text), hi)
    out: list[str] = []
    at = lo
    for repair in repairs:
        out += (text[at : repair.span.start], repair.text)
        at = repair.span.end
    out.append(text[at:hi])
    old = base[edit.span.start - (place[0] - lo) : edit.span.end + (hi - place[1])]
    return "".join(out) == old


def _print(tallies: dict[str, Tally]) -> None:
    heads = (
        "format files same refused segments own broken exact injected restored % other structural"
    )
    print(" ".join(f"{h:>10}" for h in heads.split()))
    total = Tally()
    for name, t in sorted(tallies.items()):
        share = f"{100 * t.restored / t.injected:.0f}" if t.injected else "-"
        row = [name, t.files, t.same, len(t.refused), t.segments, t.own, t.broken, t.exact]
        row += [t.injected, t.restored, share, t.other, t.structural]
        print(" ".join(f"{v:>10}" for v in row))
        total.missed += t.missed
    for label, count in total.missed.most_common():
        print(f"not restored: {count:4} {label}")
    for name, t in sorted(tallies.items()):
        for reason in t.refused:
            print(f"refused: {name}: {reason}")


if __name__ == "__main__":
    sys.exit(main())
