"""The verb behind an auxiliary in a form that it never has there: `does not goes`, `has sell`.

Why machine translation makes this error: an engine that inflects each verb by itself marks tense and
person twice, and one whose source inflects nothing leaves the base form where a participle belongs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import word_set
from mtfix.analysis.word_classes import base_of, classes, only, participle_of, past_of
from mtfix.detectors._place import mended
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "form-behind-auxiliary",
        "tense-modal-form",
        "the verb takes another form behind this auxiliary",
        "Each verb of a group was inflected by itself, or none was.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("If the pain does not goes away, rest.", "If the pain does not go away, rest."),
            Example("She has sell honey for years.", "She has sold honey for years."),
            Example("They had never forgave him.", "They had never forgiven him."),
            Example("The work was began in May.", "The work was begun in May."),
            Example("The price of the land is not exist.", "The price of the land does not exist."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "The can goes into the bin.",
                "All that she had went to her sons.",
                "What the tool does is sell time.",
                "The pain does not go away.",
                "He will, goes the rumour, resign.",
            )
        ),
        origin="detectors/verb_groups.py",
    ),
)
(_RULE,) = RULES
_GROUP = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<aux>can|could|will|would|shall|should|might|must|cannot|do|does|did|have|has|had|is|are|was|were"
    r"|been|(?:ca|could|wo|would|should|must|do|does|did|have|has|had|is|are|was|were)n[’']t)"
    r"(?P<between>(?: (?:not|never|also|always|already|just|only|still|ever|even|often|really|recently|finally))*) "
    r"(?P<verb>\p{Ll}{3,})(?![\p{L}’'-])",
)
_BEFORE = lazily(regex.compile, r"(?P<mark>[.,;:!?“”(]? ?)(?P<word>[\p{L}’'-]*) $")
_OBJECT = lazily(
    regex.compile, r" (?:an?|the|his|her|its|their|our|my|your|him|them|me|us|it|this|that)\b"
)
_INFINITIVE = lazily(
    regex.compile, r"\b(?:to|will|would|can|could|may|might|must|should|shall|not) $"
)
_HAVE = frozenset({"have", "has", "had"})
_BE = frozenset({"is", "are", "was", "were", "been"})
_PRO_VERBS = frozenset({"do", "does", "did"})
_DO = {"is": "does", "are": "do", "was": "did", "were": "did"}


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each verb whose form its auxiliary does not take."""
    if not worth_a_close_search(analysis):
        return
    text = analysis.visible
    for match in _GROUP.finditer(text):
        new = _mended(match)
        if not new or not _is_auxiliary(text, match):
            continue
        yield from mended(analysis, _RULE, match.span(), new)


def _mended(match: regex.Match[str]) -> str:
    """The group as it should be, or ""."""
    written, between, verb = match["aux"], match["between"], match["verb"]
    aux = written.removesuffix("n’t").removesuffix("n't")
    if aux in _HAVE:
        if aux == "have" and not between and _INFINITIVE.search(match.string, 0, match.start()):
            return ""  # `to have merge conflicts`
        form = _behind_have(
            verb, free=bool(between) and bool(_OBJECT.match(match.string, match.end()))
        )
    elif aux in _BE:
        if between == " not" and aux in _DO and only(verb, "b"):
            return f"{_DO[aux]} not {verb}"
        form = _behind_be(verb)
    else:
        form = _behind_modal(verb)
    return f"{written}{between} {form}" if form and form != verb else ""


def _behind_modal(verb: str) -> str:
    """`goes`, `knew`: what is never a base form."""
    return base_of(verb) if only(verb, "zd") else ""


def _behind_have(verb: str, *, free: bool) -> str:
    """`sell`, `forgave`: what is never a participle; `free`: it has an object and so is no noun."""
    if only(verb, "bn" if free else "b"):
        return participle_of(verb)
    base = base_of(verb) if "d" in classes(verb) else ""
    return participle_of(base) if base and past_of(base) == verb else ""


def _behind_be(verb: str) -> str:
    if verb in word_set("dialect-participles"):
        return ""  # `he was took ill`
    base = base_of(verb) if only(verb, "d") else ""
    return participle_of(base) if base and past_of(base) == verb else ""


def _is_auxiliary(text: str, match: regex.Match[str]) -> bool:
    """Whether the word is an auxiliary here: no noun, and no verb at the end of its clause."""
    before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    if before is None:
        return True
    word = before["word"].lower()
    if word in word_set("noun-openers") or "j" in classes(word)[:1]:
        return False
    if match["aux"].removesuffix("n’t") not in _HAVE | _BE | _PRO_VERBS:
        return True
    begin = max(text.rfind(mark, 0, match.start()) for mark in ".!?\n“")
    return not word_set("fronted-objects").intersection(
        text[begin + 1 : match.start()].lower().split()
    )
