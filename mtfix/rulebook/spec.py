"""A rule of a rule file, ready to run: what it looks for and what it puts there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import regex
from msgspec import Struct

from mtfix.model import Applicability
from mtfix.pace import Pace
from mtfix.rulebook.compiled import thawed
from mtfix.rulebook.literals import heads, required
from mtfix.rulebook.phrases import Phrases, triggers
from mtfix.rulebook.rarity import OFTEN, expected
from mtfix.rulebook.reach import Window, window
from mtfix.rulebook.template import Template, parse_template
from mtfix.rulebook.triggers import bare, expanded, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mtfix.model import Rule
    from mtfix.rulebook.guards import Condition
    from mtfix.rulebook.words import Lexicon

_NEVER = max(Pace) + 1
_MANY = 100  # triggers of a rule
_WAKEFUL, _AWAKE = 0.00005, 0.000002  # the hits of all of them that are expected per character
_ONE_CHARACTER = regex.compile(r"(?s:.)")  # in the place of a pattern


class RuleSpec(Struct, frozen=True, dict=True):
    """One `[[rule]]`: the rule as others see it, and its machinery."""

    rule: Rule
    pattern: str
    words: Lexicon
    replacement: str | None = None  # what stands for the match afterwards, as a template
    british: str | None = None  # the same in a text in British English, where that differs
    saying: str | None = None  # a template that says more about this very match
    removes: str = ""  # `line`: the whole segment goes
    extent: str = ""  # the group that is reported and replaced; empty: the whole match
    guards: tuple[Condition, ...] = ()
    evidence: str = ""  # a pattern that must match elsewhere in the document
    counter: str = ""  # a pattern that must match nowhere in the document
    priority: int = 0
    confidence: float = 1.0
    ignore_case: bool = False
    gate: str = ""  # a pattern that has to match where a trigger stands; it is quick
    trusted: bool = False  # its pattern takes no long time over a paragraph: the tests say so
    phrases: str = ""  # a list whose phrases are looked for instead of a pattern
    within: str = ""  # `code`, `code:php,js`, `html`: it looks into these instead of prose

    @property
    def group(self) -> str | int:
        """The group that is reported and replaced."""
        return int(self.extent) if self.extent.isdigit() else self.extent or 0

    @cached_property
    def template(self) -> Template | None:
        """What stands for the match afterwards."""
        return None if self.replacement is None else parse_template(self.replacement)

    @cached_property
    def british_template(self) -> Template | None:
        """What stands for the match afterwards in a text in British English."""
        return self.template if self.british is None else parse_template(self.british)

    @cached_property
    def hint(self) -> Template | None:
        """What the message says behind its end."""
        return None if self.saying is None else parse_template(self.saying)

    @cached_property
    def of_whole(self) -> tuple[Condition, ...]:
        """The guards that ask about the whole document."""
        return tuple(guard for guard in self.guards if guard.kind.whole)

    @cached_property
    def compiled(self) -> Any:
        """The pattern, compiled or thawed when the rule wakes for the first time."""
        if self.phrases:
            return _ONE_CHARACTER
        return self._thawed(self.rule.id) or self.compile(self.pattern)

    @cached_property
    def compiled_phrases(self) -> Phrases | None:
        """The phrases of a rule that has these instead of a pattern."""
        return Phrases(self.words.lists[self.phrases]) if self.phrases else None

    @cached_property
    def compiled_gate(self) -> Any:
        """The gate, compiled or thawed; None if the rule has none."""
        if not self.gate:
            return None
        return self._thawed(self.gate_key) or self.compile(self.gate)

    @property
    def gate_key(self) -> str:
        """What the gate is kept under."""
        return f"{self.rule.id} gate"

    def _thawed(self, key: str) -> Any:
        """A pattern as somebody kept it, or None."""
        frozen: Mapping[str, bytes] = vars(self).get("frozen", {})
        return thawed(frozen[key]) if key in frozen else None

    @cached_property
    def compiled_evidence(self) -> Any:
        """The pattern of the evidence, None if the rule asks for none."""
        return self.compile(self.evidence) if self.evidence else None

    @cached_property
    def compiled_counter(self) -> Any:
        """The pattern of the counter-evidence, None if the rule knows none."""
        return self.compile(self.counter) if self.counter else None

    def compile(self, pattern: str) -> Any:
        """Compile a pattern with the rule's lists and case."""
        flags = regex.IGNORECASE if self.ignore_case else regex.V0
        return regex.compile(pattern, flags, **lists_of(pattern, self.words))

    @cached_property
    def triggers(self) -> tuple[str, ...] | None:
        """Literals one of which occurs wherever the rule can fire; None: it runs everywhere."""
        if "kept_triggers" in vars(self):
            kept: Callable[[], tuple[str, ...]] | None = vars(self)["kept_triggers"]
            return kept() if kept else None
        found = self._literals
        return None if found is None else shortened(found)

    @property
    def triggered(self) -> bool:
        """Whether it has triggers."""
        known = vars(self)
        if "kept_triggers" in known:
            return known["kept_triggers"] is not None
        return self.triggers is not None

    @cached_property
    def _literals(self) -> tuple[str, ...] | None:
        if self.phrases:
            return triggers(self.words.lists[self.phrases])
        if self.rule.triggers is not None:
            return expanded(self.rule.triggers, self.words.lists)
        found = required(self.pattern, self.words.lists, ignore_case=self.ignore_case)
        if found is None or expected(found) > OFTEN * 20:
            return None
        return tuple(sorted(found))

    @cached_property
    def waits(self) -> int:
        """The `Pace` from which on it looks only near other faults; above all of them: at none.

        A built-in rule waits that wakes often in any text: in a long one if somebody has to look at
        its fixes anyway, in a vast one if they are sure. A rule of the user's own never does.
        """
        known = self.triggers
        if not self.trusted or known is None:
            return _NEVER
        often, many = expected(known), len(known) > _MANY
        if (many or often > _WAKEFUL) and self.rule.applicability is not Applicability.SAFE:
            return Pace.BRISK
        return Pace.QUICK if many or often > _AWAKE else _NEVER

    @cached_property
    def window(self) -> Window | None:
        """How much of a paragraph around a trigger is looked at; None: all of it."""
        if not self.trusted or self.phrases or self.begins:
            return None
        declared = self._literals or () if self.rule.triggers is not None else ()
        # a declared trigger may begin or end outside the match
        slack = max((one.count(" ") for one in declared), default=0)
        return window(self.pattern, self.words.lists, slack)

    @cached_property
    def begins(self) -> bool:
        """Whether every match begins with one of the triggers."""
        if self.phrases:
            return False
        found = heads(self.pattern, self.words.lists, ignore_case=self.ignore_case)
        if found is None or self._literals is None:
            return False
        # a declared trigger may say of its edges what the pattern leaves to a look-around
        literals = {*map(bare, self._literals)}
        rest = [head for head in map(bare, found) if head not in literals]
        return len(rest) < _MANY and all(head.startswith(tuple(literals)) for head in rest)


def lists_of(pattern: str, words: Lexicon) -> dict[str, frozenset[str]]:
    r"""The named lists that a pattern refers to as `\\L<name>`."""
    names = regex.findall(r"\\L<(\w+)>", pattern)
    return {name: words.lists[name] for name in names}
