"""Marks of Markdown parted or glued: `! [alt](a.png)`, `* * bold * *`, `-Item`, `##Title`.

Why machine translation makes this error: each mark is a token of its own, and the detokenizer
guesses which neighbour it belongs to. What is left is no markup any more, so these are looked for
in the file as it stands, outside code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_word
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
        "parted-image-mark",
        "mk-md-link",
        "a space makes a link of the picture",
        "The mark is a token of its own, taken for the end of a sentence.",
        touches=_TOUCHES,
        certain="The mark begins a line or stands before the file of a picture.",
        examples=(
            _pair("! [A door](door.png)", "![A door](door.png)"),
            _pair("Here it is:\n\n- ! [] (https://example.org/door)", "Here it is:\n\n- ![](https://example.org/door)"),
            _pair("It is ![a door] (img/door.svg) of wood.", "It is ![a door](img/door.svg) of wood."),
            _pair("It is ! [a door](img/door.svg) of wood.", "It is ![a door](img/door.svg) of wood."),
        ),
        keep=_keep(
            "Look! [The door](door.png) is open.",
            "What a day ! [Read more](more.html) of it.",
            "What a day![1] (the first of May) It was warm.",
            "![A door](door.png)",
        ),
        origin="detectors/markdown_marks.py",
    ),
    Rule(
        "parted-bold-marks",
        "mk-md-emphasis",
        "the marks of the bold print were parted",
        "Each mark is a token of its own for the engine.",
        touches=_TOUCHES,
        certain="The marks of the line come in pairs, and emphasis cannot begin with a space.",
        examples=(
            _pair("Open * * the red door * * first.", "Open **the red door** first."),
            _pair("- * * Open * *: the door\n- * * Closed * *: the gate", "- **Open**: the door\n- **Closed**: the gate"),
            _pair("Open * * the red door** first.", "Open **the red door** first."),
        ),
        keep=_keep(
            "* * *",
            "The job runs at 5 * * 3 * on every day.",
            "* * One\n* * Two",
            "The value 2 * * 3 is odd.",
        ),
        origin="detectors/markdown_marks.py",
    ),
    Rule(
        "list-mark-glued",
        "mk-heading-list",
        "an item needs a space behind its mark",
        "The detokenizer attaches the mark to the word behind it.",
        touches=_TOUCHES,
        certain="A line that begins so with an English word in a sentence is an item.",
        examples=(
            _pair("Note:\n\n-Open the door first\n-Close the gate", "Note:\n\n- Open the door first\n- Close the gate"),
            _pair("You need:\n\n-The key of the door\n", "You need:\n\n- The key of the door\n"),
        ),
        keep=_keep(
            "- Open the door first",
            "The poem ends so.\n\n-Anna Novak",
            "Run it with\n-Xmx and more, or\n-verbose to see.",
        ),
        origin="detectors/markdown_marks.py",
    ),
    Rule(
        "heading-without-space",
        "mk-heading-list",
        "a heading needs a space behind its marks",
        "The detokenizer attaches the marks to the word behind them.",
        touches=_TOUCHES,
        certain="CommonMark sees no heading without the space.",
        examples=(
            _pair("##Installation\n\nRead this first.", "## Installation\n\nRead this first."),
            _pair("Read this first.\n\n###What you need\n", "Read this first.\n\n### What you need\n"),
            _pair("Read this first.\n##Other doors\nOpen one.", "Read this first.\n## Other doors\nOpen one."),
            _pair("Read this.\n\n##2. The lock\n\nOpen it.", "Read this.\n\n## 2. The lock\n\nOpen it."),
            _pair("Read this.\n\n##open by number\n\nOpen one.", "Read this.\n\n## open by number\n\nOpen one."),
        ),
        keep=_keep(
            "#MeToo began that year.",
            "## Installation",
            "```sh\n##Install the door\n```",
            "It prints\n##open the door\nand ends.",
            "It prints\n\n##door = open(gate)\n",
        ),
        origin="detectors/markdown_marks.py",
    ),
)  # fmt: skip
_IMAGE, _BOLD, _ITEM, _HEADING = RULES

_START = r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?"
_PICTURE = lazily(
    re.compile,
    rf"(?m)(?:(?P<start>{_START})|(?<=[\s(|>]))!(?P<gap> *)\[(?P<alt>[^\]\n]*)\](?P<sep> ?)\("
    r"(?P<url>[^\s()]+)(?: +\"[^\"\n]*\")?\)",
)
_PICTURE_NAME = lazily(re.compile, r"(?i)\.(?:png|jpe?g|gif|svg|webp|bmp)\b")
_STARS = lazily(re.compile, r"(?<![*\\\w/])\*[ \t]\*(?![*/])|(?<![*\\])\*\*(?!\*)")
_LINE = lazily(re.compile, r"[^\r\n]+")
_GLUED = lazily(re.compile, r"(?m)^[ \t>]*-(?=(?P<word>[A-Z][a-z]*),? [a-z`])")
_HASHES = lazily(
    re.compile,
    r"(?m)^(?P<h>#{2,6})(?=(?:\d{1,2}(?:\.\d{1,2})*\.? )?(?P<w>[^\W\d_][^\W\d_’]*)(?P<rest>[ ,:?/-][^#\r\n]*)?\r?$)",
)
_CODE = lazily(re.compile, r"`+[^`\n]+`+")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each mark or pair of marks."""
    document = analysis.document
    text = document.text
    if document.format != "markdown":
        return
    hidden = Hidden(document)
    if "! " in text or "] (" in text:
        yield from (f for f in _pictures(text) if not hidden.holds(f.span.start))
    if "* *" in text or "*\t*" in text:
        yield from _bold(text, hidden)
    yield from (f for f in _items(text) if not hidden.holds(f.span.start))
    if "##" in text:
        yield from (f for f in _headings(text) if not hidden.holds(f.span.start))


def _pictures(text: str) -> Iterator[Finding]:
    for match in _PICTURE.finditer(text):
        if not match["gap"] and not match["sep"]:
            continue
        picture = match["gap"] and (match["start"] is not None or not match["alt"])
        if not picture and not _PICTURE_NAME.search(match["url"]):
            continue
        gaps = [match.span(name) for name in ("gap", "sep") if match[name]]
        edits = [Edit(Span(*gap), "") for gap in gaps]
        place = match.span("gap" if match["gap"] else "sep")
        yield found_in_file(_IMAGE, Span(place[0] - 1, place[1] + 1), *edits)


def _bold(text: str, hidden: Hidden) -> Iterator[Finding]:
    """The pairs of each line, where they are pairs and one of their marks was parted."""
    for line in _LINE.finditer(text):
        if "* *" not in line[0] or hidden.holds(line.start()):
            continue
        code = [m.span() for m in _CODE.finditer(line[0])]
        marks = [
            m for m in _STARS.finditer(line[0]) if not any(a <= m.start() < b for a, b in code)
        ]
        if len(marks) % 2 or line[0].strip("*-_ \t") == "":
            continue
        for first, last in zip(marks[::2], marks[1::2], strict=True):
            yield from _pair_of_stars(line[0], line.start(), first, last)


def _pair_of_stars(
    line: str, offset: int, first: re.Match[str], last: re.Match[str]
) -> Iterator[Finding]:
    inside = line[first.end() : last.start()]
    core = inside.strip(" \t")
    parted = [m for m in (first, last) if m[0] != "**"]
    if not parted or not re.search(r"\w", core):
        return
    if len(parted) == 2 and inside == core:  # `2 * *3* * 4` is no bold print
        return
    lead = len(inside) - len(inside.lstrip(" \t"))
    tail = len(inside) - len(inside.rstrip(" \t"))
    start, end = offset + first.start(), offset + last.end()
    edits = [
        Edit(Span(start, offset + first.end() + lead), "**"),
        Edit(Span(offset + last.start() - tail, end), "**"),
    ]
    yield found_in_file(_BOLD, Span(start, end), *edits)


def _items(text: str) -> Iterator[Finding]:
    for match in _GLUED.finditer(text):
        at = match.end()
        if not is_word(match["word"].lower()):
            continue
        yield found_in_file(_ITEM, Span(at - 1, at + 1), Edit(Span(at, at), " "))


def _headings(text: str) -> Iterator[Finding]:
    """Headings with glued marks; a small letter must be a word's, in a line that stands alone."""
    for match in _HASHES.finditer(text):
        at, word = match.end(), match["w"]
        if word[0].islower():
            before = text[max(0, match.start() - 4) : match.start()].replace("\r", "")
            alone = not before or before.endswith("\n\n")
            if not alone or not is_word(word) or re.search(r"[=(){};$_]", match["rest"] or ""):
                continue
        elif match["rest"] and match["rest"][0] not in " :,?":
            continue
        yield found_in_file(_HEADING, Span(match.start(), at + 1), Edit(Span(at, at), " "))
