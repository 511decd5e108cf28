"""Texts with their source: what only both together show, in every format that has both."""

from __future__ import annotations

import pytest

import mtfix
from mtfix import formats

HEAD = 'msgid ""\nmsgstr "Language: {}\\n"\n\n'


def po(source: str, target: str, *, language: str = "en", flag: str = "") -> str:
    flags = f"#, {flag}\n" if flag else ""
    return f'{HEAD.format(language)}{flags}msgid "{source}"\nmsgstr "{target}"\n'


def rules_of(text: str, language: str = "en", form: str = "po") -> list[str]:
    return [f.rule for f in mtfix.check(text, format=form, language=language)]


def test_a_spoilt_placeholder_is_repaired_with_the_space_it_lost() -> None:
    text = po("Error in %s here", "Ошибка в файле% s здесь", language="ru", flag="c-format")
    patch = mtfix.fix(text, format="po", language="ru")
    assert patch.after == text.replace("файле% s", "файле %s")
    assert [a.rule for a in patch.applied] == ["placeholder-damaged"]


def test_xliff_tags_are_told_when_they_are_missing() -> None:
    text = (
        '<xliff version="1.2"><file source-language="de" target-language="en"><body>'
        '<trans-unit id="1"><source>Ein <g id="1">Boot</g><x id="2"/> kam an</source>'
        '<target>A <g id="1">boat</g> arrived</target></trans-unit></body></file></xliff>'
    )
    found = [f for f in mtfix.check(text, format="xliff") if f.rule == "tag-differs"]
    assert [f.message for f in found] == ['tags missing: <x id="2"/>']


def test_a_table_of_sources_and_targets() -> None:
    text = "source,target\nEs kam im Jahr 1987 an,It arrived in the year 1978\n"
    patch = mtfix.fix(text, format="csv", unsafe=True)
    assert patch.after == text.replace("1978", "1987")


def test_a_memory_with_a_lost_address() -> None:
    text = (
        '<tmx version="1.4"><header srclang="de"/><body><tu>'
        '<tuv xml:lang="de"><seg>Siehe https://docs.example.org/a</seg></tuv>'
        '<tuv xml:lang="en"><seg>See the documentation there</seg></tuv></tu></body></tmx>'
    )
    assert rules_of(text, form="tmx") == ["copy-missing"]


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Name: ", "Nombre:", "Nombre: "),
        ("Done\\n", "Listo", "Listo\\n"),
        ("Next", " Siguiente ", "Siguiente"),
        ("\\tNext", "Siguiente", "\\tSiguiente"),
    ],
)
def test_blanks_around_a_text_are_those_of_the_source(
    source: str, target: str, wanted: str
) -> None:
    text = po(source, target, language="es")
    patch = mtfix.fix(text, format="po", language="es")
    assert patch.after == po(source, wanted, language="es")
    assert mtfix.fix(patch.after, format="po", language="es").applied == ()


def test_plural_forms_may_leave_out_the_number_and_nothing_else() -> None:
    text = (
        '#, python-format\nmsgid "%(num)d file of %(who)s"\n'
        'msgid_plural "%(num)d files of %(who)s"\n'
        'msgstr[0] "one file of %(who)s"\nmsgstr[1] "%(num)d files"\n'
    )
    found = [f for f in mtfix.check(text, format="po") if f.rule == "placeholder-differs"]
    assert [f.message for f in found] == ["placeholders missing: %(who)s"]


def test_a_number_left_out_shifts_the_others_where_only_their_order_counts() -> None:
    text = po("%d files of %s", "the files of %s", flag="c-format")
    found = [f for f in mtfix.check(text, format="po") if f.rule == "placeholder-differs"]
    assert [f.message for f in found] == ["placeholders missing: %d"]


def test_a_wrapped_entry_is_one_text() -> None:
    text = (
        'msgid ""\n"Das ist %s und "\n"das ist %d."\nmsgstr ""\n"This is %s and "\n"that is % d."\n'
    ).replace("msgid", "#, c-format\nmsgid", 1)
    assert mtfix.fix(text, format="po").after == text.replace("% d", "%d")


def test_each_language_keeps_its_own_typography() -> None:
    same = [
        ("Save file?", "Enregistrer le fichier\u202f?", "fr"),
        ("Please wait.", "お待ちください。", "ja"),
        ("Really delete it?", "Να διαγραφεί σίγουρα;", "el"),
        ("It costs 1,234.50 euros", "Es kostet 1.234,50 Euro", "de"),
        ("It said “no” twice", "Es sagte „nein“ zweimal", "de"),
        ("Open the &File menu", "「ファイル(&F)」メニューを開く", "ja"),
    ]
    for source, target, language in same:
        assert rules_of(po(source, target, language=language), language) == []


def test_english_rules_stay_out_of_other_languages() -> None:
    german = "Der Mann war nicht da, aber der Hund und die Katze haben auf ihn gewartet ."
    assert "left-untranslated" not in rules_of(po("The man", german, language="de"), "de")


def test_untranslated_entries_and_lists_of_translators_are_passed_over() -> None:
    text = 'msgid "Wait for %s"\nmsgstr ""\n\nmsgid "translator-credits"\nmsgstr "A B, 2010-2017"\n'
    assert rules_of(text) == []


def test_a_text_without_a_source_is_never_compared() -> None:
    found = mtfix.check("The file % s (see [1] has “two marks.\n\n{0")
    assert {f.rule for f in found} & {"placeholder-differs", "bracket-unlike-source"} == set()


def test_units_hold_what_the_translator_saw() -> None:
    text = po("<b>A</b> &amp; _B\\n", "<b>C</b> &amp; _D\\n")
    document = formats.by_name("po").read(text, path="a.po")
    (unit,) = document.units
    assert unit.source == "<b>A</b> &amp; _B\n"
    assert unit.target.text == "<b>C</b> &amp; _D\n"
    assert document.units.holding(unit.target.span) is unit


def test_two_translations_of_one_source_are_told_in_a_table() -> None:
    rows = "Die Datei ist leer,The file is empty\nDie Datei ist leer,There is nothing in it\n"
    assert rules_of(f"source,target\n{rows}", form="csv") == ["one-source-two-translations"]


@pytest.mark.parametrize("key", ["save_error", "menu.file.save"])
def test_a_key_in_the_place_of_the_source_is_no_source(key: str) -> None:
    assert rules_of(po(key, "Could not save {name}: <b>why?</b> ")) == []
    assert rules_of(po("Fehler", "Could not save {name}: <b>why?</b> ")) != []


def test_brackets_that_are_gone_are_told() -> None:
    source = "Datei nicht gefunden (oder leer)."
    (found,) = mtfix.check(po(source, "The file was not found."), format="po")
    assert (found.rule, found.fix) == ("brackets-lost", None)
    assert found.message == "the source has “oder leer” in brackets"
    assert rules_of(po(source, "The file was not found, or is empty.")) == []
    assert rules_of(po("Ordner (Thumbnails) öffnen", "Open the thumbnails")) == []


def test_a_placeholder_in_the_frame_of_another_language_is_repaired() -> None:
    for source, target, good in (
        ("Nötig für $(ref) hier", "Needed for ${ref} here", "$(ref)"),
        ("Nötig für {count} hier", "Needed for %(count)s here", "{count}"),
    ):
        text = po(source, target)
        patch = mtfix.fix(text, format="po")
        assert patch.after == po(source, f"Needed for {good} here")
