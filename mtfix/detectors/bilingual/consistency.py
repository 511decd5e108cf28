"""One source with several translations, and one translation of several sources.

Why machine translation makes this error: each segment is translated anew, without memory.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from mtfix.analysis.notation import is_date
from mtfix.detectors.bilingual._sample import entry
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/consistency.py"
_ONE = entry("Die Datei ist leer.", "The file is empty.")
_OTHER = entry("Die Datei ist leer.", "The file has nothing in it.")
_FAR = entry("Der Ordner fehlt noch.", "The file is empty.")
RULES = (
    Rule(
        "one-source-two-translations",
        "src-inconsistent",
        "the same source is translated differently elsewhere",
        "Each segment is translated anew, without memory.",
        applicability=Applicability.DISPLAY,
        languages=(),
        examples=(Example(f"{_ONE}\n{_OTHER}", f"{_ONE}\n{_ONE}", format="po"),),
        keep=(Example(f"{_ONE}\n{_ONE}", f"{_ONE}\n{_ONE}", format="po"),),
        origin=_ORIGIN,
    ),
    Rule(
        "two-sources-one-translation",
        "src-inconsistent",
        "another source has the same translation",
        "An engine, or a translation memory, offers the nearest text that it has.",
        applicability=Applicability.DISPLAY,
        languages=(),
        examples=(
            Example(
                f"{_ONE}\n{_FAR}",
                _ONE + "\n" + entry("Der Ordner fehlt noch.", "The folder is still missing."),
                format="po",
            ),
        ),
        keep=(
            Example(
                _ONE + "\n" + entry("Die Datei ist leer!", "The file is empty."),
                _ONE + "\n" + entry("Die Datei ist leer!", "The file is empty."),
                format="po",
            ),
        ),
        origin=_ORIGIN,
    ),
)
_SPLIT, _MERGED = RULES
_ENOUGH = 3  # words from which on the same text is no chance
_SENTENCE = 4  # words from which on two sources with one translation are no synonyms of a menu
_WORD = lazily(re.compile, r"[^\W_]+")
_SHOWN = 60


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each pair in scope that contradicts an earlier one."""
    targets: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    sources: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    scope = {id(pair.unit) for pair in analysis.pairs}
    for pair in analysis.all_pairs:
        if len(pair.source_words) < _ENOUGH or len(pair.words) < _ENOUGH or is_date(pair.source):
            continue
        ours, theirs = _folded(pair.source), _folded(pair.text)
        form = ",".join(sorted(f for f in pair.unit.flags if f.startswith("msgstr")))
        others = targets[" ".join(pair.source.split()), f"{form} {pair.unit.key}"]
        mine = id(pair.unit) in scope
        if others and theirs not in others and mine:
            yield _told(pair, _SPLIT, "elsewhere it is", next(iter(others.values())))
        others.setdefault(theirs, pair.text)
        others = sources[theirs, form]
        long = len(pair.source_words) >= _SENTENCE and not pair.unit.others
        if others and ours not in others and mine and long and _apart(ours, others):
            yield _told(pair, _MERGED, "the same stands for", next(iter(others.values())))
        others.setdefault(ours, pair.source)


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text)).casefold()


def _apart(source: str, others: dict[str, str]) -> bool:
    """Whether the sources differ in more than an ending or a small word."""
    mine = {w for w in source.split() if len(w) > 3}
    return all(
        len(mine & {w for w in other.split() if len(w) > 3}) * 2 <= len(mine) for other in others
    )


def _told(pair: Pair, rule: Rule, what: str, other: str) -> Finding:
    shown = other if len(other) <= _SHOWN else f"{other[:_SHOWN]}…"
    message = f"{rule.message}: {what} “{' '.join(shown.split())}”"
    return finding(pair.segment, rule, pair.core, message=message)
