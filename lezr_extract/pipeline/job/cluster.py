"""Many sources on several machines: the same function on the same batches as `many.each`, carried by Ray.

Every machine must see the files under the same paths and have this program installed. What a lost process or
machine had in hand is worked on again elsewhere; an item that kills every process that takes it costs itself alone.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Generic, TypeVar

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.job.many import Batch, Item, Listener, Work, batches, deaf

T = TypeVar("T")

LOCAL = "local"
"""The address for a cluster of this machine alone, made for the run."""
_TRIES = 3
# Batches in hand for each processor of the cluster: enough that none waits, few enough to fit into memory.
_IN_HAND = 3
_MISSING = "没有安装 Ray：make cluster，或 pip install 'lezr-extract[cluster]'"


def each(
    work: Work[T],
    items: Iterable[Item],
    crashed: Callable[[Item], T],
    *,
    address: str,
    workers: int | None = None,
    listener: Listener = deaf,
) -> Iterator[tuple[int, list[T]]]:
    """What ``work`` gives for each batch, in order, with the number of items in the batch; see `many.each`.

    Args:
        work: a function of a module, or a `functools.partial` of one.
        items: what to work on.
        crashed: what to give for an item that kills its worker.
        address: of the cluster (``host:port``, ``auto``), or `LOCAL`.
        workers: processors of a `LOCAL` cluster; None for all.
        listener: not told of single pages, which are read on other machines.

    Raises:
        CannotRunError: Ray is not installed, or no cluster answers at ``address``.
    """
    del listener
    with _cluster(address, workers) as ray:
        yield from _Carried(ray, work, crashed).results(batches(items))


@contextmanager
def _cluster(address: str, workers: int | None) -> Iterator[ModuleType]:
    # Nothing is told to anybody outside, neither by Ray nor to its page.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray  # noqa: PLC0415
    except ImportError as error:
        raise CannotRunError(_MISSING) from error
    local = address == LOCAL
    try:
        ray.init(
            address="local" if local else address,
            num_cpus=workers if local else None,
            include_dashboard=False if local else None,
            configure_logging=False,
            log_to_driver=False,
        )
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
        raise CannotRunError(
            f"连不上 Ray 集群：{address}：{str(error).splitlines()[0]}；请检查地址，先在主机上运行 ray start --head"
        ) from error
    try:
        yield ray
    finally:
        ray.shutdown()


class _Carried(Generic[T]):
    """The batches that the cluster has in hand, oldest first."""

    def __init__(self, ray: ModuleType, work: Work[T], crashed: Callable[[Item], T]) -> None:
        self._ray = ray
        self._crashed = crashed
        self._task = ray.remote(max_retries=_TRIES)(_worked)
        self._work = ray.put(work)
        self._lost = (
            ray.exceptions.WorkerCrashedError,
            ray.exceptions.OutOfMemoryError,
            ray.exceptions.NodeDiedError,
        )

    def results(self, todo: Iterable[Batch]) -> Iterator[tuple[int, list[T]]]:
        in_hand: deque[tuple[Batch, object]] = deque()
        for batch in todo:
            in_hand.append((batch, self._task.remote(self._work, batch)))
            while len(in_hand) > _IN_HAND * self._processors():
                yield self._taken(*in_hand.popleft())
        while in_hand:
            yield self._taken(*in_hand.popleft())

    def _processors(self) -> int:
        # Asked anew: machines come and go while the run goes on.
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def _taken(self, batch: Batch, wanted: object) -> tuple[int, list[T]]:
        """The result of a batch; of one that no process survived item by item, since one of its items was the cause."""
        try:
            return len(batch), self._ray.get(wanted)
        except self._lost:
            return len(batch), [result for item in batch for result in self._alone(item)]

    def _alone(self, item: Item) -> list[T]:
        try:
            found: list[T] = self._ray.get(self._task.remote(self._work, [item]))
        except self._lost:
            return [self._crashed(item)]
        return found


def _worked(work: Work[T], batch: Sequence[Item]) -> list[T]:
    return work(batch)
