"""Checks of a rule that cost time: its patterns compile and its groups exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.rulebook.problems import Problem, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.rulebook.spec import RuleSpec


def pattern_problems(spec: RuleSpec) -> Iterator[Problem]:
    """What is wrong with the patterns of a rule and with what refers to their groups."""
    file, rule = spec.rule.origin, spec.rule.id
    for field in ("pattern", "evidence", "counter", "gate"):
        text = getattr(spec, field)
        try:
            spec.compile(text)
        except regex.error as error:
            yield Problem(file, rule, field, f"bad pattern: {error}")
            return
        except KeyError as error:
            yield unknown(file, rule, "list", error.args[0], spec.words.lists)
            return
    for guard in spec.guards:
        name = guard.argument.partition(",")[2]
        if guard.kind.takes == "group,list" and name not in spec.words.lists:
            yield unknown(file, rule, "list", name, spec.words.lists)
    for field, group in _references(spec):
        if group.isdigit() and int(group) > spec.compiled.groups:
            yield Problem(file, rule, field, f"the pattern has no group {group}")
        elif not group.isdigit() and group not in spec.compiled.groupindex:
            yield unknown(file, rule, "group", group, spec.compiled.groupindex)
    if spec.compiled.search("") is not None:
        yield Problem(file, rule, "pattern", "matches the empty text")


def _references(spec: RuleSpec) -> Iterator[tuple[str, str]]:
    if spec.extent:
        yield "extent", spec.extent
    for guard in spec.guards:
        if guard.kind.takes in ("group", "group,list") and guard.argument:
            yield "guards", guard.argument.partition(",")[0]
    templates = {
        "replace": spec.template,
        "replace-gb": spec.british_template,
        "hint": spec.hint,
    }
    for field, template in templates.items():
        for slot in template.slots() if template is not None else ():
            yield field, slot.group
            yield from ((field, arg) for name, arg in slot.calls if name == "like")
