"""Our own rules in LanguageTool's XML: read, checked before a server sees them, and described.

A rule's id in the XML is its id in mtfix in capitals, behind `MTFIX_`: the server's list and ours
then name the same thing, and no rule of LanguageTool's own can have that name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex
from msgspec import Struct

from mtfix.languagetool.xmlfile import read_xml
from mtfix.model import MtfixError
from mtfix.rulebook.sources import builtin_root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from mtfix.languagetool.xmlfile import XmlFile

PREFIX = "MTFIX_"
LANGUAGE = "en"
_MATCHERS = ("pattern", "regexp")


class OwnRule(Struct, frozen=True):
    """A rule of ours, or one of a group, as its file has it."""

    id: str  # as the server knows it
    name: str
    message: str
    incorrect: tuple[tuple[str, tuple[str, ...]], ...]  # example, and what corrects the marked part
    correct: tuple[str, ...]
    origin: str


def plain(element: Element) -> str:
    """The text of an element and all in it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


@cache
def files() -> tuple[XmlFile, ...]:
    """The rule files. The first fault is an error that names its line."""
    root = builtin_root()
    found = sorted((root / LANGUAGE / "languagetool").glob("*.xml"))
    return check_files(found, root.parent)


def check_files(paths: list[Path], base: Path) -> tuple[XmlFile, ...]:
    """Read and check files; their names in messages are relative to a folder."""
    read = []
    seen: dict[str, str] = {}
    for path in paths:
        name = path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)
        file = read_xml(path, name)
        _check(file, seen)
        read.append(file)
    return tuple(read)


def check_expressions(read: tuple[XmlFile, ...]) -> None:
    """Refuse what is no regular expression; done before a server starts, as it takes a while."""
    for file in read:
        for element in file.root.iter():
            for kind, text in _expressions(element):
                try:
                    regex.compile(text)
                except regex.error as error:
                    message = f"{kind} {text!r} is no regular expression: {error}"
                    raise file.error(element, message) from None


def _check(file: XmlFile, seen: dict[str, str]) -> None:
    if file.root.tag != "rules":
        raise file.error(file.root, f"the root must be <rules>, not <{file.root.tag}>")
    for category in file.root:
        if category.tag == "unification" or category.tag == "phrases":
            continue
        if category.tag != "category" or not category.get("id") or not category.get("name"):
            raise file.error(category, "expected a <category> with id and name")
        for entry in category:
            _check_id(file, entry, seen)
            for rule in entry.iter("rule"):
                _check_rule(file, rule)


def _check_id(file: XmlFile, entry: Element, seen: dict[str, str]) -> None:
    name = entry.get("id", "")
    if entry.tag not in ("rule", "rulegroup"):
        raise file.error(entry, f"expected <rule> or <rulegroup>, not <{entry.tag}>")
    if not name.startswith(PREFIX):
        raise file.error(entry, f"the id {name!r} must begin with {PREFIX}")
    if name in seen:
        raise file.error(entry, f"the id {name!r} is already taken in {seen[name]}")
    seen[name] = file.name


def _check_rule(file: XmlFile, rule: Element) -> None:
    if sum(len(rule.findall(tag)) for tag in _MATCHERS) != 1:
        raise file.error(rule, "a rule needs one <pattern> or <regexp>")
    if rule.find("message") is None:
        raise file.error(rule, "a rule needs a <message>")
    if not any(e.get("correction") is not None or e.get("type") for e in rule.findall("example")):
        raise file.error(rule, "a rule needs an <example> with a correction")


def _expressions(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what LanguageTool will compile."""
    if element.tag in ("token", "exception"):
        if element.get("regexp") == "yes" and element.text:
            yield "the text", element.text.strip()
        if element.get("postag_regexp") == "yes" and element.get("postag"):
            yield "the postag", element.get("postag", "")
    if element.tag == "regexp" and element.text:
        yield "the text", element.text.strip()


@cache
def own_rules() -> tuple[OwnRule, ...]:
    """Every rule of ours; those of a group count as one, with the examples of all."""
    return tuple(rule for file in files() for rule in _rules(file))


def _rules(file: XmlFile) -> Iterator[OwnRule]:
    for entry in file.root.iterfind("category/*"):
        rules = list(entry.iter("rule"))
        examples = [e for rule in rules for e in rule.findall("example")]
        message = next(m for rule in rules for m in rule.findall("message"))
        yield OwnRule(
            entry.get("id", ""),
            entry.get("name") or rules[0].get("name") or "",
            plain(message),
            tuple(
                (marked(e), tuple(e.get("correction", "").split("|")))
                for e in examples
                if e.get("correction") is not None
            ),
            tuple(plain(e) for e in examples if e.get("correction") is None),
            f"{file.name}:{file.lines[id(entry)]}",
        )


def marked(example: Element) -> str:
    """The text of an example, the marked part between U+0001 and U+0002."""
    out = [example.text or ""]
    for child in example:
        out += ("\1", "".join(child.itertext()), "\2", child.tail or "")
    return "".join(out)


def corrected(example: str, correction: str) -> tuple[str, str]:
    """An example as it is wrong, and as it is right."""
    before, _, rest = example.partition("\1")
    old, found, after = rest.partition("\2")
    if not found:
        raise MtfixError(f"an example without <marker>: {example!r}")
    return before + old + after, before + correction + after
