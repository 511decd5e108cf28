"""Makes one file of our XML rules, as LanguageTool loads only one beside its own.

A last rule is the sentinel: it fires on a word that no text has, and its id holds the hash of all
the others, so a server that answers with it has loaded exactly these rules.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from msgspec import Struct

from mtfix.languagetool import ownrules
from mtfix.languagetool.places import folder, write

if TYPE_CHECKING:
    from pathlib import Path

    from mtfix.languagetool.xmlfile import XmlFile

PLACE = "org/languagetool/rules/en/grammar_custom.xml"
SENTINEL_WORD = "mtfixsentinelword"


class Merged(Struct, frozen=True):
    """The merged file, and the hash that stands for its rules."""

    text: str
    digest: str

    @property
    def sentinel(self) -> str:
        """The id of the rule that says these rules have loaded."""
        return f"{ownrules.PREFIX}SENTINEL_{self.digest.upper()}"


@cache
def merged() -> Merged:
    """Our rules in one file, with the sentinel."""
    return merge(ownrules.files())


def merge(files: tuple[XmlFile, ...]) -> Merged:
    root = Element("rules", {"lang": ownrules.LANGUAGE})
    for file in files:
        root.extend(file.root)
    digest = hashlib.sha256(tostring(root)).hexdigest()[:12]
    done = Merged("", digest)
    root.append(_sentinel(done.sentinel))
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
    return Merged(text, digest)


def _sentinel(name: str) -> Element:
    category = Element("category", {"id": "MTFIX_SENTINEL", "name": "mtfix"})
    rule = SubElement(category, "rule", {"id": name, "name": "sentinel"})
    SubElement(SubElement(rule, "pattern"), "token").text = SENTINEL_WORD
    SubElement(rule, "message").text = "These rules have loaded."
    example = SubElement(rule, "example", {"correction": ""})
    SubElement(example, "marker").text = SENTINEL_WORD
    indent(category)
    return category


def place_rules(found: Merged) -> Path:
    """Write the merged file where a class path can begin; each hash has its own folder."""
    root = folder("rules", found.digest)
    target = root / PLACE
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, found.text)
    return root
