"""Files that cannot be read say so with path and line, and nothing is written."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from mtfix import formats
from mtfix.model import Change, Extent, MtfixError, apply_edits
from tests.formats.samples import SAMPLES

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<resources>&a;</resources>'


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("xliff", "<xliff>\n<file>", "f:2: no element found"),
        ("xliff", "<xliff>\n<a></b></xliff>", "f:2: mismatched tag"),
        ("xliff", BOMB, "f:1: declares an entity"),
        ("android", OUTSIDE, "f:1: declares an entity"),
        (
            "html",
            '<?xml version="1.0"?>\n<!DOCTYPE html [\n<!ENTITY x SYSTEM "file:///x">]><p>&x;',
            "f:3: declares an entity",
        ),
        (
            "xliff",
            '<?xml version="1.0" encoding="UTF-8"?>\n<xliff>caf\udce9</xliff>',
            "f:2: says it is UTF-8, and byte 0xe9 is not",
        ),
        (
            "po",
            'msgid ""\nmsgstr "Content-Type: x; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "caf\udce9"',
            "f:5: says it is UTF-8",
        ),
        ("html", "<meta charset=utf-8>\n<p>caf\udce9", "f:2: says it is UTF-8"),
        ("android", "<project>\n</project>", "f: no Android string resources"),
        ("tmx", "no XML", "f:1: syntax error"),
        ("po", 'msgid "a"\nmsgstr "b\\q"\n', r"f:2: unknown escape"),
        ("po", 'msgid "a"\nmsgstr "b\n', "f:2: no line of a PO file"),
        ("po", '"a"\n', "f:1: a string without a keyword"),
        ("json", '{"a": 1,\n"a": 2}', "f:2: a key occurs twice"),
        ("json", '{"a": [{"b": 1, "b": 2}]}', "f:1: a key occurs twice"),
        ("json", '{"a":\n1,}', "f:2: .*; mend the JSON first"),
        ("json", '{"a": 1}\n{"a": \n', "f:2: .*; mend the JSON first"),
        ("json", "[" * 100_000, "f:1: "),
        ("yaml", "a: [\nb: c", "f:[23]: .*; mend the YAML first"),
        ("csv", "a,text\n1,2,3\n", "f:2: 3 columns where the first row has 2"),
        ("csv", 'a,text\n1,"2\n', "f:2: a quotation mark is not closed"),
        ("strings", '"a" = "b";\n"c" = d\n', 'f:2: expected "key"'),
        ("stringsdict", "<dict>\n</dict>", "f: no property list"),
        ("stringsdict", "<plist>\n<dict></plist>", "f:2: mismatched tag"),
        ("stringsdict", BOMB, "f:1: declares an entity"),
        ("xcstrings", '{"strings": {},\n"strings": {}}', "f:2: a key occurs twice"),
        ("xcstrings", '{"a": "Some words here"}', "f: no string catalogue"),
        ("xcstrings", "[]", "f: no string catalogue"),
        ("xcstrings", '{"strings":\n}', "f:2: .*; mend the JSON first"),
        ("properties", "a=b\nb=\\u12 some words here\n", r"f:2: broken \\u escape in b"),
        ("subtitles", "1\n00:00 -> 00:01\nText\n", "f: no cues found"),
        ("subtitles", "1\n00:0x:00 --> 00:01\nText\n", "f:2: no times of a cue"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(name: str, text: str, message: str) -> None:
    with pytest.raises(MtfixError, match=message):
        formats.by_name(name).read(text, path="f")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("html", "<p>Broken <b>words <i>here</b>", ["Broken words here"]),
        ("html", "<p a='b>Words <b>here", ["Words here"]),
        ("html", "Only < text & more", ["Only < text & more"]),
        ("html", "<!-- never closed <p>Words", []),
        ("html", "<script>if (a<b) {", []),
        ("json", "\ufeff" + '{"text": "Some words here"}', ["Some words here"]),
        ("yaml", "\ufefftext: Some words here\n", ["Some words here"]),
        ("csv", "\ufefftext,n\nSome words,1\n", ["Some words"]),
        ("po", '\ufeffmsgid "a"\nmsgstr "Some words"', ["Some words"]),
        ("subtitles", "\ufeff1\n00:00:01,000 --> 00:00:02,000\nSome words\n", ["Some words"]),
        ("po", "", []),
        ("html", "", []),
        ("subtitles", "", []),
        ("yaml", "", []),
        ("csv", "", []),
    ],
)
def test_odd_files_lose_nothing(name: str, text: str, expected: list[str]) -> None:
    document = formats.by_name(name).read(text)
    assert list(document.texts) == expected
    assert document.text == text


_LONG = "some words <b in [a row, *and {more} 'of _them #1 (( << "
_WHOLE = {
    "html": "<p>{}</p>",
    "rst": "{}\n",
    "asciidoc": "{}\n",
    "po": 'msgid "a"\nmsgstr "{}"\n',
    "json": '{{"text": "{}"}}',
    "yaml": "text: x {}\n",
    "csv": 'text,n\n"{}",1\n',
    "properties": "a.text={}\n",
    "strings": '"a" = "{}";',
    "stringsdict": "<plist><dict><key>a</key><dict><key>one</key><string>{}</string></dict></dict>"
    "</plist>",
    "xcstrings": '{{"strings": {{"a": {{"localizations": {{"en": {{"stringUnit": {{"value": "{}"'
    "}} }} }} }} }} }}",
    "subtitles": "1\n00:00:01,000 --> 00:00:02,000\n{}\n",
}


@pytest.mark.parametrize("name", _WHOLE)
@pytest.mark.parametrize(
    "piece", [_LONG, "<code>", "<b>", "`a ", "**a ", "{a, plural, ", "&a;", "a\\n"]
)
def test_one_gigantic_line_takes_no_time(name: str, piece: str) -> None:
    text = _WHOLE[name].format("A word, " + piece * (150_000 // len(piece)) + " end")
    start = time.process_time()
    with suppress(MtfixError):
        assert formats.by_name(name).read(text, path=SAMPLES[name][0]).texts
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    ("name", "path", "text", "new"),
    [
        ("html", "a.html", "<p>caf\udce9 words here</p>", "caf\udce9 &rsquo;words"),
        ("json", "a.json", '{"text": "caf\udce9 words here"}', "caf\udce9 \\u2019words"),
        ("properties", "a.properties", "a=caf\udce9 words here", "caf\udce9 \\u2019words"),
        ("android", "a.xml", "<resources><string name='a'>caf\udce9 words</string></resources>",
         "caf\udce9 &#8217;words"),
    ],
)  # fmt: skip
def test_a_file_in_another_encoding_is_given_ascii(
    name: str, path: str, text: str, new: str
) -> None:
    document = formats.by_name(name).read(text, path=path)
    segment = document.segments[0]
    at = segment.text.index("words")
    edits = segment.edits(Change(Extent(at, at), "’"))
    assert new in apply_edits(text, edits)
