"""`mtfix apply` writes what was decided and nothing else, or says why not and writes nothing."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from mtfix.model import MtfixError
from mtfix.review.deciding import decided
from mtfix.review.decisions import Choice
from tests.review.deciding import change, decide, edit_with, record_of, write_decisions

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Mtfix

YES, NO = Choice.ACCEPTED, Choice.REFUSED
TEXT = "A zork sang.\nA blip and a zork went by.\n"


def accept_all(mtfix: Mtfix, *names: str) -> None:
    records = [record_of(mtfix, name) for name in names]
    write_decisions(mtfix, *((r, decide(r, lambda _: YES)) for r in records))


def test_only_what_was_accepted_is_written(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", TEXT)
    record = record_of(mtfix, "a.txt")
    write_decisions(mtfix, (record, decide(record, lambda a: YES if a.rule == "t-blip" else NO)))
    ran = mtfix("apply", "decisions.json", "a.txt")
    assert (ran.code, ran.err) == (0, "mtfix: 1 fix applied in 1 file\n")
    assert path.read_text() == TEXT.replace("blip", "blop")


def test_without_names_the_files_of_the_decisions(mtfix: Mtfix) -> None:
    one, two = mtfix.write("a.txt", "A zork.\n"), mtfix.write("sub/b.txt", "A blip.\n")
    accept_all(mtfix, "a.txt", "sub/b.txt")
    ran = mtfix("apply", "decisions.json")
    assert (ran.code, ran.err) == (0, "mtfix: 2 fixes applied in 2 files\n")
    assert (one.read_text(), two.read_text()) == ("A zark.\n", "A blop.\n")


def test_a_file_may_have_another_name_by_now(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", "A zork.\n")
    accept_all(mtfix, "a.txt")
    moved = path.rename(path.with_name("moved.txt"))
    assert mtfix("apply", "-q", "decisions.json", "moved.txt").code == 0
    assert moved.read_text() == "A zark.\n"


def test_a_file_named_twice_is_written_once(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", "A zork.\n")
    accept_all(mtfix, "a.txt")
    assert mtfix("apply", "-q", "decisions.json", "a.txt", "./a.txt").code == 0
    assert path.read_text() == "A zark.\n"


def test_a_diff_shows_what_it_would_write(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", "A zork.\n")
    accept_all(mtfix, "a.txt")
    ran = mtfix("apply", "decisions.json", "--diff")
    assert ran.text == "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@ t-zork\n-A zork.\n+A zark.\n"
    assert path.read_text() == "A zork.\n"


def test_the_settings_are_those_of_the_review(mtfix: Mtfix) -> None:
    """The unsafe fix was accepted, so a configuration without unsafe fixes does not hide it."""
    path = mtfix.write("a.txt", "A blip.\n")
    accept_all(mtfix, "a.txt")
    settings = (mtfix.folder / "mtfix.toml").read_text()
    (mtfix.folder / "mtfix.toml").write_text(settings + "unsafe-fixes = false\nignore = ['t-b']\n")
    assert mtfix("apply", "-q", "decisions.json", "a.txt").code == 0
    assert path.read_text() == "A blop.\n"


@pytest.mark.parametrize(
    "content",
    [b"A zork.\r\nA blip.\r\n", b"\xef\xbb\xbfA zork.\n", b"A zork caf\xe9.\n", b"One zork"],
    ids=["windows", "byte order mark", "not UTF-8", "no final newline"],
)
def test_the_bytes_around_return(mtfix: Mtfix, content: bytes) -> None:
    path = mtfix.write("a.txt", content)
    accept_all(mtfix, "a.txt")
    assert mtfix("apply", "-q", "decisions.json", "a.txt").code == 0
    assert path.read_bytes() == content.replace(b"zork", b"zark").replace(b"blip", b"blop")


# -- words of one's own -------------------------------------------------------------------


def test_an_edited_fix_puts_its_own_words_there(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", TEXT)
    record = record_of(mtfix, "a.txt")
    own = edit_with(record, "t-blip", lambda words: words.replace("blop", "small blop"))
    write_decisions(mtfix, (record, own))
    ran = mtfix("apply", "decisions.json", "a.txt")
    assert ran.code == 0, ran.err
    assert path.read_text() == "A zark sang.\nA small blop and a zark went by.\n"


def test_own_words_are_encoded_as_the_file_needs(mtfix: Mtfix) -> None:
    path = mtfix.write("en.json", '{"title": "A \\"nice\\" zork\\u2019s song."}')
    record = record_of(mtfix, "en.json")
    own = edit_with(record, "t-zork", lambda words: words.replace("zark", '"zark"'))
    write_decisions(mtfix, (record, own))
    assert mtfix("apply", "decisions.json", "en.json").code == 0
    assert path.read_text() == '{"title": "A \\"nice\\" \\"zark\\"\\u2019s song."}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See zork`f()`zork now.\n", "zark`g()`zork"),
        ("A zork at https://example.org/a is there.\n", "zark at"),
        ("A zork came.\n", "\u2028"),
        ("A zork came.\n", "# zark"),
        ("A **zork** came.\n", "`zark`"),
    ],
)
def test_own_words_leave_alone_what_is_locked(mtfix: Mtfix, text: str, words: str) -> None:
    """Whatever is typed for a word, code, links and markup are those of before."""
    mtfix.write("a.md", text)
    record = record_of(mtfix, "a.md")
    try:
        own = edit_with(record, "t-zork", lambda _: words)
    except MtfixError:
        return
    after = decided(record.patch, own, record.read).after
    assert record.read(after).skeleton() == record.document.skeleton()


def test_own_words_may_not_take_code_along(mtfix: Mtfix) -> None:
    mtfix.write("a.md", "See `f()`zork now.\n")
    record = record_of(mtfix, "a.md")
    with pytest.raises(MtfixError, match="locked"):
        edit_with(record, "t-zork", lambda _: "nothing")


def test_own_words_replace_what_a_later_fix_would_have_changed(mtfix: Mtfix) -> None:
    """`zork zark` becomes `zark zark` becomes `zark`; the second needs the first."""
    path = mtfix.write("a.txt", "The zork zark sang.\n")
    record = record_of(mtfix, "a.txt")
    assert [a.rule for a in record.patch.applied] == ["t-zork", "t-double-zark"]
    write_decisions(mtfix, (record, edit_with(record, "t-zork", lambda _: "zurk")))
    assert mtfix("apply", "decisions.json").code == 0
    assert path.read_text() == "The zurk zark sang.\n"


# -- what is refused ----------------------------------------------------------------------


def refused(mtfix: Mtfix, *args: str) -> str:
    """The message of an `apply` that writes nothing."""
    before = {p: p.read_bytes() for p in mtfix.folder.rglob("*.txt")}
    ran = mtfix("apply", "decisions.json", *args)
    assert ran.code == 2
    assert {p: p.read_bytes() for p in mtfix.folder.rglob("*.txt")} == before
    return ran.err


def test_another_text(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", "A zork.\n")
    accept_all(mtfix, "a.txt")
    path.write_text("A zork and more.\n")
    said = refused(mtfix, "a.txt")
    assert said == (
        "mtfix: a.txt: is not the text that was reviewed; review it again\n"
        "mtfix: nothing was written\n"
    )


def test_one_wrong_file_stops_all(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork.\n")
    mtfix.write("b.txt", "A zork, too.\n")
    accept_all(mtfix, "a.txt")
    assert "b.txt: decisions.json decides about no such text" in refused(mtfix, "a.txt", "b.txt")


def test_a_missing_file(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork.\n")
    accept_all(mtfix, "a.txt")
    assert "gone.txt: no such file" in refused(mtfix, "a.txt", "gone.txt")


def test_another_version(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork.\n")
    accept_all(mtfix, "a.txt")
    change(mtfix.folder / "decisions.json", lambda d: d.update(version="0.0.1"))
    assert "was made by mtfix 0.0.1, and this is" in refused(mtfix, "a.txt")


def test_other_rules(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork.\n")
    accept_all(mtfix, "a.txt")
    change(mtfix.folder / "decisions.json", lambda d: d["files"][0].update(rules="0123456789ab"))
    assert "a.txt: was reviewed with other rules than these" in refused(mtfix, "a.txt")


def _fix(**values: object) -> Callable[[Any], None]:
    return lambda data: data["files"][0]["fixes"][0].update(values)


def _file(**values: object) -> Callable[[Any], None]:
    return lambda data: data["files"][0].update(values)


NONSENSE: dict[str, tuple[Callable[[Any], object], str]] = {
    "form": (lambda d: d.update({"mtfix-decisions": 7}), "of form 7, and this mtfix reads form 1"),
    "no decisions": (lambda d: d.pop("mtfix-decisions"), "is no decisions file"),
    "no list": (lambda d: d.update(files="a.txt"), "must have a list as 'files', not 'a.txt'"),
    "a number": (lambda d: d.update(files=[3]), "files[0] must be a table, not 3"),
    "hash": (_file(sha256="abc"), "must have 64 hexadecimal digits as 'sha256'"),
    "settings": (_file(settings={"format": "text"}), "files[0].settings has no 'language'"),
    "format": (
        lambda d: d["files"][0]["settings"].update(format="wordstar"), "unknown format 'wordstar'",
    ),
    "decision": (_fix(decision="perhaps"), "fixes[0] has the decision 'perhaps'"),
    "key": (_fix(desicion="refused"), "fixes[0] has an unknown key 'desicion'"),
    "index": (_fix(index=-1), "fixes[0] must have 'index' of 0 or more, not -1"),
    "truth": (_fix(index=True), "fixes[0] must have a whole number as 'index', not True"),
    "no such fix": (_fix(index=99), "fix 99 (t-zork) is not a fix that mtfix finds"),
    "fingerprint": (_fix(fingerprint="f" * 16), "fix 0 (t-zork) is not a fix that mtfix finds"),
    "other rule": (_fix(rule="t-blip"), "fix 0 (t-blip) is not a fix that mtfix finds"),
    "no words": (_fix(decision="edited"), "fixes[0] has no 'span'"),
    "words of a refused fix": (
        _fix(decision="refused", replacement="x", span=[2, 6]), "only an edited fix has one",
    ),
    "span": (_fix(decision="edited", span=[6, 2], replacement="x"), "must have [start, end]"),
    "a span elsewhere": (
        _fix(decision="edited", span=[7, 11], replacement="x"), "does not hold what the fix changes"
    ),
    "a span beyond the end": (
        _fix(decision="edited", span=[2, 9999], replacement="x"), "not inside one paragraph",
    ),
    "two lines": (
        _fix(decision="edited", span=[2, 6], replacement="x\ny"), "it is one line",
    ),
    "an escape": (
        _fix(decision="edited", span=[2, 6], replacement="\x1b[2J"), "without control characters",
    ),
    "twice": (
        lambda d: d["files"][0]["fixes"].append(d["files"][0]["fixes"][0]),
        "decides twice about fix 0",
    ),
    "overlap": (
        lambda d: [
            _fix(decision="edited", span=[2, 11], replacement="one")(d),
            d["files"][0]["fixes"][1].update(decision="edited", span=[7, 11], replacement="two"),
        ],
        "overlaps another change",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NONSENSE)
def test_decisions_edited_into_nonsense(mtfix: Mtfix, name: str) -> None:
    mtfix.write("a.txt", "A zork blip sang.\n")
    accept_all(mtfix, "a.txt")
    edit, message = NONSENSE[name]
    change(mtfix.folder / "decisions.json", edit)
    assert message in refused(mtfix, "a.txt")


def test_a_fix_without_the_one_it_needs(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "The zork zark sang.\n")
    record = record_of(mtfix, "a.txt")
    write_decisions(mtfix, (record, decide(record, lambda a: NO if a.rule == "t-zork" else YES)))
    said = refused(mtfix, "a.txt")
    assert "fix 1 (t-double-zark) needs fix 0 (t-zork), which is not accepted" in said


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is no JSON"),
        ("{]", "is no JSON"),
        ("[]", "is no decisions file"),
        ('{"a": 1}\n<<<<<<< ours\n', "has a merge conflict"),
        ("[" * 100_000, "is no JSON"),
        ("A zork.\n", "is no JSON"),
    ],
    ids=["empty", "cut", "list", "conflict", "deep", "text"],
)
def test_a_file_that_is_none(mtfix: Mtfix, content: str, message: str) -> None:
    mtfix.write("a.txt", "A zork.\n")
    mtfix.write("decisions.json", content)
    assert message in refused(mtfix, "a.txt")
    (mtfix.folder / "decisions.json").unlink()
    assert "decisions.json: no such file" in refused(mtfix, "a.txt")


def test_with_a_source_and_a_glossary(mtfix: Mtfix) -> None:
    """What the review was given to compare with is what `apply` compares with."""
    mtfix.write("mtfix.toml", "languagetool = 'off'\n")
    mtfix.write("terms.csv", "es,en\ncasa de campo,country house\n")
    mtfix.write("es.txt", "La casa de campo cuesta 1500 euros.\n")
    path = mtfix.write("en.txt", "The the country house costs 1500 euros.\n")
    options = ("--source", "es.txt", "--glossary", "terms.csv")
    assert mtfix("report", "-q", "--html", "page.html", "en.txt", *options).code == 0
    record = record_of(mtfix, "en.txt")
    record = replace(record, terms=replace(record.terms, source="es.txt"))
    write_decisions(mtfix, (record, decide(record, lambda _: YES)))
    ran = mtfix("apply", "-q", "decisions.json", "en.txt", "--glossary", "terms.csv")
    assert (ran.code, ran.err) == (0, "")
    assert path.read_text() == "The country house costs 1500 euros.\n"


def test_what_is_never_wanted_does_not_change_what_was_decided(mtfix: Mtfix) -> None:
    """A list that grew since the review takes nothing from its decisions."""
    path = mtfix.write("a.txt", "A zork.\n")
    accept_all(mtfix, "a.txt")
    (fix,) = record_of(mtfix, "a.txt").patch.applied
    mtfix.write(".mtfix-never", f"{fix.finding.fingerprint}\tt-zork\n")
    assert mtfix("diff", "a.txt").text == ""
    assert mtfix("apply", "-q", "decisions.json", "a.txt").code == 0
    assert path.read_text() == "A zark.\n"


def test_a_word_file_is_decided_about_like_any_text(mtfix: Mtfix) -> None:
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "<w:p><w:r><w:t>A zork &amp; a blip.</w:t></w:r></w:p>"
    path = mtfix.folder / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {ns}><w:body>{body}</w:body></w:document>"
        )
    record = record_of(mtfix, "a.docx")
    write_decisions(mtfix, (record, edit_with(record, "t-zork", lambda _: "“zark” & more")))
    ran = mtfix("apply", "decisions.json", "a.docx")
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(path) as archive:
        written = archive.read("word/document.xml").decode()
    assert "<w:t>A “zark” &amp; more &amp; a blop.</w:t>" in written
