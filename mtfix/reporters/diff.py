"""One unified diff that `git apply` and `patch -p1` take; on a terminal with marked words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from mtfix.lazily import lazily
from mtfix.reporters._ink import BOLD, CYAN, DIM, GREEN, RED, REVERSE, harmless, ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtfix.patch import Patch
    from mtfix.reporters import Result, View

_HUNK = lazily(re.compile, r"(?s)(@@ -\S+ \+\S+ @@)(.*)")
_RANGES = lazily(re.compile, r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_WORD = lazily(re.compile, r"(?s)\s+|\w+|.")
_BOM = "\ufeff"


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """Yield the diff of each file that changes."""
    for result in results:
        patch = result.patch
        if patch is None or patch.before == patch.after:
            continue
        bom = result.file is not None and bool(result.file.bom)
        for piece in _pieces(patch, result.path, view):
            text = _with_bom(piece) if bom else piece
            yield "".join(_painted(text)) if view.color else text


def _pieces(patch: Patch, path: str, view: View) -> Iterator[str]:
    if view.explain:
        for rule in dict.fromkeys(a.rule for a in patch.applied):
            known = view.rules.get(rule)
            if known is not None and known.why:
                yield f"# {rule}: {' '.join(known.why.split())}\n"
        for told in dict.fromkeys((a.rule, a.finding.evidence) for a in patch.applied):
            if told[1]:
                yield f"# {told[0]}: {harmless(told[1])}\n"
    if view.per_fix:
        yield from patch.per_fix(path, view.context)
    else:
        yield patch.diff(path, view.context)


def _with_bom(diff: str) -> str:
    r"""Give line 1 its byte order mark back: it is in the file, but not in the text.

    >>> _with_bom("@@ -1 +1 @@\n-a\n+b\n") == "@@ -1 +1 @@\n-\ufeffa\n+\ufeffb\n"
    True
    """
    lines = _lines(diff)
    at = next((i for i, line in enumerate(lines) if line.startswith("@@ -1")), len(lines))
    if at < len(lines) and re.match(r"@@ -1[ ,]", lines[at]):
        wanted = set(" -+")
        for i in range(at + 1, len(lines)):
            sign = lines[i][:1]
            if sign == "@" or not wanted:
                break
            if sign in wanted:
                lines[i] = sign + _BOM + lines[i][1:]
                wanted -= {" ", sign} if sign != " " else set(" -+")
    return "".join(lines)


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


# -- for a terminal -----------------------------------------------------------------------


def _painted(diff: str) -> Iterator[str]:
    """Yield the lines of a diff in colour, changed words marked inside their lines."""
    old: list[str] = []
    new: list[str] = []
    left = 0  # lines of the hunk that are still to come: `--- ` may be a removed `-- `
    for line in _lines(diff):
        sign = line[0] if left > 0 else ""
        if sign == "-" and not new:
            old.append(line)
        elif sign == "+":
            new.append(line)
        elif line[0] == "\\":
            (new or old).append(line)
        else:
            yield from _paired(old, new)
            old, new = ([line], []) if sign == "-" else ([], [])
            if sign != "-":
                yield _frame(line)
        left = _left(line, left)
    yield from _paired(old, new)


def _left(line: str, left: int) -> int:
    """How many lines of a hunk are still to come after this one, both sides counted."""
    if left <= 0:
        ranges = _RANGES.match(line)
        return int(ranges[1] or 1) + int(ranges[2] or 1) if ranges else 0
    return left - {" ": 2, "-": 1, "+": 1}.get(line[0], 0)


def _frame(line: str) -> str:
    """A line that is neither removed nor added."""
    body = harmless(line.rstrip("\r\n"))
    if hunk := _HUNK.fullmatch(body):
        return f"{ink(hunk[1], CYAN)}{ink(hunk[2], BOLD)}\n"
    if line.startswith(("--- ", "+++ ")):
        return ink(body, BOLD) + "\n"
    if line.startswith("#"):
        return ink(body, DIM) + "\n"
    return body + "\n"


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    left = _WORD.findall("".join(line[1:] for line in old if line[0] == "-"))
    right = _WORD.findall("".join(line[1:] for line in new if line[0] == "+"))
    codes = SequenceMatcher(None, left, right).get_opcodes()
    gone = ["".join(_chosen(left, [(t, i, j) for t, i, j, _, _ in codes], RED))]
    come = ["".join(_chosen(right, [(t, i, j) for t, _, _, i, j in codes], GREEN))]
    yield from _signed("-", gone[0], RED, old)
    yield from _signed("+", come[0], GREEN, new)


def _chosen(words: list[str], parts: list[tuple[str, int, int]], color: str) -> Iterator[str]:
    for tag, i, j in parts:
        for piece in re.findall(r"[^\n]+|\n", "".join(words[i:j])):
            # on a terminal a carriage return shows nothing, or wipes the line
            piece = piece.removesuffix("\r")
            codes = (color,) if tag == "equal" else (color, REVERSE)
            yield piece if piece == "\n" else ink(harmless(piece), *codes)


def _signed(sign: str, text: str, color: str, lines: Sequence[str]) -> Iterator[str]:
    for line in text.removesuffix("\n").split("\n") if text else ():
        yield f"{ink(sign, color)}{line}\n"
    yield from (line for line in lines if line.startswith("\\"))
