"""Reads a rule file into rules; every error names the file, the rule and the field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.lazily import lazily
from mtfix.model import Applicability, Rule
from mtfix.rulebook.cases import Cases, all_strings, pair, single
from mtfix.rulebook.guards import GUARDS, Condition, parse_guard
from mtfix.rulebook.phrases import SHORTEST
from mtfix.rulebook.problems import Problem, unknown
from mtfix.rulebook.spec import RuleSpec
from mtfix.rulebook.template import Template, parse_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.rulebook.sources import RuleSource, Table
    from mtfix.rulebook.words import Lexicon

_STRINGS = (list, "a list of strings")
FIELDS: dict[str, tuple[type, str]] = {
    "id": (str, "a string"),
    "class": (str, "a string"),
    "message": (str, "a string"),
    "hint": (str, "a string"),
    "why": (str, "a string"),
    "certain": (str, "a string"),
    "pattern": (str, "a string"),
    "phrases": (str, "a string"),
    "replace": (str, "a string"),
    "replace-gb": (str, "a string"),
    "remove": (str, "a string"),
    "extent": (str, "a string"),
    "within": (str, "a string"),
    "guards": _STRINGS,
    "evidence": (str, "a string"),
    "counter": (str, "a string"),
    "applicability": (str, "a string"),
    "languages": _STRINGS,
    "from": _STRINGS,
    "touches": _STRINGS,
    "triggers": _STRINGS,
    "gate": (str, "a string"),
    "hunch": (bool, "true or false"),
    "preview": (bool, "true or false"),
    "ignore-case": (bool, "true or false"),
    "priority": (int, "a whole number"),
    "confidence": (float, "a number from 0 to 1"),
    "examples": (list, "a list of [bad, good] pairs or tables"),
    "keep": (list, "a list of strings or tables"),
    "misses": (list, "a list of [bad, good] pairs or tables"),
}
BY_SOURCE = "by-source"  # SAFE in what was translated from one of `from`, else UNSAFE
_LEVELS = {a.label: a for a in Applicability} | {BY_SOURCE: Applicability.UNSAFE}
_TOUCHES = ("numbers", "code", "markup", "names")
_WITHIN = lazily(re.compile, r"code(?::[a-z0-9+#,-]+)?|html")
_ID = lazily(re.compile, r"[a-z0-9]+(-[a-z0-9]+)*")


def read_rules(
    source: RuleSource, data: Table, words: Lexicon, classes: frozenset[str]
) -> tuple[list[RuleSpec], list[Problem]]:
    """The rules of one file and what is wrong with them; a faulty rule is left out."""
    specs: list[RuleSpec] = []
    problems: list[Problem] = []
    for key in data:
        if key not in ("rule", "list"):
            problems.append(unknown(source.name, "", "field", key, ("rule", "list")))
    for number, entry in enumerate(data.get("rule", ()), 1):
        reader = _Reader(source, entry, words, classes, number)
        spec = reader.read()
        problems += reader.problems
        if spec is not None and not reader.problems:
            specs.append(spec)
    return specs, problems


def checked_rules(source: RuleSource, data: Table, words: Lexicon) -> Iterator[RuleSpec]:
    """Yield the rules of a file that has been read before without a problem."""
    for number, entry in enumerate(data.get("rule", ()), 1):
        yield _Reader(source, entry, words, frozenset(), number).made()


class _Reader:
    """Reads one `[[rule]]` and collects its problems."""

    def __init__(
        self, source: RuleSource, entry: Table, words: Lexicon, classes: frozenset[str], number: int
    ) -> None:
        self.source, self.entry, self.words, self.classes = source, entry, words, classes
        self.name = str(entry.get("id", f"number {number}"))
        self.problems: list[Problem] = []

    def fail(self, field: str, message: str) -> None:
        self.problems.append(Problem(self.source.name, self.name, field, message))

    def read(self) -> RuleSpec | None:
        """The rule, or None where a basic field is missing or of the wrong type."""
        self._check_fields()
        if self.problems:
            return None
        spec = self.made()
        self._check_values(spec.rule.applicability)
        self._check_lazy()
        return spec

    def made(self) -> RuleSpec:
        """The rule, of an entry whose fields are of the right types."""
        get = self.entry.get
        level = self._level()
        return RuleSpec(
            rule=self._rule(level),
            pattern=get("pattern", ""),
            words=self.words,
            replacement=get("replace"),
            british=get("replace-gb"),
            saying=get("hint"),
            removes=get("remove", ""),
            extent=get("extent", ""),
            gate=get("gate", ""),
            trusted=self.source.builtin,
            phrases=get("phrases", ""),
            within=get("within", ""),
            guards=tuple(self._guards()),
            evidence=get("evidence", ""),
            counter=get("counter", ""),
            priority=get("priority", 0),
            confidence=float(get("confidence", 1.0)),
            ignore_case=get("ignore-case", False),
        )

    def _rule(self, level: Applicability) -> Rule:
        get = self.entry.get
        triggers = get("triggers")
        return Rule(
            id=self.name,
            category=get("class", ""),
            message=get("message", ""),
            why=get("why", ""),
            applicability=level,
            languages=tuple(get("languages", [self.source.language])),
            sources=tuple(get("from", ())),
            by_source=get("applicability") == BY_SOURCE,
            hunch=get("hunch", False),
            touches=frozenset(get("touches", ())),
            preview=get("preview", False),
            examples=Cases.of(get("examples"), pair),
            keep=Cases.of(get("keep"), single),
            misses=Cases.of(get("misses"), pair),
            origin=self.source.name,
            certain=get("certain", ""),
            triggers=None if triggers is None else tuple(triggers),
        )

    # -- one check each --------------------------------------------------------------------

    def _check_fields(self) -> None:
        for key, value in self.entry.items():
            if key not in FIELDS:
                self.problems.append(unknown(self.source.name, self.name, "field", key, FIELDS))
                continue
            kind, what = FIELDS[key]
            right = isinstance(value, (int, float) if kind is float else kind)
            if (
                not right
                or (isinstance(value, bool) and kind is not bool)
                or (kind is list and what == _STRINGS[1] and not all_strings(value))
            ):
                self.fail(key, f"must be {what}")
        for key in ("id", "class", "message"):
            if key not in self.entry:
                self.fail(key, "missing")
        if ("pattern" in self.entry) == ("phrases" in self.entry):
            self.fail("pattern", "a rule has either a pattern or phrases")

    def _check_values(self, level: Applicability) -> None:
        get = self.entry.get
        if get("applicability") == BY_SOURCE and not get("from"):
            self.fail("from", "must name the languages that make the fix safe")
        if not _ID.fullmatch(self.name):
            self.fail("id", "must be kebab-case: small letters, digits and hyphens")
        if self.classes and get("class") not in self.classes:
            self.problems.append(
                unknown(self.source.name, self.name, "class", str(get("class")), self.classes)
            )
        for touch in get("touches", ()):
            if touch not in _TOUCHES:
                self.problems.append(
                    unknown(self.source.name, self.name, "touches", touch, _TOUCHES)
                )
        if "hint" in self.entry and level is not Applicability.DISPLAY:
            self.fail("hint", "only advice has it")
        if get("hunch") and level is Applicability.SAFE:
            self.fail("hunch", "a safe fix does not wait for other faults")
        self._check_within()
        self._check_phrases()
        if get("remove", "line") != "line":
            self.fail("remove", 'the only thing that can be removed is "line"')
        if "remove" in self.entry and "replace" in self.entry:
            self.fail("remove", "a rule replaces or removes, not both")
        if level is not Applicability.DISPLAY:
            self._check_examples()
        for name in re.findall(r"\\L<(\w+)>", get("pattern", "")):
            if name not in self.words.lists:
                self.problems.append(
                    unknown(self.source.name, self.name, "list", name, self.words.lists)
                )

    def _check_phrases(self) -> None:
        name = self.entry.get("phrases")
        if name is None:
            return
        if name not in self.words.lists:
            known = self.words.lists
            self.problems.append(unknown(self.source.name, self.name, "list", name, known))
            return
        unfit = [p for p in self.words.lists[name] if len(p) < SHORTEST or p[0].isupper()]
        for phrase in sorted(unfit):
            reason = f"begins with a capital or has less than {SHORTEST} letters"
            self.fail("phrases", f"{phrase!r} {reason}")
        for field in ("triggers", "gate", "ignore-case"):
            if field in self.entry:
                self.fail(field, "a rule with `phrases` takes none")

    def _check_within(self) -> None:
        within = self.entry.get("within")
        if within is None:
            return
        if not _WITHIN.fullmatch(within):
            self.fail("within", 'must be "code", "code:LANGUAGE,LANGUAGE" or "html"')
        for field in ("guards", "evidence", "counter", "remove"):
            if field in self.entry:
                self.fail(field, "a rule with `within` takes none")

    def _check_examples(self) -> None:
        if "replace" not in self.entry and "remove" not in self.entry:
            self.fail("replace", 'missing: only a rule of applicability "display" has no fix')
        for field, needed in (("examples", 2), ("keep", 2)):
            if (have := len(self.entry.get(field, ()))) < needed:
                self.fail(field, f"needs at least {needed}, has {have}")

    def _level(self) -> Applicability:
        label = self.entry.get("applicability", "safe")
        if label not in _LEVELS:
            self.problems.append(
                unknown(self.source.name, self.name, "applicability", label, _LEVELS)
            )
        return _LEVELS.get(label, Applicability.DISPLAY)

    def _check_lazy(self) -> None:
        """What is read when it is needed: templates and examples."""
        for field in ("replace", "replace-gb", "hint"):
            try:
                template = parse_template(self.entry[field]) if field in self.entry else None
            except ValueError as error:
                self.fail(field, str(error))
                continue
            if template is not None:
                self.problems += template_problems(
                    template, self.words, self.source.name, self.name
                )
        for field, read in (("examples", pair), ("keep", single), ("misses", pair)):
            for number, entry in enumerate(self.entry.get(field, ()), 1):
                try:
                    read(entry)
                except ValueError as error:
                    self.fail(field, f"number {number}: {error}")

    def _guards(self) -> Iterator[Condition]:
        for text in self.entry.get("guards", ()):
            try:
                yield parse_guard(text)
            except KeyError as error:
                self.problems.append(
                    unknown(self.source.name, self.name, "guard", error.args[0], GUARDS)
                )
            except ValueError as error:
                self.fail("guards", str(error))


def template_problems(
    template: Template, words: Lexicon, file: str, rule: str
) -> Iterator[Problem]:
    """What a replacement refers to that does not exist."""
    from mtfix.rulebook.template import FUNCTIONS

    for slot in template.slots():
        for name, arg in slot.calls:
            if name not in FUNCTIONS:
                yield unknown(file, rule, "function", name, FUNCTIONS)
            elif name == "map" and arg not in words.tables:
                yield unknown(file, rule, "table", arg, words.tables)
