"""Fences of code blocks whose marks were parted, such as two backticks, a space and one more.

Why machine translation makes this error: the three marks are tokens of their own, and the
detokenizer puts a space between them; the code below is then read as text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.detectors._examples import keep_markdown as _keep
from mtfix.detectors._examples import markdown as _pair
from mtfix.lazily import lazily
from mtfix.model import Edit, Finding, Fix, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis


RULES = (
    Rule(
        "parted-fence",
        "mk-code-token",
        "the marks of the code block were parted",
        "Each mark is a token of its own for the engine.",
        touches=frozenset({"code", "markup", "names", "numbers"}),
        certain="The marks of a file come in pairs, and no right text parts three of them.",
        examples=(
            _pair(
                "Run this:\n\n`` `bash\nmake all\n`` `\n\nThen wait.\n",
                "Run this:\n\n```bash\nmake all\n```\n\nThen wait.\n",
            ),
            _pair(
                "Run this:\n\n` ``{.bash}\nmake all\n```\n\nThen wait.\n",
                "Run this:\n\n```{.bash}\nmake all\n```\n\nThen wait.\n",
            ),
        ),
        keep=_keep(
            "Run this:\n\n```bash\nmake all\n```\n",
            "The mark `` ` `` is a backtick.\n",
            "Two marks are shown as\n\n`` `a\n\nin a book.\n",
        ),
        origin="detectors/fence_marks.py",
    ),
)

_HINT = lazily(re.compile, r"`[ \t]+`")
_FENCE = lazily(
    re.compile,
    r"(?m)^(?P<lead>[ \t>]*)(?P<marks>`{3,}|`(?:[ \t]*`){2}(?<=[ \t]`)|``[ \t]+`|`[ \t]+``)"
    r"(?P<info>[ \t]*\{?[\w.+#-]*\}?)[ \t]*(?=\r?$)",
)
_PRIORITY = 20  # the rules for prose have no business in the code below


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each block with a parted mark, where the marks come in pairs."""
    document = analysis.document
    text = document.text
    if document.format != "markdown" or not _HINT.search(text):
        return
    fences = list(_FENCE.finditer(text))
    if len(fences) % 2:
        return
    for opener, closer in zip(fences[::2], fences[1::2], strict=True):
        parted = [f for f in (opener, closer) if " " in f["marks"] or "\t" in f["marks"]]
        if not parted or closer["info"].strip() or opener["lead"].strip() != closer["lead"].strip():
            continue
        start, end = opener.start("marks"), closer.end("marks")
        inside = text[opener.end("marks") : closer.start("marks")]
        edit = Edit(Span(start, end), f"```{inside}```")
        rule = RULES[0]
        fix = Fix((edit,), rule.applicability, rule.message, priority=_PRIORITY)
        span = Span(start, parted[0].end("marks"))
        yield Finding(rule.id, span, rule.message, fix, touches=rule.touches)
