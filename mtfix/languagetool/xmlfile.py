"""Reads a rule file of LanguageTool's XML, and knows the line of every element."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from msgspec import Struct

from mtfix.model import MtfixError

if TYPE_CHECKING:
    from pathlib import Path


class XmlFile(Struct, frozen=True):
    """One file: its name for messages, its root, and where each element starts."""

    name: str
    root: Element
    lines: dict[int, int]  # by the element's identity, as the tree keeps it alive

    def error(self, element: Element, message: str) -> MtfixError:
        return MtfixError(f"{self.name}:{self.lines[id(element)]}: {message}")


def read_xml(path: Path, name: str) -> XmlFile:
    """Read a file; what is not XML is refused with file and line."""
    builder = TreeBuilder(insert_comments=False)
    lines: dict[int, int] = {}
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        lines[id(builder.start(tag, attributes))] = parser.CurrentLineNumber

    parser.StartElementHandler = start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(path.read_bytes(), True)  # noqa: FBT003 - all of it
    except OSError as error:
        raise MtfixError(f"{name}: cannot be read ({error.strerror})") from None
    except expat.ExpatError as error:
        message = expat.ErrorString(error.code)
        raise MtfixError(f"{name}:{error.lineno}: not valid XML: {message}") from None
    return XmlFile(name, builder.close(), lines)
