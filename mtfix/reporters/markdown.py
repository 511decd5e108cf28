"""Tables for a page of a host, such as the summary of a job: the counts, then the findings."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mtfix.reporters._entries import entries
from mtfix.reporters._excerpt import Pen, Places, excerpts
from mtfix.reporters._safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtfix.reporters import Result, View
    from mtfix.reporters._entries import Entry

ROWS = 200  # findings and files that are shown; GitHub takes at most 1 MiB of a summary
CELL = 600  # code points of a change that are shown

_ACTIVE = re.compile(r"[\\`*_\[\]#|~@]")


class _Count(NamedTuple):
    path: str
    applied: int
    held: int
    advice: int

    @property
    def total(self) -> int:
        return self.applied + self.held + self.advice


def write(results: Iterable[Result], _view: View) -> Iterator[str]:
    """Yield the page at the end: the counts stand first."""
    files: list[_Count] = []
    rows: list[str] = []
    failed: list[str] = []
    for result in results:
        if result.patch is None:
            failed.append(result.error)
            continue
        found = entries(result.patch)
        files.append(_counted(result.path, found))
        rows += _rows(result, found[: max(0, ROWS - len(rows))])
        failed += (f"{result.path}: {trouble}" for trouble in result.patch.troubles)
    yield from _head(files)
    yield from _files([count for count in files if count.total])
    yield from _findings(rows, sum(count.total for count in files))
    if failed:
        yield "\n**Trouble**\n\n" + "".join(f"- {_text(message)}\n" for message in failed)


def _counted(path: str, found: Iterable[Entry]) -> _Count:
    kinds = Counter("fix" if e.applied else "held" if e.held else "advice" for e in found)
    return _Count(path, kinds["fix"], kinds["held"], kinds["advice"])


def _head(files: list[_Count]) -> Iterator[str]:
    fixes = sum(count.applied for count in files)
    held = sum(count.held for count in files)
    advice = sum(count.advice for count in files)
    yield "### mtfix\n\n"
    if not fixes + held + advice:
        yield f"Nothing found in {_number(len(files), 'file')}.\n"
        return
    yield (
        f"**{_number(fixes, 'fix', 'fixes')} to apply**, {held:,} held and "
        f"{_number(advice, 'place')} to read, in {_number(len(files), 'file')}.\n"
    )


def _files(files: list[_Count]) -> Iterator[str]:
    if len(files) < 2:
        return
    yield "\n| file | to apply | held | to read |\n|---|--:|--:|--:|\n"
    ranked = sorted(files, key=lambda count: -count.total)
    for count in ranked[:ROWS]:
        path = _text(count.path)
        yield f"| {path} | {count.applied:,} | {count.held:,} | {count.advice:,} |\n"
    if len(ranked) > ROWS:
        yield f"\n{_number(len(ranked) - ROWS, 'more file')}.\n"


def _findings(rows: list[str], total: int) -> Iterator[str]:
    if not rows:
        return
    yield "\n| place | rule | what, and the change | trust |\n|---|---|---|---|\n"
    yield from rows
    if total > len(rows):
        yield f"\n{_number(total - len(rows), 'more finding')}.\n"


def _rows(result: Result, found: Iterable[Entry]) -> Iterator[str]:
    text = result.patch.before if result.patch is not None else ""
    places = Places(text)
    for entry in found:
        line, column = places.at(entry.span.start)
        change = "<br>".join(excerpts(text, entry.edits, pen=_PEN))
        what = _text(entry.message)
        if change:
            what += f"<br>{change if len(change) <= CELL else '…'}"
        trust = entry.applicability.label
        yield f"| {_text(result.path)}:{line}:{column} | {_text(entry.rule)} | {what} | {trust} |\n"


def _text(text: str) -> str:
    """Text that is no markup, no link and no mention: HTML and Markdown see nothing in it.

    >>> _text("a|b <c> @d")
    'a&#124;b &lt;c&gt; &#64;d'
    """
    plain = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _ACTIVE.sub(lambda m: f"&#{ord(m[0])};", plain)


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_PEN = Pen(
    _text,
    lambda gone: f"<del>{_text(gone)}</del>" if gone else "",
    lambda come: f"<ins>{_text(come)}</ins>" if come else "",
)
