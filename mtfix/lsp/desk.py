"""Inspects each open text as soon as it rests, beside the conversation with the editor.

The conversation is one thread that only listens and answers; inspections run in others. When a
text moves on, what was under way for its former state ends at its next pause, and whatever it
found by then is thrown away: only what was seen in the present state is ever told.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from mtfix.lsp.inspection import Seen, Task, inspect, warm
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtfix.lsp.texts import Text

THREADS = 3  # so that one huge text does not make the others wait
REST = 0.25  # the share of an inspection's time that a text must rest before the next
LONGEST_REST = 0.5  # seconds

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class SupersededError(Exception):
    """The text has moved on; nobody wants to know any more."""


class _Turn(Struct, eq=False):
    """The inspection of one state of a text."""

    text: Text
    first: asyncio.Future[Seen]
    hurry: asyncio.Event = field(default_factory=asyncio.Event)
    stopped: threading.Event = field(default_factory=threading.Event)
    task: asyncio.Task[None] | None = None
    seen: Seen | None = None

    def pause(self) -> None:
        """Called from the inspecting thread."""
        if self.stopped.is_set():
            raise SupersededError

    def stop(self) -> None:
        self.stopped.set()
        if self.task is not None:
            self.task.cancel()
        if not self.first.done():
            self.first.set_exception(SupersededError())
            self.first.exception()  # whether anybody waits or not


class Desk:
    """Keeps for each open text the inspection of its present state.

    `prepare` says what is to be done with a text and may raise MtfixError; `tell` takes what was
    seen, and again when LanguageTool has looked; `fail` takes what went wrong.
    """

    def __init__(
        self,
        prepare: Callable[[Text], Task | None],
        tell: Callable[[Seen], None],
        fail: Callable[[str], None],
    ) -> None:
        self._prepare = prepare
        self._tell = tell
        self._fail = fail
        self._turns: dict[str, _Turn] = {}
        self._cost: dict[str, float] = {}
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="inspection")

    def take(self, text: Text, delay: float = 0.0) -> None:
        """Inspect a new state of a text, after `delay` seconds in which nothing else comes."""
        self._stop(text.uri)
        turn = _Turn(text, asyncio.get_running_loop().create_future())
        self._turns[text.uri] = turn
        rest = min(LONGEST_REST, REST * self._cost.get(text.uri, 0.0))
        turn.task = asyncio.ensure_future(self._go(turn, max(delay, rest) if delay else 0.0))

    def drop(self, uri: str) -> None:
        """Forget a text that was closed."""
        self._stop(uri)
        self._turns.pop(uri, None)
        self._cost.pop(uri, None)

    def close(self) -> None:
        for uri in tuple(self._turns):
            self.drop(uri)
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def warm(self) -> None:
        """Load the rules before the first text needs them."""
        await asyncio.get_running_loop().run_in_executor(self._pool, warm)

    async def seen(self, uri: str) -> Seen | None:
        """What there is in the present state of a text, at once if need be; None if not open.

        Raises SupersededError where the text moves on before that is known.
        """
        turn = self._turns.get(uri)
        if turn is None:
            return None
        turn.hurry.set()
        await asyncio.shield(turn.first)
        if self._turns.get(uri) is not turn:
            raise SupersededError
        return turn.seen

    async def aside(self, seen: Seen, work: Callable[[], _T]) -> _T:
        """Do work on what was seen in another thread.

        Raises SupersededError where the text has moved on since.
        """
        turn = self._turns.get(seen.text.uri)
        if turn is None or turn.text.revision != seen.text.revision:
            raise SupersededError
        loop = asyncio.get_running_loop()
        done = await loop.run_in_executor(self._pool, work)
        turn.pause()
        return done

    def _stop(self, uri: str) -> None:
        turn = self._turns.get(uri)
        if turn is not None:
            turn.stop()

    async def _go(self, turn: _Turn, delay: float) -> None:
        try:
            if delay:
                with suppress(TimeoutError):
                    await asyncio.wait_for(turn.hurry.wait(), delay)
            await self._inspect(turn)
        except SupersededError:
            return
        except MtfixError as error:
            self._give_up(turn, str(error))
        except Exception as error:  # one bad text must not end the conversation about the others
            _log.exception("%s could not be checked", turn.text.uri)
            reason = f"{type(error).__name__}: {error}"
            self._give_up(turn, f"{turn.text.uri} could not be checked: {reason}")

    def _give_up(self, turn: _Turn, reason: str) -> None:
        """Say what went wrong; what the rules saw stands where only LanguageTool failed."""
        with suppress(SupersededError):
            if turn.seen is None:
                self._settle(turn, Seen(turn.text))
            self._fail(reason)

    async def _inspect(self, turn: _Turn) -> None:
        task = self._prepare(turn.text)
        if task is None:
            self._settle(turn, Seen(turn.text))
            return
        started = time.monotonic()
        self._settle(turn, await self._run(partial(inspect, task, turn.pause)))
        self._cost[turn.text.uri] = time.monotonic() - started
        if task.second_pass:
            self._settle(
                turn, await self._run(partial(inspect, task, turn.pause, second_pass=True))
            )

    async def _run(self, work: Callable[[], Seen]) -> Seen:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def _settle(self, turn: _Turn, seen: Seen) -> None:
        if self._turns.get(turn.text.uri) is not turn or turn.stopped.is_set():
            raise SupersededError
        turn.seen = seen
        if not turn.first.done():
            turn.first.set_result(seen)
        self._tell(seen)
