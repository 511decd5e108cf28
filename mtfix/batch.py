"""Much work, in order: results come as the items came, whatever the number of processes.

An item that fails is reported in its place and stops nothing; nor does one that kills its
process. Only a window of items is under way, so a stream of any length fits in memory.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

WINDOW = 4  # items under way for each process


class Failure(Struct, frozen=True):
    """What stands in the place of a result that could not be had."""

    message: str


def in_order(
    work: Callable[[T], R], items: Iterable[T], *, jobs: int = 1, method: str | None = None
) -> Iterator[R | Failure]:
    """Yield the result of each item, in the order of the items.

    With more than one job, `work`, items and results travel between processes, so they must be
    picklable. `method` is how processes start: `fork`, `spawn`, `forkserver`; None: as usual here.
    """
    if jobs <= 1:
        return (attempt(work, item) for item in items)
    return _Pool(work, jobs, method).run(items)


def attempt(work: Callable[[T], R], item: T) -> R | Failure:
    """The result, or in its place the message of what went wrong."""
    try:
        return work(item)
    except MtfixError as error:
        return Failure(str(error))
    except RecursionError:
        return Failure("nested too deeply; split the text")
    except MemoryError:
        return Failure("not enough memory; split the text")
    except Exception as error:  # one bad item stops nothing, whatever is wrong with it
        return Failure(f"internal error, please report it: {type(error).__name__}: {error}")


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent, else every process prints its own traceback."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Pool(Generic[T, R]):
    """Processes that share the work; made anew when one of them dies."""

    def __init__(self, work: Callable[[T], R], jobs: int, method: str | None) -> None:
        # imported where there are processes: one file in one process should not wait for them
        import multiprocessing
        from concurrent.futures.process import BrokenProcessPool

        self._broken = BrokenProcessPool
        self._work = work
        self._jobs = jobs
        self._context = multiprocessing.get_context(method)
        self._executor: ProcessPoolExecutor | None = None

    def run(self, items: Iterable[T]) -> Iterator[R | Failure]:
        window: deque[tuple[T, Future[R | Failure]]] = deque()
        source, more = iter(items), True
        try:
            while more or window:
                while more and len(window) < self._jobs * WINDOW:
                    try:
                        item = next(source)
                    except StopIteration:
                        more = False
                    else:
                        window.append((item, self._submit(item)))
                if window:
                    yield self._result(*window.popleft())
        finally:
            self._stop()

    def _submit(self, item: T) -> Future[R | Failure]:
        if self._executor is None:
            self._executor = self._start(self._jobs)
        try:
            return self._executor.submit(attempt, self._work, item)
        except self._broken:
            self._stop()
            return self._submit(item)

    def _result(self, item: T, future: Future[R | Failure]) -> R | Failure:
        """A dead process takes its neighbours' work along, so each gets a process of its own."""
        try:
            return future.result()
        except self._broken:
            pass
        except Exception as error:  # an item or result that cannot be pickled
            return Failure(f"cannot be sent to another process: {error}")
        with self._start(1) as alone:
            try:
                return alone.submit(attempt, self._work, item).result()
            except self._broken:
                return Failure("the process that worked on it died; is there enough memory?")

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(jobs, mp_context=self._context, initializer=_ignore_interrupt)

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
