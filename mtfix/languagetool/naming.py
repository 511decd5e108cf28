"""What LanguageTool's rules are called in mtfix, and what mtfix knows of them."""

from __future__ import annotations

from functools import cache

from mtfix.languagetool.classes import Verdict, classes
from mtfix.languagetool.ownrules import PREFIX, OwnRule, corrected, own_rules
from mtfix.model import Example, Rule

FAMILY = "languagetool/"  # before the ids of LanguageTool's own rules
CATEGORY = "languagetool"


def name_of(rule: str) -> str:
    """The id in mtfix of a rule as the server names it.

    >>> name_of("AGREEMENT_SENT_START"), name_of("MTFIX_PEOPLE_SINGULAR_VERB")
    ('languagetool/AGREEMENT_SENT_START', 'people-singular-verb')
    """
    if rule.startswith(PREFIX):
        return rule.removeprefix(PREFIX).lower().replace("_", "-")
    return FAMILY + rule


@cache
def rule_for(rule: str, category: str) -> Rule | None:
    """The rule that a match belongs to, as mtfix describes rules; None where it is off."""
    own = _own().get(rule)
    verdict = classes().of(rule, category)
    if own is not None:
        return _described(own, verdict)
    if verdict.level is None:
        return None
    message = f"LanguageTool's rule {rule}"
    return Rule(
        name_of(rule),
        verdict.fault or CATEGORY,
        message,
        verdict.reason,
        verdict.level,
        sources=verdict.sources,
        by_source=verdict.by_source,
        certain=verdict.certain,
        origin="LanguageTool",
    )


@cache
def known_rules() -> tuple[Rule, ...]:
    """Our rules, and those of LanguageTool that have an entry of their own."""
    named = (rule_for(rule, "") for rule in (*_own(), *classes().rules))
    return tuple({rule.id: rule for rule in named if rule is not None}.values())


@cache
def _own() -> dict[str, OwnRule]:
    return {rule.id: rule for rule in own_rules()}


def _described(own: OwnRule, verdict: Verdict) -> Rule | None:
    if verdict.level is None:
        return None
    pairs = (corrected(text, new[0]) for text, new in own.incorrect if new != ("",))
    return Rule(
        name_of(own.id),
        verdict.fault or CATEGORY,
        own.message or own.name,
        verdict.reason,
        verdict.level,
        sources=verdict.sources,
        by_source=verdict.by_source,
        certain=verdict.certain,
        examples=tuple(Example(bad, good) for bad, good in pairs),
        keep=tuple(Example(text, text) for text in own.correct),
        origin=own.origin,
    )


def weight(rule: Rule) -> int:
    """The priority of a rule's fixes. Ours know the document, so they come first."""
    return -2 if rule.id.startswith(FAMILY) else -1
