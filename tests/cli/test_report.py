"""`mtfix report --html`: what it writes where, and what it refuses to overwrite."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Mtfix


def test_one_file_that_asks_for_nothing_else(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork.\nA blip.\n")
    ran = mtfix("report", "--html", "page.html", "a.txt")
    assert ran.code == 0
    assert "2 fixes to decide in 1 file of 1" in ran.err
    page = (mtfix.folder / "page.html").read_text()
    assert "default-src 'none'" in page
    # the link to skip to the text, and the picture
    assert re.findall(r"(?:src|href)=.{5}", page) == ['href="#tex', 'src="data']
    assert "http" not in page.replace("http-equiv", "")


def test_a_picture_of_the_faults(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork.\nA blip.\n")
    mtfix.write("b.txt", "A zark.\n")
    mtfix("report", "-q", "--html", "page.html", "a.txt", "b.txt")
    page = (mtfix.folder / "page.html").read_text()
    shown = re.search(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)"', page)
    assert shown is not None
    assert shown[1] == "2 findings in 6 words of 2 files: 333.3 per 1,000"
    mtfix("stats", "-q", "--unsafe-fixes", "a.txt", "b.txt", "--svg", "x.svg")
    assert base64.b64decode(shown[2]) == (mtfix.folder / "x.svg").read_bytes()
    mtfix("report", "-q", "--html", "page.html", "b.txt")
    assert "<img" not in (mtfix.folder / "page.html").read_text()


def test_no_tag_of_a_text_reaches_the_page(mtfix: Mtfix) -> None:
    evil = "</script><script>alert(1)</script><!-- & zork \u2028 --> ]]> zork"
    mtfix.write("a.txt", evil)
    mtfix.write("<b>&.txt", evil)
    mtfix("report", "-q", "--html", "page.html", "a.txt", "<b>&.txt")
    page = (mtfix.folder / "page.html").read_text()
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert "<b>&.txt" not in page
    assert "\u2028" not in page


def test_the_same_text_gives_the_same_page(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork zark and a blip.\n")
    pages = []
    for seed in ("1", "2"):
        mtfix("report", "-q", "--html", "page.html", "a.txt", PYTHONHASHSEED=seed)
        pages.append((mtfix.folder / "page.html").read_bytes())
    assert pages[0] == pages[1]


def test_two_hundred_findings_stay_small(mtfix: Mtfix) -> None:
    words = "There is a long sentence about a zork that stands here for its words. " * 4
    mtfix.write("a.txt", f"{words}\n\n" * 50)
    ran = mtfix("report", "--html", "page.html", "a.txt")
    assert "200 fixes to decide" in ran.err
    assert (mtfix.folder / "page.html").stat().st_size < 1_000_000


def test_a_bad_file_is_told_on_the_page_and_by_the_exit_code(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork.\n")
    ran = mtfix("report", "--html", "page.html", "a.txt", "gone.txt")
    assert ran.code == 2
    assert "gone.txt: no such file" in (mtfix.folder / "page.html").read_text()


@pytest.mark.parametrize("name", ["a.txt", "./a.txt", "sub/../a.txt"])
def test_an_input_is_never_overwritten(mtfix: Mtfix, name: str) -> None:
    path = mtfix.write("a.txt", "A zork.\n")
    (mtfix.folder / "sub").mkdir()
    ran = mtfix("report", "--html", name, "a.txt")
    assert ran.code == 2
    assert "is one of the texts; choose another name for the page" in ran.err
    assert path.read_text() == "A zork.\n"


def test_an_input_of_a_folder_is_never_overwritten(mtfix: Mtfix) -> None:
    path = mtfix.write("docs/a.html", "<p>A zork.</p>\n")
    ran = mtfix("report", "--html", "docs/a.html", "docs")
    assert ran.code == 2
    assert "docs/a.html: is there already and is no page of mtfix" in ran.err
    assert path.read_text() == "<p>A zork.</p>\n"


def test_a_link_to_an_input_is_no_other_name(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", "A zork.\n")
    (mtfix.folder / "page.html").symlink_to(path)
    assert mtfix("report", "--html", "page.html", "a.txt").code == 2
    assert path.read_text() == "A zork.\n"


def test_an_earlier_page_is_replaced(mtfix: Mtfix) -> None:
    path = mtfix.write("a.txt", "A zork.\n")
    assert mtfix("report", "-q", "--html", "page.html", "a.txt").code == 0
    path.write_text("A blip.\n")
    assert mtfix("report", "-q", "--html", "page.html", "a.txt").code == 0
    assert "t-blip" in (mtfix.folder / "page.html").read_text()


def test_a_page_where_none_can_be(mtfix: Mtfix) -> None:
    mtfix.write("a.txt", "A zork.\n")
    mtfix.write("file", "x")
    ran = mtfix("report", "--html", "file/page.html", "a.txt")
    assert ran.code == 2
    assert "file/page.html" in ran.err
    assert mtfix("report", "a.txt").code == 2
