"""The source in another file: aligned by paragraph, cue or key, or refused with the place."""

from __future__ import annotations

import pytest

import mtfix
from mtfix.source.alignment import Source

GERMAN = "Das Boot kam an.\n\nEs kamen 15 Leute.\n\nSie sahen Okafor dort.\n"
ENGLISH = "The boat arrived.\n\nThere came 51 people.\n\nThey saw okafor there.\n"


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


LONG = (
    "# Das alte Haus\n\nDas Haus am Fluss steht seit 1887 leer, und niemand will es haben.\n\n"
    "## Die Lage\n\nVom Bahnhof sind es 15 Minuten zu Fuß.\n\n"
    "Im Sommer kommen Gäste aus Wojtkowice, die den Garten sehen wollen, der früher einmal der "
    "schönste in der ganzen Gegend war.\n\n## Der Preis\n\nEs kostet 240 Euro im Jahr.\n\n"
    "Siehe `preise.txt` für mehr.\n"
)
SHORT = (
    "# The old house\n\nThe house by the river has stood empty since 1878, and nobody wants it.\n\n"
    "## The place\n\nFrom the station it is a walk of 15 minutes.\n\n"
    "## The price\n\nIt costs 420 euros a year.\n\nSee `preise.txt` for more.\n"
)


def test_a_paragraph_that_was_left_out_is_told_and_the_others_keep_their_sources() -> None:
    found = mtfix.check(SHORT, source=LONG, format="markdown")
    told = {f.message: SHORT.count("\n", 0, f.span.start) + 1 for f in found}
    assert told.pop(
        "the source has another paragraph behind this one:"
        " “Im Sommer kommen Gäste aus Wojtkowice, die den Garten sehen …”"
    ) == 7  # fmt: skip
    assert told == {"the source has 1887, not 1878": 3, "the source has 240, not 420": 11}


def test_a_paragraph_that_was_added_has_no_source() -> None:
    source, text = LONG, SHORT.replace("## The price", "Ask 33 people for the way.\n\n## The price")
    source = source.replace(source[source.index("Im Sommer") : source.index("## Der Preis")], "")
    found = mtfix.check(text, source=source, format="markdown")
    assert [f.message for f in found] == [
        "the source has 1887, not 1878",
        "the source has 240, not 420",
    ]


def test_one_paragraph_lost_and_another_added_do_not_shift_what_lies_between() -> None:
    text = SHORT + "\nAsk the neighbours for the key of the garden, and do come by day.\n"
    found = mtfix.check(text, source=LONG, format="markdown")
    assert {"the source has 1887, not 1878", "the source has 240, not 420"} <= {
        f.message for f in found
    }
    assert not any("240, not 15" in f.message for f in found)


def test_another_text_of_about_as_many_paragraphs_is_refused() -> None:
    other = (
        "# Soup\n\nTake 12 potatoes.\n\nPeel them.\n\nBoil 3 litres of water, and while it boils"
        " cut the onions, the carrots and the leeks as finely as you can, for they must melt.\n\n"
        "- salt\n- pepper\n\nServe it hot at 7.\n"
    )
    with pytest.raises(mtfix.MtfixError, match="do not align"):
        mtfix.check(other, source=LONG, format="markdown")


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
