"""What was there when a repository took up mtfix: a baseline, which only new findings pass.

An entry is found again by its fingerprint, wherever its paragraph has moved; or, where the words
around it were edited, by its rule, its own words, and half of the words that stood around them.
"""

from __future__ import annotations

import os
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.filters import Verdict
from mtfix.filters.entries import Entries, Entry, read_entries
from mtfix.fingerprint import around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mtfix.filters import Subject
    from mtfix.model import Finding

CONTEXT = 5  # words on either side that an entry remembers
ALIKE = 0.5  # the share of them that must still stand there
MANY = 20  # entries that a finding is compared with
TELLING = 4  # words of context from which on an entry holds in any file


class Baseline(Struct, frozen=True):
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
    same: dict[tuple[str, str], _Pool] = {}
    for entry in entries:
        same.setdefault((entry.rule, _plain(entry.words)), _Pool()).add(entry)
    asked: dict[tuple[str, str], list[Entry]] = {}
    for one in found:
        asked.setdefault((one.rule, _plain(one.words)), []).append(one)
    out: dict[str, Entry] = {}
    for key, some in asked.items():
        if key in same:
            out |= same[key].paired(some)
    return out


class _Pool:
    """Entries of the same rule and words, to be found by the words around them."""

    def __init__(self) -> None:
        self._unused: dict[Entry, None] = {}
        self._by_word: dict[tuple[bool, str], list[Entry]] = {}

    def add(self, entry: Entry) -> None:
        self._unused[entry] = None
        for word in _sides(entry):
            self._by_word.setdefault(word, []).append(entry)

    def paired(self, found: Iterable[Entry]) -> dict[str, Entry]:
        """By fingerprint, the entry that each finding is known by.

        Those that share a rare word come first. Where many stand in the same words, each takes
        one of the first that are left, so that a long list needs no more than its length.
        """
        out: dict[str, Entry] = {}
        pairs = [(share, one, e) for one in found for share, e in self._alike(one, self._near(one))]
        for _, one, entry in sorted(pairs, key=lambda pair: -pair[0]):
            if one.fingerprint not in out and entry in self._unused:
                out[one.fingerprint] = entry
                del self._unused[entry]
        for one in found:
            if one.fingerprint not in out:
                best = max(self._alike(one, islice(self._unused, MANY)), default=None, key=_share)
                if best is not None:
                    out[one.fingerprint] = best[1]
                    del self._unused[best[1]]
        return out

    def _near(self, one: Entry) -> Iterable[Entry]:
        postings = (self._by_word.get(word, ()) for word in _sides(one))
        return dict.fromkeys(e for some in postings if len(some) <= MANY for e in some)

    def _alike(self, one: Entry, entries: Iterable[Entry]) -> Iterator[tuple[float, Entry]]:
        for entry in entries:
            share = _likeness(one, entry)
            if share >= ALIKE:
                yield share, entry


def _share(pair: tuple[float, Entry]) -> float:
    return pair[0]


def _sides(entry: Entry) -> Iterator[tuple[bool, str]]:
    """The words around an entry, each with the side that it stands on."""
    yield from ((False, word) for word in entry.before.split())
    yield from ((True, word) for word in entry.after.split())


def _likeness(one: Entry, other: Entry) -> float:
    """The share of the words around that both have, each on its side.

    At the ends of a text an entry has few words, and text that is added there takes none away.
    """
    common = (Counter(_sides(one)) & Counter(_sides(other))).total()
    size = min(_size(one), _size(other))
    return common / size if size else 1.0


def _size(entry: Entry) -> int:
    return len(entry.before.split()) + len(entry.after.split())


def _plain(words: str) -> str:
    return " ".join(words.split())
