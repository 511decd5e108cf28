"""Placeholders that the translation lost, changed or made up.

Why machine translation makes this error: a placeholder is a word to the engine. It sets spaces
into it, translates the name in it, takes its brackets for others, or leaves it out.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from mtfix.analysis.notation import Placeholder, is_date, placeholders
from mtfix.detectors.bilingual._sample import fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_WHY = "To the engine a placeholder is a word: it is spaced, cased and translated like one."
_TOUCHES = frozenset({"code", "markup", "numbers", "names"})
_ORIGIN = "detectors/bilingual/placeholders.py"
RULES = (
    Rule(
        "placeholder-damaged",
        "mk-placeholder",
        "the source has this placeholder in another spelling",
        _WHY,
        certain="The source has the placeholder, and the translation has its letters in this order.",
        languages=(),
        touches=_TOUCHES,
        examples=(
            fixed("Neplatný soubor %s", "Invalid file % s", "Invalid file %s", "c-format"),
            fixed("Bonjour, {name} !", "Hello, {nom}!", "Hello, {name}!"),
            fixed("%(count)d Dateien", "%(count) d files", "%(count)d files", "python-format"),
            fixed("Hola ${user}", "Hello $ {User}", "Hello ${user}"),
            fixed("Seite {0} von {1}", "Page {0} of {1", "Page {0} of {1}"),
            fixed("Nach %.2f Sekunden", "After %2f seconds", "After %.2f seconds", "c-format"),
        ),
        keep=(
            kept("%d von %s", "%2$s has %1$d", "c-format"),
            kept("{a} und {b}", "{b} and {a}"),
            kept("%.1f Sekunden", "%.2f seconds", "c-format"),
            kept("%'d Dateien", "%d files", "c-format"),
            kept("Nach %.1f s um %.1f", "At %.1f, after %.1fs"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "placeholder-differs",
        "mk-placeholder",
        "the placeholders are not those of the source",
        _WHY,
        applicability=Applicability.DISPLAY,
        languages=(),
        examples=(
            fixed("Von %s an %s", "From %s on", "From %s to %s", "c-format"),
            fixed("Gespeichert", "{0} was saved", "It was saved"),
            fixed("{count} Mitglied", "{count} member: {count} members", "{count} member"),
            fixed("%s hat %d", "%d of %s", "%2$d of %1$s", "c-format"),
        ),
        keep=(
            kept("Am %d.%m.%Y", "On %m/%d/%Y"),
            kept(
                "{n, plural, one {# Tag} other {# Tage}}", "{n, plural, one {# day} other {# days}}"
            ),
            kept("100 % sicher", "100% sure"),
            kept("{name} und {count}", "{name}, {name}’s and {count}"),
        ),
        origin=_ORIGIN,
    ),
)
_DAMAGED, _DIFFERS = RULES
_WIDE = {"%": "[%％]", "{": "[{｛]", "}": "[}｝]", "(": "[(（]", ")": "[)）]", "$": "[$＄]"}
_SHAPE = lazily(re.compile, r"^(?:%\(|%\w+%|\$\{|#\{|%\{|\{\{|\{|\$)")
_NAME = lazily(re.compile, r"[A-Za-z_]\w{2,}")
_COUNT = lazily(re.compile, r"\{(?:n|num|count|number)\}|%\((?:n|num|count|number)\)d")
_NUMERIC = lazily(
    re.compile, r"%\d+\$l*d|\{(?:0|n|num|count|number|total)\}|%\((?:n|num|count|number)\)d|%n|%1"
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each damaged placeholder, and one for what is missing or too much."""
    for pair in analysis.pairs:
        if not set("%{$％｛＄") & {*pair.source, *pair.text}:
            continue
        if is_date(pair.source) or is_date(pair.text):
            continue
        yield from _compared(pair)


def _compared(pair: Pair) -> Iterator[Finding]:
    flags = pair.flags
    there = pair.placeholders
    known = pair.source_placeholders
    every = [known, *(placeholders(s, flags) for s in pair.unit.others)]
    found = [_difference(ours, there) for ours in every]
    missing, extra = min(found, key=lambda d: len(d[0]) + len(d[1]))
    missing = [p for p in missing if not _stands_glued(pair.text, p, there)]
    if not missing:
        extra = [p for p in extra if not _stands_glued(pair.source, p, known)]
    forms = bool(pair.unit.others)
    if forms and len(missing) == 1 and not extra and _NUMERIC.fullmatch(missing[0].key):
        return  # "one file" needs no number
    sound = [p for p in there if p not in extra]
    left = list(missing)
    for placeholder in missing:
        where = _spoilt(pair, placeholder, sound)
        if where is not None:
            left.remove(placeholder)
            extra = [p for p in extra if p.end <= where.start or where.end <= p.start]
            yield _repair(pair, placeholder, where)
    if len(left) == len(extra) == 1 and _same_shape(left[0], extra[0]):
        yield _repair(pair, left[0], Extent(extra[0].start, extra[0].end))
    elif left or extra:
        yield _told(pair, left, extra)


def _difference(
    ours: Sequence[Placeholder], theirs: Sequence[Placeholder]
) -> tuple[list[Placeholder], list[Placeholder]]:
    """What of the source is missing, and what is too much."""
    lost = Counter(p.key for p in ours) - Counter(p.key for p in theirs)
    more = Counter(p.key for p in theirs) - Counter(p.key for p in ours)
    # a name may be said twice, or once where the source says it twice; a position may not
    known = {p.key for p in ours}
    named = {key for key in known if not key.startswith("%") or key.startswith("%(")}
    missing = [p for p in ours if lost[p.key] and not (p.key in named and _has(theirs, p.key))]
    # but how many there are, no text says twice
    return missing, [
        p for p in theirs if more[p.key] and (p.key not in named or _COUNT.fullmatch(p.key))
    ]


def _stands_glued(text: str, wanted: Placeholder, there: Sequence[Placeholder]) -> bool:
    """Whether the placeholder is there, with letters around it: `%.1fs`."""
    known = sum(p.raw == wanted.raw for p in there)
    return "$" not in wanted.raw and text.count(wanted.raw) > known


def _has(placeholders: Sequence[Placeholder], key: str) -> bool:
    return any(p.key == key for p in placeholders)


def _spoilt(pair: Pair, wanted: Placeholder, sound: Sequence[Placeholder]) -> Extent | None:
    """The one place where the placeholder stands with spaces, wide signs or other capitals."""
    taken = [(p.start, p.end) for p in sound]
    hits = [
        Extent(*match.span())
        for match in _spoilt_pattern(wanted.raw).finditer(pair.text)
        if match.group() != wanted.raw
        and all(match.end() <= a or b <= match.start() for a, b in taken)
    ]
    return hits[0] if len(hits) == 1 else None


@lru_cache(maxsize=512)
def _spoilt_pattern(raw: str) -> re.Pattern[str]:
    """What matches a placeholder with spaces, wide signs, other capitals or half its braces."""
    core = r"\s?".join(_WIDE.get(c) or re.escape(c) for c in raw)
    ways = [core + (r"(?!\w)" if raw[-1].isalnum() else "")]
    inner = raw.strip("{}")
    if raw.startswith("{") and inner and not raw.startswith("{{"):
        name = re.escape(inner)
        ways += [rf"(?<!\{{)\{{\s?{name}(?![\w\s]*\}})", rf"(?<![{{\w$]){name}\s?\}}"]
    if raw.startswith("%("):
        ways.append(rf"%\(\s?{re.escape(raw[2 : raw.index(')')])}\s?\)(?!\s?[a-zA-Z])")
    return re.compile("|".join(ways), re.IGNORECASE)


def _same_shape(one: Placeholder, other: Placeholder) -> bool:
    """Whether both are names in the same brackets, or one name, so that one stands for the other."""
    if one.raw.replace(".", "") == other.raw:  # `%2f` for `%.2f`
        return True
    name, named = _NAME.search(one.raw), _NAME.search(other.raw)
    if name and named and name[0] == named[0]:
        return True
    left, right = _SHAPE.match(one.raw), _SHAPE.match(other.raw)
    return bool(left and right and left[0][0] == right[0][0] and left[0][-1] == right[0][-1])


def _repair(pair: Pair, wanted: Placeholder, where: Extent) -> Finding:
    """Write the placeholder as the source has it, with the spaces around it that it has there."""
    new = wanted.raw
    before, after = pair.text[: where.start][-1:], pair.text[where.end :][:1]
    if before.isalnum() and pair.source[: wanted.start].endswith(" "):
        new = f" {new}"
    if after.isalnum() and pair.source.startswith(" ", wanted.end):
        new = f"{new} "
    message = f"the source has {wanted.raw}"
    return finding(
        pair.segment,
        _DAMAGED,
        where,
        Change(where, new),
        message=message,
        title=message,
        priority=9,
    )


def _told(pair: Pair, missing: Sequence[Placeholder], extra: Sequence[Placeholder]) -> Finding:
    lost, more = Counter(_kind(p) for p in missing), Counter(_kind(p) for p in extra)
    if lost == more:
        order = "in another order; number them, as in %2$s"
        message = f"placeholders {' '.join(p.raw for p in extra)} {order}"
    else:
        # of those that only stand at another place now, nothing is said
        missing = [p for p in missing if lost[_kind(p)] > more[_kind(p)]]
        extra = [p for p in extra if more[_kind(p)] > lost[_kind(p)]]
        gone = f"missing: {' '.join(p.raw for p in missing)}" if missing else ""
        much = f"not in the source: {' '.join(p.raw for p in extra)}" if extra else ""
        message = f"placeholders {'; '.join(filter(None, (gone, much)))}"
    where = Extent(extra[0].start, extra[0].end) if extra else pair.core
    return finding(pair.segment, _DIFFERS, where, message=message)


def _kind(placeholder: Placeholder) -> str:
    return re.sub(r"^%\d+\$", "%", placeholder.key)
