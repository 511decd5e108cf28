"""What holds for every format, on samples with the oddities of real files."""

from __future__ import annotations

import json
import re
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mtfix import Cleaner, Config, formats
from mtfix.formats.elements import MarkupCodec
from mtfix.model import Change, Document, Extent, LockedError, MtfixError, RunKind, apply_edits
from tests.formats.reading import check_document, texts
from tests.formats.samples import SAMPLES

_INSERTED = st.from_regex(r"[a-zé][a-z'’\"\\&;,.é ]{0,6}[a-zé]", fullmatch=True)


def opened(name: str, text: str | None = None, newline: str = "\n") -> Document:
    path, sample = SAMPLES[name]
    raw = sample if text is None else text
    return formats.by_name(name).read(raw.replace("\n", newline), path=path)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", SAMPLES)
def test_runs_say_what_the_file_says(name: str, newline: str) -> None:
    document = opened(name, newline=newline)
    check_document(document)
    assert document.text == SAMPLES[name][1].replace("\n", newline)
    assert texts(document) == texts(opened(name))
    assert [len(t) for t in document.texts] == [len(s.text) for s in document.segments]


@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
def test_an_edit_is_read_again_as_it_was_meant(name: str, data: st.DataObject) -> None:
    document = opened(name)
    segment = data.draw(st.sampled_from(list(document.segments)))
    places = [
        i
        for i in range(1, len(segment.text))
        if segment.text[i - 1 : i + 1].isalpha()
        and segment.run_at(i - 1).kind is segment.run_at(i).kind is RunKind.PROSE
    ]
    assume(places)
    at = data.draw(st.sampled_from(places))
    new = " ".join(data.draw(_INSERTED).split())
    try:
        edits = segment.edits(Change(Extent(at, at), new))
    except LockedError:
        assume(False)
    result = apply_edits(document.text, edits)
    after = opened(name, result)
    expected = list(document.texts)
    expected[segment.index] = segment.text[:at] + new + segment.text[at:]
    assert texts(after) == expected
    assert result.startswith(document.text[: edits[0].span.start])
    assert result.endswith(document.text[edits[-1].span.end :])


@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
def test_a_deletion_leaves_the_structure(name: str, data: st.DataObject) -> None:
    document = opened(name)
    segment = data.draw(st.sampled_from(list(document.segments)))
    words = [
        i
        for i in range(1, len(segment.text) - 1)
        if segment.text[i - 1 : i + 2].isalpha() and segment.run_at(i).kind is RunKind.PROSE
    ]
    assume(words)
    at = data.draw(st.sampled_from(words))
    after = opened(name, apply_edits(document.text, segment.edits(Change(Extent(at, at + 1), ""))))
    assert texts(after)[segment.index] == segment.text[:at] + segment.text[at + 1 :]
    assert after.skeleton() == document.skeleton()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_visible_character_points_at_itself(name: str) -> None:
    document = opened(name)
    for segment in document.segments:
        for n, character in enumerate(segment.text):
            run = segment.run_at(n)
            span = segment.locate(Extent(n, n + 1))
            raw = document.text[span.start : span.end]
            if run.kind is RunKind.PROSE and run.offsets is None:
                assert raw == character
            else:
                assert run.span.start <= span.start <= span.end <= run.span.end


_LOCKED = {
    "html": ["no prose, here", "color: red", "x &lt; y", "not  prose", "Locked words", "Guten Tag"],
    "rst": ["not prose", "x = 1", "a b", "d e", "header-rows", "_target"],
    "asciidoc": ["int x;", "literal line", "|a |b", "toc: left"],
    "po": ["Das", "Unsure words", "Obsolete words", "text/plain"],
    "subtitles": ["00:00:03", "X1:1"],
    "xliff": ["Das", "Other words", "Locked words"],
    "tmx": ["Das Boot"],
    "json": ["not prose at all", "red"],
    "yaml": ["Anchored"],
    "csv": ["Das"],
    "properties": ["a comment"],
    "strings": ["no"],
    "stringsdict": ["no prose, here", "PluralRuleType", "%d boats"],
    "xcstrings": ["for translators", "fährt", "Unsure words", "Locked words", "%1$@", "%arg"],
    "android": ["no words"],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_locked_is_no_prose(name: str) -> None:
    prose = [run.text for s in opened(name).segments for run in s.runs if run.kind is RunKind.PROSE]
    assert [w for w in _LOCKED[name] if any(w in p.split("\n") or w in p for p in prose)] == []


def test_faults_are_mended_in_every_format() -> None:
    cleaner = Cleaner(Config(ignore=("outer-blanks-differ",)))  # the sources end otherwise
    for name, (path, text) in SAMPLES.items():
        segment = next(s for s in opened(name).segments if " " in s.text and s.text[:1].isalpha())
        first = segment.text.index(" ")
        broken = apply_edits(text, segment.edits(Change(Extent(first, first), " on monday")))
        patch = cleaner.fix(broken, format=name, path=path)
        assert patch.after == broken.replace("monday", "Monday"), name
        assert opened(name, patch.after).skeleton() == opened(name).skeleton()


def test_markup_codec_escapes_what_would_be_markup() -> None:
    assert MarkupCodec(names=False).encode("a<b & c>") == "a&lt;b &amp; c&gt;"
    assert MarkupCodec(quote='"').encode('say "so"') == "say &quot;so&quot;"
    assert MarkupCodec(ascii=True).encode("it’s") == "it&rsquo;s"


_SCRAPS = [
    '<', '>', '</', '/>', '<p', '<b>', '</b>', '<code>', '</p>', '<!--', '-->', '<![CDATA[',
    ']]>', '&', 'amp;', '&lt;', '"', "'", '\\', '\n', '\r\n', '\r', ' ', '  ', '\t', '{', '}',
    '{a, plural, ', '%s', '::', '..', '.. note::', '``', '`', '*', '**', '_', '====', '----',
    '- ', '1. ', '#', ':', '=', 'msgid ', 'msgstr ', '#~ ', '00:01.000 --> 00:02.000',
    'WEBVTT\n\n', 'a', 'word', 'é', '’', ',', ';', '\u2028', '\x85', '\ufeff', '�', '[', ']',
    '\x00',
]  # fmt: skip
_SOUP = st.lists(st.sampled_from([*_SCRAPS, "|"]), max_size=40).map("".join)


@pytest.mark.parametrize("name", formats.names())
@given(text=_SOUP)
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    """What the rest of the house relies on holds for broken files, too."""
    try:
        document = formats.by_name(name).read(text, path=SAMPLES.get(name, ("x", ""))[0])
    except MtfixError:
        assert name not in ("html", "rst", "asciidoc", "text", "markdown", "docx")
        return
    check_document(document)
    assert document.text == text
    assert [segment.text for segment in document.segments] == list(document.texts)


@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
def test_a_broken_sample_is_read_or_refused(name: str, data: st.DataObject) -> None:
    path, text = SAMPLES[name]
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, min(len(text), at + 20)))
    broken = text[:at] + data.draw(_SOUP) + text[end:]
    try:
        document = formats.by_name(name).read(broken, path=path)
    except MtfixError as error:
        assert str(error).startswith(path)  # noqa: PT017 - most are read
        return
    check_document(document)
    assert document.text == broken


@pytest.mark.parametrize("name", ["json", "yaml", "rst"])
@given(texts_=st.lists(_SOUP.filter(lambda text: "\x00" not in text), min_size=1, max_size=4))
def test_hints_spare_time_and_change_nothing(name: str, texts_: list[str]) -> None:
    path, sample = SAMPLES[name]
    whole = "\n".join(json.dumps({"text": text}) for text in texts_)
    source = {"json": whole, "yaml": whole.replace("\n", "\n---\n"), "rst": "\n\n".join(texts_)}
    everywhere = re.compile("")
    module = formats.by_name(name)
    slow: dict[str, Any] = {"_HINT": everywhere} | (
        {"_HINTS": dict.fromkeys(module._HINTS, everywhere)} if hasattr(module, "_HINTS") else {}
    )
    for text in (source[name], sample):
        fast = module.read(text, path=path)
        with patch.multiple(module, **slow):
            assert [s.runs for s in module.read(text, path=path).segments] == [
                s.runs for s in fast.segments
            ]
