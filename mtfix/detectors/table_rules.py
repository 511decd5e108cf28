"""The line below the head of a Markdown table, cut apart: `| - - - | ：--- |`.

Why machine translation makes this error: each hyphen is a token of its own, and a colon is put
full-width. No table is left then, only lines with bars, so the line is looked for in the file.
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


RULES = (
    Rule(
        "parted-table-rule",
        "mk-heading-list",
        "the line below a table’s head was cut apart",
        "Each hyphen is a token of its own, and the colon was put full-width.",
        touches=frozenset({"markup", "code", "names", "numbers"}),
        certain="Cells of hyphens alone, as many as the head has, make a table of the lines.",
        examples=(
            _pair(
                "| Name | Value |\n| - - - | - - - |\n| a | b |",
                "| Name | Value |\n| --- | --- |\n| a | b |",
            ),
            _pair(
                "| Name | Value |\n| ：--- | ---： |\n| a | b |",
                "| Name | Value |\n| :--- | ---: |\n| a | b |",
            ),
            _pair(
                "| Name | Value |\n|: - - -: | - - |\n| a | b |",
                "| Name | Value |\n|:---: | -- |\n| a | b |",
            ),
        ),
        keep=_keep(
            "| Name | Value |\n| --- | :---: |\n| a | b |",
            "| Name | Value | Use |\n| - - | - |\n| a | b |",
            "It is a row | - - - | of marks.",
            "```\n| a | b |\n| - - | - - |\n```",
        ),
        origin="detectors/table_rules.py",
    ),
)
_RULE = RULES[0]
_LINE = lazily(
    re.compile,
    r"(?m)^(?P<head>[ \t]*\|[^\n]*\|[ \t]*)\r?\n(?P<rule>[ \t]*\|(?:[ \t]*[:：]?[- \t]*-[- \t]*[:：]?[ \t]*\|)+)[ \t]*\r?$",
)
_PARTED = lazily(re.compile, r"- +-|：|: +-|- +:")
_GAP = lazily(re.compile, r"(?<=[-:：])[ \t]+(?=[-:：])")


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each such line."""
    document = analysis.document
    text = document.text
    if document.format != "markdown" or not _PARTED.search(text):
        return
    hidden = Hidden(document)
    for match in _LINE.finditer(text):
        line, start = match["rule"], match.start("rule")
        if not _PARTED.search(line) or hidden.holds(start):
            continue
        if match["head"].count("|") != line.count("|"):
            continue
        edits = [Edit(Span(start + m.start(), start + m.end()), "") for m in _GAP.finditer(line)]
        edits += [
            Edit(Span(start + at, start + at + 1), ":") for at, c in enumerate(line) if c == "："
        ]
        edits.sort(key=lambda edit: edit.span.start)
        yield found_in_file(_RULE, Span(start, start + len(line)), *edits)
