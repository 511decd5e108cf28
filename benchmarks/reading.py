"""What it costs to read a format, beside what the rules then cost, in the same run.

    python benchmarks/reading.py [--megabytes N] [--prose FILE] [FORMAT...]

The prose is the machine-translated article of seeds/, with a fault in every line, or a file of your
own with a paragraph a line; its paragraphs are repeated up to the size, each with a number so that
no two are the same. A ratio of 1 says that reading takes as long as all
rules together; `fix` is the whole way, from the text to the patch. Processor time, not clock time.
"""

from __future__ import annotations

import argparse
import html
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import mtfix
from mtfix import plugins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEED = Path(__file__).parents[1] / "seeds" / "russian-ambassador" / "mt.txt"
MEGABYTES = 2.0


def paragraphs(size: int, prose: Path = SEED) -> Iterator[str]:
    """Paragraphs of together about that many bytes."""
    found = [line for line in prose.read_text(encoding="utf-8").splitlines() if line.strip()]
    written = number = 0
    while written < size:
        text = f"{number} men came. {found[number % len(found)]}"
        yield text
        written += len(text.encode())
        number += 1


def _po(texts: list[str]) -> str:
    head = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n'
    pairs = (
        f"msgid {json.dumps(f'{n} Texte')}\nmsgstr {_quoted(t)}\n" for n, t in enumerate(texts)
    )
    return "\n".join([head, *pairs])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _html(texts: list[str]) -> str:
    body = "".join(f"<p>{html.escape(t, quote=False)}</p>\n" for t in texts)
    return f"<html><body>\n{body}</body></html>\n"


def _srt(texts: list[str]) -> str:
    time_ = "00:00:01,000 --> 00:00:02,000"
    return "".join(f"{n}\n{time_}\n{t}\n\n" for n, t in enumerate(texts, 1))


# How each format writes paragraphs, and a path that says which format it is.
WRITERS: dict[str, tuple[str, Callable[[list[str]], str]]] = {
    "text": ("a.txt", "\n\n".join),
    "markdown": ("a.md", "\n\n".join),
    "rst": ("a.rst", "\n\n".join),
    "asciidoc": ("a.adoc", "\n\n".join),
    "html": ("a.html", _html),
    "po": ("en.po", _po),
    "json": ("a.jsonl", lambda ts: "".join(f'{{"text": {_quoted(t)}}}\n' for t in ts)),
    "yaml": (
        "locales/en.yml",
        lambda ts: "en:\n" + "".join(f"  k{n}: {_quoted(t)}\n" for n, t in enumerate(ts)),
    ),
    "csv": ("a.csv", lambda ts: "text,n\n" + "".join(f'"{_doubled(t)}",1\n' for t in ts)),
    "subtitles": ("a.srt", _srt),
}


def _doubled(text: str) -> str:
    return text.replace('"', '""')


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(name: str, megabytes: float, prose: Path, cleaner: mtfix.Cleaner) -> str:
    path, write = WRITERS[name]
    text = write(list(paragraphs(int(megabytes * 1e6), prose)))
    reader = plugins.format_named(name)
    read = seconds(lambda: reader.read(text, path=path).texts)
    check = seconds(lambda: cleaner.check(text, format=name, path=path))
    fix = seconds(lambda: cleaner.fix(text, format=name, path=path))
    cells = (name, f"{len(text.encode()) / 1e6:.1f}", f"{read:.1f}", f"{check - read:.1f}")
    return " | ".join(("", *cells, f"{read / (check - read):.2f}", f"{fix:.1f}", "")).strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("formats", nargs="*", choices=[[], *WRITERS], metavar="FORMAT")
    parser.add_argument("--megabytes", type=float, default=MEGABYTES, metavar="N")
    parser.add_argument("--prose", type=Path, default=SEED, metavar="FILE")
    given = parser.parse_args()
    cleaner = mtfix.Cleaner()
    cleaner.fix(SEED.read_text(encoding="utf-8"))  # rules compile on first use
    print("| format | MB | read, s | rules, s | ratio | fix, s |\n|---|--:|--:|--:|--:|--:|")
    for name in given.formats or WRITERS:
        print(measured(name, given.megabytes, given.prose, cleaner), flush=True)


if __name__ == "__main__":
    main()
