"""Tables of reStructuredText and AsciiDoc: cells are prose, the frame stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtfix import Cleaner
from mtfix.formats import asciidoc, rst
from mtfix.model import Change, Extent, LockedError, apply_edits
from tests.formats.reading import check_document, replaced, texts

if TYPE_CHECKING:
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


def test_cells_of_one_line_are_prose() -> None:
    simple = rst.read(SIMPLE)
    check_document(simple)
    assert texts(simple) == [
        "Name", "What it is", "The the boat", "a thing", "and the end of a row", "All of it",
    ]  # fmt: skip
    grid = rst.read(GRID)
    check_document(grid)
    assert texts(grid) == ["Name", "What it is", "The the cat", "sat there", "One"]
    assert texts(rst.read("+---+----+\n|Two|of |\n+---+----+\n".replace("of ", "them"))) == [
        "Two", "them",
    ]  # fmt: skip


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
        "Strong", "A | bar",
    ]  # fmt: skip
    assert edited(document, "lay in", "lay | in") == ADOC.replace("lay in", "lay \\| in")


@pytest.mark.parametrize(
    "table",
    [
        '[cols="1,2a"]\n|===\n|One |two\n|===\n',
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
