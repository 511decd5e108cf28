"""The six laws that every rule keeps, checked on the examples that it carries.

1. bad becomes good; 2. good stays; 3. keep stays; 4. bad and keep in one text: only bad changes;
5. good stays with all rules on; 6. the same holds inside Markdown. Besides, `misses` still fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from mtfix.model import Applicability, Example, Rule


class Outcome(Struct, frozen=True):
    """What one rule (or all rules) made of a text."""

    after: str
    flagged: bool
    visible: str  # what a reader of this format sees of the text


# (rule id, or "" for all rules; text; format; context) -> outcome
Try = Callable[[str, str, str, str], Outcome]


class Breach(Struct, frozen=True):
    """A rule that breaks a law on one of its examples."""

    rule: str
    law: str
    text: str
    wanted: str
    got: str

    def __str__(self) -> str:
        return (
            f"{self.rule}: {self.law}\n  text   {self.text!r}\n"
            f"  wanted {self.wanted!r}\n  got    {self.got!r}"
        )


def breaches(rule: Rule, attempt: Try) -> Iterator[Breach]:
    """Yield each breach of the laws by one rule."""
    display = rule.applicability is Applicability.DISPLAY
    for form in ("text", "markdown"):
        inside = "" if form == "text" else " inside Markdown"
        for example in rule.examples:
            if form == "markdown" and example.format == "text" and "\n" in example.bad:
                continue  # one line break is no paragraph there
            kind = form if example.format == "text" else example.format
            yield from _bad(rule, example, kind, attempt, inside, display=display)
        for example in rule.keep:
            if form == "markdown" and example.format == "text" and "\n" in example.bad:
                continue
            kind = form if example.format == "text" else example.format
            yield from _stays(rule, example, kind, attempt, f"keep must stay{inside}")
    yield from _together(rule, attempt, display=display)
    for example in rule.misses:
        got = attempt(rule.id, example.bad, example.format, example.context)
        if got.after == example.good:
            law = "a known miss works now: move it to examples"
            yield Breach(rule.id, law, example.bad, example.bad, got.after)


def _bad(
    rule: Rule, example: Example, form: str, attempt: Try, inside: str, *, display: bool
) -> Iterator[Breach]:
    got = attempt(rule.id, example.bad, form, example.context)
    if inside and got.visible != example.bad and example.format == "text":
        return  # Markdown reads something else, such as an entity
    if display:
        if not got.flagged:
            law = f"bad must be flagged{inside}"
            yield Breach(rule.id, law, example.bad, "a finding", "none")
    elif got.after != example.good:
        law = f"bad must become good{inside}"
        yield Breach(rule.id, law, example.bad, example.good, got.after)
    good = Example(example.good, example.good, example.context)
    yield from _stays(rule, good, form, attempt, f"good must stay{inside}")
    everything = attempt("", example.good, form, example.context)
    if everything.after != example.good:
        law = f"good must stay with all rules on{inside}"
        yield Breach(rule.id, law, example.good, example.good, everything.after)


def _stays(rule: Rule, example: Example, form: str, attempt: Try, law: str) -> Iterator[Breach]:
    got = attempt(rule.id, example.bad, form, example.context)
    if got.after != example.bad or got.flagged:
        after = got.after if got.after != example.bad else "a finding"
        yield Breach(rule.id, law, example.bad, example.bad, after)


def _together(rule: Rule, attempt: Try, *, display: bool) -> Iterator[Breach]:
    """Law 4: what stays beside what changes, in paragraphs of their own."""
    if display:
        return
    for bad, keep in zip(rule.examples, rule.keep, strict=False):
        if bad.format != keep.format or bad.context or keep.context:
            continue
        text, wanted = f"{keep.bad}\n\n{bad.bad}", f"{keep.bad}\n\n{bad.good}"
        got = attempt(rule.id, text, bad.format, "")
        if got.after != wanted:
            yield Breach(rule.id, "bad and keep in one text", text, wanted, got.after)
