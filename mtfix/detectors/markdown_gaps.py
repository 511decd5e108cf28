"""Spaces inside the marks of Markdown: `**bold **text`, `[ our page](a.md)`, `*menu *` and so on.

Why machine translation makes this error: the text between two marks is a segment of its own, and
the space beside it goes with the segment. Emphasis that ends in a space is no emphasis, so these
are looked for in the file as it stands, outside code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.detectors._examples import keep_markdown as _keep
from mtfix.detectors._examples import markdown as _pair
from mtfix.detectors._markdown import Hidden, found_in_file
from mtfix.lazily import lazily
from mtfix.model import Edit, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding


_TOUCHES = frozenset({"markup", "code", "names", "numbers"})
RULES = (
    Rule(
        "space-inside-emphasis",
        "mk-md-emphasis",
        "emphasis cannot begin or end with a space",
        "The emphasised words are a segment of their own and take the space along.",
        touches=_TOUCHES,
        certain="The marks of the line come in pairs, and this pair is none as it stands.",
        examples=(
            _pair("**Hint: **Close the door.", "**Hint:** Close the door."),
            _pair("Open the **red **door first.", "Open the **red** door first."),
            _pair("It is in the menu *Doors *.", "It is in the menu *Doors*."),
            _pair("Open the** red** door.", "Open the **red** door."),
        ),
        keep=_keep(
            "Open the **red** door and the **blue** one.",
            "* one * two",
            "The value 2 **3 ** 4 is odd.",
            "Set it to: *guard &= ~READY *.",
            "The price* and the weight * are new.",
            "Type `**red **` here.",
            "Two marks **red ** and ** blue and one more ** here.",
            "So **open the red door **and** close the blue one** at night.",
        ),
        origin="detectors/markdown_gaps.py",
    ),
    Rule(
        "space-inside-link",
        "mk-md-link",
        "no space inside the brackets of a link",
        "The text of a link is a segment of its own and takes the space along.",
        touches=_TOUCHES,
        certain="Brackets and parentheses that touch are a link.",
        examples=(
            _pair("See [ the door](door.md) first.", "See [the door](door.md) first."),
            _pair("See [the door ](door.md )for more.", "See [the door](door.md) for more."),
            _pair("See[ the door](door.md).", "See [the door](door.md)."),
        ),
        keep=_keep(
            "See [the door](door.md) and [the gate](gate.md).",
            "- [ ](door.md)",
            "![ a door ](door.png)",
        ),
        origin="detectors/markdown_gaps.py",
    ),
)
_EMPHASIS, _LINK = RULES

_LINE = lazily(re.compile, r"[^\r\n]+")
_CODE = lazily(re.compile, r"`+[^`\n]+`+|\\\*|\]\([^)\n]*\)|<[^<>\n]+>")
_BULLET = lazily(re.compile, r"[ \t>]*[*][ \t]")
_MARKS = {mark: re.compile(rf"(?<!\*){re.escape(mark)}(?!\*)") for mark in ("**", "*")}
_WORD = lazily(re.compile, r"[^\W\d_]{3}")
_PLAIN = lazily(re.compile, r"[^\W\d_][\w ,.’'-]{1,60}")
_LINKED = lazily(
    re.compile,
    r"(?<![!\]\\])\[(?P<a>[ ]*)(?P<text>[^\[\]\n]*[^\[\]\s])(?P<b>[ ]*)\]\((?P<c>[ ]*)(?P<url>[^\s()<>]+)(?P<d>[ ]*)\)",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each pair of marks with a space inside."""
    document = analysis.document
    if document.format != "markdown":
        return
    text, hidden = document.text, Hidden(document)
    if "](" in text:
        yield from (f for f in _links(text) if not hidden.holds(f.span.start))
    if "* " in text or " *" in text:
        for line in _LINE.finditer(text):
            if "*" in line[0] and not hidden.holds(line.start()):
                for mark in _MARKS:
                    yield from _emphasis(line[0], line.start(), mark)


def _links(text: str) -> Iterator[Finding]:
    for match in _LINKED.finditer(text):
        if not any(match[name] for name in "abcd"):
            continue
        edits = [Edit(Span(*match.span(name)), "") for name in "abcd" if match[name]]
        if match["a"] and text[match.start() - 1 : match.start()].isalnum():
            edits.insert(0, Edit(Span(match.start(), match.start()), " "))
        if (match["b"] or match["d"]) and text[match.end() : match.end() + 1].isalnum():
            edits.append(Edit(Span(match.end(), match.end()), " "))
        yield found_in_file(_LINK, Span(*match.span()), *edits)


def _emphasis(line: str, offset: int, mark: str) -> Iterator[Finding]:
    """The pairs of a line that have a space on one side inside."""
    code = [m.span() for m in _CODE.finditer(line)]
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet else 0
    marks = [
        m
        for m in _MARKS[mark].finditer(line, start)
        if not any(a <= m.start() < b for a, b in code)
    ]
    if not marks or len(marks) % 2 or _nested(line, marks):
        return
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    if all(_sound(line, first, last) or _gap(line, first, last) for first, last in pairs):
        for first, last in pairs:
            if _gap(line, first, last):
                yield _closed(line, offset, first, last)


def _nested(line: str, marks: list[re.Match[str]]) -> bool:
    """Whether two marks in the middle stand around a word of their own: `**one **and** two**`."""
    return any(
        line[a.start() - 1] == " " and line[b.end() :][:1] == " " and _sound(line, a, b)
        for a, b in zip(marks[1::2], marks[2::2], strict=False)
    )


def _sound(line: str, first: re.Match[str], last: re.Match[str]) -> bool:
    inside = line[first.end() : last.start()]
    return bool(inside) and inside == inside.strip()


def _gap(line: str, first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether the pair has one space inside on one side, and words between."""
    inside = line[first.end() : last.start()]
    core = inside.strip(" ")
    before, after = line[: first.start()][-1:], line[last.end() :][:1]
    if len(inside) - len(core) != 1 or not _WORD.search(core):
        return False
    if first[0] == "*" and not _PLAIN.fullmatch(core):
        return False  # a pointer, a wildcard, a footnote
    if inside[0] == " ":  # `word** bold**`: the space stood before the mark
        return before.isalpha() and not after.isalnum()
    return not before.isalnum() and (not after or after.isalnum() or after in ".,;:!?)")


def _closed(line: str, offset: int, first: re.Match[str], last: re.Match[str]) -> Finding:
    """The finding that takes the space out, and puts it behind or before the marks if needed."""
    lead = line[first.end()] == " "
    gap = first.end() if lead else last.start() - 1
    edits = [Edit(Span(offset + gap, offset + gap + 1), "")]
    if lead:
        edits.insert(0, Edit(Span(offset + first.start(), offset + first.start()), " "))
    elif line[last.end() :][:1].isalnum():
        edits.append(Edit(Span(offset + last.end(), offset + last.end()), " "))
    return found_in_file(_EMPHASIS, Span(offset + first.start(), offset + last.end()), *edits)
