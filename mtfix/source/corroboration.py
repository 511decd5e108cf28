"""What the source says of a finding that was made from the translation alone.

A witness looks at what a fix takes away and puts there, and at the source of the place. Where the
source confirms the fix it can be trusted more than the rule alone could be: an unsafe fix becomes
safe, an advice with a fix unsafe. Where the source has it as it stands, the finding goes.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import regex
from msgspec import Struct
from msgspec.structs import replace

from mtfix.analysis.languages import frequent_words
from mtfix.analysis.lexicon import is_word, word_list
from mtfix.analysis.pairs import NOT_LATIN
from mtfix.analysis.quantity import numbers
from mtfix.analysis.sentences import starts_sentence
from mtfix.lazily import lazily
from mtfix.model import Applicability, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mtfix.analysis import Analysis
    from mtfix.model import Edit, Rule

_WORD = lazily(regex.compile, r"\p{L}[\p{L}\p{M}\p{N}]*(?:[’'-]\p{L}[\p{L}\p{M}\p{N}]*)*")
_MARKS = lazily(regex.compile, r"[!?.…,;:]{2,}")
_QUOTES = frozenset('"“”„«»‟＂')
_BOTH = ("detectors/bilingual/", "checkers/glossary")  # they have asked the source already
_CASE = frozenset({"case-name-lower", "case-mid-sentence", "case-sentence-start"})
_SPELLING = frozenset(
    {"name-variant", "name-corrupted", "fuse-name-pronoun", "fuse-inline-boundary", "split-word"}
)
_NUMBERS = frozenset({"num-decimal-comma", "num-thousand-dot"})
_REPEATED = frozenset({"rep-word", "rep-duplicate-block"})
_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb", "nds"})


class Verdict(NamedTuple):
    """Whether the source confirms a fix or refutes it, and how it does."""

    confirms: bool
    evidence: str


def _confirmed(evidence: str) -> Verdict:
    return Verdict(confirms=True, evidence=evidence)


def _refuted(evidence: str) -> Verdict:
    return Verdict(confirms=False, evidence=evidence)


class Claim(Struct, frozen=True, dict=True):
    """A fix, told by the words that it changes, before the source of its place."""

    source: str
    target: str
    before: str
    after: str
    category: str
    analysis: Analysis

    @cached_property
    def source_words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.source))

    @cached_property
    def gone(self) -> list[str]:
        """The words that the fix takes away, as they were written."""
        kept = _WORD.findall(self.after)
        return [w for w in _WORD.findall(self.before) if w not in kept]

    @cached_property
    def come(self) -> list[str]:
        """The words that the fix puts there."""
        known = _WORD.findall(self.before)
        return [w for w in _WORD.findall(self.after) if w not in known]


def weighed(
    analysis: Analysis, findings: Iterable[Finding], rules: Mapping[str, Rule]
) -> list[Finding]:
    """The findings as they stand before the source; those without one are as they were."""
    out = []
    for found in findings:
        rule = rules.get(found.rule)
        asked = rule is not None and found.fix is not None and not rule.origin.startswith(_BOTH)
        verdict = _verdict(analysis, found, rule.category) if rule and asked else None
        if verdict is None:
            out.append(found)
        elif verdict.confirms and found.fix is not None:
            level = Applicability(min(found.fix.applicability + 1, Applicability.SAFE))
            fix = replace(found.fix, applicability=level)
            out.append(replace(found, fix=fix, evidence=verdict.evidence))
    return out


def _verdict(analysis: Analysis, found: Finding, category: str) -> Verdict | None:
    """What the witnesses say together: a single one refutes."""
    unit = analysis.document.units.holding(found.span)
    if unit is None or not unit.source or found.fix is None or category.startswith("src-"):
        return None
    pairs = [_around(analysis.document.text, edit) for edit in found.fix.edits]
    before, after = (" ".join(texts) for texts in zip(*pairs, strict=True))
    claim = Claim(unit.source, unit.target.text, before, after, category, analysis)
    said = [verdict for witness in _WITNESSES for verdict in witness(claim)]
    return min(said, key=lambda verdict: verdict.confirms, default=None)


def _around(text: str, edit: Edit) -> tuple[str, str]:
    """The words that an edit touches, before and after it."""
    lo, hi = edit.span.start, edit.span.end
    while lo > 0 and (text[lo - 1].isalnum() or text[lo - 1] in ".,’'-"):
        lo -= 1
    while hi < len(text) and (text[hi].isalnum() or text[hi] in ".,’'-"):
        hi += 1
    head, tail = text[lo : edit.span.start], text[edit.span.end : hi]
    return text[lo:hi], head + edit.text + tail


# -- the witnesses ------------------------------------------------------------------------


def _capitals(claim: Claim) -> Iterator[Verdict]:
    """A word that only changes its case, where the source has the same word."""
    if [w.casefold() for w in claim.gone] != [w.casefold() for w in claim.come]:
        return
    for old, new in zip(claim.gone, claim.come, strict=True):
        has_old, has_new = old in claim.source_words, new in claim.source_words
        if has_new and not has_old and not _only_begins(claim, new):
            yield _confirmed(f"the source writes “{new}”")
        elif has_old and not has_new and claim.category in _CASE and not _only_begins(claim, old):
            yield _refuted(f"the source writes “{old}”")


def _only_begins(claim: Claim, word: str) -> bool:
    """Whether the capital of a word in the source may be that of a sentence or of any noun."""
    if not word[0].isupper() or not word[1:].islower():
        return False
    if claim.analysis.source_language in _NOUNS_HAVE_CAPITALS:
        return True
    places = regex.finditer(rf"\b{regex.escape(word)}\b", claim.source)
    return all(starts_sentence(claim.source, m.start()) for m in places)


def _leftovers(claim: Claim) -> Iterator[Verdict]:
    """A word that goes or is replaced, where the source has it and English has not."""
    if not claim.category.startswith("left-") and claim.category != "name-foreign-form":
        return
    spoken = claim.analysis.source_language
    if spoken in NOT_LATIN:
        return  # a Latin word there is a name or a variable
    lower = {word.lower() for word in claim.source_words}
    common = frequent_words().get(spoken, frozenset())
    for word in claim.gone:
        foreign = len(word) > 1 and not is_word(word.lower())
        if word.lower() in lower and (foreign or word.lower() in common):
            yield _confirmed(f"the source has “{word}”")


def _spellings(claim: Claim) -> Iterator[Verdict]:
    """A word that would be split, joined or respelt, where the source writes it so, too."""
    if claim.category not in _SPELLING:
        return
    for word in claim.gone:
        if len(word) > 2 and word in claim.source_words and not claim.source_words & {*claim.come}:
            yield _refuted(f"the source writes “{word}”")
    for word in claim.come:
        if len(word) > 3 and word in claim.source_words and not claim.source_words & {*claim.gone}:
            yield _confirmed(f"the source writes “{word}”")


def _notation(claim: Claim) -> Iterator[Verdict]:
    """A decimal comma or a dot of thousands, where the source has the same number."""
    commas = claim.analysis.source_writes_commas
    if claim.category not in _NUMBERS or commas is None:
        return
    written = {number.raw for number in numbers(claim.source)}
    for number in numbers(claim.before):
        if number.raw in written and number.raw not in claim.after:
            what = "a decimal comma" if commas else "a decimal point"
            told = f"the source writes {number.raw} with {what}"
            yield _confirmed(told) if commas else _refuted(told)


def _repetitions(claim: Claim) -> Iterator[Verdict]:
    """A word or a paragraph that goes as a repetition, where the source repeats it, too."""
    if claim.category not in _REPEATED:
        return
    if claim.category == "rep-duplicate-block":
        yield _refuted("the source has this paragraph")
        return
    again = _WORD.findall(claim.before)[-1:]
    small = not again or again[0].lower() in word_list("function-words")  # nobody means `the the`
    if not small and regex.search(r"\b(\p{L}+)[ ,]+\1\b", claim.source, regex.IGNORECASE):
        yield _refuted("the source says it twice")


def _doubled_marks(claim: Claim) -> Iterator[Verdict]:
    """Marks that would be reduced, where the source has the same ones."""
    if claim.category == "typo-double-punct":
        wanted = set(_MARKS.findall(claim.source))
        for mark in _MARKS.findall(claim.target):
            if mark in wanted:
                yield _refuted(f"the source has “{mark}”")


def _quotations(claim: Claim) -> Iterator[Verdict]:
    """Marks that would come or go, where the source has as many as there are now, or then."""
    if claim.category != "q-unbalanced":
        return
    ours = sum(c in _QUOTES for c in claim.source)
    now = sum(c in _QUOTES for c in claim.target)
    gain = sum(c in _QUOTES for c in claim.after) - sum(c in _QUOTES for c in claim.before)
    if ours and gain and ours % 2 == 0:
        if now + gain == ours:
            yield _confirmed(f"the source has {ours} quotation marks")
        elif now == ours:
            yield _refuted(f"the source has {ours} quotation marks, too")


_WITNESSES: tuple[Callable[[Claim], Iterator[Verdict]], ...] = (
    _capitals, _leftovers, _spellings, _notation, _repetitions, _doubled_marks, _quotations,
)  # fmt: skip
