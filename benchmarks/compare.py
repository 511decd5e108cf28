"""Compare mtfix, LanguageTool, Harper and doing nothing on texts with a gold, in one run.

    python benchmarks/compare.py [FOLDER...] [--clean FOLDER] [--languagetool-url URL]

A FOLDER holds an `mt.*` and a `gold.*`, or folders that do; each makes a table. CLEAN holds right
texts, where every edit is a false one. Each peer needs its package: `pip install .[benchmark]`.
LanguageTool is mtfix's own server, started here where it is installed and stopped again.
"""

from __future__ import annotations

import argparse
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from score import Score, changes, score, tokens

import mtfix
from mtfix import cleaner
from mtfix.languagetool import access, server, store
from mtfix.languagetool.merging import merged
from mtfix.languagetool.ownrules import own_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Correct = Callable[["Text"], str]

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "russian-ambassador"
CLEAN = ROOT / "tests" / "clean"
ROUNDS = 3  # the fastest counts
BETWEEN = "\n\n"  # between the texts of a set, which are scored as one
FORMATS = {".md": "markdown"}
SPELLERS = ("MORFOLOGIK_RULE_EN_US", "MORFOLOGIK_RULE_EN_GB")


class Text(Struct, frozen=True):
    """A text and the format that its name tells."""

    text: str
    format: str


class Pair(Struct, frozen=True):
    """A text and what an editor made of it."""

    before: Text
    gold: str


class Tool(Struct, frozen=True):
    """A name for the table, and how the tool corrects a text, or why it cannot."""

    name: str
    correct: Correct | None = None
    reason: str = ""
    forget: Callable[[], None] = lambda: None  # what a tool remembers of earlier texts


class Row(Struct, frozen=True):
    """One line of the table: score, tokens changed in clean texts, seconds for all texts."""

    tool: str
    score: Score | None = None
    false_edits: int = 0
    seconds: float = 0.0
    reason: str = ""


def read(path: Path) -> Text:
    return Text(path.read_text(encoding="utf-8"), FORMATS.get(path.suffix, "text"))


def pairs(folder: Path) -> list[Pair]:
    """The pairs of a folder, or of the folders in it."""
    places = [p for p in (folder, *sorted(folder.iterdir())) if p.is_dir() and any(p.glob("mt.*"))]
    return [Pair(read(next(p.glob("mt.*"))), read(next(p.glob("gold.*"))).text) for p in places]


def mtfix_tool(languagetool: str, *, unsafe: bool) -> Correct:
    made = mtfix.Cleaner()

    def correct(text: Text) -> str:
        return made.fix(
            text.text, format=text.format, unsafe=unsafe, languagetool=languagetool
        ).after

    return correct


def languagetool_tool(url: str, *without: str) -> Correct:
    """LanguageTool as its Python client comes: our own rules on the server stay silent."""
    import language_tool_python

    tool = language_tool_python.LanguageTool("en-US", remote_server=url)
    tool.disabled_rules = {*without, *(r.id for r in own_rules()), merged().sentinel}
    return lambda text: str(tool.correct(text.text))


def harper_tool() -> Correct:
    from harper import Language, Linter

    linter = Linter()

    def correct(text: Text) -> str:
        out = text.text
        lints = linter.lint(out, language=Language.PLAINTEXT)
        for lint in sorted(lints, key=lambda found: -found.span.start):
            if lint.suggestions:
                out = linter.apply_suggestion(out, lint, lint.suggestions[0])
        return out

    return correct


def forget() -> None:
    """Forget LanguageTool's answers, so that a second round asks again."""
    store.clear()
    cleaner._languagetool.cache_clear()


def tools(url: str, reason: str) -> Iterator[Tool]:
    """Every row of the table; the peers only where they are installed."""
    yield Tool("do nothing", lambda text: text.text)
    if reason:
        yield Tool("language-tool-python", reason=reason)
    else:
        yield Tool("language-tool-python", languagetool_tool(url))
        yield Tool("the same without spelling", languagetool_tool(url, *SPELLERS))
    if find_spec("harper") is None:
        yield Tool("harper-py", reason="not installed")
    else:
        yield Tool("harper-py", harper_tool())
    yield Tool("mtfix", mtfix_tool("off", unsafe=False))
    yield Tool("mtfix --unsafe-fixes", mtfix_tool("off", unsafe=True))
    if reason:
        yield Tool("mtfix with LanguageTool", reason=reason)
        return
    yield Tool("mtfix with LanguageTool", mtfix_tool("on", unsafe=False), forget=forget)
    name = "mtfix with LanguageTool, --unsafe-fixes"
    yield Tool(name, mtfix_tool("on", unsafe=True), forget=forget)


def measure(tool: Tool, found: Sequence[Pair], clean: Sequence[Text]) -> Row:
    """Score what a tool makes of the texts, and time it once it is warm."""
    if tool.correct is None:
        return Row(tool.name, reason=tool.reason)
    after = [tool.correct(pair.before) for pair in found]
    times = []
    for _ in range(ROUNDS):
        tool.forget()
        start = time.perf_counter()
        for pair in found:
            tool.correct(pair.before)
        times.append(time.perf_counter() - start)
    wrong = sum(_changed(text.text, tool.correct(text)) for text in clean)
    before = BETWEEN.join(pair.before.text for pair in found)
    gold = BETWEEN.join(pair.gold for pair in found)
    return Row(tool.name, score(before, BETWEEN.join(after), gold), wrong, min(times))


def _changed(before: str, after: str) -> int:
    return len(changes(tokens(before), tokens(after)))


def table(found: list[Row]) -> str:
    """The rows as Markdown; times also as a ratio to that of mtfix."""
    lines = [
        "| tool | removed | precision | recall | F0.5 | edits | on clean text | ms | ratio |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    unit = next(row.seconds for row in found if row.tool == "mtfix")
    for row in found:
        if row.score is None:
            lines.append(f"| {row.tool} | {row.reason} | | | | | | | |")
            continue
        s = row.score
        lines.append(
            f"| {row.tool} | {s.removed:.2f} | {_share(s.precision)} | {s.recall:.2f} "
            f"| {_share(f_half(s))} | {s.edits} | {row.false_edits} "
            f"| {row.seconds * 1000:.0f} | {row.seconds / unit:.1f} |"
        )
    return "\n".join(lines)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def f_half(found: Score) -> float | None:
    """F0.5: precision counts twice as much as recall.

    >>> f_half(Score(removed=0.5, precision=1.0, recall=0.5, edits=1))
    0.8333333333333334
    """
    p, r = found.precision, found.recall
    if p is None or p + r == 0:
        return None
    return 1.25 * p * r / (0.25 * p + r)


@contextmanager
def languagetool(url: str) -> Iterator[tuple[str, str]]:
    """The address of a server and why there is none; one that was started here is stopped."""
    if url or (reason := access.missing()):
        yield url, "" if url else reason
        return
    place = server.site()
    known = server.running(place) is not None
    try:
        yield server.acquire().url, ""
    finally:
        if not known:
            server.stop(place)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[SEED], metavar="FOLDER")
    parser.add_argument("--clean", type=Path, default=CLEAN, metavar="FOLDER")
    parser.add_argument("--languagetool-url", metavar="URL", default="", help="a running server")
    given = parser.parse_args()
    clean = [read(path) for path in sorted(given.clean.glob("*")) if path.is_file()]
    with languagetool(given.languagetool_url) as (url, reason):
        for folder in given.folders:
            found = pairs(folder)
            rows = [measure(tool, found, clean) for tool in tools(url, reason)]
            words = sum(len(pair.before.text.split()) for pair in found)
            print(f"{folder.name}: {len(found)} texts, {words} words\n\n{table(rows)}\n")


if __name__ == "__main__":
    main()
