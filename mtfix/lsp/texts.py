"""The texts that are open in the editor, in the state in which it told us of them."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from msgspec import Struct

from mtfix.lsp.positions import Encoding, Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Place = tuple[int, int]  # line and character, as the editor counts


class OutOfStepError(Exception):
    """The editor told of a change to a text that we do not have in the state it means."""


class Replacement(Struct, frozen=True):
    """A change of a text: what stands in `extent` becomes `text`; without extent, all of it."""

    text: str
    extent: tuple[Place, Place] | None = None


class Text(Struct, frozen=True):
    """One state of one open text. No two states have the same `revision`."""

    uri: str
    language_id: str
    version: int
    revision: int
    lines: Lines

    @property
    def content(self) -> str:
        return self.lines.text

    @property
    def path(self) -> Path | None:
        """Where the text lies on the disk, None for one that was never saved."""
        return path_of(self.uri)


def path_of(uri: str) -> Path | None:
    """The path that a URI names, None for one of another scheme such as `untitled:`.

    >>> path_of("file:///home/a%20b;c.md").as_posix()
    '/home/a b;c.md'
    """
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return None
    name = url2pathname(parts.path)
    return Path(f"//{parts.netloc}{name}" if parts.netloc not in ("", "localhost") else name)


class Texts:
    """Follows the texts from opening to closing."""

    def __init__(self, encoding: Encoding = Encoding.UTF16) -> None:
        self.encoding = encoding
        self._open: dict[str, Text] = {}
        self._revisions = count(1)

    def __iter__(self) -> Iterator[Text]:
        return iter(tuple(self._open.values()))

    def get(self, uri: str) -> Text | None:
        return self._open.get(uri)

    def opened(self, uri: str, language_id: str, version: int, content: str) -> Text:
        """Take a text up. One that is open already starts anew."""
        return self._keep(uri, language_id, version, Lines(content, self.encoding))

    def changed(self, uri: str, version: int, changes: Iterable[Replacement]) -> Text:
        """Apply changes one after the other.

        Raises OutOfStepError for a text that is not open, and for one that was changed behind the
        version that these changes lead to; the latter is no longer followed, since what it holds
        is anybody's guess.
        """
        text = self._open.get(uri)
        if text is None:
            raise OutOfStepError(f"{uri}: changed, but not open; open it again")
        lines = text.lines
        for change in changes:
            if change.extent is None:
                lines = Lines(change.text, self.encoding)
                continue
            if version < text.version:
                del self._open[uri]
                raise OutOfStepError(
                    f"{uri}: version {version} came behind {text.version}; open the text again"
                )
            lines = self._replaced(lines, change.extent, change.text)
        return self._keep(uri, text.language_id, version, lines)

    def closed(self, uri: str) -> None:
        self._open.pop(uri, None)

    def _replaced(self, lines: Lines, extent: tuple[Place, Place], new: str) -> Lines:
        start, end = sorted((lines.offset(*extent[0]), lines.offset(*extent[1])))
        return Lines(lines.text[:start] + new + lines.text[end:], self.encoding)

    def _keep(self, uri: str, language_id: str, version: int, lines: Lines) -> Text:
        text = Text(uri, language_id, version, next(self._revisions), lines)
        self._open[uri] = text
        return text
