"""Code and emphasis glued to the words around them: ``Use`make`first``, `the**old**town`.

Why machine translation makes this error: Chinese and Japanese set no space there, and an engine
that keeps code and markup as they are translates the words between them, not the seams.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_word, word_set
from mtfix.detectors._examples import keep_markdown as _keep
from mtfix.detectors._examples import markdown as _pair
from mtfix.lazily import lazily
from mtfix.model import Affinity, Applicability, Change, Extent, Rule, RunKind, Side
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding, Segment


RULES = (
    Rule(
        "code-glued-to-word",
        "mk-backtick-shift",
        "a space is missing beside the code",
        "The source sets no spaces, and the engine leaves code and its seams as they are.",
        examples=(
            _pair("Use`make all`and wait.", "Use `make all` and wait."),
            _pair("The default of`port`is 80.", "The default of `port` is 80."),
            _pair("Open the file:`list.txt`first.", "Open the file: `list.txt` first."),
            _pair("The method`run()`Returns a number.", "The method `run()` Returns a number."),
        ),
        keep=_keep(
            "It holds three `List`s and a `Map`.",
            "Everything that is `hook`ed is a non`Copy` type.",
            "A `git`less tree and the re`read` file.",
            "See :ref:`here` and {doc}`there`.",
            "It becomes `max(\\`size\\`)` in the end.",
        ),
        origin="detectors/code_seams.py",
    ),
    Rule(
        "emphasis-glued-to-word",
        "mk-md-emphasis",
        "a space is missing beside the emphasis",
        "The source sets no spaces, and the engine leaves markup and its seams as they are.",
        applicability=Applicability.UNSAFE,
        examples=(
            _pair("Press the**open**button.", "Press the **open** button."),
            _pair("It is in**the settings**there.", "It is in **the settings** there."),
        ),
        keep=_keep(
            "The **S**mall **O**pen **S**et is **un**known.",
            "It was *very*ish, and the **red**ness went.",
            "She called it un**believ**able and left.",
        ),
        origin="detectors/code_seams.py",
    ),
    Rule(
        "backtick-on-wrong-side",
        "mk-backtick-shift",
        "the space belongs outside the code mark",
        "The space moves across the mark when the tokens are joined.",
        touches=frozenset({"code", "markup"}),
        examples=(
            _pair("Open the file` list.txt` first.", "Open the file `list.txt` first."),
            _pair("It is a pointer to a` Map` there.", "It is a pointer to a `Map` there."),
            _pair("Set `a`,` b` and `c`.", "Set `a`, `b` and `c`."),
            _pair("Run `make `and wait.", "Run `make` and wait."),
            _pair("Fetch it with` make all`.", "Fetch it with `make all`."),
            _pair("Call` tool --all `and wait.", "Call `tool --all` and wait."),
        ),
        keep=_keep(
            "The `list` holds what `.main` needs.",
            "Type ` x` to pad it, and `x ` too.",
            "One mark `is lost and` the others `are not.",
            "They call the sender` push``connect ` there.",
            "Use the `pull`, push` and `fetch` commands.",
        ),
        origin="detectors/code_seams.py",
    ),
)
_CODE, _EMPHASIS, _SHIFTED = RULES

_LEFT = lazily(
    re.compile, r"(?<![\w`./\\@#{}<>=+-])(?P<word>[A-Za-z]+(?:[’'][a-z]+)?)(?P<colon>:?)\Z"
)
_RIGHT = lazily(re.compile, r"(?P<word>[A-Za-z]+)(?:[’'][a-z]+)?(?![\w/\\@#{}<>=`(]|[.-]\w)")
_WHOLE = lazily(re.compile, r"(?s)(`+)(?!`).*(?<!`)\1")
_CORE = lazily(re.compile, r"[\w$./<(\[{\"'#@&~-][^`]*")
_ROLE = lazily(re.compile, r":\w+:\Z|\}\Z")  # `` :ref:`x` `` of reStructuredText
_REACH = 40  # code points; no word is longer


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each seam without its space, or with the space on the wrong side."""
    segments, texts = analysis.document.segments, analysis.document.texts
    markdown = analysis.document.format == "markdown"
    if not markdown and "`" not in analysis.visible:
        return
    quoted = analysis.document.format == "asciidoc"  # where ``words'' are a quotation
    for index in analysis.scope:
        if "`" in texts[index] and not (quoted and "``" in texts[index]):
            yield from _code(segments[index], markdown=markdown)
        if markdown and len(segments[index].runs) > 1:
            yield from _emphasis(segments[index])


def _code(segment: Segment, *, markdown: bool) -> Iterator[Finding]:
    at = 0
    runs = segment.runs
    padded = [run for run in runs if run.role == "code" and run.text.strip("`")[:1].isspace()]
    alone = len(padded) <= 1  # else a lost mark may have shifted all that follow
    paired = not any(run.kind is RunKind.PROSE and "`" in run.text for run in runs)
    for n, run in enumerate(runs):
        extent = Extent(at, at + len(run.text))
        at = extent.end
        if (
            run.kind is not RunKind.PLACEABLE
            or run.role != "code"
            or not _WHOLE.fullmatch(run.text)
        ):
            continue
        before = runs[n - 1].text if n and runs[n - 1].kind is RunKind.PROSE else ""
        after = runs[n + 1].text if n + 1 < len(runs) else ""
        if n + 1 < len(runs) and runs[n + 1].kind is not RunKind.PROSE:
            after = ""
        sides = _shifted(run.text, before, after, alone=alone) if markdown and paired else None
        if sides is not None and segment.kind != "cell":
            yield _moved(segment, extent, sides)
            continue
        inside = run.text.strip("`")
        if not inside[:1].isspace() and _ends_word(before, inside):
            yield _space(segment, _CODE, extent.start)
        if inside[-1:].isspace() or inside.endswith("\\"):  # `` `f(\`x\`)` `` meant its marks
            continue
        if _starts_word(after, inside):
            yield _space(segment, _CODE, extent.end)


def _shifted(code: str, before: str, after: str, *, alone: bool) -> tuple[bool, bool] | None:
    """On which sides of a code span the space is inside instead of outside, None for neither.

    A span that is glued on both sides is rather what stands between two others, if there are any.
    """
    inside = code[1:-1]
    core = inside.strip(" ")
    if core == inside or not _CORE.fullmatch(core):
        return None
    words = core.split()
    prose = len(words) > 1 and all(w.isalpha() and is_word(w.lower()) for w in words)
    both = inside[0] == " " == inside[-1]  # words between two code spans have a space at both ends
    if len(words) > 4 or (prose and (both or not alone)):
        return None
    left = inside[0] == " " and not before[-1:].isspace() and bool(before)
    right = inside[-1] == " " and not after[:1].isspace() and bool(after)
    if left and right and after[0] not in ".,;:)" and not alone:
        return None
    left = left and (before[-1].isalpha() or before[-1] in ",;:)")
    right = right and after[0].isalpha()
    return (left, right) if left or right else None


def _moved(segment: Segment, extent: Extent, sides: tuple[bool, bool]) -> Finding:
    """The finding that takes the spaces out of a code span and puts them beside it."""
    text, changes = segment.text, []
    start, end = extent.start + 1, extent.end - 1
    first = next(i for i in range(start, end) if text[i] != " ")
    last = next(i for i in range(end, start, -1) if text[i - 1] != " ")
    if sides[0]:
        changes.append(Change(Extent(extent.start, extent.start), " "))
    if first > start:
        changes.append(Change(Extent(start, first), ""))
    if last < end:
        changes.append(Change(Extent(last, end), ""))
    if sides[1]:
        changes.append(Change(Extent(extent.end, extent.end), " "))
    return finding(segment, _SHIFTED, extent, *changes)


def _emphasis(segment: Segment) -> Iterator[Finding]:
    """The seams at which markup parts two words that are no word together."""
    at, runs = 0, segment.runs
    for n, run in enumerate(runs):
        at += len(run.text)
        if run.kind is not RunKind.MARKUP or run.role != "emphasis" or not 0 < n < len(runs) - 1:
            continue
        left, right = runs[n - 1], runs[n + 1]
        if left.kind is RunKind.PROSE is right.kind and _two_words(left.text, right.text):
            side = Affinity.BEFORE if run.side is Side.OPEN else Affinity.AFTER
            yield _space(segment, _EMPHASIS, at, side)


def _space(segment: Segment, rule: Rule, at: int, affinity: Affinity = Affinity.OUTSIDE) -> Finding:
    extent = Extent(max(0, at - 1), min(len(segment.text), at + 1))
    return finding(segment, rule, extent, Change(Extent(at, at), " ", affinity))


def _ends_word(before: str, code: str) -> bool:
    """Whether a whole word, with or without a colon, ends before the code."""
    near = before[-_REACH:]
    match = _LEFT.search(near)
    if match is None or _ROLE.search(near):
        return False
    word = match["word"].lower()
    if word in word_set("short-words"):
        return True
    known = len(word) > 2 and is_word(word) and word not in ("non", "pre", "sub")
    return known and not is_word((word + code).lower())


def _starts_word(after: str, code: str) -> bool:
    """Whether a whole word follows the code that is no ending of it."""
    match = _RIGHT.match(after[:_REACH])
    if match is None:
        return False
    word = match["word"]
    if word in word_set("short-words") or (
        word[0].isupper() and len(word) > 1 and is_word(word.lower())
    ):
        return True
    known = len(word) > 2 and is_word(word) and word not in word_set("endings-behind-code")
    return known and not is_word((code + word).lower())


def _two_words(before: str, after: str) -> bool:
    left = re.search(r"(?<![\w’'-])[A-Za-z]+\Z", before[-_REACH:])
    right = re.match(r"[A-Za-z]+(?![\w’']|-\w)", after[:_REACH])
    if left is None or right is None:
        return False
    words = left[0], right[0]
    known = all(
        is_word(w.lower()) and (len(w) > 2 or w.lower() in word_set("short-words")) for w in words
    )
    together = "".join(words).lower()
    return (
        known
        and not is_word(together)
        and right[0] not in word_set("endings-behind-code")
        and max(map(len, words)) > 2
    )
