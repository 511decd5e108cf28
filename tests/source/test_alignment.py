"""The source in another file: aligned by paragraph, cue or key, or refused with the place."""

from __future__ import annotations

import pytest

import mtfix
from mtfix.source.alignment import Source

GERMAN = "Das Boot kam an.\n\nEs kamen 15 Leute.\n\nDie Ärztin Okafor war da.\n"
ENGLISH = "The boat arrived.\n\nThere came 51 people.\n\nThe doctor okafor was there.\n"


def cues(*texts: str) -> str:
    return "\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n" for n, text in enumerate(texts, 1)
    )


def test_paragraphs_are_aligned() -> None:
    patch = mtfix.fix(ENGLISH, source=GERMAN, unsafe=True)
    assert patch.after == ENGLISH.replace("51", "15").replace("okafor", "Okafor")
    assert {a.rule for a in patch.applied} == {"number-differs", "name-case-of-source"}


def test_markdown_is_compared_with_its_markup() -> None:
    source = "# Das Boot\n\nSiehe [die Seite](https://example.org/a) mit `tool`.\n"
    text = "# The boat\n\nSee the page with `tool`.\n"
    found = mtfix.check(text, source=source, format="markdown")
    assert [f.message for f in found] == ["https://example.org/a of the source is missing"]


def test_a_paragraph_that_goes_takes_no_source_from_the_others() -> None:
    source = "Eins ist da.\n\nZum Teilen hier klicken\n\nEs kamen 15 Leute ins Haus.\n"
    text = "One is there.\n\n[vc_row full=1]\n\nThere came 51 people to the house.\n"
    patch = mtfix.fix(text, source=source, unsafe=True)
    assert "There came 15 people" in patch.after
    assert mtfix.fix(patch.after, unsafe=True).after == patch.after


def test_paragraphs_that_do_not_align_are_refused_with_the_place() -> None:
    source = Source("Eins ist da.\n\nDrei sind 3.\n", path="de.txt")
    text = "One is there.\n\nTwo is an odd one of its own.\n\nThree are 3.\n"
    with pytest.raises(mtfix.MtfixError) as caught:
        mtfix.fix(text, source=source)
    assert str(caught.value) == (
        "the text and de.txt have 3 and 2 paragraphs, so they do not align; “Two is an odd one of"
        " its own.” (line:3) has no counterpart; give both the same paragraphs"
    )


def test_a_missing_paragraph_is_named_in_the_source() -> None:
    source = Source("Eins ist da.\n\nZwei sind 22.\n\nDrei sind 3.\n", path="de.txt")
    with pytest.raises(mtfix.MtfixError, match=r"“Zwei sind 22.” \(de.txt:3\) has no counterpart"):
        mtfix.check("One is there.\n\nThree are 3.\n", source=source)


@pytest.mark.parametrize(
    ("form", "path", "source", "text", "after"),
    [
        (
            "json",
            "locales/en.json",
            '{"b": "Zwei %d Wörter", "a": ["Hallo {name}", "Ende"]}',
            '{"a": ["Hello {nom}", "End"], "b": "Two % d words"}',
            '{"a": ["Hello {name}", "End"], "b": "Two %d words"}',
        ),
        (
            "yaml",
            "locales/en.yml",
            "de:\n  a: Hallo %{name}, du\n",
            "en:\n  a: Hello % {name}, you\n",
            "en:\n  a: Hello %{name}, you\n",
        ),
        (
            "properties",
            "messages_en.properties",
            "a.b=Hallo {0} und {1}\n",
            "a.b=Hello {0} and { 1 }\n",
            "a.b=Hello {0} and {1}\n",
        ),
        (
            "strings",
            "en.lproj/a.strings",
            '"k" = "Hallo %@, du";',
            '"k" = "Hello % @, you";',
            '"k" = "Hello %@, you";',
        ),
        (
            "android",
            "values/strings.xml",
            '<resources><string name="x">Ab %1$s geht es</string></resources>',
            '<resources><string name="x">It goes from % 1$s</string></resources>',
            '<resources><string name="x">It goes from %1$s</string></resources>',
        ),
    ],
)
def test_values_are_aligned_by_key(
    form: str, path: str, source: str, text: str, after: str
) -> None:
    cleaner = mtfix.Cleaner()
    patch = cleaner.fix(text, format=form, path=path, source=Source(source, path=path))
    assert patch.after == after


def test_plural_forms_know_the_other_quantities() -> None:
    def strings(*items: str) -> str:
        return f'<resources><plurals name="n">{"".join(items)}</plurals></resources>'

    source = strings(
        '<item quantity="one">Eine Datei</item>', '<item quantity="other">%1$d Dateien</item>'
    )
    text = strings(
        '<item quantity="one">%1$d file</item>',
        '<item quantity="many">many files</item>',
        '<item quantity="other">%1$s files</item>',
    )
    cleaner = mtfix.Cleaner()
    found = cleaner.check(text, format="android", path="values/strings.xml", source=source)
    assert [f.message for f in found] == ["placeholders not in the source: %1$s"]


def test_files_without_a_common_key_are_refused() -> None:
    cleaner = mtfix.Cleaner()
    with pytest.raises(mtfix.MtfixError, match="share no key"):
        cleaner.fix(
            '{"a": "Hello there you"}',
            format="json",
            path="locales/en.json",
            source=Source('{"b": "Hallo du da"}', path="locales/de.json"),
        )


def test_subtitles_are_aligned_by_cue_wherever_sentences_end() -> None:
    source = cues("Es kamen 15 Leute", "und dann ging er.", "Ende 1999.")
    text = cues("There came 51 people.", "And then he left.", "The end of 1998.")
    patch = mtfix.fix(text, source=source, format="subtitles", unsafe=True)
    assert patch.after == text.replace("51", "15").replace("1998", "1999")


def test_subtitles_with_other_cues_are_refused() -> None:
    with pytest.raises(mtfix.MtfixError, match="have 2 and 1 cues"):
        mtfix.fix(cues("One.", "Two."), source=cues("Eins."), format="subtitles")


def test_a_file_that_holds_its_sources_takes_no_other() -> None:
    text = 'msgid "Eins"\nmsgstr "One"\n'
    with pytest.raises(mtfix.MtfixError, match="holds its own sources"):
        mtfix.fix(text, source=text, format="po")
