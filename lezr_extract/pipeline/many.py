"""Many sources: batches over a pool of processes, results in the order of the sources.

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
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from lezr_extract.read import Source
from lezr_extract.records import Problem

T = TypeVar("T")
Item = Source | Problem
Work = Callable[[Sequence[Item]], list[T]]

BATCH_BYTES = 400_000
BATCH_ITEMS = 64
# Batches in flight for each worker: enough that none waits, few enough that results do not pile up.
_AHEAD = 3


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """``items`` in order, cut so that a batch is about `BATCH_BYTES` of source; a big file stands alone."""
    batch: list[Item] = []
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


def each(
    work: Work[T],
    items: Iterable[Item],
    crashed: Callable[[Item], T],
    workers: int | None = None,
) -> Iterator[tuple[int, list[T]]]:
    """What ``work`` gives for each batch, in order, with the number of items in the batch.

    A single batch, or ``workers=1``, is worked on in this process.

    Args:
        work: a function of a module, or a `functools.partial` of one.
        items: what to work on.
        crashed: what to give for an item that kills its worker (a fault inside a library, or no memory left).
        workers: processes; None for one per processor.
    """
    todo = batches(items)
    first = [batch for batch in (next(todo, None), next(todo, None)) if batch]
    workers = workers or os.cpu_count() or 1
    if workers == 1 or len(first) < 2:
        for batch in _chain(first, todo):
            yield len(batch), work(batch)
        return
    yield from _pooled(work, _chain(first, todo), crashed, workers)


def _pooled(
    work: Work[T], todo: Iterator[list[Item]], crashed: Callable[[Item], T], workers: int
) -> Iterator[tuple[int, list[T]]]:
    pool = _Pool(workers)
    flying: deque[tuple[list[Item], Future[list[T]]]] = deque()
    try:
        while True:
            while len(flying) < workers * _AHEAD and (batch := next(todo, None)) is not None:
                flying.append((batch, pool.submit(work, batch)))
            if not flying:
                break
            batch, future = flying.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                # Whose fault it was is not known: this batch is done item by item, the others again.
                pool.end()
                results = [result for item in batch for result in _alone(work, item, crashed)]
                pool = _Pool(workers)
                flying = deque((other, pool.submit(work, other)) for other, _ in flying)
            yield len(batch), results
    finally:
        pool.end()


def _alone(work: Work[T], item: Item, crashed: Callable[[Item], T]) -> list[T]:
    pool = _Pool(1)
    try:
        return pool.submit(work, [item]).result()
    except BrokenProcessPool:
        return [crashed(item)]
    finally:
        pool.end()


class _Pool(ProcessPoolExecutor):
    """Processes that end at once when they are told to."""

    def __init__(self, workers: int) -> None:
        self._others = set(multiprocessing.active_children())
        # A fork shares the loaded word lists; it is safe only while this process has one thread.
        forks = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if forks else "spawn")
        super().__init__(workers, mp_context=context, initializer=_begin_worker)

    def end(self) -> None:
        """Ends the workers; work in hand is of no use to anybody any more."""
        own = [process for process in multiprocessing.active_children() if process not in self._others]
        self.shutdown(wait=False, cancel_futures=True)
        for process in own:
            process.terminate()
        for process in own:
            process.join()
        self.shutdown(wait=True)


def _begin_worker() -> None:
    """Ctrl-C reaches the whole group of processes: the parent alone answers it and ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Records hardly ever form circles: collecting seldom saves time, and not touching what was there before the
    # fork keeps its memory shared.
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _chain(first: list[list[Item]], rest: Iterator[list[Item]]) -> Iterator[list[Item]]:
    yield from first
    yield from rest
