"""What was decided about the fixes of some texts: the nouns.

A decision names its fix by index, fingerprint and rule, and holds for one text only, read with
one set of settings by one version of mtfix and its rules. docs/review.md describes the file.
"""

from __future__ import annotations

import enum
import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from mtfix.config import Config
    from mtfix.model import Span
    from mtfix.patch import Applied

FORM = 1  # of the file; grows when a field changes its meaning or goes


class Choice(enum.Enum):
    """What becomes of a fix."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    EDITED = "edited"


class Decision(Struct, frozen=True):
    """One fix and what was decided about it.

    An edited fix puts `replacement`, as a reader sees it, in the place of `span`.
    """

    index: int
    fingerprint: str
    rule: str
    choice: Choice
    span: Span | None = None
    replacement: str = ""

    def is_about(self, applied: Applied) -> bool:
        return (self.index, self.fingerprint, self.rule) == (
            applied.index,
            applied.finding.fingerprint,
            applied.rule,
        )


class Terms(Struct, frozen=True):
    """The settings that decide which fixes a text gets."""

    format: str = "text"
    language: str = "en"
    unsafe: bool = False
    preview: bool = False
    languagetool: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    group: str = ""
    source: str = ""  # the file that the text was translated from

    def over(self, config: Config) -> Config:
        """The configuration that finds these fixes again; the rest is the present one's."""
        return replace(
            config,
            **{name: getattr(self, name) for name in _SAME},
            languagetool="on" if self.languagetool else "off",
            per_path=(),
            per_path_select=(),
            per_path_language=(),
        )


_SAME = tuple(f for f in Terms.__struct_fields__ if f not in ("format", "languagetool", "source"))


def terms(config: Config, format: str, source: str, *, languagetool: bool) -> Terms:
    """What of a configuration decides; `languagetool` says whether that pass was there."""
    same = {name: getattr(config, name) for name in _SAME}
    return Terms(format=format, languagetool=languagetool, source=source, **same)


class Reviewed(Struct, frozen=True):
    """One text and the decisions about it, in the order of their indexes."""

    path: str
    sha256: str
    rules: str  # the hash of the rules that found the fixes
    terms: Terms
    decisions: tuple[Decision, ...] = ()
    left_out: tuple[str, ...] = ()  # fingerprints that a filter took out before anybody was asked


class Decisions(Struct, frozen=True):
    """A decisions file: which mtfix found the fixes, and what was decided about each text."""

    version: str
    files: tuple[Reviewed, ...] = ()


def text_hash(text: str) -> str:
    """The SHA-256 of a text as UTF-8, which for most files is that of the file itself."""
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # lone surrogates of a UTF-16 file
        data = text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()
