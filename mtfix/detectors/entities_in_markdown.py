"""Quotation marks and apostrophes written as HTML entities in Markdown: `It&#39;s`.

Why machine translation makes this error: services return HTML, and what comes back is put into a
Markdown file without being decoded. A browser shows it well, so nobody notices; who edits the
file, searches it or reads it as text does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.detectors._examples import markdown as _pair
from mtfix.model import Edit, Example, Finding, Fix, Rule, RunKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Run


RULES = (
    Rule(
        "entity-in-markdown",
        "typo-html-entity",
        "an HTML entity for a mark that Markdown takes as it is",
        "The service returned HTML, and nobody decoded it.",
        languages=(),
        examples=(
            _pair("It&#39;s late, and she doesn&#39;t care.", "It's late, and she doesn't care."),
            _pair("Press the &quot;Open&quot; button.", 'Press the "Open" button.'),
        ),
        keep=tuple(
            Example(t, t, format="markdown")
            for t in (
                "If a &lt; b, R&amp;D &copy; 2020 is done.",
                "Write `&quot;` for a mark.",
                "```html\n<p>It&#39;s late.</p>\n```",
            )
        ),
        origin="detectors/entities_in_markdown.py",
    ),
)
_MARKS = frozenset({"&#39;", "&#039;", "&#x27;", "&apos;", "&quot;", "&#34;", "&#034;", "&#x22;"})


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each entity in prose."""
    document = analysis.document
    if document.format != "markdown" or "&" not in document.text:
        return
    for index in analysis.scope:
        segment = document.segments[index]
        if len(segment.runs) > 1 or "&" in document.text[segment.span.start : segment.span.end]:
            for run in segment.runs:
                if run.text in ("'", '"') and run.kind is RunKind.PROSE:
                    yield from _entity(document.text, run)


def _entity(text: str, run: Run) -> Iterator[Finding]:
    raw = text[run.span.start : run.span.end]
    if raw.lower() in _MARKS:
        rule = RULES[0]
        edit = Edit(run.span, run.codec.encode(run.text))
        fix = Fix((edit,), rule.applicability, rule.message)
        yield Finding(rule.id, run.span, rule.message, fix, touches=rule.touches)
