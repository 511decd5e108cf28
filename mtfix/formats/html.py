"""HTML and XHTML, whole pages and fragments, broken ones too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mtfix.formats.assembly import Atom, Draft, assemble, primary
from mtfix.formats.comments import MARKUP
from mtfix.formats.elements import (
    MarkupCodec,
    Token,
    attributes,
    characters,
    is_plain,
    tokens,
    value,
)
from mtfix.model import Document, Listing, MtfixError, RunKind, Side, Span
from mtfix.newlines import dominant_newline, is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml", ".xht")
ABOUT = (
    "text, alt, title and description; locked: tags, entities as written, code, pre, script, "
    'style, translate="no"'
)
COMMENTS = MARKUP

_ENTITY_OF_ITS_OWN = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?<!DOCTYPE[^>\[]{0,300}\[[^\]]{0,5000}?<!ENTITY\b",
    re.IGNORECASE,
)
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em",
     "font", "i", "ins", "label", "mark", "nobr", "q", "rb", "rp", "rt", "rtc", "ruby", "s",
     "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr"}
)  # fmt: skip
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})
_CODE = frozenset({"code", "kbd", "samp", "var", "tt", "math", "svg", "object", "canvas"})
_LOCKED = frozenset({"pre", "textarea", "template", "listing"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
     "source", "track", "wbr", "keygen"}
)  # fmt: skip
_ENDS_INLINE = frozenset(
    {"p", "li", "td", "th", "div", "body", "html", "h1", "h2", "h3", "h4", "h5", "h6", "dd",
     "dt", "pre", "table", "ul", "ol"}
)  # fmt: skip
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("button", "option", "label", "legend", "summary"), "line"),
    "blockquote": "quote",
}
_PROSE_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "summary")
_PROSE_META = re.compile(r"(?:og:|twitter:)?(?:description|title)|keywords?\Z", re.IGNORECASE)
_ATTRIBUTE_HINT = re.compile(r"\b(?:alt|title|placeholder|aria-label|summary)\s*=", re.IGNORECASE)
_LOCK_HINT = re.compile(r"\b(?:translate|lang)\s*=|\bnotranslate\b", re.IGNORECASE)
_PARTED = re.compile(r"</\s|<\s+[/a-z]")
_NO_TAGS = re.compile(
    r"<(script|style|pre|code|textarea|xmp)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
_STOPS = frozenset(".!?…:;")
_FARTHEST = 500  # tokens that an inline element may hold


def read(text: str, *, path: str = "", language: str = "en") -> Document:
    """Read HTML as browsers do: nothing is an error but entities of its own, which only XML has."""
    if (declared := _ENTITY_OF_ITS_OWN.match(text)) is not None:
        line = text.count("\n", 0, declared.end()) + 1
        raise MtfixError(
            f"{path or 'the text'}:{line}: declares an entity; entities of its own and of other"
            " files are not read, so write them out"
        )
    document = assemble(text, NAME, _Reader(text).drafts(), path=path, language=language)
    return replace(document, listings=tuple(_tag_soup(text))) if _PARTED.search(text) else document


def _tag_soup(text: str) -> Iterator[Listing]:
    """The stretches of a page outside code, in which a tag may have been cut apart."""
    at = 0
    for match in _NO_TAGS.finditer(text):
        yield Listing(Span(at, match.start()), "html")
        at = match.end()
    yield Listing(Span(at, len(text)), "html")


class _Reader:
    """Collects the paragraphs of one page."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(tokens(text, _RAW))
        newline = dominant_newline(text)
        plain = text.isascii() and "&" in text
        self.ascii = plain or is_foreign(text)
        self.newline = newline
        self.codec = MarkupCodec(newline, ascii=self.ascii)
        self.language = ""
        self.kind = "paragraph"
        self.block = 0
        self.atoms: list[Atom] = []
        self.prose = False  # whether they hold some
        self.out: list[Draft] = []

    def drafts(self) -> Sequence[Draft]:
        found, n = self.tokens, 0
        while n < len(found):
            token = found[n]
            if not token.name:
                self._characters(token)
            elif token.name in ("!", "["):
                self._markup(token, "comment")
            else:
                n = self._tag(n, token)
            n += 1
        self._flush()
        return self.out

    def _characters(self, token: Token) -> None:
        atoms, raw = self.atoms, self.text[token.start : token.end]
        if not atoms and raw.isspace():
            return
        self.prose = self.prose or not raw.isspace()
        if is_plain(raw):
            atoms.append(Atom(token.start, token.end, raw))
            return
        blank = not atoms or self._ends_blank()
        atoms += characters(self.text, token.start, token.end, blank=blank)

    def _ends_blank(self) -> bool:
        last = next((a.text for a in reversed(self.atoms) if a.text), " ")
        return last[-1] in " \t\n"

    def _markup(self, token: Token, role: str, side: Side = Side.NONE) -> None:
        self.atoms.append(Atom(token.start, token.end, "", RunKind.MARKUP, side, role))

    def _tag(self, n: int, token: Token) -> int:
        """Take a tag, and return the index of the last token that it accounts for."""
        name = token.name
        if not token.closes and (end := self._locked_to(n, token)) >= n:
            return end
        if name == "br":
            self.atoms.append(Atom(token.start, token.end, " ", RunKind.BREAK, role="tag"))
        elif name == "img" or name == "input":
            self._image(token)
        elif name in _INLINE or (name in _CODE and token.closes):
            self._inline(token)
        else:
            self._flush()
            self.block += 1
            self.kind = "paragraph" if token.closes else _KINDS.get(name, "paragraph")
            self._values(token)
            if name in ("html", "body") and not token.closes:
                self.language = value(self.text, token, "lang") or self.language
        return n

    def _inline(self, token: Token) -> None:
        if not token.closes and not self.prose and self._values(token):
            return
        side = Side.CLOSE if token.closes else Side.NONE if token.void else Side.OPEN
        self._markup(token, "tag", side)

    def _image(self, token: Token) -> None:
        """An image in the middle of a sentence is locked; any other has a text of its own."""
        if self._in_sentence():
            raw = self.text[token.start : token.end]
            shown = re.sub(r"\s+", " ", raw)
            self.atoms.append(Atom(token.start, token.end, shown, RunKind.PLACEABLE, role="tag"))
            return
        if self._values(token):
            return
        if self.atoms:
            self._markup(token, "tag")

    def _in_sentence(self) -> bool:
        last = next((a.text.rstrip() for a in reversed(self.atoms) if a.text.strip()), "")
        return bool(last) and last[-1] not in _STOPS

    def _locked_to(self, n: int, token: Token) -> int:
        """The index of the last token of a locked element that starts at n, else -1."""
        name = token.name
        block = name in _LOCKED or name in _RAW
        if not (block or name in _CODE or self._says_no(token)):
            return -1
        if token.void or name in _VOID:
            end = n
        else:
            end = self._closer(n, inline=name in _INLINE or name in _CODE)
        if end < 0:
            return -1
        last = self.tokens[end]
        if block or name not in _INLINE | _CODE | {"img", "br", "input"}:
            self._flush()
            self.block += 1
            return end
        shown = re.sub(r"\s+", " ", self.text[token.start : last.end])
        self.atoms.append(Atom(token.start, last.end, shown, RunKind.PLACEABLE, role="code"))
        return end

    def _says_no(self, token: Token) -> bool:
        lo, hi = token.attributes
        if lo == hi or not _LOCK_HINT.search(self.text, lo, hi):
            return False
        if value(self.text, token, "translate").lower() == "no":
            return True
        if "notranslate" in value(self.text, token, "class").split():
            return True
        spoken = value(self.text, token, "lang")
        return (
            bool(spoken)
            and token.name not in ("html", "body")
            and primary(spoken) != (primary(self.language) or "en")
        )

    def _closer(self, n: int, *, inline: bool) -> int:
        """The index of the tag that closes the element at n, -1 where it is missing."""
        name, depth = self.tokens[n].name, 0
        last = len(self.tokens)
        for at in range(n, min(last, n + _FARTHEST) if inline else last):
            token = self.tokens[at]
            if token.name == name and not token.void:
                depth += -1 if token.closes else 1
                if depth == 0:
                    return at
            elif inline and token.closes and token.name in _ENDS_INLINE:
                return -1
        return -1 if inline else last - 1

    def _values(self, token: Token) -> bool:
        """Make segments of the attributes that readers see; whether there were any."""
        lo, hi = token.attributes
        if token.closes or lo == hi:
            return False
        names: Sequence[str] = (
            _PROSE_ATTRIBUTES if _ATTRIBUTE_HINT.search(self.text, lo, hi) else ()
        )
        if token.name == "meta" and _PROSE_META.match(self._meta(token)):
            names = ("content",)
        if not names:
            return False
        found = attributes(self.text, token)
        places = sorted(span for name, span in found.items() if name in names)
        drafts = list(self._attribute_drafts(places))
        if drafts:
            self._flush()
            self.out += drafts
        return bool(drafts)

    def _meta(self, token: Token) -> str:
        return value(self.text, token, "name") or value(self.text, token, "property")

    def _attribute_drafts(self, places: Sequence[tuple[int, int]]) -> Iterator[Draft]:
        for start, end in places:
            quote = self.text[start - 1]
            if quote not in "\"'" or not self.text[start:end].strip():
                continue
            atoms = list(characters(self.text, start, end))
            codec = MarkupCodec(self.newline, quote, self.ascii)
            self.block += 1
            yield Draft(atoms, "line", self.block, codec, self.language)

    def _flush(self) -> None:
        if self.atoms:
            atoms = _balanced(self.atoms)
            self.out.append(Draft(atoms, self.kind, self.block, self.codec, self.language))
            self.atoms = []
            self.prose = False


def _balanced(atoms: list[Atom]) -> list[Atom]:
    """Drop openers at the end and closers at the start: they belong to other text."""
    first, last = 0, len(atoms)
    while first < last and not atoms[first].text.strip() and atoms[first].side is not Side.OPEN:
        first += 1
    while (
        last > first and not atoms[last - 1].text.strip() and atoms[last - 1].side is not Side.CLOSE
    ):
        last -= 1
    return atoms[first:last]
