"""The site is built whole, asks nothing of other hosts, and its tutorials do what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mtfix import Cleaner

ROOT = Path(__file__).parents[1]
TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = ("sh", "python")
PLAIN_LINK = re.compile(r"<a(?: (?!style)[a-z-]+=\"[^\"<>]*\")*>")  # loads nothing


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_rule_has_a_page(site: Path) -> None:
    index = (site / "catalogue" / "index.html").read_text(encoding="utf-8")
    for rule in Cleaner().rules:
        page = (site / "catalogue" / f"{rule.id}.html").read_text(encoding="utf-8")
        assert f"{rule.id}</h1>" in re.sub(r"<a class=.headerlink.*?</a>", "", page)
        assert f'href="{rule.id}.html"' in index


class _Fetched(HTMLParser):
    """What a browser loads by itself when it opens a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag != "a":
            self.found += (given[name] for name in ("src", "href", "data") if name in given)
        self.found += re.findall(r"url\(([^)]*)\)", given.get("style", ""))


def test_a_page_loads_nothing_from_another_host(site: Path) -> None:
    number = 0
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if page.parent.name == "catalogue" and "//" not in PLAIN_LINK.sub("", text):
            continue  # of the thousands of such pages, parsed is only what could name a host
        parser = _Fetched()
        parser.feed(text)
        number += len(parser.found)
        assert not [url for url in parser.found if "//" in url], page
    assert number > 100
    for style in site.rglob("*.css"):
        loaded = re.findall(
            r"(?:url\(|@import)\s*['\"]?([^'\")\s]+)", style.read_text(encoding="utf-8")
        )
        assert not [url for url in loaded if "//" in url and not url.startswith("data:")], style
    for script in site.rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"(?:fetch|import\w*|open)\(\s*['\"][^'\"]*//", text), script


def test_every_page_of_the_docs_is_in_the_site(site: Path) -> None:
    for source in (ROOT / "docs").rglob("*.md"):
        name = source.relative_to(ROOT / "docs").with_suffix(".html")
        assert (site / name).is_file()
        home = (site / "index.html").read_text(encoding="utf-8")
        assert f'href="{name.as_posix()}"' in home, f"{name} is not in the navigation"


@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda path: path.stem)
def test_a_tutorial_does_what_it_says(tutorial: Path, tmp_path: Path) -> None:
    """Its blocks run one after the other; what follows one as `text` is what it prints."""
    blocks = [(m[1], m[2]) for m in BLOCK.finditer(tutorial.read_text(encoding="utf-8"))]
    assert any("mtfix" in code for kind, code in blocks if kind == "sh")
    assert {kind for kind, _ in blocks} <= {*RUN, "text"}
    (tmp_path / "home").mkdir()
    (tmp_path / "where").write_text(str(tmp_path / "home"))
    printed = None
    for kind, code in blocks:
        if kind == "text":
            assert printed == code
        else:
            printed = run(kind, code, tmp_path)


def run(kind: str, code: str, sandbox: Path) -> str:
    """Run a block where the last one ended, and return what it prints."""
    (sandbox / "bin").mkdir(exist_ok=True)
    mtfix = sandbox / "bin" / "mtfix"
    mtfix.write_text(f'#!/bin/sh\nexec {sys.executable} -m mtfix "$@"\n')
    mtfix.chmod(0o755)
    env = {
        "PATH": f"{mtfix.parent}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(sandbox / "home"), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8",
        "MTFIX_CACHE": str(sandbox / "cache"), "GIT_CONFIG_NOSYSTEM": "1", "PYTHONUTF8": "1",
        # the parsed rules, which take half a minute to make
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache"),
    }  # fmt: skip
    where = Path((sandbox / "where").read_text().strip())
    if kind == "sh":
        script = f"{code}\ncode=$?\npwd > '{sandbox / 'where'}'\nexit $code\n"
        command = ["bash", "-u", "-c", script]
    else:
        command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=where, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode in (0, 1), code + done.stderr
    assert not re.search("Traceback|Usage:|not found|fatal:|internal error", done.stderr), (
        done.stderr
    )
    return done.stdout
