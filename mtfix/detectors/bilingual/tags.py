"""Tags that the translation lost, damaged or made up.

Why machine translation makes this error: where an engine is fed markup, it spaces and translates
tags like words; where the markup is taken out before and put back after, some find no place.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mtfix.analysis.bare import TAG
from mtfix.detectors.bilingual._sample import fixed, kept
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.analysis import Analysis
    from mtfix.analysis.pairs import Pair
    from mtfix.model import Finding

_ORIGIN = "detectors/bilingual/tags.py"
RULES = (
    Rule(
        "tag-damaged",
        "mk-html-tag",
        "the source has this tag in another spelling",
        "To an engine that is fed markup, a tag is a word in strange quotation marks.",
        certain="The source has the tag, and the translation has its letters in this order.",
        languages=(),
        touches=frozenset({"code", "markup", "names", "numbers"}),
        examples=(
            fixed(
                "Das ist <b>wichtig</b>.",
                "This is < b>important</ b>.",
                "This is <b>important</b>.",
            ),
            fixed("Zeile<br/>Zeile", "Line< br / >Line", "Line<br/>Line"),
            fixed("Ein <em>Wort</em> mehr", "One <EM>word</EM> more", "One <em>word</em> more"),
        ),
        keep=(
            kept("Wenn a < b und c > d", "If a < b and c > d"),
            kept("Gib <Datei> an", "Name the <file>"),
            kept("Zeile<br>Zeile", "Line<br/>Line"),
        ),
        origin=_ORIGIN,
    ),
    Rule(
        "tag-differs",
        "mk-html-tag",
        "the tags are not those of the source",
        "Tags that were taken out before the translation find no place in it afterwards.",
        applicability=Applicability.DISPLAY,
        languages=(),
        examples=(
            fixed("Das ist <b>wichtig</b>.", "This is important</b>.", "This is <b>important</b>."),
            fixed("<a href='x'>Hier</a> klicken", "Click here", "Click <a href='x'>here</a>"),
        ),
        keep=(
            kept("<b>Eins</b> und <i>zwei</i>", "<i>Two</i> and <b>one</b>"),
            kept("Gib <name> ein", "Enter <Name>"),
        ),
        origin=_ORIGIN,
    ),
)
_DAMAGED, _DIFFERS = RULES
_PARTS = lazily(re.compile, r"<(/?)([A-Za-z][\w:.-]*)")
_NUMBER = lazily(re.compile, r"\s(?:id|rid|i|x|ctype|equiv-text)=[\"']([^\"']*)[\"']")
_NAMES = """
a abbr acronym address b big blockquote br button caption center cite code dd del dfn div dl dt em
fieldset figure font form h1 h2 h3 h4 h5 h6 hr i iframe img input ins kbd label li mark ol option p
pre q s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var
para link guilabel guimenu guimenuitem userinput filename literal emphasis
g x bx ex ph bpt ept it mrk pc sc ec
"""  # HTML, DocBook, XLIFF
_HTML = frozenset(_NAMES.split())
_EMPHASIS = frozenset({"b", "i", "em", "strong", "br"})
_VOID = frozenset({"br", "hr", "img", "input", "x", "ph", "bx", "ex"})


class _Tag(NamedTuple):
    start: int
    end: int
    raw: str
    key: str


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each damaged tag, and one for what is missing or too much."""
    for pair in analysis.pairs:
        if "<" in pair.source or ("<" in pair.text and ">" in pair.text):
            yield from _compared(pair)


def _compared(pair: Pair) -> Iterator[Finding]:
    theirs = _tags(pair.text)
    found = [_difference(_tags(source), theirs) for source in pair.unit.sources]
    missing, extra = min(found, key=lambda d: len(d[0]) + len(d[1]))
    left = list(missing)
    sound = [tag for tag in theirs if tag not in extra]
    wanted = Counter(tag.raw for tag in missing)
    for raw, count in wanted.items():
        places = _spoilt(pair.text, raw, sound)
        if len(places) != count:
            continue
        left = [tag for tag in left if tag.raw != raw]
        for where in places:
            extra = [t for t in extra if t.end <= where.start or where.end <= t.start]
            message = f"the source has {raw}"
            change = Change(where, raw)
            yield finding(
                pair.segment, _DAMAGED, where, change, message=message, title=message, priority=9
            )
    if extra and _is_choice(left, extra) and _balanced(theirs):
        return
    if left or extra:
        gone = f"missing: {' '.join(t.raw for t in left)}" if left else ""
        more = f"not in the source: {' '.join(t.raw for t in extra)}" if extra else ""
        message = f"tags {'; '.join(filter(None, (gone, more)))}"
        where = Extent(extra[0].start, extra[0].end) if extra else pair.core
        yield finding(pair.segment, _DIFFERS, where, message=message)


def _is_choice(missing: Sequence[_Tag], extra: Sequence[_Tag]) -> bool:
    """Whether a translator may do so: emphasise more or otherwise, and break a line."""
    free = _EMPHASIS - _VOID if missing else _EMPHASIS
    return all(tag.key.lstrip("/") in free for tag in (*missing, *extra))


def _balanced(tags: Sequence[_Tag]) -> bool:
    """Whether each tag of emphasis is closed."""
    count = Counter(tag.key for tag in tags)
    return all(count[name] == count[f"/{name}"] for name in _EMPHASIS - _VOID)


def _tags(text: str) -> list[_Tag]:
    """The tags of a text that are surely tags: known, in pairs, or with attributes."""
    found = [m for m in TAG.finditer(text) if not m[0].startswith("<!")]
    names = Counter((m[0].startswith("</"), _name(m[0])) for m in found)
    out = []
    for match in found:
        raw, name = match[0], _name(match[0])
        paired = names[True, name] and names[False, name]
        if name in _HTML or paired or "=" in raw or raw.endswith("/>"):
            out.append(_Tag(*match.span(), raw, _key(raw, name)))
    return out


def _name(raw: str) -> str:
    parts = _PARTS.match(raw)
    return parts[2] if parts else ""


def _key(raw: str, name: str) -> str:
    """What must be the same: the name as it is written, whether it closes, and its number."""
    number = _NUMBER.search(raw)
    close = "/" if raw.startswith("</") and name not in _VOID else ""
    return f"{close}{name}{'#' + number[1] if number and not close else ''}"


def _difference(ours: Sequence[_Tag], theirs: Sequence[_Tag]) -> tuple[list[_Tag], list[_Tag]]:
    lost = Counter(t.key for t in ours) - Counter(t.key for t in theirs)
    more = Counter(t.key for t in theirs) - Counter(t.key for t in ours)
    return _last(ours, lost), _last(theirs, more)


def _last(tags: Sequence[_Tag], counts: Counter[str]) -> list[_Tag]:
    """The last tags of each kind, as many as the counts say, in order."""
    left, out = Counter(counts), []
    for tag in reversed(tags):
        if left[tag.key] > 0:
            left[tag.key] -= 1
            out.append(tag)
    return out[::-1]


def _spoilt(text: str, raw: str, sound: Sequence[_Tag]) -> list[Extent]:
    """Where the tag stands with spaces, wide signs or other capitals."""
    return [
        Extent(*m.span())
        for m in _spoilt_pattern(raw).finditer(text)
        if m[0] != raw and all(m.end() <= t.start or t.end <= m.start() for t in sound)
    ]


@lru_cache(maxsize=512)
def _spoilt_pattern(raw: str) -> re.Pattern[str]:
    """What matches a tag with blanks where none belong, wide brackets, or other capitals."""
    parts = re.findall(r"\w+|\s+|[^\w\s]", raw)
    signs = {
        "<": "[<＜‹]",
        ">": "[>＞›]",
        "/": r"[/／\\]",
        '"': '["“”„]',
        "'": "['‘’]",
        "=": "[=＝]",
    }
    pieces = [signs.get(p) or re.escape(p) for p in parts if p.strip()]
    return re.compile(r"\s{0,2}".join(pieces), re.IGNORECASE)
