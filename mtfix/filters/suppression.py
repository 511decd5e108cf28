"""What the comments of a text suppress; a comment that suppresses nothing is a finding itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix import plugins
from mtfix.filters import MARK, UNUSED, Verdict
from mtfix.filters.directives import VERBS, Directive, directives
from mtfix.fingerprint import with_fingerprints
from mtfix.model import Finding, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mtfix.filters import Subject
    from mtfix.model import Document

SUPPRESSION = "suppression"  # the filter's name
ABOUT_UNUSED = (
    "unused-suppression: a comment that suppresses nothing\n\n"
    "A comment such as `mtfix: off RULE` stands where that rule finds nothing, names a rule that\n"
    "does not exist, or cannot be understood. Remove or mend it: it would hide the next fault.\n"
    "It is reported only if every rule that it names took part in the run.\n"
)


_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")


class Rules(Struct, frozen=True):
    """The ids of all rules there are, of those that the user wants at all, and that ran.

    Rules in preview and a second pass that is off are not wanted. `remarks` says whether the user
    wants to hear what is wrong with a suppression.
    """

    known: frozenset[str]
    wanted: frozenset[str]
    ran: frozenset[str]
    remarks: bool = True

    def are_known(self, selector: str) -> bool:
        # LanguageTool has more rules than anybody lists
        return selector.startswith("languagetool/") or any(
            rule.startswith(selector) for rule in self.known
        )

    def all_ran(self, selector: str) -> bool:
        named = [rule for rule in self.wanted if rule.startswith(selector)]
        return bool(named) and self.ran.issuperset(named)


class _Region(Struct, eq=False):
    """Where a directive holds, for the rules that begin with `rule`."""

    directive: Directive
    rule: str
    span: Span
    used: bool = False


class Suppressions(Struct, frozen=True):
    """The comments `mtfix: off …` of a text. `rules` is asked only where there are some."""

    rules: Callable[[], Rules]
    name: str = SUPPRESSION

    def judge(self, subject: Subject, findings: Sequence[Finding]) -> Verdict:
        if MARK not in subject.text:
            return Verdict()
        document = subject.document()
        found = directives(document, plugins.format_named(subject.format))
        if not found:
            return Verdict()
        regions, idle = _regions(document, found, _reach(subject))
        starts = [0, *(n + 1 for n, char in enumerate(subject.text) if char == "\n")]
        reasons: dict[str, str] = {}
        index = _Index(regions)
        for finding in findings:
            for region in index.over(finding):
                if finding.rule.startswith(region.rule):
                    region.used = True
                    line = bisect_right(starts, region.directive.span.start)
                    reasons.setdefault(finding.fingerprint, _why(region.directive, line))
        rules = self.rules()
        remarks = list(_remarks(found, regions, idle, rules)) if rules.remarks else []
        return Verdict(reasons, with_fingerprints(document, remarks))


def _reach(subject: Subject) -> str:
    """How far `off-next` goes: a block, or a paragraph up to the next blank line."""
    return str(getattr(plugins.format_named(subject.format), "NEXT", "block"))


class _Index:
    """Finds the regions that a finding points into or would edit.

    Those of `off-next` may be many, but no two overlap unless they are the same block.
    """

    def __init__(self, regions: Sequence[_Region]) -> None:
        self._long = [r for r in regions if r.directive.verb != "off-next"]
        self._short = sorted(
            (r for r in regions if r.directive.verb == "off-next"), key=lambda r: r.span
        )

    def over(self, finding: Finding) -> Iterator[_Region]:
        edits = finding.fix.edits if finding.fix else ()
        for span in dict.fromkeys((finding.span, *(e.span for e in edits))):
            yield from (r for r in self._long if _touches(span, r.span))
            at = bisect_right(
                self._short, max(span.end, span.start + 1), key=lambda r: r.span.start
            )
            for number in range(at - 1, -1, -1):
                region = self._short[number]
                if region.span.end < span.start:
                    break
                if _touches(span, region.span):
                    yield region


def _touches(span: Span, region: Span) -> bool:
    return span.start < region.end and (span.end > region.start or span.start >= region.start)


def _why(directive: Directive, line: int) -> str:
    said = f"{MARK} {directive.verb} in line {line}"
    return f"{said}: {directive.reason}" if directive.reason else said


def _regions(
    document: Document, found: Iterable[Directive], reach: str
) -> tuple[list[_Region], list[Directive]]:
    """Where each directive holds; and those that end what nothing began."""
    end = len(document.text) + 1
    regions: list[_Region] = []
    idle: list[Directive] = []
    open_: list[_Region] = []
    for one in found:
        if one.verb == "on":
            closed = [r for r in open_ if _closes(one, r)]
            for region in closed:
                region.span = Span(region.span.start, one.span.start)
            open_ = [r for r in open_ if r not in closed]
            if not closed:
                idle.append(one)
        elif one.verb in VERBS:
            span = Span(one.span.end, end)
            if one.verb == "off-file":
                span = Span(0, end)
            elif one.verb == "off-next":
                span = _next(document, one.span.end, reach)
            made = [_Region(one, rule, span) for rule in one.rules or ("",)]
            regions += made
            open_ += made if one.verb == "off" else ()
    return regions, idle


def _closes(on: Directive, region: _Region) -> bool:
    return not on.rules or any(region.rule.startswith(rule) for rule in on.rules)


def _next(document: Document, offset: int, reach: str) -> Span:
    """The block that follows an offset: the next segment, and those of the same block."""
    segments = document.segments
    at = document.index_at(offset + 1)
    while at < len(segments) and segments[at].span.start < offset:
        at += 1
    if at == len(segments):
        return Span(offset, offset)
    first = last = segments[at]
    while last.index + 1 < len(segments) and segments[last.index + 1].block == first.block:
        last = segments[last.index + 1]
    end = last.span.end
    if reach == "paragraph":
        blank = _BLANK_LINE.search(document.text, end)
        end = blank.start() if blank else len(document.text)
    return Span(first.span.start, end)


def _remarks(
    found: Iterable[Directive], regions: Iterable[_Region], idle: Iterable[Directive], rules: Rules
) -> Iterator[Finding]:
    """Yield what is wrong with the directives themselves."""
    for one in found:
        if one.verb not in VERBS:
            said = f"{MARK} {one.verb}".strip()
            yield _remark(one, f"{said} is none of {', '.join(VERBS)}; nothing is suppressed")
            continue
        for rule in one.rules:
            if not rules.are_known(rule):
                yield _remark(one, f"no rule is called {rule!r}{_similar(rule, rules.known)}")
    for one in idle:
        if all(rules.are_known(rule) for rule in one.rules):
            yield _remark(one, f"{MARK} on ends nothing: nothing of that name is off here")
    for region in regions:
        if not region.used and rules.all_ran(region.rule):
            what = repr(region.rule) if region.rule else "any rule"
            yield _remark(region.directive, f"finds nothing of {what} to suppress; remove it")


def _remark(directive: Directive, message: str) -> Finding:
    return Finding(UNUSED, directive.span, message)


def _similar(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else "; `mtfix rules list` shows them"
