"""One source with several translations, and one translation of several sources.

Why machine translation makes this error: each segment is translated anew, without memory.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from mtfix.analysis.notation import is_date
from mtfix.detectors.bilingual._habits import Habits
from mtfix.detectors.bilingual._sample import entry
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/consistency.py"
_ONE = entry("Die Datei ist leer.", "The file is empty.")
_OTHER = entry("Die Datei ist leer.", "The file has nothing in it.")
_FOLDERS = "\n".join(
    entry(source, target)
    for source, target in (
        ("Einen neuen Ordner anlegen", "Make a new folder"),
        ("Den Ordner umbenennen", "Rename the folder"),
        ("Welcher Ordner darf es sein?", "Which folder shall it be?"),
    )
)
_FAR = "Der Ordner fehlt noch immer."


def _beside(source: str, target: str) -> str:
    return f"{_FOLDERS}\n{_ONE}\n{entry(source, target)}"


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
        "this seems to be the translation of another source",
        "An engine, or a translation memory, offers the nearest text that it has.",
        applicability=Applicability.DISPLAY,
        languages=(),
        examples=(
            Example(
                _beside(_FAR, "The file is empty."),
                _beside(_FAR, "The folder is still missing."),
                format="po",
            ),
        ),
        keep=(
            Example(
                _beside("Die Datei ist leer!", "The file is empty."),
                _beside("Die Datei ist leer!", "The file is empty."),
                format="po",
            ),
            Example(  # two wordings of one message
                _beside("In der Datei steht nichts.", "The file is empty."),
                _beside("In der Datei steht nichts.", "The file is empty."),
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
    sources: dict[tuple[str, str], dict[str, Pair]] = defaultdict(dict)
    scope = {id(pair.unit) for pair in analysis.pairs}
    habits = Habits(analysis.all_pairs)
    for pair in analysis.all_pairs:
        if len(pair.source_words) < _ENOUGH or len(pair.words) < _ENOUGH or is_date(pair.source):
            continue
        ours, theirs = _folded(pair.source), _folded(pair.text)
        form = ",".join(sorted(f for f in pair.unit.flags if f.startswith("msgstr")))
        others = targets[" ".join(pair.source.split()), f"{form} {pair.unit.key}"]
        if others and theirs not in others and id(pair.unit) in scope:
            yield _told(pair, _SPLIT, f"elsewhere it is {_quoted(next(iter(others.values())))}")
        others.setdefault(theirs, pair.text)
        same = sources[theirs, form]
        long = len(pair.source_words) >= _SENTENCE and not pair.unit.others
        if same and ours not in same and long and _apart(ours, same):
            yield from _merged(pair, next(iter(same.values())), habits, scope)
        same.setdefault(ours, pair)


def _merged(pair: Pair, other: Pair, habits: Habits, scope: set[int]) -> Iterator[Finding]:
    """Two sources with one translation, where the words of one of them say that it is another's."""
    for one, two in ((pair, other), (other, pair)):
        lacking = habits.unlike(one, two)
        if lacking and id(one.unit) in scope:
            word, stem = lacking
            what = f"{_quoted(two.source)} has it, too, and “{word}” is “{stem}…” elsewhere"
            yield _told(one, _MERGED, what)


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text)).casefold()


def _apart(source: str, others: Iterable[str]) -> bool:
    """Whether the sources differ in more than an ending or a small word."""
    mine = {w for w in source.split() if len(w) > 3}
    return all(
        len(mine & {w for w in other.split() if len(w) > 3}) * 2 <= len(mine) for other in others
    )


def _told(pair: Pair, rule: Rule, what: str) -> Finding:
    return finding(pair.segment, rule, pair.core, message=f"{rule.message}: {what}")


def _quoted(text: str) -> str:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"“{' '.join(shown.split())}”"
