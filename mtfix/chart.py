"""The statistics as a picture: SVG that needs nothing else, for light and dark pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from mtfix.reporters._safe import one_line
from mtfix.statistics import per_thousand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtfix.statistics import Totals

CLASSES = 15  # bars of the first panel; what is left is one more bar
FILES = 10

_WIDTH, _LABEL, _BAR, _ROW, _PANEL = 760, 250, 400, 22, 46
_LONGEST = 34  # characters of a label
_STYLE = """
.mtfix-chart { font: 13px system-ui, sans-serif; --ink: #1b1f24; --faint: #59636e;
  --bar: #0a6cbf; --ground: #fff; background: var(--ground) }
.mtfix-chart text { fill: var(--ink) } .mtfix-chart .faint { fill: var(--faint) }
.mtfix-chart .title { font-weight: 600; font-size: 15px } .mtfix-chart .bar { fill: var(--bar) }
.mtfix-chart .ground { fill: var(--ground) }
@media (prefers-color-scheme: dark) { .mtfix-chart { --ink: #e6edf3; --faint: #9aa5b1;
  --bar: #58a6ff; --ground: #0d1117 } }
"""


class _Bar(NamedTuple):
    label: str
    value: float
    note: str


def svg(found: Totals) -> str:
    """The picture: classes of fault, then the worst files, each as findings per 1,000 words."""
    panels = [
        ("Faults by class, per 1,000 words", _classes(found)),
        ("Worst files, findings per 1,000 words", _files(found)),
    ]
    shown = [(title, bars) for title, bars in panels if bars]
    height = 64 + sum(_PANEL + _ROW * len(bars) for _, bars in shown)
    head = headline(found)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="mtfix-chart" role="img" '
        f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">',
        f"<title>{escape(head)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>',
        f'<text class="title" x="16" y="30">{escape(head)}</text>',
    ]
    y = 56
    for title, bars in shown:
        out += _panel(title, bars, y)
        y += _PANEL + _ROW * len(bars)
    return "\n".join((*out, "</svg>")) + "\n"


def headline(found: Totals) -> str:
    """What the picture shows, in words."""
    files = f"{len(found.files):,} {'file' if len(found.files) == 1 else 'files'}"
    return (
        f"{found.findings:,} findings in {found.words:,} words of {files}: "
        f"{found.density:.1f} per 1,000"
    )


def _classes(found: Totals) -> list[_Bar]:
    shown = [
        _Bar(name, per_thousand(count, found.words), f"{count:,}")
        for name, count in found.classes[:CLASSES]
    ]
    left = sum(count for _, count in found.classes[CLASSES:])
    if left:
        shown.append(_Bar("all others", per_thousand(left, found.words), f"{left:,}"))
    return shown


def _files(found: Totals) -> list[_Bar]:
    if len(found.files) < 2:
        return []
    return [
        _Bar(file.path, file.density, f"{file.findings:,} in {file.words:,} words")
        for file in found.worst(FILES)
    ]


def _panel(title: str, bars: Sequence[_Bar], top: int) -> Iterator[str]:
    yield f'<text class="faint" x="16" y="{top + 20}">{escape(title)}</text>'
    most = max(bar.value for bar in bars) or 1.0
    for number, bar in enumerate(bars):
        y = top + 32 + _ROW * number
        label = one_line(bar.label)
        width = max(1.0, _BAR * bar.value / most)
        yield f"<g><title>{escape(label)}: {bar.value:.1f} ({escape(bar.note)})</title>"
        yield f'<text x="{_LABEL - 8}" y="{y + 13}" text-anchor="end">{_short(label)}</text>'
        yield f'<rect class="bar" x="{_LABEL}" y="{y + 2}" width="{width:.1f}" height="15" rx="2"/>'
        at = quoteattr(f"{_LABEL + width + 6:.1f}")
        yield f'<text class="faint" x={at} y="{y + 13}">{bar.value:.1f}</text></g>'


def _short(label: str) -> str:
    """A label that fits; of a long path the end tells more than the beginning."""
    return escape(label if len(label) <= _LONGEST else "…" + label[1 - _LONGEST :])
