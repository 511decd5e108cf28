"""Asks LanguageTool about paragraphs: what is known already, and the rest from the server.

A server that dies is started again once; then the run goes on without LanguageTool.
"""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.languagetool import probe, server
from mtfix.languagetool.chunks import Chunk, chunked
from mtfix.languagetool.client import Client, Parameters, ServerError
from mtfix.languagetool.lock import read_lock
from mtfix.languagetool.merging import merged
from mtfix.languagetool.store import Store
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtfix.languagetool.hit import Hit

RESTARTS = 1  # in one run
QUIET = 60.0  # seconds after which a server is looked for again before it is used

Answers = dict[int, "tuple[Hit, ...]"]  # by the number of the paragraph


class Told(Struct, frozen=True):
    """What came back: the hits of the paragraphs that could be checked, and what went wrong."""

    answers: Answers
    problem: str = ""


class Service:
    """The way to one server.

    `url` names another than mtfix's own, whose rules nobody knows: its answers are not kept on
    the disk.
    """

    def __init__(self, url: str = "") -> None:
        self._url = url
        self.store = Store("" if url else f"{read_lock().version} {merged().digest}")
        self._client: Client | None = None
        self._lock = threading.RLock()
        self._restarts = RESTARTS
        self._used = 0.0  # when the server last answered
        self._lost = ""  # why there is no LanguageTool any more

    def ask(self, texts: Sequence[str], parameters: Parameters) -> Told:
        """The hits of each text. Nothing is sent that was answered before."""
        keys = [self.store.key(text, parameters.name) for text in texts]
        known = self.store.get(keys)
        missing = {k: t for k, t in zip(keys, texts, strict=True) if k not in known}
        problem = ""
        if missing:
            told = self._fresh(list(missing.values()), parameters)
            order = list(missing)
            fresh = {order[n]: hits for n, hits in told.answers.items()}
            self.store.put(fresh)
            known |= fresh
            problem = told.problem
        return Told({n: known[k] for n, k in enumerate(keys) if k in known}, problem)

    def _fresh(self, texts: list[str], parameters: Parameters) -> Told:
        cores = os.cpu_count() or 1
        chunks = list(chunked(texts, cores))
        answers: Answers = {}
        refused: list[str] = []

        def work(chunk: Chunk) -> None:
            try:
                hits = self._hits(chunk.text, parameters)
            except _RefusedError as error:
                refused.append(str(error))
                return
            sizes = chunk.sorted_out(hits, [len(t) for t in texts])
            answers.update({n: tuple(found) for n, found in sizes.items()})

        try:
            if len(chunks) == 1:
                work(chunks[0])
            else:
                from concurrent.futures import ThreadPoolExecutor

                with ThreadPoolExecutor(cores) as pool:
                    list(pool.map(work, chunks))
        except MtfixError as error:
            return Told(answers, str(error))
        again = [n for chunk in chunks for n in chunk.numbers if n not in answers]
        if refused and len(texts) > 1:
            return self._one_by_one(texts, parameters, answers, again)
        return Told(answers, refused[0] if refused else "")

    def _one_by_one(
        self, texts: list[str], parameters: Parameters, answers: Answers, again: list[int]
    ) -> Told:
        """One paragraph can make a server refuse a whole request; the others need not suffer."""
        problem = ""
        for number in again:
            told = self._fresh([texts[number]], parameters)
            if told.answers:
                answers[number] = told.answers[0]
            problem = problem or told.problem
            if self._lost:
                break
        return Told(answers, problem)

    def _hits(self, text: str, parameters: Parameters) -> list[Hit]:
        """Ask the server; if it is gone, start it again once."""
        client = self._connected()
        try:
            hits = client.check(text, parameters)
        except ServerError as error:
            client = self._again(client, error)
            try:
                hits = client.check(text, parameters)
            except ServerError as second:
                raise self._give_up(second) from second
        self._used = time.monotonic()
        return hits

    def _connected(self) -> Client:
        with self._lock:
            if self._lost:
                raise MtfixError(self._lost)
            if time.monotonic() - self._used > QUIET:
                # a long-lived process pauses, and its server may have been stopped meanwhile
                self._client, self._restarts = None, RESTARTS
            if self._client is None:
                try:
                    self._client = Client(self._address())
                except MtfixError as error:
                    raise self._give_up(error) from error
                self._used = time.monotonic()
            server.site().touch()
            return self._client

    def _address(self) -> str:
        if not self._url:
            return server.acquire().url
        if probe.answers(self._url) is None:
            raise MtfixError(
                f"{self._url}: no LanguageTool answers there; check --languagetool-url"
            )
        return self._url

    def _again(self, failed: Client, error: ServerError) -> Client:
        """A client of a server that works, after one failed; the first thread restarts it."""
        with self._lock:
            if self._client is not failed and self._client is not None:
                return self._client
            alive = probe.answers(failed.url) is not None
            if alive:
                raise _RefusedError(str(error))
            if self._url or self._restarts == 0 or self._lost:
                raise self._give_up(error)
            self._restarts -= 1
            self._client = None
            return self._connected()

    def _give_up(self, error: MtfixError) -> MtfixError:
        with self._lock:
            if not self._lost:
                self._lost = f"{error}; went on without LanguageTool"
            return MtfixError(self._lost)


class _RefusedError(ServerError):
    """The server is well, but does not take this text."""
