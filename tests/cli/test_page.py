"""The page of a report in a real browser: what is seen, decided and saved there."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.review.browser import Browser, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Mtfix

# A real browser on a busy machine may lose a key; what is broken fails every time.
pytestmark = pytest.mark.flaky(reruns=2)

TEXT = "A zork sang.\n\nOne blip and an umbo left.\n\nA second zork came.\n"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    yield from started(tmp_path_factory.mktemp("browser"))


def page_of(mtfix: Mtfix, *names: str) -> Path:
    ran = mtfix("report", "-q", "--html", "page.html", *names)
    assert ran.code == 0, ran.err
    return mtfix.folder / "page.html"


@pytest.fixture
def opened(mtfix: Mtfix, browser: Browser) -> Browser:
    mtfix.write("a.txt", TEXT)
    browser.open(page_of(mtfix, "a.txt"))
    return browser


def states(browser: Browser) -> list[str]:
    """The states of the changes shown, in order."""
    found: list[str] = browser.run(
        "return [...document.querySelectorAll('main .change')].map(e => e.className.split(' ')[1])"
    )
    return found


# -- what is seen -------------------------------------------------------------------------


def test_the_text_with_its_changes_in_place(opened: Browser) -> None:
    assert [b.text for b in opened.all(".block")] == [
        "A zorkzark sang.",
        "One blipblop and an umbo! left.",
        "A second zorkzark came.",
    ]
    assert [e.text for e in opened.all("main del")] == ["zork", "blip", "zork"]
    assert [e.text for e in opened.all("main ins")] == ["zark", "blop", "zark"]
    assert opened.text("#tally") == "0 of 3 decided, 0 accepted"
    assert "zork is spelt zark" in opened.text("#panel")
    assert "The test engine spells it so." in opened.text("#panel")


def test_it_asks_the_network_for_nothing(opened: Browser) -> None:
    assert opened.run("return performance.getEntriesByType('resource').length") == 0


def test_advice_is_told_when_asked_for(opened: Browser) -> None:
    opened.one(".advice").click()
    assert "umbo means two things" in opened.text("#panel")
    assert "umbo means two things" in opened.text("#said")


def test_formats_show_what_a_reader_sees(mtfix: Mtfix, browser: Browser) -> None:
    mtfix.write("en.json", '{"title": "A \\"zork\\u2019s\\" song, {name}."}')
    mtfix.write("a.md", "# A zork\n\nSee **the** `code` and\na zork.\n")
    browser.open(page_of(mtfix, "en.json", "a.md"))
    assert [b.text for b in browser.all(".block")] == [
        'A "zorkzark’s" song, {name}.',
        "A zorkzark",
        "See the code and a zorkzark.",
    ]
    assert [c.text for c in browser.all(".block code")] == ["{name}", "code"]


def test_signs_for_what_cannot_be_seen(mtfix: Mtfix, browser: Browser) -> None:
    mtfix.write("a.txt", "A \u202ezork\u202c sang\x1b[2J.\n")
    browser.open(page_of(mtfix, "a.txt"))
    signs = browser.all(".sign")
    assert [s.text for s in signs] == ["U+202E", "U+202C", "U+001B"]
    assert signs[0].get_attribute("title") == "right-to-left override"
    raw = browser.run("return document.querySelector('main').textContent")
    assert "\u202e" not in raw
    assert "\x1b" not in raw


def test_nothing_of_a_text_is_run(mtfix: Mtfix, browser: Browser) -> None:
    evil = (
        "</script><script>document.title='owned'</script><img src=x onerror=\"document.title="
        "'owned'\"> zork <svg onload=document.title='owned'> &lt;b&gt; javascript:alert(1)\n"
    )
    mtfix.write("a.txt", evil)
    mtfix.write("<img src=x onerror=document.title='owned'>.txt", evil)
    browser.open(page_of(mtfix, "a.txt", "<img src=x onerror=document.title='owned'>.txt"))
    assert browser.all("main img, main script, main svg, main b") == []
    assert "owned" not in browser.run("return document.title")
    assert "<img src=x onerror=\"document.title='owned'\">" in browser.one("main").text
    assert browser.complaints() == []


def test_nothing_to_decide(mtfix: Mtfix, browser: Browser) -> None:
    mtfix.write("a.txt", "All is well.\n")
    browser.open(page_of(mtfix, "a.txt"))
    assert "There is nothing to decide." in browser.one("main").text


# -- deciding -----------------------------------------------------------------------------


def test_by_keys(opened: Browser) -> None:
    opened.press("ara")
    assert states(opened) == ["accepted", "refused", "accepted"]
    assert opened.text("#tally") == "3 of 3 decided, 2 accepted"
    assert [b.text for b in opened.all(".block")] == [
        "A zark sang.",
        "One blip and an umbo! left.",
        "A second zark came.",
    ]


def test_by_mouse(opened: Browser) -> None:
    opened.all("main .change")[1].click()
    assert "t-blip" in opened.text("#panel")
    opened.one("#panel .no").click()
    assert "t-zork refused" not in opened.text("#said")
    assert opened.text("#said") == "t-blip refused"
    opened.one("#panel .yes").click()
    assert states(opened) == ["open", "refused", "accepted"]


def test_undo(opened: Browser) -> None:
    opened.press("aa")
    opened.press("u")
    assert states(opened) == ["accepted", "open", "open"]
    opened.one("#undo").click()
    assert states(opened) == ["open", "open", "open"]


def test_all_of_a_rule(opened: Browser) -> None:
    opened.press("A")
    assert states(opened) == ["accepted", "open", "accepted"]


def test_all_that_is_shown(opened: Browser) -> None:
    opened.choose("level", "unsafe")
    opened.one("#refuse-shown").click()
    opened.choose("level", "all")
    assert states(opened) == ["open", "refused", "open"]


def test_a_reload_loses_nothing(opened: Browser) -> None:
    opened.press("ar")
    opened.reload()
    assert states(opened) == ["accepted", "refused", "open"]


def test_what_needs_a_refused_change_is_refused_with_it(mtfix: Mtfix, browser: Browser) -> None:
    mtfix.write("a.txt", "The zork zark sang.\n")
    browser.open(page_of(mtfix, "a.txt"))
    assert [e.text for e in browser.all("main del")] == ["zork", " zark"]
    browser.press("r")
    assert browser.text("#said") == "t-zork refused, and t-double-zark with it"
    assert browser.text("#tally") == "2 of 2 decided, 0 accepted"
    assert [b.text for b in browser.all(".block")] == ["The zork zark sang."]


def test_what_a_change_needs_is_accepted_with_it(mtfix: Mtfix, browser: Browser) -> None:
    mtfix.write("a.txt", "The zork zark sang.\n")
    browser.open(page_of(mtfix, "a.txt"))
    browser.press("j")
    assert "t-double-zark" in browser.text("#panel")
    browser.press("a")
    assert browser.text("#said") == "t-double-zark accepted, and t-zork with it"
    assert states(browser) == ["accepted", "accepted"]
    assert [e.text for e in browser.all("main del") if e.is_displayed()] == [" zark"]


def test_a_later_change_may_be_refused_alone(mtfix: Mtfix, browser: Browser) -> None:
    mtfix.write("a.txt", "The zork zark sang.\n")
    browser.open(page_of(mtfix, "a.txt"))
    browser.press("jr")
    browser.press("a")
    assert [b.text for b in browser.all(".block")] == ["The zark zark sang."]


# -- filters ------------------------------------------------------------------------------


def test_filters(mtfix: Mtfix, browser: Browser) -> None:
    mtfix.write("a.txt", TEXT)
    mtfix.write("b.txt", "Another zork.\n")
    browser.open(page_of(mtfix, "a.txt", "b.txt"))
    assert len(browser.all("main .change")) == 4
    browser.choose("file", "b.txt (1)")
    assert len(browser.all("main .change")) == 1
    browser.choose("file", "all")
    browser.choose("rule", "t-blip (1)")
    assert [e.text for e in browser.all("main del")] == ["blip"]
    browser.choose("rule", "all")
    browser.choose("level", "safe (3)")
    assert [e.text for e in browser.all("main del")] == ["zork", "zork", "zork"]
    assert "Change 2 of 3" in browser.text("#panel")
    browser.one("#panel .yes").click()
    browser.choose("state", "accepted")
    assert [e.text for e in browser.all("main ins")] == ["zark"]
    browser.choose("state", "refused")
    assert browser.all("main .change") == []
    assert "No change is shown" in browser.text("#panel")


# -- saving -------------------------------------------------------------------------------


def test_saved_decisions_are_what_apply_writes(mtfix: Mtfix, opened: Browser) -> None:
    opened.press("ra")
    decisions = opened.saved("#save-decisions", "decisions.json")
    ran = mtfix("apply", str(decisions), "a.txt")
    assert ran.code == 0, ran.err
    assert (mtfix.folder / "a.txt").read_text() == TEXT.replace("blip", "blop")


BYTES = {
    "plain.txt": b"One.\nA zork sang.\nThree.\nFour.\nFive.\nSix.\nSeven.\nEight.\nA zork zark.\n",
    "windows.txt": b"One zork.\r\nTwo.\r\nThree zork.\r\n",
    "no end.txt": b"One.\nTwo zork.",
    "mark.txt": b"\xef\xbb\xbfzork is first.\nTwo.\n",
    "mark below.txt": b"\xef\xbb\xbfOne.\nzork.\n",
    "faces.txt": "😀 zork 😀 zork.\n\nAnd 😀 zork.\n".encode(),
    'it\'s "quoted".txt': b"A zork.\n",
    "like a diff.txt": b"--- a/zork\n+++ b/zork\n@@ -1 +1 @@ zork\n-- zork\n\\ zork\n",
    "en.json": b'{"title": "A \\"zork\\u2019s\\" song."}\n',
}


def test_the_patch_is_what_git_takes(mtfix: Mtfix, browser: Browser) -> None:
    for name, content in BYTES.items():
        mtfix.write(name, content)
    browser.open(page_of(mtfix, *BYTES))
    browser.one("#accept-shown").click()
    decisions = browser.saved("#save-decisions", "decisions.json")
    patch = browser.saved("#save-patch", "mtfix.patch")
    done = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", str(patch)],
        cwd=mtfix.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    patched = {name: (mtfix.folder / name).read_bytes() for name in BYTES}
    for name, content in BYTES.items():
        mtfix.write(name, content)
    assert mtfix("apply", "-q", str(decisions)).code == 0
    assert patched == {name: (mtfix.folder / name).read_bytes() for name in BYTES}
    assert all(b"zork" not in content for content in patched.values())


def test_where_no_patch_can_be_made_it_says_so(mtfix: Mtfix, browser: Browser) -> None:
    path = mtfix.write("a.txt", b"A zork caf\xe9.\n")
    browser.open(page_of(mtfix, "a.txt"))
    assert browser.all(".sign")[0].text == "E9"
    browser.press("a")
    browser.one("#save-patch").click()
    assert "a.txt has bytes that are no UTF-8; save the decisions instead" in browser.alert()
    decisions = browser.saved("#save-decisions", "decisions.json")
    assert mtfix("apply", "-q", str(decisions)).code == 0
    assert path.read_bytes() == b"A zark caf\xe9.\n"


# -- for everybody ------------------------------------------------------------------------


def test_roles_and_names(opened: Browser) -> None:
    change = opened.one("main .change")
    assert change.get_attribute("role") == "button"
    assert change.accessible_name == "replace “zork” by “zark”; t-zork, safe, open"
    assert opened.one("#said").get_attribute("aria-live") == "polite"
    assert opened.one("#panel").aria_role == "complementary"
    assert opened.one("#progress").accessible_name == "Decided"
    nameless = [
        b for b in opened.all("button, select") if b.is_displayed() and not b.accessible_name
    ]
    assert nameless == []
    assert opened.run("return document.documentElement.lang") == "en"


def test_the_focus_follows_and_can_be_seen(opened: Browser) -> None:
    opened.press("j")
    assert opened.run("return document.activeElement.dataset.fix") == "1"
    style = "return getComputedStyle(document.activeElement).outlineStyle"
    assert opened.run(style) == "solid"
    opened.press("\ue007")  # Enter
    assert opened.run("return document.activeElement.className") == "yes"
    opened.press("\ue007")
    assert states(opened) == ["open", "accepted", "open"]
    assert opened.run("return document.activeElement.className") == "yes"


def test_one_change_only_is_a_stop_for_the_tab_key(opened: Browser) -> None:
    assert len(opened.all("main .change[tabindex='0']")) == 1


def test_single_keys_can_be_turned_off(opened: Browser) -> None:
    opened.press("?")
    assert opened.one("#help").is_displayed()
    opened.one("#keys-on").click()
    opened.one("#help .solid").click()
    opened.press("a")
    assert states(opened) == ["open", "open", "open"]


CONTRAST = """
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
function rgba(color) {
  canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
}
function behind(element) {
  for (let e = element; e; e = e.parentElement) {
    const color = rgba(getComputedStyle(e).backgroundColor);
    if (color[3] === 255) return color;
  }
  return [255, 255, 255, 255];
}
function light(color) {
  const [r, g, b] = color.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
return [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility())
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => {
    const [a, b] = [light(rgba(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), `${e.tagName} ${e.className} ${e.textContent}`.slice(0, 60)];
  });
"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_contrast(mtfix: Mtfix, browser: Browser, dark: bool) -> None:
    mtfix.write("a.txt", "A zork sang.\n\nA \u202eblip and `an` umbo left.\n\nA third zork.\n")
    browser.open(page_of(mtfix, "a.txt"), dark=dark)
    browser.press("ar")
    found: list[Any] = browser.run(CONTRAST)
    assert len(found) > 25
    assert [f for f in found if f[0] < 4.5] == []


def test_dark_and_light_can_be_chosen(opened: Browser) -> None:
    paper = "return getComputedStyle(document.body).backgroundColor"
    light = opened.run(paper)
    opened.one("#theme").click()
    dark = opened.run(paper)
    assert light != dark
    for _ in range(50):  # the browser writes down what is chosen in its own time
        opened.reload()
        if opened.run(paper) == dark:
            break
    assert opened.run(paper) == dark


@pytest.mark.parametrize("width", [320, 390, 768])
def test_on_a_phone(mtfix: Mtfix, browser: Browser, width: int) -> None:
    mtfix.write("a.txt", f"A zork sang {'loudly' * 40}.\n\nOne blip left.\n")
    browser.open(page_of(mtfix, "a.txt"), width=width, height=800)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    yes = browser.one("#panel .yes")
    assert yes.is_displayed()
    assert yes.size["height"] >= 44
    yes.click()
    assert states(browser)[0] == "accepted"
    where = browser.run("return document.querySelector('.current').getBoundingClientRect().bottom")
    top = browser.run("return document.querySelector('#panel').getBoundingClientRect().top")
    assert where <= top
