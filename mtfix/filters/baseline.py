"""What was there when a repository took up mtfix: a baseline, which only new findings pass.

An entry is found again by its fingerprint, wherever its paragraph has moved; or, where the words
around it were edited, by its rule, its own words, and half of the words that stood around them.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mtfix.filters import Verdict
from mtfix.filters.entries import Entries, Entry, read_entries
from mtfix.fingerprint import around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mtfix.filters import Subject
    from mtfix.model import Finding

NAME = ".mtfix-baseline"
CONTEXT = 5  # words on either side that an entry remembers
ALIKE = 0.5  # the share of them that must still stand there
TELLING = 4  # words of context from which on an entry holds in any file


@dataclass(frozen=True, slots=True)
class Baseline:
    """Takes out what the file at `place` lists."""

    place: Path
    name: str = "baseline"

    def judge(self, subject: Subject, findings: Sequence[Finding]) -> Verdict:
        path = path_from(self.place, subject.path)
        known = match(read_entries(self.place), path, subject.text, findings)
        return Verdict(dict.fromkeys(known, f"{self.place.name} has it"))


def path_from(place: Path, path: str) -> str:
    """A text's path as the baseline writes it: from the folder of the baseline."""
    return Path(os.path.relpath(path, place.parent)).as_posix()


def entry_for(found: Finding, path: str, text: str) -> Entry:
    left, words, right = around(text, found.span, CONTEXT)
    return Entry(path, found.rule, found.fingerprint, " ".join(left), words, " ".join(right))


def match(entries: Entries, path: str, text: str, findings: Sequence[Finding]) -> dict[str, Entry]:
    """By fingerprint, the entry that each finding of one text is known by."""
    todo = {found.fingerprint: entry_for(found, path, text) for found in findings}
    here = entries.by_path.get(path, ())
    known = {entry.fingerprint: entry for entry in here if entry.fingerprint in todo}
    left = [one for fingerprint, one in todo.items() if fingerprint not in known]
    for one in left:
        for other in entries.by_fingerprint.get(one.fingerprint, ()):
            if _size(one) >= TELLING or other.path in entries.lost:
                known[one.fingerprint] = other
    left = [one for one in left if one.fingerprint not in known]
    if left:
        used = set(known.values())
        lost = (entry for same in entries.lost.values() for entry in same)
        known |= _nearest(left, [e for e in (*here, *lost) if e not in used])
    return known


def _nearest(found: Iterable[Entry], entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """Pair findings and entries of the same rule and words, the most alike first."""
    same: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        same[entry.rule, _plain(entry.words)].append(entry)
    pairs = sorted(_pairs(found, same), key=lambda pair: -pair[0])
    out: dict[str, Entry] = {}
    used: set[Entry] = set()
    for _, one, entry in pairs:
        if one.fingerprint not in out and entry not in used:
            out[one.fingerprint] = entry
            used.add(entry)
    return out


def _pairs(
    found: Iterable[Entry], same: Mapping[tuple[str, str], list[Entry]]
) -> Iterator[tuple[float, Entry, Entry]]:
    for one in found:
        for entry in same.get((one.rule, _plain(one.words)), ()):
            share = _likeness(one, entry)
            if share >= ALIKE:
                yield share, one, entry


def _likeness(one: Entry, other: Entry) -> float:
    """The share of the words around that both have, each on its side.

    At the ends of a text an entry has few words, and text that is added there takes none away.
    """
    common = sum(
        (Counter(a.split()) & Counter(b.split())).total()
        for a, b in ((one.before, other.before), (one.after, other.after))
    )
    size = min(_size(one), _size(other))
    return common / size if size else 1.0


def _size(entry: Entry) -> int:
    return len(entry.before.split()) + len(entry.after.split())


def _plain(words: str) -> str:
    return " ".join(words.split())
