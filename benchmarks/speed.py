"""How fast mtfix reads 5 MB, as a ratio to a plain token scan of the same text in the same run.

    python benchmarks/speed.py FILE...

Without files, the text is the gold of seeds/, repeated. A ratio says more than a number of
megabytes: it is nearly the same on a slow and on a fast machine.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

import regex

import mtfix

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = Path(__file__).parents[1] / "seeds"
SIZE = 5_000_000
ROUNDS = 3
_TOKEN = regex.compile(r"\w+|\s+|.", regex.DOTALL)


def filled(text: str, size: int = SIZE) -> str:
    """The text, repeated as separate paragraphs up to a size in bytes."""
    block = text.rstrip("\n") + "\n\n"
    return block * max(1, size // len(block.encode()))


def fastest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files or sorted(SEEDS.glob("*/gold.*"))
    text = filled("\n\n".join(f.read_text(encoding="utf-8") for f in files))
    megabytes = len(text.encode()) / 1e6
    cleaner = mtfix.Cleaner()
    cleaner.fix(text[:10_000])  # rules compile on first use
    scan = fastest(lambda: sum(1 for _ in _TOKEN.finditer(text)))
    clean = fastest(lambda: cleaner.fix(text))
    print("| work | s | MB/s | ratio |\n|---|--:|--:|--:|")
    for name, seconds in (("token scan", scan), ("mtfix", clean)):
        print(f"| {name} | {seconds:.2f} | {megabytes / seconds:.1f} | {seconds / scan:.2f} |")


if __name__ == "__main__":
    main()
