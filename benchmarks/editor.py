"""How soon an editor shows what a keystroke changed, beside a `mtfix check` of the same text.

    python benchmarks/editor.py [FILE...]

Without files, the texts are the machine-translated and the edited article of seeds/, each repeated
up to 5,000 words. A client types into the text over standard input and output of `mtfix lsp`, a
letter at a time with a pause between, and waits for what is published of that version. The time
holds everything: the rest that the server grants before it looks, the whole text looked at anew,
and both ends of the pipe. The ratio is to the whole process `mtfix check`, in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from lsprotocol import types
from pygls.lsp.client import LanguageClient

SEEDS = Path(__file__).parents[1] / "seeds"
WORDS = 5_000
KEYSTROKES = 40
PAUSE = 0.2  # seconds between keystrokes, about what a fast typist takes
CHECKS = 3


def filled(text: str, words: int = WORDS) -> str:
    """The text, repeated as separate paragraphs up to a number of words."""
    times = max(1, round(words / len(text.split())))
    return "\n\n".join([text.rstrip("\n")] * times) + "\n"


class Typist:
    """Types into one text and notes how long each keystroke waits for its answer."""

    def __init__(self, uri: str, text: str) -> None:
        self.uri = uri
        self.text = text
        self.client = LanguageClient("benchmark", "1")
        self.published: asyncio.Queue[int | None] = asyncio.Queue()
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(
            lambda params: self.published.put_nowait(params.version)
        )

    async def seconds(self) -> list[float]:
        await self.client.start_io(sys.executable, "-m", "mtfix", "lsp")
        await self.client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
        self.client.initialized(types.InitializedParams())
        item = types.TextDocumentItem(self.uri, "plaintext", 0, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await self._answered(0)
        times = [await self._keystroke(number) for number in range(1, KEYSTROKES + 1)]
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()  # type: ignore[no-untyped-call]
        return times

    async def _keystroke(self, number: int) -> float:
        await asyncio.sleep(PAUSE)
        lines = self.text.count("\n")
        at = types.Position(line=(lines * number) // (KEYSTROKES + 1), character=0)
        change = types.TextDocumentContentChangePartial(range=types.Range(at, at), text="q")
        document = types.VersionedTextDocumentIdentifier(version=number, uri=self.uri)
        start = time.perf_counter()
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        await self._answered(number)
        return time.perf_counter() - start

    async def _answered(self, version: int) -> None:
        while await self.published.get() != version:
            pass


def checked(file: Path) -> float:
    """The seconds of a whole `mtfix check`, the fastest of some."""
    command = [sys.executable, "-m", "mtfix", "check", "--languagetool", "off", str(file)]
    times = []
    for _ in range(CHECKS):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - start)
    return min(times)


def measured(name: str, text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_text(text, encoding="utf-8")
        times = asyncio.run(Typist(file.as_uri(), text).seconds())
        check = checked(file)
    slow = quantiles(times, n=20)[-1]
    cells = (name, len(text.split()), *(f"{1000 * t:.0f}" for t in (median(times), slow, check)))
    return " | ".join(map(str, ("", *cells, f"{median(times) / check:.2f}", ""))).strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files
    if files:
        texts = [(f.name, f.read_text(encoding="utf-8")) for f in files]
    else:
        seed = SEEDS / "russian-ambassador"
        texts = [
            (n, filled((seed / n).read_text(encoding="utf-8"))) for n in ("mt.txt", "gold.txt")
        ]
    print("| text | words | keystroke, ms | slow one in 20 | check, ms | ratio |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, text in texts:
        print(measured(name, text), flush=True)


if __name__ == "__main__":
    main()
