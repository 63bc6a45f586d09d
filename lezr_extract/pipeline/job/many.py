"""Many sources: batches over several processes, results in the order of the sources.

The same function on a batch runs here or in a worker, so that a cluster can take the workers' place.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from typing import Generic, TypeVar

from lezr_extract.read import PageDone, Source, listening
from lezr_extract.records import Problem, Severity, Stage

T = TypeVar("T")
Item = Source | Problem
Batch = list[Item]
Work = Callable[[Sequence[Item]], list[T]]
Listener = Callable[[PageDone], None]
"""Hears of each page that was read from a picture, in whichever process; called in this one."""

BATCH_BYTES = 400_000
BATCH_ITEMS = 64
# Finished batches that wait for an earlier one, for each worker: more would only fill the memory.
_AHEAD = 6
# A batch is given to a busy worker ahead of time only if it surely fits into the pipe: were both ends to wait for
# the other to read, neither ever would.
_FITS_PIPE = 8_000


def batches(items: Iterable[Item]) -> Iterator[Batch]:
    """``items`` in order, cut so that a batch is about `BATCH_BYTES` of source; a big file stands alone."""
    batch: Batch = []
    size = 0
    for item in items:
        weight = item.size if isinstance(item, Source) else 0
        if batch and (size + weight > BATCH_BYTES or len(batch) == BATCH_ITEMS):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += weight
    if batch:
        yield batch


def deaf(news: PageDone) -> None:
    """A `Listener` that does nothing."""


def each(
    work: Work[T],
    items: Iterable[Item],
    crashed: Callable[[Item], T],
    workers: int | None = None,
    listener: Listener = deaf,
    *,
    always_apart: bool = False,
) -> Iterator[tuple[int, list[T]]]:
    """What ``work`` gives for each batch, in order, with the number of items in the batch.

    A single batch, or ``workers=1``, is worked on in this process.

    Args:
        work: a function of a module, or a `functools.partial` of one.
        items: what to work on.
        crashed: what to give for an item that kills its worker (a fault inside a library, or no memory left).
        workers: processes; None for one per processor.
        listener: hears of pages while their batch is still worked on.
        always_apart: never work in this process, so that nothing that happens to the work can harm it.
    """
    with collecting_seldom():
        yield from _each(work, items, crashed, workers, listener, always_apart=always_apart)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Lets Python look for circles of garbage seldom; processes that are forked meanwhile do so too.

    Records hardly ever form circles, and each look goes over all of them: a tenth of the time of a large corpus.
    """
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def give_back_freed() -> None:
    """Gives memory that was freed back to the system, where the C library can (glibc).

    Processes that are forked share what there is; what is free would be written to, and so copied, in each of them.
    """
    import ctypes  # noqa: PLC0415

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def _each(
    work: Work[T],
    items: Iterable[Item],
    crashed: Callable[[Item], T],
    workers: int | None,
    listener: Listener,
    *,
    always_apart: bool,
) -> Iterator[tuple[int, list[T]]]:
    todo = batches(items)
    first = [batch for batch in (next(todo, None), next(todo, None)) if batch]
    workers = workers or os.cpu_count() or 1
    if not always_apart and (workers == 1 or len(first) < 2):
        for batch in chain(first, todo):
            with listening(listener):
                found = work(batch)
            yield len(batch), found
        return
    crew = _Crew(work, crashed, workers if len(first) > 1 else 1, listener)
    try:
        yield from crew.results(enumerate(chain(first, todo)))
    finally:
        crew.end()


def crashed_problems(item: Item) -> tuple[Problem, ...]:
    """A problem for each file of a source that killed the process which worked on it."""
    # A source may stand for several files that are read together: none of them may be lost without a row.
    files = [one.file for one in item.together] if isinstance(item, Source) and item.together else [item.file]
    cause = "处理这份文件时进程意外终止（内存不足，或读取库出错）；请单独检查这份文件，或增加内存"
    return tuple(Problem(Stage.READ, Severity.LOST, file, "", "crashed", cause) for file in files)


class _Worker(Generic[T]):
    """A process that works on the batches that it is given, one after the other."""

    def __init__(self, work: Work[T]) -> None:
        # A fork shares the loaded word lists; it is safe only while this process has one thread.
        forks = sys.platform == "linux" and threading.active_count() == 1
        context: ForkContext | SpawnContext
        context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
        self.connection, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, work), daemon=True)
        self.process.start()
        # Only the worker may hold its end, so that its death shows as the end of the stream.
        other.close()
        self.in_hand: deque[tuple[int, Batch]] = deque()

    def give(self, number: int, batch: Batch) -> None:
        self.in_hand.append((number, batch))
        # A worker that has died meanwhile shows when its result is taken.
        with suppress(OSError):
            self.connection.send(batch)

    def take(self, listener: Listener) -> tuple[int, Batch, list[T]] | None:
        """The next result; None where the process only had news of a page, which the listener has heard then.

        Raises:
            EOFError, OSError: the process has died.
        """
        message = self.connection.recv()
        if isinstance(message, PageDone):
            listener(message)
            return None
        return *self.in_hand.popleft(), message

    def result(self, listener: Listener) -> list[T]:
        """The next result, waited for.

        Raises:
            EOFError, OSError: the process has died.
        """
        while (taken := self.take(listener)) is None:
            pass
        return taken[2]

    def end(self) -> None:
        """Ends the process at once; work in hand is of no use to anybody any more."""
        self.process.terminate()
        self.process.join()
        self.connection.close()


class _Crew(Generic[T]):
    """The workers, and what they have finished."""

    def __init__(self, work: Work[T], crashed: Callable[[Item], T], workers: int, listener: Listener) -> None:
        self.work, self.crashed, self.listener = work, crashed, listener
        self.workers = [_Worker(work) for _ in range(workers)]
        self._following: tuple[int, Batch] | None = None

    def results(self, numbered: Iterator[tuple[int, Batch]]) -> Iterator[tuple[int, list[T]]]:
        done: dict[int, tuple[int, list[T]]] = {}
        expected = 0
        while True:
            self._give(numbered, len(done))
            busy = {worker.connection: worker for worker in self.workers if worker.in_hand}
            if not busy:
                return
            for connection in wait(list(busy)):
                for number, batch, result in self._taken(busy[connection]):  # type: ignore[index]
                    done[number] = len(batch), result
            self._give(numbered, len(done))
            while expected in done:
                yield done.pop(expected)
                expected += 1

    def end(self) -> None:
        for worker in self.workers:
            worker.end()

    def _give(self, numbered: Iterator[tuple[int, Batch]], waiting: int) -> None:
        # The idle first; the second batch of each comes after.
        for worker in sorted(self.workers, key=lambda worker: len(worker.in_hand)):
            if len(worker.in_hand) > 1 or waiting >= _AHEAD * len(self.workers):
                continue
            self._following = self._following or next(numbered, None)
            if self._following is None:
                return
            if not worker.in_hand or _length(self._following[1]) < _FITS_PIPE:
                worker.give(*self._following)
                self._following = None

    def _taken(self, worker: _Worker[T]) -> list[tuple[int, Batch, list[T]]]:
        try:
            taken = worker.take(self.listener)
            return [taken] if taken else []
        except (EOFError, OSError):
            return self._rescued(worker)

    def _rescued(self, dead: _Worker[T]) -> list[tuple[int, Batch, list[T]]]:
        """The batches of a dead worker: the first item by item, since one of its items was the cause."""
        dead.end()
        self.workers[self.workers.index(dead)] = fresh = _Worker(self.work)
        number, batch = dead.in_hand.popleft()
        result: list[T] = []
        for item in batch:
            fresh.give(number, [item])
            try:
                result += fresh.result(self.listener)
            except (EOFError, OSError):
                fresh.end()
                self.workers[self.workers.index(fresh)] = fresh = _Worker(self.work)
                result.append(self.crashed(item))
        for other in dead.in_hand:
            fresh.give(*other)
        return [(number, batch, result)]


def _length(batch: Batch) -> int:
    """About how many characters a batch is when it is sent."""
    return sum(
        len(item.file)
        + len(item.path)
        + sum(map(len, item.members))
        + 8 * len(item.members)
        + sum(len(one.file) + len(one.path) + 64 for one in item.together)
        if isinstance(item, Source)
        else len(item.file) + len(item.cause)
        for item in batch
    )


def _serve(connection: Connection, work: Work[T]) -> None:
    # Ctrl-C reaches the whole group of processes: the parent alone answers it and ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Not touching what was there before the fork keeps its memory shared.
    gc.freeze()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with collecting_seldom():
        while True:
            try:
                batch = connection.recv()
            except EOFError:
                return
            # The parent reads whenever it is not itself sending, and it sends only what fits into the pipe.
            with listening(connection.send):
                found = work(batch)
            connection.send(found)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
