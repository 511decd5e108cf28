"""What a rule is about, told from the rule itself: as plain text and as Markdown."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

from mtfix.analysis.languages import NAMES
from mtfix.model import Applicability
from mtfix.rulebook.precision import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.model import Example, Rule
    from mtfix.rulebook.spec import RuleSpec

_TRUST = {
    Applicability.SAFE: "safe: a careful editor accepts its fix without seeing the source, "
    "so `mtfix fix` applies it",
    Applicability.UNSAFE: "unsafe: its fix is worth a look, and applies with `--unsafe-fixes`",
    Applicability.DISPLAY: "display: no single repair is right, so it only shows the place",
}
_LANGUAGES = NAMES | {
    "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "gl": "Galician", "ms": "Malay",
    "uk": "Ukrainian", "vi": "Vietnamese",
}  # fmt: skip
# What a guard asks for, and what its opposite does; guards about single words are not told.
_WHERE = {
    "inside-quotation": ("inside quotations", "outside quotations"),
    "heading": ("in headings", "outside headings"),
    "title-case": ("in text set as a headline", "in text that is not set as a headline"),
    "kind": ("in: {}", "not in: {}"),
    "format": ("in files of the format {}", "in files of another format than {}"),
    "narrative": ("where the text is told in the {}", "where the text is not told in the {}"),
    "variety": ("in English of the variety {}", "in English of another variety than {}"),
    "all-caps": ("in text set in capitals", "in text that is not set in capitals"),
    "lower-register": ("in text without any capital", "in text that has capitals"),
    "foreign-nearby": ("beside words of another language", "not beside words of another language"),
    "sentence-start": ("where a sentence begins", "inside a sentence"),
    "document-edge": ("in the first or last {} paragraphs", "in the middle of the document"),
    "last-segment": ("at the end of the document", "before the end of the document"),
}
_TITLES = {
    "examples": "What it repairs",
    "keep": "What it leaves alone",
    "misses": "What it misses",
}
WIDTH = 88  # of a line of plain text
_FENCE = re.compile(r"`{3,}")


def facts(rule: Rule, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield what is known of a rule, each with its name."""
    yield "trust", _TRUST[rule.applicability]
    if rule.certain:
        yield "certain", rule.certain
    if rule.hunch:
        yield "only", "in a text that shows by other faults that a machine translated it"
    if where:
        yield "only", where
    if rule.preview:
        yield "preview", "it is new: it runs with `--preview`, or where `--select` names it"
    if rule.sources:
        yield "caused by", ", ".join(_LANGUAGES.get(code, code) for code in rule.sources)
    yield "measured", _measured(rule)
    if rule.touches:
        yield "may change", ", ".join(sorted(rule.touches))
    yield "class", rule.category
    yield "defined in", rule.origin


def _measured(rule: Rule) -> str:
    record = records().get(rule.id)
    if record is None:
        return "its fixes were not yet seen in the documents that measure precision"
    return f"right in {record}"


def sections(rule: Rule) -> Iterator[tuple[str, tuple[Example, ...]]]:
    """Yield the titles and examples that a rule has."""
    for name, title in _TITLES.items():
        examples: tuple[Example, ...] = getattr(rule, name)
        if examples:
            yield title, examples


def circumstances(spec: RuleSpec) -> str:
    """Where a rule of a file fires at all, as far as that is no matter of its own words."""
    told = []
    for guard in spec.guards:
        yes, no = _WHERE.get(guard.name, ("", ""))
        if phrase := no if guard.negated else yes:
            told.append(phrase.format(guard.argument.replace(",", " or ")))
    if spec.evidence:
        told.append("where something else in the document bears it out")
    if spec.counter:
        told.append("where nothing else in the document speaks against it")
    return "; ".join(dict.fromkeys(told))


def plain(rule: Rule, background: str = "", where: str = "") -> str:
    """The explanation as lines of text.

    `background` is what its module says of it, `where` its circumstances.

    >>> from mtfix.model import Rule
    >>> print(plain(Rule("no-rule", "rep-word", "nothing is wrong", "It is so."))[:36])
    no-rule: nothing is wrong
    <BLANKLINE>
    It is so.
    """
    out = [f"{rule.id}: {rule.message}", ""]
    for paragraph in _paragraphs(rule.why, background):
        out += [*wrap(paragraph, WIDTH), ""]
    for name, text in facts(rule, where):
        out += wrap(f"{name + ':':<12}{text}", WIDTH, subsequent_indent=" " * 12)
    for title, examples in sections(rule):
        out += ["", title]
        out += [f"  {line}" for example in examples for line in _lines(example)]
    return "\n".join(out) + "\n"


def markdown(rule: Rule, background: str = "", where: str = "") -> str:
    """The same as a page of Markdown."""
    out = [f"# {rule.id}", "", _marked(rule.message), ""]
    for paragraph in _paragraphs(rule.why, background):
        out += [_marked(paragraph), ""]
    out += [f"- **{name}:** {_marked(text)}" for name, text in facts(rule, where)]
    for title, examples in sections(rule):
        lines = [line for example in examples for line in _lines(example)]
        fence = max(("`" * 3, *(m[0] + "`" for ln in lines for m in _FENCE.finditer(ln))), key=len)
        out += ["", f"## {title}", "", f"{fence}diff", *lines, fence]
    return "\n".join(out) + "\n"


def _paragraphs(*texts: str) -> Iterator[str]:
    for text in texts:
        for paragraph in text.split("\n\n"):
            if one := " ".join(paragraph.split()):
                yield one


def _lines(example: Example) -> Iterator[str]:
    """Bad and good behind `-` and `+`, or what stays behind a space; line ends are shown."""
    if example.context:
        yield f"# beside: {_shown(example.context)}"
    if example.bad == example.good:
        yield f"  {_shown(example.bad)}"
    else:
        yield f"- {_shown(example.bad)}"
        yield f"+ {_shown(example.good)}"


def _shown(text: str) -> str:
    return text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎")


def _marked(text: str) -> str:
    """Text in which a browser and Markdown see no tag, link or table; emphasis stays."""
    one = " ".join(text.split())
    escaped = re.sub(r"([\[\]|\\])", r"\\\1", one)
    return escaped.replace("&", "&amp;").replace("<", "&lt;")
