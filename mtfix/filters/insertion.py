"""Puts comments that suppress findings into a text, where its format allows them.

A comment goes on a line of its own above the block that holds the finding. The text is read again
with it: where its prose would change, as inside a list of values, no comment is put in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from mtfix.filters import MARK
from mtfix.model import Edit, MtfixError, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mtfix.formats import Format
    from mtfix.formats.comments import CommentStyle
    from mtfix.model import Document, Finding, Segment

_BLANK = re.compile(r"[ \t]*(?:\r\n|\n|\r)?\Z")
_INDENT = re.compile(r"[ \t]*")


class Group(Struct):
    """The findings of one block, and where the comment goes that suppresses them."""

    at: int
    findings: list[Finding] = field(default_factory=list)


def style_for(reader: Format, path: str) -> CommentStyle | None:
    """How a file of this path writes comments, None where it cannot."""
    styles: Sequence[CommentStyle] = getattr(reader, "COMMENTS", ())
    return next((style for style in styles if style.fits(path)), None)


def groups(document: Document, findings: Iterable[Finding], reader: Format) -> list[Group]:
    """The findings by the block that each is in, those outside any left out."""
    found: dict[int, Group] = {}
    for finding in findings:
        segment = _segment(document, finding)
        if segment is None:
            continue
        first = _first(document, segment)
        at = _line_start(document.text, first.span.start)
        if getattr(reader, "NEXT", "block") == "paragraph":
            at = _paragraph_start(document.text, at)
        found.setdefault(at, Group(at)).findings.append(finding)
    return [found[at] for at in sorted(found)]


def inserted(
    document: Document,
    wanted: Sequence[Group],
    style: CommentStyle,
    read: Callable[[str], Document],
    *,
    whole: bool = False,
    reason: str = "",
) -> tuple[list[Edit], list[Group]]:
    """The edits that put in a comment for each group, and the groups that can have one.

    A comment holds for the next block, or for the `whole` file. Raises MtfixError where the reason
    would end the comment.
    """
    _check(reason, style)
    before = _prose(document)
    verb = "off-file" if whole else "off-next"

    def written(some: Sequence[Group]) -> list[Edit]:
        return [_comment(document, group, style, verb, reason) for group in some]

    def sound(some: Sequence[Group]) -> list[Group]:
        """The groups whose comments leave the prose as it was; halved where not all do."""
        if not some or _prose_of(read, apply_edits(document.text, written(some))) == before:
            return list(some)
        if len(some) == 1:
            return []
        middle = len(some) // 2
        return [*sound(some[:middle]), *sound(some[middle:])]

    kept = sound(wanted)
    return written(kept), kept


def _check(reason: str, style: CommentStyle) -> None:
    bad = [style.closing, "\n", "\r", *(["--"] if style.closing == "-->" else [])]
    for part in filter(None, bad):
        if part in reason:
            raise MtfixError(f"the reason cannot hold {part!r} in this format; write it without")


def _prose_of(read: Callable[[str], Document], text: str) -> list[tuple[str, str]] | None:
    try:
        return _prose(read(text))
    except MtfixError:  # with that comment it is no longer of its format
        return None


def _prose(document: Document) -> list[tuple[str, str]]:
    return [(segment.kind, segment.text) for segment in document.segments]


def _comment(document: Document, group: Group, style: CommentStyle, verb: str, reason: str) -> Edit:
    rules = dict.fromkeys(rule for f in group.findings for rule in (f.rule, *f.also))
    said = f"{MARK} {verb} {' '.join(rules)}" + (f": {reason}" if reason else "")
    indent = _INDENT.match(document.text, group.at)
    line = (indent.group() if indent else "") + style.write(said) + document.newline
    return Edit(Span(group.at, group.at), line + document.newline * style.block)


def _segment(document: Document, finding: Finding) -> Segment | None:
    edits = finding.fix.edits if finding.fix else ()
    places = (finding.span, *(edit.span for edit in edits))
    found = (document.segment_holding(place) for place in places)
    return next((segment for segment in found if segment is not None), None)


def _first(document: Document, segment: Segment) -> Segment:
    """The first segment of the block that a segment is in."""
    while segment.index and document.segments[segment.index - 1].block == segment.block:
        segment = document.segments[segment.index - 1]
    return segment


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _paragraph_start(text: str, at: int) -> int:
    """The start of the lines above that no blank one parts from here."""
    for line in _lines_above(text, at):
        if _BLANK.match(line):
            break
        at -= len(line)
    return at


def _lines_above(text: str, at: int) -> Iterator[str]:
    while at > 0:
        start = _line_start(text, at - 1)
        yield text[start:at]
        at = start
