"""What is read from the samples: every segment as a reader sees it, and what is locked in it."""

from __future__ import annotations

# ruff: noqa: E501 - a segment is a line here
import pytest

from mtfix import formats
from mtfix.model import Extent, RunKind
from tests.formats.reading import check_document
from tests.formats.samples import SAMPLES

EXPECTED: dict[str, list[tuple[str, str, list[str]]]] = {
    "html": [
        ("heading", "A calm & long day", []),
        ("line", 'The day was "calm" and long.', []),
        (
            "paragraph",
            "The old harbour was quiet, as <code>x &lt; y</code> said. It’s far\xa0away.",
            [
                "<b>",
                "</b>",
                "<code>x &lt; y</code>",
                "\n",
                '<a href="a.html" title="Away from here">',
                "</a>",
            ],
        ),
        ("item", "One boat", []),
        ("item", 'Two boats <img src="b.png" alt="A boat">', ['<img src="b.png" alt="A boat">']),
        ("line", "The pier", []),
        ("paragraph", "unclosed quote", []),
        (
            "paragraph",
            'The end <span lang="de">Guten Tag</span> came.',
            ['<span lang="de">Guten Tag</span>'],
        ),
    ],
    "rst": [
        ("heading", "Hello", []),
        (
            "paragraph",
            "The old harbour was quiet, as ``x < y`` said to :ref:`him <a>` and the pilot of |ship|. It was late:",
            [
                "*",
                "*",
                "**",
                "**",
                "``x < y``",
                ":ref:`him <a>`",
                "`",
                " <https://a.org>`_",
                "|ship|",
            ],
        ),
        ("item", "One boat on the water", []),
        ("item", "Two boats", []),
        ("item", "Term", []),
        ("paragraph", "Its meaning here.", []),
        ("item", "The value of it", []),
        ("paragraph", "Mind the step on the stair.", []),
        ("cell", "A head", []),
        ("cell", "other", []),
        ("cell", "One cell", ["*", "*"]),
        ("cell", "an end of it", []),
        ("cell", "Port", []),
        ("cell", "Some words of it", ["*", "*"]),
        ("cell", "first and so", []),
        ("cell", "second", []),
        ("cell", "More", []),
        ("cell", "of ``it``", ["``it``"]),
        ("cell", "Some cell", []),
        ("cell", "x", []),
        ("cell", "two lines", []),
        ("cell", "``x`` or so", ["``x``"]),
        ("cell", "an item of it", []),
        ("cell", "words", []),
        ("cell", "another", []),
        ("cell", "again", []),
        ("item", "Its title", []),
        ("item", "A head of it", []),
        ("item", "the other", []),
        ("line", "A line", []),
        ("line", "of verse", []),
    ],
    "asciidoc": [
        ("heading", "The harbour", []),
        (
            "paragraph",
            "The old harbour was quiet, `x` said and the pilot left.",
            ["*", "*", "_", "_", "`x`", "link:x[", "]"],
        ),
        ("heading", "Block title", []),
        ("item", "One boat on the water", []),
        ("item", "Two boats", []),
        ("item", "Its meaning here", []),
        ("paragraph", "Mind the step.", []),
        ("cell", "One cell", []),
        ("cell", "Two cells of it", ["*", "*"]),
        ("cell", "A cell", []),
        ("paragraph", "Its words:", []),
        ("item", "an item", []),
        ("item", "another", []),
        ("heading", "The end", []),
        ("paragraph", "It was late.", []),
    ],
    "po": [
        ("line", 'The "boat" of %lu men, and the pilot too.', ["%lu", "<b>", "</b>"]),
        ("line", "Second line here.", []),
        ("line", "One boat here", []),
        ("line", "%s boats here", ["%s"]),
    ],
    "subtitles": [
        (
            "line",
            "Hello there, my friend & all who came to this place with me.",
            ["<i>", "</i>"],
        ),
        ("line", "- Yes, of course.", []),
        ("line", "- No way.", ["{\\an8}"]),
    ],
    "xliff": [
        ("line", 'The boat & <x id="2"/> more of it.', ['<g id="1">', "</g>", '<x id="2"/>']),
    ],
    "tmx": [
        ("line", "The boat left.", ['<bpt i="1">&lt;b&gt;</bpt>', '<ept i="1">&lt;/b&gt;</ept>']),
    ],
    "json": [
        ("line", 'The "old" boat’s day', []),
        ("line", "First line of it.", ["<b>", "</b>"]),
        ("line", "Second line that goes on.", []),
        (
            "line",
            "{n, plural, one {# boat} other {# boats}} of {x}",
            ["{n, plural, one {# boat} other {# boats}}", "{x}"],
        ),
        ("line", "Some more words here", []),
        ("line", "😀 smile at me", []),
    ],
    "yaml": [
        ("line", "Hello %{name} there", ["%{name}"]),
        ("line", 'It\'s "me", é you', []),
        ("line", 'It "is" ’ so', []),
        ("line", "Next one", []),
        ("line", "Literal line goes on here.", []),
        ("line", "Another one.", []),
        ("line", "Folded text here too.", []),
        ("line", "flow value", []),
        ("line", "one", []),
        ("line", "two", []),
    ],
    "csv": [
        ("cell", 'The "old" boat, left', []),
        ("cell", "This is it", []),
        ("cell", "One line", []),
        ("cell", "Two lines", []),
    ],
    "properties": [
        ("line", "This is a long value’s end", []),
        ("line", "It's {0} boats of them", ["{0}"]),
        ("line", "Next one", []),
        ("line", "Words here", []),
    ],
    "strings": [
        ("line", 'Hello "you" %@ there', ["%@"]),
        ("line", "Next one", []),
        ("line", "It is", []),
    ],
    "stringsdict": [
        ("line", "The pilot saw %#@boats@ & left", ["%#@boats@"]),
        ("line", "only one boat of the %@", ["%@"]),
        ("line", "as many as %d <boats>", ["%d", "&lt;boats&gt;"]),
    ],
    "xcstrings": [
        ("line", 'The "boat" of %1$@ and %lld men left', ["%1$@", "%lld"]),
        ("line", "only one boat of %arg here", ["%arg"]),
        ("line", "as many as %lld boats", ["%lld"]),
    ],
    "android": [
        ("line", 'It\'s you %1$s & "me"', ["<b>", "</b>", "%1$s"]),
        ("line", "Next one", []),
        ("line", "One boat", []),
        ("line", "Hello you & me", ["<b>", "</b>"]),
        ("line", 'By <xliff:g id="x">%s</xliff:g> too', ['<xliff:g id="x">%s</xliff:g>']),
    ],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_segments_of_the_sample(name: str) -> None:
    path, text = SAMPLES[name]
    document = formats.by_name(name).read(text, path=path)
    found = [
        (
            segment.kind,
            segment.text,
            [
                text[run.span.start : run.span.end]
                for run in segment.runs
                if run.kind in (RunKind.MARKUP, RunKind.PLACEABLE)
            ],
        )
        for segment in document.segments
    ]
    assert found == EXPECTED[name]


@pytest.mark.parametrize(
    ("name", "sources"),
    [
        ("po", ['Das "Boot" %d', 'Das "Boot" %d', "Ein", "Viele"]),
        ("xliff", ['Das <g id="1">Boot</g> & mehr']),
        ("tmx", ["Das Boot"]),
        ("csv", ['Das "Boot"', "x", "y", "y"]),
    ],
)
def test_the_source_is_at_hand(name: str, sources: list[str]) -> None:
    path, text = SAMPLES[name]
    document = formats.by_name(name).read(text, path=path)
    assert [segment.source for segment in document.segments] == sources


@pytest.mark.parametrize(
    ("name", "path", "text"),
    [
        ("po", "a.po", 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "a"\nmsgstr "Zwei Boote"\n'),
        (
            "xliff",
            "a.xlf",
            '<xliff><file target-language="fr"><trans-unit><target>Un mot</target></trans-unit></file></xliff>',
        ),
        ("json", "locales/de.json", '{"a": "Zwei alte Boote"}'),
        ("yaml", "a.yml", "de:\n  a: Zwei alte Boote\n"),
        (
            "android",
            "res/values-es/strings.xml",
            '<resources><string name="a">Dos barcos</string></resources>',
        ),
        ("strings", "fr.lproj/a.strings", '"a" = "Deux mots";'),
        ("properties", "messages_it.properties", "a=Due parole qui\n"),
        ("html", "a.html", '<html lang="de"><p>Zwei alte Boote</p></html>'),
    ],
)
def test_another_language_than_asked_for_is_no_prose(name: str, path: str, text: str) -> None:
    module = formats.by_name(name)
    spoken = {"xliff": "fr", "android": "es", "strings": "fr", "properties": "it"}.get(name, "de")
    assert not module.read(text, path=path).segments
    assert [s.language for s in module.read(text, path=path, language=spoken).segments] == [spoken]


def test_a_csv_source_reads_as_it_was_meant() -> None:
    document = formats.by_name("csv").read('source,target\n"a ""b""",c d\n', path="a.csv")
    assert document.segments[0].source == 'a "b"'


@pytest.mark.parametrize(
    ("name", "path", "text", "seen"),
    [
        (
            "json", "locales/en.json",
            r'{"a": "<p>One end.<\/p><p>Two <b>x<\/b> &amp; y<\/p><li>one</li><li>two</li> Press <ESC> now"}',
            ["One end.", "Two x & y", "one", "two", "Press <ESC> now"],
        ),
        ("json", "locales/en.json", '{"a": "This &amp; that"}', ["This &amp; that"]),
        (
            "po", "en.po", 'msgid "x"\nmsgstr ""\n"See <link "\n"xref=\\"a\\">the link</link> of <a@b.org>."\n',
            ["See the link of <a@b.org>."],
        ),
        ("po", "en.po", 'msgid "_Datei"\nmsgstr "Save _file as"\n', ["Save file as"]),
        ("po", "en.po", 'msgid "file_name da"\nmsgstr "the file_name there"\n', ["the file_name there"]),
        ("po", "en.po", 'msgid "&Datei"\nmsgstr "&File"\n', ["File"]),
        (
            "android", "values/strings.xml",
            '<resources><string name="a">"Status: "</string><string name="b"><![CDATA[This &amp; <i>that</i>]]></string></resources>',
            ["Status:", "This & that"],
        ),
        ("subtitles", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Salt &amp;\n<i>pepper</i>\n", ["Salt & pepper"]),
        (
            "subtitles", "a.srt",
            "1\n00:00:01,000 --> 00:00:02,000\nOne boat\n2\n00:00:03,000 --> 00:00:04,000\n1984\nTwo boats\n",
            ["One boat", "1984 Two boats"],
        ),
        (
            "xliff", "a.xlf",
            '<xliff><file><trans-unit><target>See <mrk mtype="protected">Bad  words</mrk> now</target></trans-unit></file></xliff>',
            ['See <mrk mtype="protected">Bad words</mrk> now'],
        ),
        ("properties", "m_en.properties", "a=It''s {0}\nb=It''s one\n", ["It's {0}", "It''s one"]),
    ],
)  # fmt: skip
def test_tags_entities_and_accelerators(name: str, path: str, text: str, seen: list[str]) -> None:
    document = formats.by_name(name).read(text, path=path)
    check_document(document)
    assert list(document.texts) == seen


def test_blanks_that_align_are_locked() -> None:
    text = "a=\\ -user             : the user\n"
    document = formats.by_name("properties").read(text, path="m_en.properties")
    assert document.texts == ["-user             : the user"]
    assert document.segments[0].locked(Extent(7, 9))
