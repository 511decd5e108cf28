"""Compare mtfix, LanguageTool and Harper on the texts of seeds/, in one run.

    python benchmarks/compare.py [FOLDER] [--languagetool-url URL]

FOLDER holds an `mt.*` and a `gold.*`. Each peer needs its package: `pip install .[benchmark]`.
LanguageTool also needs a running server; mtfix does not start one.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from score import Score, score

import mtfix

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = Path(__file__).parents[1] / "seeds" / "russian-ambassador"
ROUNDS = 5  # the fastest counts


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a tool's score and time, or why it did not run."""

    tool: str
    score: Score | None = None
    seconds: float = 0.0
    reason: str = ""


def mtfix_tool(*, unsafe: bool) -> Callable[[str], str]:
    cleaner = mtfix.Cleaner()
    return lambda text: cleaner.fix(text, unsafe=unsafe).after


def languagetool_tool(url: str) -> Callable[[str], str]:
    import language_tool_python

    tool = language_tool_python.LanguageTool("en-US", remote_server=url)
    return lambda text: str(tool.correct(text))


def harper_tool() -> Callable[[str], str]:
    from harper import Language, Linter

    linter = Linter()

    def correct(text: str) -> str:
        lints = linter.lint(text, language=Language.PLAINTEXT)
        for lint in sorted(lints, key=lambda found: -found.span.start):
            if lint.suggestions:
                text = linter.apply_suggestion(text, lint, lint.suggestions[0])
        return text

    return correct


def measure(tool: str, correct: Callable[[str], str], before: str, gold: str) -> Row:
    """Score what a tool makes of a text, and time it once it is warm."""
    after = correct(before)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        correct(before)
        times.append(time.perf_counter() - start)
    return Row(tool, score(before, after, gold), min(times))


def rows(before: str, gold: str, url: str | None) -> list[Row]:
    out = [
        measure("mtfix", mtfix_tool(unsafe=False), before, gold),
        measure("mtfix --unsafe-fixes", mtfix_tool(unsafe=True), before, gold),
    ]
    if find_spec("language_tool_python") is None:
        out.append(Row("language-tool-python", reason="not installed"))
    elif url is None:
        out.append(Row("language-tool-python", reason="no server"))
    else:
        out.append(measure("language-tool-python", languagetool_tool(url), before, gold))
    if find_spec("harper") is None:
        out.append(Row("harper-py", reason="not installed"))
    else:
        out.append(measure("harper-py", harper_tool(), before, gold))
    return out


def table(found: list[Row]) -> str:
    """The rows as Markdown; times also as a ratio to the first row's."""
    lines = [
        "| tool | removed | precision | recall | edits | ms | ratio |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in found:
        if row.score is None:
            lines.append(f"| {row.tool} | {row.reason} | | | | | |")
            continue
        s = row.score
        precision = "–" if s.precision is None else f"{s.precision:.2f}"
        lines.append(
            f"| {row.tool} | {s.removed:.2f} | {precision} | {s.recall:.2f} | {s.edits} "
            f"| {row.seconds * 1000:.1f} | {row.seconds / found[0].seconds:.1f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SEED)
    parser.add_argument("--languagetool-url", metavar="URL", help="a running server")
    given = parser.parse_args()
    before = next(given.folder.glob("mt.*")).read_text(encoding="utf-8")
    gold = next(given.folder.glob("gold.*")).read_text(encoding="utf-8")
    print(table(rows(before, gold, given.languagetool_url)))


if __name__ == "__main__":
    main()
