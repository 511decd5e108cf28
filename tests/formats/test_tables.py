"""Tables of reStructuredText and AsciiDoc: cells are prose, the frame stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtfix import Cleaner
from mtfix.files import read_file
from mtfix.formats import asciidoc, rst
from mtfix.model import Change, Extent, LockedError, Span, apply_edits
from mtfix.reporters import Result
from mtfix.review.record import record
from mtfix.review.running import running
from tests.formats.reading import check_document, replaced, texts

if TYPE_CHECKING:
    from pathlib import Path

    from mtfix.model import Document

SIMPLE = """\
=============  ==========  =====
Name           What it is
=============  ==========  =====
The the boat   a thing     and the end of a row
one            two
  and more     of it       here
*All* of it    ``code``
=============  ==========  =====
"""
GRID = """\
+-------------+------------+
| Name        | What it is |
+=============+============+
| The the cat | sat there  |
+-------------+------------+
| One         | of two     |
|             | lines      |
+-------------+------------+
"""


def edited(document: Document, old: str, new: str) -> str:
    segment = next(s for s in document.segments if old in s.text)
    return replaced(document, segment, old, new)


def test_cells_are_prose() -> None:
    simple = rst.read(SIMPLE)
    check_document(simple)
    assert texts(simple) == [
        "Name", "What it is", "The the boat", "a thing", "and the end of a row", "All of it",
    ]  # fmt: skip
    grid = rst.read(GRID)
    check_document(grid)
    assert texts(grid) == [
        "Name", "What it is", "The the cat", "sat there", "One", "of two lines",
    ]  # fmt: skip
    assert texts(rst.read("+---+----+\n|Two|of |\n+---+----+\n".replace("of ", "them"))) == [
        "Two", "them",
    ]  # fmt: skip


WIDE = """\
+-----------------+------------------------+
| Name            | What it is             |
+=================+========================+
| The old ship,   | She lay in the the     |
| a *very* old    | harbor. Her crew, and  |
| one             | *not only* they, left  |
|                 | on monday.             |
|                 |                        |
| With masts      | - One of them came     |
|                 |   by land              |
|                 | - Others ``x``         |
+-----------------+------------------------+
| Code::          | `Link over             |
|                 | lines`_ is left alone  |
|    x = y        |                        |
+-----------------+------------------------+
"""
WIDE_SIMPLE = """\
=====  ====================  =====
Name   What it was
=====  ====================  =====
Ship   She lay in the        It is the end of a
       the harbor.           row, and the
                             the last one.

       It was late.
Boat   None
=====  ====================  =====
"""


def test_cells_of_several_lines_are_prose() -> None:
    document = rst.read(WIDE)
    check_document(document)
    assert texts(document) == [
        "Name", "What it is", "The old ship, a very old one",
        "She lay in the the harbor. Her crew, and not only they, left on monday.", "With masts",
        "One of them came by land", "Others ``x``",
    ]  # fmt: skip
    simple = rst.read(WIDE_SIMPLE)
    check_document(simple)
    assert texts(simple) == [
        "Name", "What it was", "Ship", "She lay in the the harbor.",
        "It is the end of a row, and the the last one.", "It was late.", "Boat", "None",
    ]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_faults_in_cells_of_several_lines_are_mended(newline: str) -> None:
    text = WIDE.replace("\n", newline)
    patch = Cleaner().fix(text, format="rst")
    assert patch.after == text.replace("the the     |", "the         |").replace("monday", "Monday")
    text = WIDE_SIMPLE.replace("\n", newline)
    patch = Cleaner().fix(text, format="rst")
    assert patch.after == text.replace("the harbor.    ", "harbor.        ").replace(
        "the last", "last"
    )


def test_a_line_of_a_cell_stays_a_line() -> None:
    cell = rst.read(WIDE).segments[2]
    with pytest.raises(LockedError, match="two lines"):
        cell.edits(Change(Extent(cell.text.index(", a"), cell.text.index("very")), "—"))
    with pytest.raises(LockedError, match="would be empty"):
        cell.edits(Change(Extent(cell.text.index("one"), len(cell.text)), ""))


def test_places_beside_each_other_find_their_cells() -> None:
    document = rst.read(WIDE)
    for word in ("very", "harbor", "crew", "one ", "not only", "masts", "Others"):
        at = WIDE.index(word)
        segment = document.segment_holding(Span(at, at + 1))
        assert segment is not None
        assert word.strip() in segment.text


def test_what_a_cell_loses_its_blanks_gain() -> None:
    assert edited(rst.read(SIMPLE), "The the", "The") == SIMPLE.replace(
        "The the boat   a", "The boat       a"
    )
    assert edited(rst.read(GRID), "sat there", "sat inside") == GRID.replace(
        "sat there  ", "sat inside "
    )
    assert edited(rst.read(SIMPLE), "end of a", "very end of the") == SIMPLE.replace(
        "the end of a", "the very end of the"
    )


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (GRID, "The the cat", "The very big cat"),
        (SIMPLE, "a thing", "a thing that is long"),
        (SIMPLE, "a thing", "a 物"),
        (SIMPLE, "a thing", "a\nthing"),
    ],
)
def test_what_does_not_fit_is_refused(text: str, old: str, new: str) -> None:
    document = rst.read(text)
    segment = next(s for s in document.segments if s.text == old)
    with pytest.raises(LockedError):
        segment.edits(Change(Extent(0, len(old)), new))


def test_two_changes_of_a_cell_share_its_blanks() -> None:
    document = rst.read(GRID)
    segment = document.segments[3]
    edits = segment.edits_of([Change(Extent(0, 3), "she"), Change(Extent(4, 9), "lay by")])
    assert apply_edits(GRID, edits) == GRID.replace("sat there  ", "she lay by ")


@pytest.mark.parametrize("text", [SIMPLE, GRID, SIMPLE.replace("\n", "\r\n")])
def test_faults_in_cells_are_mended(text: str) -> None:
    patch = Cleaner().fix(text, format="rst")
    assert [a.rule for a in patch.applied] == ["repeated-article"]
    assert [len(line) for line in patch.after.split("\n")] == [len(x) for x in text.split("\n")]
    assert rst.read(patch.after).skeleton() == rst.read(text).skeleton()


@pytest.mark.parametrize(
    "table",
    [
        GRID.replace("| sat there  |", "| sat there |"),
        GRID.replace("+=============+============+", "+==========================+"),
        GRID.replace("sat", "物"),
        GRID.replace("| The the cat | sat there  |", "| The the cat   sat there  |"),
        SIMPLE.replace("one            two", "one text over two"),
        SIMPLE.replace("*All*", "\t*All*"),
        SIMPLE.replace("one            two", "-------------------------"),
    ],
)
def test_tables_of_another_make_are_left_alone(table: str) -> None:
    assert texts(rst.read(table)) == []


def test_lists_as_tables() -> None:
    rows = "   * - One cell\n     - Two\n   * -\n     - x\n"
    text = f".. list-table:: The title\n   :widths: 1 2\n\n{rows}"
    assert texts(rst.read(text)) == ["The title", "One cell", "Two", "x"]
    wrapped = f".. table:: The title\n   :align: left\n\n   {GRID}".replace("\n+", "\n   +")
    wrapped = wrapped.replace("\n|", "\n   |")
    assert texts(rst.read(wrapped))[:3] == ["The title", "Name", "What it is"]


ADOC = """\
[%header,cols="1,2"]
|===
|Name of it |What it is

|The *old* boat
|It lay in
the harbor. 2+|Over two option a
.2+^.>s|Strong m|code here a|* item
|A \\| bar
|===
"""


def test_cells_of_asciidoc() -> None:
    document = asciidoc.read(ADOC)
    check_document(document)
    assert texts(document) == [
        "Name of it", "What it is", "The old boat", "It lay in the harbor.", "Over two option a",
        "Strong", "item", "A | bar",
    ]  # fmt: skip
    assert edited(document, "lay in", "lay | in") == ADOC.replace("lay in", "lay \\| in")


BLOCKS = """\
[cols="1,2a,1m",options="header"]
|===
|Name |What it does |Code

|First
|It opens
the door.

* One item \\| with a bar
** and another

[source,sh]
----
cat the file
----

NOTE: Take care.
!===
! inner table
!===
|the code

|Second |Plain text. | more code
|===
"""


def test_cells_with_blocks_are_read_as_a_document_of_their_own() -> None:
    document = asciidoc.read(BLOCKS)
    check_document(document)
    assert texts(document) == [
        "Name", "What it does", "First", "It opens the door.", "One item | with a bar",
        "and another", "Take care.", "Second", "Plain text.",
    ]  # fmt: skip
    assert edited(document, "Take", "Take | the") == BLOCKS.replace("Take", "Take \\| the")


@pytest.mark.parametrize(
    "table",
    [
        '[cols="1,2a"]\n|===\n2+|One and two\n|Three |four\n|===\n',
        '[cols="m,2*l"]\n|===\n|One |two |three\n|===\n',
        "[format=csv]\n|===\nOne cell,two\n|===\n",
        "[separator=!]\n|===\n!One !two|three\n|===\n",
        "|===\n|One\ninclude::rows.adoc[]\n|===\n",
        ",===\nOne cell,two\n,===\n",
        "|===\n|One never closed\n",
        "|===\n|===\n",
    ],
)
def test_other_tables_of_asciidoc_are_left_alone(table: str) -> None:
    assert texts(asciidoc.read(table)) == []


def test_a_page_shows_each_fix_in_its_cell(tmp_path: Path) -> None:
    cleaner, path = Cleaner(), tmp_path / "x.rst"
    path.write_text(WIDE.replace("a *very*", "a a very"), encoding="utf-8")
    file = read_file(path)
    patch = cleaner.fix(file.text, format="rst")
    result = Result("x.rst", patch, file=file, config=cleaner.config, format="rst")
    reviewed = record(result, "")
    assert reviewed is not None
    shown = running(reviewed)
    told = ["".join(part.text for part in block.parts) for block in shown.blocks]
    numbers = [[p.number for p in block.parts if p.number >= 0] for block in shown.blocks]
    rules = [[patch.applied[v.fix].rule for v in p.variants] for p in shown.places]
    assert told[2].startswith("The old ship, a")
    assert [rules[n] for n in numbers[2]] == [["repeated-article"]] * 2  # and the blanks behind it
    assert told[3].endswith("and not only they, left on .")
    assert [rules[n] for n in numbers[3]][-1] == ["weekday-lower-case"]
    assert sorted(n for found in numbers for n in found) == list(range(len(rules)))
