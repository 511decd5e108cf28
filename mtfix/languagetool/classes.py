"""What may become of a match: the class of each of LanguageTool's rules, from a data file.

A rule's own entry decides before its family (the beginning of its id) and that before its category;
a rule that nobody classified is shown and never applied.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from mtfix.languagetool.ownrules import LANGUAGE
from mtfix.model import Applicability, MtfixError
from mtfix.rulebook.schema import BY_SOURCE
from mtfix.rulebook.sources import builtin_root

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

OFF = "off"
LEVELS: dict[str, Applicability | None] = {
    "safe": Applicability.SAFE,
    "unsafe": Applicability.UNSAFE,
    "display": Applicability.DISPLAY,
    BY_SOURCE: Applicability.UNSAFE,
    OFF: None,
}
SPELLING = "MORFOLOGIK_RULE_"


class Verdict(Struct, frozen=True):
    """A class, why, and the class of fault in mtfix's catalogue where there is one."""

    level: Applicability | None  # None: off
    reason: str
    fault: str = ""
    sources: tuple[str, ...] = ()  # languages that cause it
    by_source: bool = False  # SAFE in what was translated from one of these
    certain: str = ""  # why a safe rule may be trusted although it was rarely seen at work
    speech: Applicability | None = None  # at most this in direct speech and in dialect


UNCLASSIFIED = Verdict(Applicability.DISPLAY, "nobody has classified this rule yet")


class Classes(Struct, frozen=True):
    """Verdicts by rule, by family and by category of LanguageTool."""

    rules: dict[str, Verdict]
    families: tuple[tuple[str, Verdict], ...]  # the longest beginning first
    categories: dict[str, Verdict]

    def of(self, rule: str, category: str) -> Verdict:
        """The verdict on a rule."""
        found = self.known(rule, category)
        verdict = UNCLASSIFIED if found is None else found
        if rule.startswith(SPELLING) and verdict.level not in (None, Applicability.DISPLAY):
            return Verdict(Applicability.DISPLAY, "a speller's guess is never applied by itself")
        return verdict

    def known(self, rule: str, category: str) -> Verdict | None:
        """The verdict on a rule, None where there is none."""
        if (verdict := self.rules.get(rule)) is not None:
            return verdict
        for family, verdict in self.families:
            if rule.startswith(family):
                return verdict
        return self.categories.get(category)

    @property
    def disabled_rules(self) -> tuple[str, ...]:
        return tuple(sorted(name for name, v in self.rules.items() if v.level is None))

    @property
    def enabled_rules(self) -> tuple[str, ...]:
        """Rules that may fix, and so are on although their category may be off."""
        fixing = (Applicability.SAFE, Applicability.UNSAFE)
        return tuple(sorted(name for name, v in self.rules.items() if v.level in fixing))

    @property
    def disabled_categories(self) -> tuple[str, ...]:
        return tuple(sorted(name for name, v in self.categories.items() if v.level is None))


def classes_path() -> Path:
    return builtin_root() / LANGUAGE / "languagetool" / "classes.toml"


@cache
def classes() -> Classes:
    """The classes that come with mtfix."""
    path = classes_path()
    try:
        return read_classes(
            path.read_text(encoding="utf-8"), f"rules/{LANGUAGE}/languagetool/{path.name}"
        )
    except OSError as error:
        raise MtfixError(
            f"{path}: cannot be read ({error.strerror}); install mtfix again"
        ) from None


def read_classes(text: str, name: str) -> Classes:
    """Read `[[class]]` tables: `ids`, `family` or `category`, and `class` with its `reason`."""
    rules: dict[str, Verdict] = {}
    families: dict[str, Verdict] = {}
    categories: dict[str, Verdict] = {}
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MtfixError(f"{name}: not valid TOML: {error}") from None
    for number, entry in enumerate(data.get("class", ()), 1):
        where = f"{name}: class {number}"
        verdict = _verdict(entry, where)
        for target, key in ((rules, "ids"), (families, "family"), (categories, "category")):
            for rule in _names(entry.get(key, ()), where):
                known = target.setdefault(rule.removesuffix("*"), verdict)
                if known is not verdict:
                    raise MtfixError(f"{where}: {rule!r} has a class already")
    ordered = sorted(families.items(), key=lambda f: (-len(f[0]), f[0]))
    return Classes(rules, tuple(ordered), categories)


def _verdict(entry: dict[str, Any], where: str) -> Verdict:
    level, reason = entry.get("class"), entry.get("reason")
    if level not in LEVELS:
        raise MtfixError(f"{where}: the class is {level!r}; use one of {', '.join(LEVELS)}")
    if not isinstance(reason, str) or not reason.strip():
        raise MtfixError(f"{where}: it needs a reason")
    sources = tuple(_names(entry.get("from", ()), where))
    if level == BY_SOURCE and not sources:
        raise MtfixError(f"{where}: {BY_SOURCE} needs the languages in `from`")
    words, fault = " ".join(reason.split()), str(entry.get("fault", ""))
    certain = str(entry.get("certain", ""))
    spoken = entry.get("speech")
    if spoken is not None and LEVELS.get(spoken) is None:
        raise MtfixError(f"{where}: the class in speech is {spoken!r}; use unsafe or display")
    speech = None if spoken is None else LEVELS[spoken]
    return Verdict(LEVELS[level], words, fault, sources, level == BY_SOURCE, certain, speech)


def _names(value: object, where: str) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (list, tuple)) and all(isinstance(v, str) for v in value):
        return value
    raise MtfixError(f"{where}: expected a name or a list of names, not {value!r}")
