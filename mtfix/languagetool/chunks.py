"""Packs paragraphs into requests, and sorts what comes back to the paragraphs.

A request is a whole number of paragraphs, each followed by an empty line: LanguageTool never reads
a sentence across one, so a paragraph's matches do not depend on its neighbours.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import regex
from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtfix.languagetool.hit import Hit

SMALLEST, LARGEST = 5_000, 20_000  # characters of a request, unless one paragraph is longer
LONGEST_SENTENCE = 3_000
SEAM = "\n\n"
_SENTENCE_END = regex.compile(r"""[.!?…]["'”’»)\]]*\s+(?=\W*\p{Lu})""")


class Chunk(Struct, frozen=True):
    """Paragraphs that travel together, by their number."""

    numbers: tuple[int, ...]
    text: str
    starts: tuple[int, ...]

    def sorted_out(self, hits: Iterable[Hit], sizes: Sequence[int]) -> dict[int, list[Hit]]:
        """The hits of each paragraph, with their places in it. One across paragraphs is dropped."""
        out: dict[int, list[Hit]] = {number: [] for number in self.numbers}
        for hit in hits:
            at = bisect_right(self.starts, hit.start) - 1
            number, start = self.numbers[at], self.starts[at]
            if hit.end - start <= sizes[number]:
                out[number].append(replace(hit, start=hit.start - start, end=hit.end - start))
        return out


def chunked(texts: Sequence[str], cores: int) -> Iterator[Chunk]:
    """Pack texts so that each core gets about the same, in requests of a good size."""
    total = sum(map(len, texts))
    size = min(LARGEST, max(SMALLEST, -(-total // max(cores, 1))))
    batch: list[int] = []
    length = 0
    for number, text in enumerate(texts):
        if batch and length + len(text) > size:
            yield _chunk(batch, texts)
            batch, length = [], 0
        batch.append(number)
        length += len(text) + len(SEAM)
    if batch:
        yield _chunk(batch, texts)


def _chunk(numbers: list[int], texts: Sequence[str]) -> Chunk:
    parts = [texts[n] for n in numbers]
    starts = [0, *accumulate(len(p) + len(SEAM) for p in parts[:-1])]
    return Chunk(tuple(numbers), "".join(p + SEAM for p in parts), tuple(starts))


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a paragraph that is longer than a request at ends of sentences.

    What goes on without an end is no sentence, and takes LanguageTool minutes: it is left out.
    """
    if len(text) <= LONGEST_SENTENCE:
        yield 0, text
        return
    start = end = 0
    cuts = [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    for cut in cuts:
        whole = cut - end <= LONGEST_SENTENCE
        if end > start and (not whole or cut - start > LARGEST):
            yield start, text[start:end]
            start = end
        end = cut
        if not whole:
            start = end
    if end > start:
        yield start, text[start:end]
