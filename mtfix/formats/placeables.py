"""Finds what is visible but locked in any text: URLs, code, placeholders, tags, handles.

Cheap literal searches run over the whole text first; a pattern looks only where one hit, and
only a bounded stretch around it, so that clean prose costs next to nothing and no input is slow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from mtfix.lazily import lazily
from mtfix.model import VERBATIM, Codec, Run, RunKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Placeable(NamedTuple):
    """A locked stretch [start, end) of a text. `role` says what it is."""

    start: int
    end: int
    role: str


# Endings of files and of hosts. None is an English word that could start a fused sentence.
_ENDINGS = (
    "adoc|aspx?|bak|bash|bat|bin|bmp|cfg|cmd|conf|config|cpp|cs|css|csv|dll|docx?|dockerfile"
    "|env|epub|exe|flac|gif|gitignore|git|gz|hpp|html?|ico|ini|ipynb|iso|jar|java|jpe?g|jsonl?"
    "|jsx?|kt|lock|log|lua|mdx?|mkv|mod|mov|mp3|mp4|mpeg|odt|ogg|pdf|php|png|po|pptx?|properties"
    "|proto|ps1|py|rar|rb|rst|rtf|scss|sh|sql|srt|sum|svg|swift|tar|tgz|tmp|toml|tsx?|tsv|ttf"
    "|txt|vtt|vue|wav|webm|webp|whl|wsgi|xhtml|xliff|xlsx?|xml|xz|ya?ml|zip|go|rs"
)
_HOSTS = "com|org|edu|gov|net|io|co.uk|com.br|com.cn"
_DOT = lazily(re.compile, rf"\.(?:(?:{_ENDINGS})|(?P<host>{_HOSTS.replace('.', '[.]')}))(?!\w)")

# A URL ends at white space, at quotation marks and where CJK text goes on without a space.
_URL_TAIL = lazily(
    re.compile, r"""(?:[^\s<>"“”„«»`|\]\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]|\](?!\()){1,2000}"""
)
_SCHEME = lazily(re.compile, r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,19}\Z")
_MAIL_HEAD = lazily(re.compile, r"[\w.+-]{1,64}\Z")
_MAIL_TAIL = lazily(re.compile, r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_HANDLE = lazily(re.compile, r"(?<![\w@.])@[A-Za-z_]\w{1,39}(?:/[\w.-]{1,40})?(?<![./-])")
_HASHTAG = lazily(re.compile, r"(?<![\w&#/])#(?!(?:[0-9a-fA-F]{1,2})\b)[^\W\d]\w{1,60}")
_BRACES = lazily(
    re.compile,
    r"\{\{[^{}\r\n]{0,200}\}\}|\{%[^{}\r\n]{0,200}%\}|\{[A-Za-z_]?[\w.\[\]-]{0,60}(?:[:!][^{}\s]{0,30})?\}",
)
_PRINTF = lazily(
    re.compile,
    r"(?<![\w%])%(?:[1-9]\d?\$)?(?:\(\w{1,40}\))?[-+#0]{0,3}\d{0,3}(?:\.\d{1,3})?"
    r"(?:hh|h|ll|l|z)?(?:[sdiufFeEgGxXocr]|@)(?!\w)|(?<!\w)%[A-Z_][A-Z0-9_]{1,40}%",
)
_CODE = lazily(re.compile, r"(?<!`)(`{1,3})(?![`\s])[^\r\n]{0,300}?[^`\s]\1(?!`)")
_TAG = lazily(
    re.compile,
    r"""<(?:!--[^\r\n]{0,500}?-->|/[A-Za-z][\w:-]{0,40}\s?>|[A-Za-z][\w:-]{0,40}"""
    r"""(?:\s{1,4}[\w:@-]{1,40}\s?=\s?(?:"[^"<>\r\n]{0,500}"|'[^'<>\r\n]{0,500}'|[^\s"'<>=]{1,200})){0,30}"""
    r"""\s?/?>)""",
)
_ROOTED = lazily(
    re.compile,
    r"(?<![\w/.<>)~])(?:~|\.{1,2})?/[\w.@-]{1,80}(?:/[\w.@-]{1,80}){1,30}/?|"
    r"(?<![\w/.<>)~])(?:~|\.{1,2})/[\w.@-]{1,80}/?",
)
_NAME_HEAD = lazily(re.compile, r"(?:(?<!\w)[A-Za-z]:(?=\\))?[\w.@~/\\-]{1,120}\Z")
_BACKSLASHED = lazily(re.compile, r"(?:\\[A-Za-z]\w{0,60}){1,20}(?:::\w{1,60})?")
_ESCAPE = lazily(re.compile, r"\\[nrt]\Z")
_DRIVE_OR_NAME = lazily(re.compile, r"(?:[A-Za-z_]\w{0,58}|[A-Z]:)\Z")
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def find_placeables(text: str) -> list[Placeable]:
    """The placeables of a text, in order and without overlap."""
    found: list[Placeable] = []
    for literal, look in _LOOKS:
        at = text.find(literal)
        while at >= 0:
            hit = look(text, at)
            if hit is not None:
                found.append(hit)
            at = text.find(literal, max(at + len(literal), hit.end if hit else 0))
    match = _DOT.search(text)
    while match is not None:
        hit = _file_or_host(text, match)
        if hit is not None:
            found.append(hit)
        match = _DOT.search(text, max(match.end(), hit.end if hit else 0))
    return _without_overlap(found)


def runs_between(
    start: int, end: int, text: str, found: Sequence[Placeable], codec: Codec = VERBATIM
) -> Iterator[Run]:
    """Cut [start, end) of the document's text into prose and the placeables inside it."""
    i = bisect_left(found, (start,))
    at = start
    while i < len(found) and found[i].end <= end:
        left, right, role = found[i]
        if left > at:
            yield Run(RunKind.PROSE, Span(at, left), text[at:left], codec=codec)
        yield Run(RunKind.PLACEABLE, Span(left, right), text[left:right], role=role)
        at = right
        i += 1
    if at < end:
        yield Run(RunKind.PROSE, Span(at, end), text[at:end], codec=codec)


def _without_overlap(found: list[Placeable]) -> list[Placeable]:
    """The first wins, then the longer."""
    found.sort(key=lambda p: (p.start, -p.end))
    out: list[Placeable] = []
    end = 0
    for hit in found:
        if hit.start >= end:
            out.append(hit)
            end = hit.end
    return out


def _trimmed(text: str, start: int, end: int) -> int:
    """Where a URL really ends: not in the sentence's punctuation, nor in a bracket around it."""
    while end > start:
        last = text[end - 1]
        unopened = last in _CLOSERS and (
            text.count(last, start, end) > text.count(_CLOSERS[last], start, end)
        )
        if not unopened and last not in ".,;:!?'’‘…*|\\":
            break
        end -= 1
    return end


def _url(text: str, at: int) -> Placeable | None:
    head = _SCHEME.search(text[max(0, at - 21) : at])
    tail = _URL_TAIL.match(text, at + 3) if head else None
    if head is None or tail is None:
        return None
    start = at - len(head.group())
    end = _trimmed(text, at, tail.end())
    return Placeable(start, end, "url") if end > at + 3 else None


def _www(text: str, at: int) -> Placeable | None:
    if at and (text[at - 1].isalnum() or text[at - 1] in "/."):
        return None
    tail = _URL_TAIL.match(text, at)
    end = _trimmed(text, at, tail.end()) if tail else at
    return Placeable(at, end, "url") if end > at + 4 else None


def _mail_or_handle(text: str, at: int) -> Placeable | None:
    head = _MAIL_HEAD.search(text[max(0, at - 65) : at])
    tail = _MAIL_TAIL.match(text, at)
    if head and tail:
        return Placeable(at - len(head.group()), tail.end(), "url")
    return _matched(_HANDLE, text, at, "handle")


def _file_or_host(text: str, match: re.Match[str]) -> Placeable | None:
    at = match.start()
    head = _NAME_HEAD.search(text[max(0, at - 121) : at])
    start = at - len(head.group()) if head else at
    if head is None and at and not (text[at - 1].isspace() or text[at - 1] in "(\"'“‘*"):
        return None
    while start < at and text[start] in ".:-\\" and not text.startswith(("./", "../"), start):
        start += 1
    end = match.end()
    if end < len(text) and text[end] in "/:?#":
        tail = _URL_TAIL.match(text, end)
        more = _trimmed(text, end, tail.end()) if tail else end
        end = more if more > end + 1 else end
    return Placeable(start, end, "url" if match["host"] else "path")


def _matched(pattern: re.Pattern[str], text: str, at: int, role: str) -> Placeable | None:
    match = pattern.match(text, at)
    return Placeable(at, match.end(), role) if match else None


def _braces(text: str, at: int) -> Placeable | None:
    hit = _matched(_BRACES, text, at, "placeholder")
    if hit is not None and at and text[at - 1] in "$#":
        return hit._replace(start=at - 1)
    return hit


def _rooted(text: str, at: int) -> Placeable | None:
    start = at
    while start and at - start < 2 and text[start - 1] in ".~":
        start -= 1
    hit = _matched(_ROOTED, text, start, "path")
    return hit._replace(end=_trimmed(text, start, hit.end)) if hit else None


def _backslashed(text: str, at: int) -> Placeable | None:
    r"""`App\\Models\\User::find`, `C:\\Users`, and `\\n` where a text speaks of it."""
    hit = _matched(_BACKSLASHED, text, at, "path")
    if hit is None:
        return None
    head = _DRIVE_OR_NAME.search(text[max(0, at - 61) : at])
    if head:
        return hit._replace(start=at - len(head.group()))
    raw = text[at : hit.end]
    return hit if raw.count("\\") > 1 or _ESCAPE.match(raw) else None


_LOOKS: tuple[tuple[str, Callable[[str, int], Placeable | None]], ...] = (
    ("://", _url),
    ("www.", _www),
    ("@", _mail_or_handle),
    ("{", _braces),
    ("%", lambda text, at: _matched(_PRINTF, text, at, "placeholder")),
    ("`", lambda text, at: _matched(_CODE, text, at, "code")),
    ("<", lambda text, at: _matched(_TAG, text, at, "tag")),
    ("#", lambda text, at: _matched(_HASHTAG, text, at, "handle")),
    ("/", _rooted),
    ("\\", _backslashed),
)
